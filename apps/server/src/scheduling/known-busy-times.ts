/** Busy time that was worked out before, for as long as nothing has changed that it depends on. */
import type { BusyTime, Window } from '@parley/busytime'
import { type Collection, calendarsAndInboxesOf, type Principal, type Tables } from '@parley/store'
import type { Parts } from '../parts.ts'
import { busyTimes } from './free-busy.ts'

/** What somebody's time was, when calendars and settings were as `state` says. */
export type KnownBusyTime = { readonly state: string; readonly busy: BusyTime }

/** Longer stretches are asked for seldom, and take up room. */
const maxKeptSeconds = 62 * 86_400

/**
 * As `busyTimes`, within `store.read` only: what a transaction sees of itself may come to nothing, and
 * must not be remembered.
 */
export async function knownBusyTimes(
  parts: Parts,
  tables: Tables,
  principals: readonly Principal[],
  window: Window,
): Promise<ReadonlyMap<string, BusyTime>> {
  const { fromSeconds, toSeconds } = window
  if (toSeconds - fromSeconds > maxKeptSeconds) return busyTimes(parts, tables, principals, window)
  const ids = principals.map((each) => each.id)
  const calendars = Map.groupBy(await calendarsAndInboxesOf(tables, ids), (each) => each.ownerId)
  const times = new Map<string, BusyTime>()
  const unknown = new Map<Principal, string>()
  for (const principal of principals) {
    const state = stateOf(principal, calendars.get(principal.id) ?? [])
    const known = parts.busy.get(keyOf(principal, window))
    if (known?.state === state) times.set(principal.id, known.busy)
    else unknown.set(principal, state)
  }
  if (unknown.size === 0) return times
  const found = await busyTimes(parts, tables, [...unknown.keys()], window)
  for (const [principal, state] of unknown) {
    const busy = found.get(principal.id)
    if (busy === undefined) continue
    times.set(principal.id, busy)
    parts.busy.set(keyOf(principal, window), { state, busy })
  }
  return times
}

function keyOf({ id }: Principal, { fromSeconds, toSeconds }: Window): string {
  return `${id} ${fromSeconds} ${toSeconds}`
}

/** Whatever changes in a calendar raises its token. */
function stateOf(
  { tzid, addresses, settings }: Principal,
  calendars: readonly Collection[],
): string {
  let state = `${tzid} ${addresses.join(' ')} ${settings}`
  for (const { id, kind, syncToken, transparent } of calendars) {
    if (kind === 'calendar') state += ` ${id} ${syncToken} ${transparent}`
  }
  return state
}
