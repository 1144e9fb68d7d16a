/** Export: all calendars of a user, or one, as one file that any calendar program reads. */
import {
  type CalendarObject,
  type Component,
  component,
  parseCalendar,
  property,
  rawValue,
  serializeCalendar,
  serializeText,
} from '@parley/icalendar'
import { type Collection, collectionsOf, resourcesByName, type Tables } from '@parley/store'
import type { Parts } from '../parts.ts'
import { AdminProblem, requirePrincipal } from './people.ts'

const atOnce = 200

type Export = {
  readonly name: string
  /** Absent: all. */
  readonly calendar?: string
  readonly progress?: (done: number, total: number) => void
}

export async function exportCalendar(parts: Parts, given: Export): Promise<Uint8Array> {
  const objects = await parts.store.read(async (tables) => {
    const owner = await requirePrincipal(tables, given.name)
    const calendars = (await collectionsOf(tables, [owner.id])).filter(
      ({ kind, name }) => kind === 'calendar' && (given.calendar ?? name) === name,
    )
    if (calendars.length === 0) {
      throw new AdminProblem(`${given.name} has no calendar called ${given.calendar}.`)
    }
    return readAll(tables, calendars, given)
  })
  return Buffer.concat(gathered(objects).map(serializeCalendar))
}

async function readAll(
  tables: Tables,
  calendars: readonly Collection[],
  given: Export,
): Promise<readonly CalendarObject[]> {
  const heads = await tables
    .selectFrom('resource')
    .innerJoin('collection', 'collection.number', 'resource.collection_number')
    .select(['collection.id', 'resource.name'])
    .where(
      'collection.id',
      'in',
      calendars.map((each) => each.id),
    )
    .orderBy('collection.id')
    .orderBy('resource.name')
    .execute()
  const objects: CalendarObject[] = []
  let done = 0
  for (const [collectionId, held] of Map.groupBy(heads, (each) => each.id)) {
    for (let from = 0; from < held.length; from += atOnce) {
      const names = held.slice(from, from + atOnce).map((each) => each.name)
      const found = await resourcesByName(tables, collectionId, names)
      const byName = new Map(found.map((each) => [each.name, each.text]))
      for (const name of names) {
        const text = byName.get(name)
        const [object] = text === undefined ? [] : parseCalendar(text).objects
        if (object !== undefined) objects.push(object)
      }
      done += names.length
      given.progress?.(done, heads.length)
    }
  }
  return objects
}

type Gathering = { readonly zones: Map<string, Component>; readonly main: Component[] }

/**
 * Everything in one calendar object, and in a further one only what names a zone as another does and
 * means something else by it.
 */
function gathered(objects: readonly CalendarObject[]): readonly CalendarObject[] {
  const gatherings: Gathering[] = []
  for (const object of objects) {
    const zones = object.components.filter(({ name }) => name === 'VTIMEZONE')
    const main = object.components.filter(({ name }) => name !== 'VTIMEZONE')
    let place = gatherings.find((each) => zones.every((zone) => fits(each, zone)))
    if (place === undefined) {
      place = { zones: new Map(), main: [] }
      gatherings.push(place)
    }
    for (const zone of zones) place.zones.set(zoneName(zone), zone)
    place.main.push(...main)
  }
  if (gatherings.length === 0) gatherings.push({ zones: new Map(), main: [] })
  const head = [property('VERSION', '2.0'), property('PRODID', '-//Parley//Server//EN')]
  return gatherings.map(({ zones, main }) => ({
    ...component('VCALENDAR', head),
    components: [...zones.values(), ...main],
  }))
}

function fits({ zones }: Gathering, zone: Component): boolean {
  const held = zones.get(zoneName(zone))
  return held === undefined || textOf(held) === textOf(zone)
}

function zoneName(zone: Component): string {
  return rawValue(zone, 'TZID') ?? ''
}

function textOf(of: Component): string {
  return serializeText({ ...component('VCALENDAR', []), components: [of] })
}
