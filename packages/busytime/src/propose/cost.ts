/** What one fact about one person at one time costs: shared by the sweep and the explanation. */
import type { BusyTime } from '../busy-time.ts'
import { busy, firstEndingAfter, strongestIn, unavailable, unknown } from '../busy-time.ts'
import type { FullQuery, Person, Room, Weights } from './query.ts'

/** Costs by busy code: free, unknown, tentative, unavailable, busy. */
export function costsOfCodes(weights: Weights, required: boolean): readonly number[] {
  return required
    ? [0, weights.unknown, weights.tentative, weights.missing, weights.missing]
    : [
        0,
        weights.optionalUnknown,
        weights.optionalTentative,
        weights.optionalBusy,
        weights.optionalBusy,
      ]
}

const maxOutsideSeconds = 12 * 3600
const quarterSeconds = 900

/** How far a period outside hours reaches past the meeting at its nearer end. */
export function depthSeconds(
  period: { readonly start: number; readonly end: number },
  meeting: { readonly start: number; readonly end: number },
): number {
  const depth = Math.min(meeting.end - period.start, period.end - meeting.start)
  return Math.max(0, Math.min(depth, maxOutsideSeconds))
}

/**
 * The square makes two hours for one person cost more than an hour each for two, so that the sum is
 * least where the pain is shared. What a person bore before counts in.
 */
export function outsideCost(weights: Weights, person: Person, seconds: number): number {
  if (seconds <= 0) return 0
  const borne = Math.min(1000, Math.max(0, Math.round((person.borneSeconds ?? 0) / quarterSeconds)))
  const quarters = Math.ceil(seconds / quarterSeconds)
  return weights.outsideHours * ((borne + quarters) ** 2 - borne ** 2)
}

/** How far outside hours a meeting of that start would be for the person. */
export function outsideSeconds(
  outside: BusyTime | undefined,
  meeting: { readonly start: number; readonly end: number },
): number {
  if (outside === undefined) return 0
  let most = 0
  for (let i = firstEndingAfter(outside, meeting.start); i < outside.starts.length; i++) {
    const start = outside.starts[i] ?? 0
    if (start >= meeting.end) break
    if (outside.kinds[i] !== unavailable) continue
    const depth = depthSeconds({ start, end: outside.ends[i] ?? start }, meeting)
    if (depth > most) most = depth
  }
  return most
}

/** The strongest of what the person's calendars and hours say, buffers included for calendars. */
export function codeOfPerson(query: FullQuery, person: Person, start: number): number {
  const end = start + query.durationSeconds
  const code =
    person.busy === undefined
      ? unknown
      : strongestIn(person.busy, start - query.beforeSeconds, end + query.afterSeconds)
  return Math.max(code, hardCode(person.outsideHours, start, end))
}

/** Of availability, BUSYTYPE BUSY and BUSY-TENTATIVE count as engagements, the rest as hours. */
function hardCode(outside: BusyTime | undefined, start: number, end: number): number {
  if (outside === undefined) return 0
  let code = 0
  for (let i = firstEndingAfter(outside, start); i < outside.starts.length; i++) {
    if ((outside.starts[i] ?? 0) >= end) break
    code = Math.max(code, hardOf(outside.kinds[i] ?? 0))
  }
  return code
}

export function hardOf(kind: number): number {
  return kind === unavailable || kind === unknown ? 0 : kind
}

export function codeOfRoom(query: FullQuery, room: Room, start: number): number {
  if (room.busy === undefined) return unknown
  return strongestIn(room.busy, start, start + query.durationSeconds)
}

/** Why the room cannot be taken at all, whatever the time. */
export function unfitRoom(
  rooms: NonNullable<FullQuery['rooms']>,
  room: Room,
): 'too-small' | 'feature-missing' | undefined {
  const share = Math.ceil(rooms.seats / rooms.count)
  if (room.capacity !== undefined && room.capacity < share) return 'too-small'
  if (!rooms.features.every((each) => room.features.includes(each))) return 'feature-missing'
  return undefined
}

/** Unavailable and busy rooms cannot be taken. */
export function roomCost(weights: Weights, code: number): number | undefined {
  if (code >= unavailable && code <= busy) return undefined
  return code === 0 ? 0 : code === unknown ? weights.roomUnknown : weights.roomTentative
}
