/** Time zones by reference (RFC 7809): calendar data with VTIMEZONEs, without those that all know, or as it is. */
import type { TimezonesWish } from '@parley/caldav'
import {
  type CalendarObject,
  component,
  ianaZoneOf,
  parseCalendar,
  property,
  rawValue,
  resolveZone,
  serializeText,
  usedTzids,
  vtimezone,
  withComponents,
  withTimezones,
  type Zone,
  type ZoneCatalog,
  zonesOf,
  zoneViolations,
} from '@parley/icalendar'
import type { Parts } from '../parts.ts'

/** The object as the client wants its time zones; the same one where nothing is to be done. */
export function objectAsWished(
  object: CalendarObject,
  wish: TimezonesWish | undefined,
  catalog: ZoneCatalog,
): CalendarObject {
  if (wish === 'with') return withMissingZones(object, catalog)
  if (wish === undefined) return object
  const kept = object.components.filter(
    (each) => each.name !== 'VTIMEZONE' || !isStandard(rawValue(each, 'TZID') ?? ''),
  )
  return kept.length === object.components.length ? object : withComponents(object, kept)
}

/** As `objectAsWished`, of a text; read only where it may come out otherwise. */
export function textAsWished(
  text: string,
  wish: TimezonesWish | undefined,
  catalog: ZoneCatalog,
): string {
  const matters = wish === 'with' ? text.includes('TZID=') : text.includes('VTIMEZONE')
  if (wish === undefined || !matters) return text
  const [object] = parseCalendar(text).objects
  if (object === undefined) return text
  const made = objectAsWished(object, wish, catalog)
  return made === object ? text : serializeText(made)
}

/**
 * With a VTIMEZONE for each zone that is known by its name and was sent without one (RFC 7809 §3.1.4):
 * those who are told of it, and clients that know nothing of this, get it whole (RFC 5545 §3.2.19).
 */
export function withMissingZones(object: CalendarObject, catalog: ZoneCatalog): CalendarObject {
  const tzids = [...usedTzids(object)]
  const there = new Set(
    object.components
      .filter((each) => each.name === 'VTIMEZONE')
      .map((each) => rawValue(each, 'TZID') ?? ''),
  )
  const isMissing = tzids.some((each) => !there.has(each) && ianaZoneOf(each) !== undefined)
  return isMissing ? withTimezones(object, catalog) : object
}

/** The very id of an IANA zone: a vendor's prefix or a name of Windows may mean something else. */
function isStandard(tzid: string): boolean {
  return ianaZoneOf(tzid) === tzid
}

/** How far back a VTIMEZONE reaches that is made from a name. */
const zoneYears = 5

/** The VCALENDAR with the VTIMEZONE of an IANA id, as it is from some years back. */
export function textOfZone(
  id: string,
  { catalog, clock }: Pick<Parts, 'catalog' | 'clock'>,
): string {
  const span = { fromSeconds: clock() - zoneYears * 31_556_952, toSeconds: Infinity }
  const head = [property('VERSION', '2.0'), property('PRODID', '-//Parley//Server//EN')]
  return serializeText(component('VCALENDAR', head, [vtimezone(id, span, catalog)]))
}

/** The TZID of the VTIMEZONE in that text. */
export function tzidOfText(text: string): string | undefined {
  const found = parseCalendar(text).objects[0]?.components.find((each) => each.name === 'VTIMEZONE')
  return found && rawValue(found, 'TZID')
}

/** The zone that the text of a VTIMEZONE says, in its VCALENDAR; undefined: none that can be read. */
export function zoneOfText(text: string, catalog: ZoneCatalog): Zone | undefined {
  const [object] = parseCalendar(text).objects
  const found = object?.components.filter((each) => each.name === 'VTIMEZONE') ?? []
  const [zone, more] = found
  const tzid = zone === undefined ? undefined : rawValue(zone, 'TZID')
  if (object === undefined || tzid === undefined || more !== undefined) return undefined
  const zones = zonesOf(object, catalog)
  const made = resolveZone(zones, tzid)
  return zoneViolations(zones).length > 0 ? undefined : made
}
