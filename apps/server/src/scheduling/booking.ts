/** Rooms and resources answer by their booking policy, inside the transaction that asks them. */
import { type BookingReason, decideBooking, keptOfBooking } from '@parley/busytime'
import { type Effect, originate, type Transition } from '@parley/itip'
import { bookingPolicyOf, settingsOf } from '../people.ts'
import { contextFor, type Desk, type Holder } from './desk.ts'
import { calendarsWithin } from './free-busy.ts'

/** Further than any policy's horizon reaches. */
const lookAheadSeconds = 20 * 366 * 86_400

/**
 * What the room answers to what it now holds; undefined: nothing. The transaction has locked the room
 * (`seat`), so two bookings of one time never both see it free.
 */
export async function answerBooking(desk: Desk, room: Holder): Promise<Transition | undefined> {
  const { object } = room.held
  if (object === undefined) return undefined
  const { capacity } = settingsOf(room.principal)
  const policy = { ...bookingPolicyOf(room.principal), ...(capacity !== undefined && { capacity }) }
  const context = contextFor(desk, room)
  const window = { fromSeconds: desk.nowSeconds, toSeconds: desk.nowSeconds + lookAheadSeconds }
  const found = await calendarsWithin(desk.parts, desk.tables, [room.principal], window)
  const [, calendars] = found[0] ?? []
  if (calendars === undefined) return undefined
  const decision = decideBooking(object, calendars, policy, context)
  const comment = commentFor(decision.reasons, policy.saysWhy, policy.additionalComment)
  const effects: Effect[] = []
  let state = { ...room.held, object: keptOfBooking(object, policy) }
  let last: Transition | undefined
  for (const change of decision.changes) {
    const answer = comment === undefined ? change : { ...change, comment }
    last = originate(state, answer, context)
    state = { ...last.state, object: last.state.object ?? state.object }
    effects.push(...last.effects)
  }
  if (last === undefined) return undefined
  return { state, effects, explanation: last.explanation }
}

const sentences: Readonly<Record<BookingReason['kind'], string>> = {
  free: 'The time is free.',
  conflicts: 'The room is taken at that time.',
  'not-allowed-to-book': 'You may not book this room.',
  'keeper-decides': 'A keeper of the room decides.',
  'declines-everything': 'This room takes no bookings.',
  'recurring-not-allowed': 'This room takes no recurring bookings.',
  'never-ends': 'A recurring booking needs an end.',
  'beyond-horizon': 'That is further ahead than this room can be booked.',
  'in-the-past': 'That time has passed.',
  'too-short': 'The booking is too short.',
  'too-long': 'The booking is too long.',
  'outside-hours': 'The room is closed at that time.',
  'too-many-people': 'The room is too small for so many people.',
  'no-instances': 'The request has no time in it.',
}

function commentFor(
  reasons: readonly BookingReason[],
  saysWhy: boolean,
  additional: string | undefined,
): string | undefined {
  const why = saysWhy
    ? reasons.filter((each) => each.kind !== 'free').map((each) => sentences[each.kind])
    : []
  const said = [...why, ...(additional === undefined ? [] : [additional])].join(' ')
  return said === '' ? undefined : said
}
