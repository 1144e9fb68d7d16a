/** One time against everyone: the verdict, the cost and every reason for it. */
import type { CalendarAddress } from '@parley/itip'
import { free, tentative, unknown } from '../busy-time.ts'
import { clockCosts, dailyPeriods, lunchOf } from './clock.ts'
import {
  codeOfPerson,
  codeOfRoom,
  costsOfCodes,
  outsideCost,
  outsideSeconds,
  roomCost,
  unfitRoom,
} from './cost.ts'
import type { FullQuery, Room, TimeQuery } from './query.ts'
import { fullQuery } from './query.ts'
import type {
  OutsideHours,
  PeopleReason,
  RankReason,
  RoomChoice,
  RoomRefusal,
  TimeProposal,
  Verdict,
} from './reason.ts'

/**
 * Judges one start as `proposeTimes` would: who is free, who is not, at what cost, in which room.
 *
 * Also for times that nobody proposed: a COUNTER (RFC 5546 §3.2.7), or the time as it stands. A time
 * that cannot take place has the verdict `busy` and says whom it fails on.
 */
export function judgeTime(query: TimeQuery, startSeconds: number): TimeProposal {
  return judge(fullQuery(query), startSeconds)
}

export function judge(query: FullQuery, startSeconds: number): TimeProposal {
  const people = peopleReasons(query, startSeconds)
  const outside = outsideReason(query, startSeconds)
  const rooms = roomReason(query, startSeconds)
  const reasons: RankReason[] = [
    ...people,
    ...(outside === undefined ? [] : [outside]),
    ...lunchReason(query, startSeconds),
    ...clockReasons(query, startSeconds),
    ...(rooms === undefined ? [] : [rooms]),
  ]
  return {
    startSeconds,
    endSeconds: startSeconds + query.durationSeconds,
    verdict: verdictOf(query, people, rooms),
    cost: reasons.reduce((sum, each) => sum + each.cost, 0),
    rooms: rooms?.kind === 'rooms' ? rooms.rooms : [],
    reasons,
  }
}

const kindsOfRequired = ['free', 'unknown', 'tentative', 'missing', 'missing'] as const
const kindsOfOptional = [
  'optional-free',
  'optional-unknown',
  'optional-tentative',
  'optional-busy',
  'optional-busy',
] as const

function peopleReasons(query: FullQuery, start: number): readonly PeopleReason[] {
  const found = new Map<PeopleReason['kind'], { addresses: CalendarAddress[]; cost: number }>()
  for (const { person, required } of query.people) {
    const code = codeOfPerson(query, person, start)
    const kind = (required ? kindsOfRequired : kindsOfOptional)[code] ?? 'unknown'
    const held = found.get(kind) ?? { addresses: [], cost: 0 }
    held.addresses.push(person.address)
    held.cost += costsOfCodes(query.weights, required)[code] ?? 0
    found.set(kind, held)
  }
  return [...kindsOfRequired, ...kindsOfOptional].flatMap((kind, i, all) => {
    const held = all.indexOf(kind) === i ? found.get(kind) : undefined
    return held === undefined ? [] : [{ kind, ...held }]
  })
}

function outsideReason(query: FullQuery, start: number): RankReason | undefined {
  const meeting = { start, end: start + query.durationSeconds }
  const people: OutsideHours[] = []
  for (const { person } of query.people) {
    const seconds = outsideSeconds(person.outsideHours, meeting)
    const cost = outsideCost(query.weights, person, seconds)
    if (seconds > 0) people.push({ address: person.address, seconds, cost })
  }
  if (people.length === 0) return undefined
  people.sort((one, other) => other.seconds - one.seconds)
  return { kind: 'outside-hours', people, cost: people.reduce((sum, each) => sum + each.cost, 0) }
}

