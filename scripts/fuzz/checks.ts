/** What must hold for any bytes. Each check throws where it does not. */
import assert from 'node:assert/strict'
import {
  type Component,
  calAddressOf,
  countInstances,
  durationOf,
  firstInstance,
  firstProperty,
  geoOf,
  instanceAt,
  instanceComponent,
  instancesBetween,
  integerOf,
  isRecurring,
  keyOfComponent,
  lastInstance,
  type Property,
  parseCalendar,
  periodsOf,
  recurrenceSet,
  requestStatusOf,
  roundTrip,
  sameCalendar,
  sameModel,
  serializeCalendar,
  textListOf,
  textOf,
  timeOf,
  timesOf,
  utcOffsetOf,
  validateValues,
  withTimezones,
  type ZoneCatalog,
  zonesOf,
  zoneViolations,
} from '@parley/icalendar'

const readers: readonly ((of: Property) => unknown)[] = [
  timeOf,
  timesOf,
  periodsOf,
  durationOf,
  textOf,
  textListOf,
  integerOf,
  geoOf,
  utcOffsetOf,
  calAddressOf,
  requestStatusOf,
]

export function checkBytes(bytes: Uint8Array, catalog: ZoneCatalog): void {
  const before = bytes.slice()
  const { objects, complete } = parseCalendar(bytes)
  assert.deepEqual(bytes, before, 'reading changed the bytes')
  const written = serializeCalendar(objects)
  const again = parseCalendar(written)
  assert.ok(!complete || sameModel(again.objects, objects), 'lossy')
  assert.ok(!complete || roundTrip(bytes) !== 'lossy', 'lossy lines')
  assert.deepEqual(serializeCalendar(again.objects), written, 'writes differ')
  for (const object of objects) {
    assert.ok(sameCalendar(object, object))
    checkValues(object)
    checkRecurrence(object, catalog)
  }
}

function checkValues(of: Component): void {
  validateValues(of)
  const pending: Component[] = [of]
  for (let each = pending.pop(); each !== undefined; each = pending.pop()) {
    for (const one of each.properties) for (const read of readers) read(one)
    pending.push(...each.components)
  }
}

function checkRecurrence(object: Component, catalog: ZoneCatalog): void {
  const zones = zonesOf(object, catalog)
  const byUid = new Map<string, Component[]>()
  for (const each of object.components) {
    if (each.name === 'VTIMEZONE') continue
    const uid = firstProperty(each, 'UID')?.value ?? ''
    byUid.set(uid, [...(byUid.get(uid) ?? []), each])
  }
  for (const components of [...byUid.values()].slice(0, 20)) {
    const set = recurrenceSet(components, zones)
    const first = firstInstance(set)
    if (first !== undefined) {
      assert.ok(first.endSeconds >= first.startSeconds, 'ends before it starts')
      const fromSeconds = first.startSeconds + 20 * 365 * 86_400
      const toSeconds = fromSeconds + 7 * 86_400
      const instances = instancesBetween(set, { fromSeconds, toSeconds, limit: 50 })
      assert.ok(instances.length <= 50, 'too many instances')
      instanceComponent(set, first.key)
      instanceAt(set, first.key)
    }
    if (isRecurring(set)) countInstances(set, 100)
    lastInstance(set)
    for (const each of components.slice(0, 20)) keyOfComponent(set, each)
  }
  zoneViolations(zones)
  withTimezones(object, catalog)
}
