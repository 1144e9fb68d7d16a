/** A calendar object without some of its instances. */
import type { CalendarObject, InstanceKey, Property, Time } from '@parley/icalendar'
import { firstProperty, property, timeOf, timeProperty, withProperty } from '@parley/icalendar'
import type { Parts } from '../parts.ts'
import { instanceOf, putTogether } from '../parts.ts'

/** Instances out of the series: an EXDATE each; without a series, cancelled components. */
export function withoutInstances(
  parts: Parts,
  object: CalendarObject,
  keys: readonly InstanceKey[],
): CalendarObject {
  const { master } = parts
  const gone = new Set(keys)
  const overridden = [...parts.overridden]
  if (master === undefined) {
    return putTogether(
      object,
      overridden.map(([key, each]) =>
        gone.has(key) ? withProperty(each, property('STATUS', 'CANCELLED')) : each,
      ),
    )
  }
  const exdates = keys.flatMap((key) => exdateOfKey(parts, key) ?? [])
  const cut = { ...master, properties: [...master.properties, ...exdates] }
  const kept = overridden.filter(([key]) => !gone.has(key)).map(([, each]) => each)
  return putTogether(object, [cut, ...kept])
}

function exdateOfKey(parts: Parts, key: InstanceKey): Property | undefined {
  const time = instanceOf(parts, key)?.recurrenceId ?? recurrenceIdOf(parts, key)
  return time === undefined ? undefined : timeProperty('EXDATE', time)
}

function recurrenceIdOf(parts: Parts, key: InstanceKey): Time | undefined {
  const own = parts.overridden.get(key)
  const property = own && firstProperty(own, 'RECURRENCE-ID')
  return property && timeOf(property)
}
