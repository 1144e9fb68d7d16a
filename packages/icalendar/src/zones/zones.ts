/** Which zone a TZID means within one calendar object. */
import type { CalendarObject, Component } from '../model.ts'
import { firstProperty, rawValue } from '../model.ts'
import { textOf } from '../values/text.ts'
import type { Time } from '../values/time.ts'
import { excerpt, type Violation, violation } from '../violation.ts'
import { catalogZone, type ZoneCatalog } from './iana.ts'
import { fixedOffsetOf, ianaNameOf, ianaZoneOf } from './names.ts'
import { zoneOfVtimezone } from './observances.ts'
import { fixedZone, utcOfWall, wallSeconds, type Zone } from './zone.ts'

/** The zones of one calendar object, found when asked for. */
export type Zones = {
  readonly kind: 'zones'
  readonly catalog: ZoneCatalog
  readonly vtimezones: readonly Component[]
  /** Where floating times and dates are looked at from. */
  readonly floating: Zone
  readonly memo: ZonesMemo
}
type ZonesMemo = {
  readonly found: Map<string, Zone>
  readonly guesses: Violation[]
}

/**
 * The zones of a calendar object: its VTIMEZONEs, and the IANA zones that its TZIDs name.
 *
 * Nothing is compiled until a TZID is asked for. Floating times and dates are looked at from
 * `floatingTzid`. Shapes: one VCALENDAR; a bare component has no VTIMEZONE and is fine too.
 *
 * @example
 * const zones = zonesOf(calendar, zoneCatalog(), 'Europe/Vienna')
 */
export function zonesOf(
  object: CalendarObject,
  catalog: ZoneCatalog,
  floatingTzid: string = 'UTC',
): Zones {
  const floatingId = ianaIdOf(catalog, floatingTzid) ?? 'UTC'
  return {
    kind: 'zones',
    catalog,
    vtimezones: object.components.filter((each) => each.name === 'VTIMEZONE'),
    floating: catalogZone(catalog, floatingId),
    memo: { found: new Map(), guesses: [] },
  }
}

/** As `ianaZoneOf`, remembered in the catalog. */
export function ianaIdOf(catalog: ZoneCatalog, tzid: string): string | undefined {
  const { names } = catalog
  if (names.has(tzid)) return names.get(tzid)
  const id = ianaZoneOf(tzid)
  if (names.size < maxRemembered && tzid.length < maxRemembered) names.set(tzid, id)
  return id
}
const maxRemembered = 2_000

/**
 * The zone that a TZID means; undefined means the floating zone. Never throws.
 *
 * An IANA id, also behind a vendor's prefix, is that zone. Any other name means what the VTIMEZONE
 * shipped under it says. Where there is none, or nothing in it can be read: what X-LIC-LOCATION or
 * TZID-ALIAS-OF names, the zone of a Windows name, an offset spelt out, and at last the floating
 * zone. `zoneViolations` says what was guessed.
 */
export function resolveZone(zones: Zones, tzid: string | undefined): Zone {
  // Requirement: 5545/3.2.19/no-tzid-is-floating
  // Requirement: 5545/3.2.19/global-tzid-prefix
  // Requirement: 5545/3.3.5/floating-follows-attendee
  if (tzid === undefined) return zones.floating
  const held = zones.memo.found.get(tzid)
  if (held !== undefined) return held
  const zone = findZone(zones, tzid)
  zones.memo.found.set(tzid, zone)
  return zone
}

function findZone(zones: Zones, tzid: string): Zone {
  const { catalog } = zones
  const named = ianaIdOf(catalog, tzid)
  if (named !== undefined && (named === tzid || ianaNameOf(tzid) !== undefined))
    return catalogZone(catalog, named)
  const vtimezone = vtimezoneOf(zones.vtimezones, tzid)
  const compiled = vtimezone === undefined ? undefined : zoneOfVtimezone(vtimezone)
  if (compiled !== undefined) return compiled
  const alias = vtimezone === undefined ? undefined : aliasOf(catalog, vtimezone)
  if (alias !== undefined) return guessed(zones, tzid, vtimezone, catalogZone(catalog, alias))
  if (named !== undefined) return guessed(zones, tzid, vtimezone, catalogZone(catalog, named))
  const offset = fixedOffsetOf(tzid)
  if (offset !== undefined) return guessed(zones, tzid, vtimezone, fixedZone(tzid, offset))
  return guessed(zones, tzid, vtimezone, zones.floating)
}

/** The VTIMEZONE of that TZID: exactly, else but for case and space around it. */
export function vtimezoneOf(vtimezones: readonly Component[], tzid: string): Component | undefined {
  const plain = tzid.trim().toLowerCase()
  let similar: Component | undefined
  for (const each of vtimezones) {
    const property = firstProperty(each, 'TZID')
    if (property === undefined) continue
    if (property.value === tzid || textOf(property) === tzid) return each
    if (textOf(property).trim().toLowerCase() === plain) similar ??= each
  }
  return similar
}

function aliasOf(catalog: ZoneCatalog, vtimezone: Component): string | undefined {
  for (const name of ['X-LIC-LOCATION', 'TZID-ALIAS-OF']) {
    const value = rawValue(vtimezone, name)
    const id = value === undefined ? undefined : ianaIdOf(catalog, value)
    if (id !== undefined) return id
  }
  return undefined
}

function guessed(zones: Zones, tzid: string, vtimezone: Component | undefined, zone: Zone): Zone {
  const expected = `a VTIMEZONE that says what ${excerpt(tzid)} is`
  const found = `read as ${zone.id}`
  zones.memo.guesses.push(
    vtimezone === undefined
      ? violation('5545/3.2.19/vtimezone-for-each-tzid', ['VCALENDAR', 0], 0, expected, found)
      : violation(
          '5545/3.6.5/tzid-and-observance-present',
          ['VCALENDAR', 0, 'VTIMEZONE', zones.vtimezones.indexOf(vtimezone)],
          vtimezone.source?.line ?? 0,
          expected,
          found,
        ),
  )
  return zone
}

/** What was guessed of the zones asked for so far, in the order they were asked for. */
export function zoneViolations(zones: Zones): readonly Violation[] {
  return zones.memo.guesses
}

/** The zone of a time: of its TZID, or the floating one. */
export function zoneOfTime(time: Time, zones: Zones): Zone {
  return time.kind === 'DATE' ? zones.floating : resolveZone(zones, time.tzid)
}

/**
 * The moment that a time means.
 *
 * A local time that occurs twice is the first of the two; one that does not occur is read with the
 * offset before the gap (RFC 5545 §3.3.5). A DATE is its midnight in the floating zone.
 * Units: UTC seconds. Errors: none.
 */
export function utcSeconds(time: Time, zones: Zones): number {
  return time.tzid === 'UTC'
    ? time.wallSeconds
    : utcOfWall(zoneOfTime(time, zones), time.wallSeconds)
}

/** A moment in the form of `like`: its kind and its TZID. As a DATE: the day it falls on. */
export function timeAt(utc: number, like: Time, zones: Zones): Time {
  const wall = clamped(wallSeconds(utc, zoneOfTime(like, zones)))
  if (like.kind === 'DATE-TIME') return { kind: like.kind, wallSeconds: wall, tzid: like.tzid }
  return {
    kind: 'DATE',
    wallSeconds: wall - (((wall % 86_400) + 86_400) % 86_400),
    tzid: undefined,
  }
}

const earliestWall = -62_167_219_200
const latestWall = 253_402_300_799

/** Kept within the years that four digits can write. */
export function clamped(wall: number): number {
  return Math.min(latestWall, Math.max(earliestWall, wall))
}
