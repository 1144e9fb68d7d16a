/** Busy time that was worked out before, for as long as nothing has changed that it depends on. */
import { type BusyTime, busyKinds, clipBusyTime, type Window } from '@parley/busytime'
import { type Collection, calendarsAndInboxesOf, type Principal, type Tables } from '@parley/store'
import type { Parts } from '../parts.ts'
import { busyTimes } from './free-busy.ts'
import { stretchAround } from './series.ts'

/** What somebody's time is, as long as calendars and settings are as `state` says. */
export type KnownBusyTime = {
  readonly state: string
  readonly busy: BusyTime
  /** All of the stretch would take up too much room, or is not known: windows are asked for singly. */
  readonly isLarge: boolean
}

/** More periods than these are not remembered of anybody's stretch. */
const maxKeptPeriods = 2_000

/**
 * As `busyTimes`, within `store.read` only: what a transaction sees of itself may come to nothing, and
 * must not be remembered. Whoever is asked about twice, and has changed nothing in between, is likely to
 * be asked about again: then the time all around the window is worked out at once.
 */
export async function knownBusyTimes(
  parts: Parts,
  tables: Tables,
  principals: readonly Principal[],
  window: Window,
): Promise<ReadonlyMap<string, BusyTime>> {
  const stretch = stretchAround(window)
  if (stretch === undefined) return busyTimes(parts, tables, principals, window)
  const ids = principals.map((each) => each.id)
  const calendars = Map.groupBy(await calendarsAndInboxesOf(tables, ids), (each) => each.ownerId)
  const times = new Map<string, BusyTime>()
  const once: Asked[] = []
  const twice: Asked[] = []
  for (const principal of principals) {
    const state = stateOf(principal, calendars.get(principal.id) ?? [])
    const known = parts.busy.get(keyOf(principal, stretch))
    if (known?.state !== state) once.push({ principal, state, isLarge: false })
    else if (covers(known.busy, window)) times.set(principal.id, clipBusyTime(known.busy, window))
    else (known.isLarge ? once : twice).push({ principal, state, isLarge: known.isLarge })
  }
  const keep = ({ principal, state, isLarge }: Asked, busy: BusyTime): void => {
    times.set(principal.id, clipBusyTime(busy, window))
    parts.busy.set(keyOf(principal, stretch), { state, busy, isLarge })
  }
  for (const [asked, busy] of await found(parts, tables, twice, stretch)) {
    if (isWorthKeeping(busy)) keep(asked, busy)
    else once.push({ ...asked, isLarge: true })
  }
  for (const [asked, busy] of await found(parts, tables, once, window)) keep(asked, busy)
  return times
}

type Asked = Omit<KnownBusyTime, 'busy'> & { readonly principal: Principal }

async function found(
  parts: Parts,
  tables: Tables,
  asked: readonly Asked[],
  window: Window,
): Promise<readonly (readonly [Asked, BusyTime])[]> {
  if (asked.length === 0) return []
  const principals = asked.map((each) => each.principal)
  const times = await busyTimes(parts, tables, principals, window)
  return asked.flatMap((each) => {
    const busy = times.get(each.principal.id)
    return busy === undefined ? [] : [[each, busy] as const]
  })
}

/** A series yields so many instances: what is unknown in a long stretch may be known in a short window. */
function isWorthKeeping({ kinds }: BusyTime): boolean {
  return kinds.length <= maxKeptPeriods && !kinds.includes(busyKinds.indexOf('unknown'))
}

function covers(busy: BusyTime, { fromSeconds, toSeconds }: Window): boolean {
  return busy.fromSeconds <= fromSeconds && toSeconds <= busy.toSeconds
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
