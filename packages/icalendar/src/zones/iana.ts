import type { Component } from '../model.ts'
import { fixedZone, type Transitions, type Zone, zoneOf } from './zone.ts'

/** The years that four digits can write, and one more on either side. */
const earliest = -62_200_000_000
const latest = 253_440_000_000

/** The zone of an IANA id that Temporal knows. */
function ianaZone(id: string): Zone {
  if (id === 'UTC') return fixedZone(id, 0)
  return zoneOf(id, (from, to) => transitionsOf(id, from, to))
}

function transitionsOf(id: string, fromSeconds: number, toSeconds: number): Transitions {
  const from = Math.min(latest, Math.max(earliest, Math.floor(fromSeconds)))
  const to = Math.min(latest, toSeconds)
  let moment = new Temporal.ZonedDateTime(BigInt(from) * 1_000_000_000n, id)
  const transitions: number[] = []
  const offsets = [offsetOf(moment)]
  for (;;) {
    const next = moment.getTimeZoneTransition('next')
    if (next === null || next.epochMilliseconds / 1000 > to) break
    moment = next
    const offset = offsetOf(moment)
    if (offset === offsets.at(-1)) continue
    transitions.push(Math.floor(moment.epochMilliseconds / 1000))
    offsets.push(offset)
  }
  return { transitions, offsets }
}

function offsetOf(moment: Temporal.ZonedDateTime): number {
  return Math.round(moment.offsetNanoseconds / 1_000_000_000)
}

const plainId = /^[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+){0,2}$/
const maxIdLength = 64

/** The id as the zone database spells it, links kept; undefined when it is not one. */
export function knownId(id: string): string | undefined {
  if (id.length > maxIdLength || !plainId.test(id)) return undefined
  try {
    return new Temporal.ZonedDateTime(0n, id).timeZoneId
  } catch {
    return undefined
  }
}

/**
 * Zones made once and passed on, so that their tables are shared.
 *
 * An application makes one with `zoneCatalog()` and hands it to whatever asks; it holds what was
 * looked up so far and nothing else.
 */
export type ZoneCatalog = {
  readonly kind: 'zone catalog'
  readonly zones: Map<string, Zone>
  /** What `ianaZoneOf` said of a TZID. */
  readonly names: Map<string, string | undefined>
  /** VTIMEZONEs written so far, by TZID and years. */
  readonly vtimezones: Map<string, Component>
}

/** Makes a catalog, which remembers time zones once worked out: make one, and pass it on. */
export function zoneCatalog(): ZoneCatalog {
  return { kind: 'zone catalog', zones: new Map(), names: new Map(), vtimezones: new Map() }
}

/** The catalog's zone of a known IANA id. */
export function catalogZone(catalog: ZoneCatalog, id: string): Zone {
  const held = catalog.zones.get(id)
  if (held !== undefined) return held
  const made = ianaZone(id)
  catalog.zones.set(id, made)
  return made
}