function lunchReason(query: FullQuery, start: number): readonly RankReason[] {
  const lunch = lunchOf(query)
  if (lunch === undefined) return []
  const window = { fromSeconds: start, toSeconds: start + query.durationSeconds }
  const meets = new Map<string, boolean>()
  const addresses: CalendarAddress[] = []
  for (const { person } of query.people) {
    const tzid = person.tzid ?? query.tzid
    const met = meets.get(tzid) ?? dailyPeriods(query.zones, tzid, lunch, window).length > 0
    meets.set(tzid, met)
    if (met) addresses.push(person.address)
  }
  if (addresses.length === 0) return []
  return [{ kind: 'lunch', addresses, cost: addresses.length * query.weights.lunch }]
}

function clockReasons(query: FullQuery, start: number): readonly RankReason[] {
  const { otherDay, otherHours, later } = clockCosts(query)(start)
  const reasons: RankReason[] = []
  if (otherDay > 0) reasons.push({ kind: 'other-day', cost: otherDay })
  if (otherHours > 0) reasons.push({ kind: 'other-hours', cost: otherHours })
  if (later > 0)
    reasons.push({ kind: 'later', seconds: start - query.window.fromSeconds, cost: later })
  return reasons
}

/** The freest rooms; of those equally free the one with the fewest spare seats, then in order of address. */
function roomReason(query: FullQuery, start: number): RankReason | undefined {
  const { rooms, weights } = query
  if (rooms === undefined) return undefined
  const fit: { room: Room; code: number; cost: number }[] = []
  const refused: RoomRefusal[] = []
  for (const room of rooms.candidates) {
    const unfit = unfitRoom(rooms, room)
    const code = codeOfRoom(query, room, start)
    const cost = code === tentative && !query.touchTentative ? undefined : roomCost(weights, code)
    if (unfit !== undefined) refused.push({ address: room.address, why: unfit })
    else if (cost === undefined) refused.push({ address: room.address, why: 'busy' })
    else fit.push({ room, code, cost })
  }
  if (fit.length < rooms.count) return { kind: 'no-room', rooms: refused, cost: weights.missing }
  fit.sort(
    (one, other) =>
      one.code - other.code ||
      (one.room.capacity ?? Infinity) - (other.room.capacity ?? Infinity) ||
      (one.room.address < other.room.address ? -1 : 1),
  )
  const share = Math.ceil(rooms.seats / rooms.count)
  const chosen = fit.slice(0, rooms.count)
  return {
    kind: 'rooms',
    rooms: chosen.map(({ room, code }) => choiceOf(room, code, share)),
    cost: chosen.reduce((sum, each) => sum + each.cost, 0),
  }
}

function choiceOf(room: Room, code: number, share: number): RoomChoice {
  return {
    address: room.address,
    commonName: room.commonName,
    state: code === free ? 'free' : code === unknown ? 'unknown' : 'tentative',
    capacity: room.capacity,
    spareSeats: room.capacity === undefined ? undefined : room.capacity - share,
  }
}

function verdictOf(
  query: FullQuery,
  people: readonly PeopleReason[],
  rooms: RankReason | undefined,
): Verdict {
  const missing = people.find((each) => each.kind === 'missing')?.addresses ?? []
  const organizer = query.people[0]?.person.address
  if (rooms?.kind === 'no-room' || missing.length > query.mayMiss) return 'busy'
  if (organizer !== undefined && missing.includes(organizer)) return 'busy'
  if (!query.touchTentative && people.some((each) => each.kind === 'tentative')) return 'busy'
  if (missing.length > 0) return 'partial'
  const chosen = rooms?.kind === 'rooms' ? rooms.rooms : []
  const codes = [
    ...people.map((each) =>
      each.kind === 'tentative' ? tentative : each.kind === 'unknown' ? unknown : free,
    ),
    ...chosen.map(({ state }) =>
      state === 'tentative' ? tentative : state === 'unknown' ? unknown : free,
    ),
  ]
  if (codes.includes(unknown)) return 'unknown'
  return codes.includes(tentative) ? 'tentative' : 'free'
}
