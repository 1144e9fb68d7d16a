/** What a report answers of one resource: its properties, and its calendar data as it is wanted. */
import {
  type CalendarDataRequest,
  caldav,
  element,
  escapeXml,
  isWhole,
  type PropertyRequest,
  type ResponseItem,
  reduceObject,
} from '@parley/caldav'
import {
  type CalendarObject,
  parseCalendar,
  serializeText,
  type Zones,
  zonesOf,
} from '@parley/icalendar'
import { type CalendarResource, resourcesByName, type Tables } from '@parley/store'
import type { Here } from './here.ts'
import { objectPath } from './paths.ts'
import type { Subject } from './property-rows.ts'
import { describe } from './propfind.ts'
import { objectAsWished, textAsWished } from './time-zones.ts'

type Wanted = { readonly properties: PropertyRequest; readonly data: CalendarDataRequest }

/** A resource's text as it was read, with what its times mean here. */
export type Reading = { readonly object: CalendarObject; readonly zones: Zones }

const calendarData = caldav('calendar-data')

/** The function that answers of one resource after the other. A reading is used where there is one. */
export function itemsOf(
  here: Here,
  tables: Tables,
  { properties, data }: Wanted,
): (resource: CalendarResource, reading?: Reading) => Promise<ResponseItem> {
  const { place } = here
  const subjectOf = (head: CalendarResource): Subject => {
    const isInside = 'collection' in place
    const path = isInside ? objectPath(place.name, place.collection, head.name) : here.path
    return { ...here, head, path }
  }
  if (properties.kind !== 'some') {
    return (resource) => describe(subjectOf(resource), tables, properties)
  }
  const others = properties.properties.filter((each) => each.name !== calendarData)
  const plain = { kind: 'some', properties: others } as const
  if (others.length === properties.properties.length) {
    return (resource) => describe(subjectOf(resource), tables, plain)
  }
  const whole = isWhole(data)
  return async (resource, reading) => {
    const item = await describe(subjectOf(resource), tables, plain)
    const text = whole
      ? textAsWished(resource.text, here.timezones, here.parts.catalog)
      : reducedText(here, resource.text, data, reading)
    const xml = element(calendarData, escapeXml(text))
    const found = { name: calendarData, status: 200, xml } as const
    return { ...item, properties: [...(item.properties ?? []), found] }
  }
}

/** The object as far as it is wanted. */
function reducedText(
  here: Here,
  text: string,
  data: CalendarDataRequest,
  reading = readingOf(here, text),
): string {
  const { catalog } = here.parts
  if (reading === undefined) return text
  const reduced = reduceObject(reading.object, data, reading.zones)
  // Parts that were not asked for stay away.
  const wish = data.parts !== undefined && here.timezones === 'with' ? undefined : here.timezones
  return serializeText(objectAsWished(reduced, wish, catalog))
}

function readingOf(here: Here, text: string): Reading | undefined {
  const [object] = parseCalendar(text).objects
  if (object === undefined) return undefined
  return { object, zones: zonesOf(object, here.parts.catalog, here.owner?.tzid ?? 'UTC') }
}

const namesAtOnce = 200

/** The resources of these names that there are, by name. */
export async function resourcesNamed(
  tables: Tables,
  collectionId: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, CalendarResource>> {
  const found = new Map<string, CalendarResource>()
  for (let from = 0; from < names.length; from += namesAtOnce) {
    const some = names.slice(from, from + namesAtOnce)
    for (const each of await resourcesByName(tables, collectionId, some)) found.set(each.name, each)
  }
  return found
}
