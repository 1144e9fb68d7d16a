/** For tests only: what a calendar user changes, and what comes of it, tersely. */
import type { CalendarObject } from '@parley/icalendar'
import { rawValue } from '@parley/icalendar'
import { calendarAddress } from '../address.ts'
import { findAttendee, partStatOf } from '../attendee.ts'
import type { Context } from '../context.ts'
import { originate } from '../originate.ts'
import { read } from '../read.ts'
import { receive } from '../receive.ts'
import type { HeldState } from '../state.ts'
import { nothingHeld } from '../state.ts'
import {
  address,
  attendee,
  componentAt,
  context,
  makeEvent,
  seconds,
  sends,
  textOfObject,
} from '../testing.ts'
import type { Transition } from '../transition.ts'
import { validate } from '../validate.ts'

type Given = Parameters<typeof makeEvent>[0]

const ann = context('ann')

/** The series of ten weeks. */
export function weekly(given: Given = {}): string {
  return makeEvent({ ...given, more: `RRULE:FREQ=WEEKLY;COUNT=10\n${given.more ?? ''}` })
}

/** Its instance of that recurrence id, an hour long. */
export function at(rid: string, given: Given = {}): string {
  const start = given.start ?? rid
  const end = `${start.slice(0, 9)}${String(Number(start.slice(9, 11)) + 1).padStart(2, '0')}0000Z`
  return makeEvent({ start, end, ...given, more: `RECURRENCE-ID:${rid}\n${given.more ?? ''}` })
}

/** ann and her three guests, who have answered each in his way. */
export const four: readonly string[] = [
  attendee('ann', 'PARTSTAT=ACCEPTED'),
  attendee('bob', 'PARTSTAT=ACCEPTED'),
  attendee('cid', 'PARTSTAT=DECLINED'),
  attendee('dan', 'PARTSTAT=NEEDS-ACTION', 'RSVP=TRUE'),
]

/** Three of them. */
export const accepted: readonly string[] = four.slice(0, 3)

export function save(
  object: CalendarObject,
  held: HeldState = nothingHeld('meeting'),
  by: Context = ann,
): Transition {
  return originate(held, { kind: 'save', object }, by)
}

/** Held as it is given, answers and all. */
export function held(object: CalendarObject, by: Context = ann, uid = 'meeting'): HeldState {
  return originate(nothingHeld(uid), { kind: 'save', object, silent: true }, by).state
}

/** Each message: `REQUEST [recurrence ids] recipients`. */
export function summary({ effects }: Transition): readonly string[] {
  return sends(effects).map(
    ({ method, keys, recipients }) =>
      `${method} [${keys.join(' ')}] ${recipients.map((each) => each.split('@')[0]).join(' ')}`,
  )
}

/** The text of one message. */
export function sent({ effects }: Transition, index = 0): string {
  return textOfObject(sends(effects)[index]?.message)
}

export function answers(object: CalendarObject | undefined, rid?: string): Record<string, string> {
  const of = componentAt(object, rid)
  return Object.fromEntries(
    ['ann', 'bob', 'cid', 'dan', 'eve'].flatMap((name) => {
      const line = of && findAttendee(of, calendarAddress(`${name}@example.com`))
      return line === undefined ? [] : [[name, partStatOf(line)]]
    }),
  )
}

export function sequence(object: CalendarObject | undefined, rid?: string): number {
  const of = componentAt(object, rid)
  return Number(of && rawValue(of, 'SEQUENCE'))
}

/** The same transition, all of whose messages pass the tables. */
export function properly(transition: Transition): Transition {
  for (const { message } of sends(transition.effects)) {
    const violations = read(message).messages.flatMap(validate)
    if (violations.length > 0) throw new TypeError(JSON.stringify(violations))
  }
  return transition
}

/** What the first message that goes to that user does to what he holds. */
export function delivered(
  from: Transition,
  to: string,
  holds: HeldState,
): ReturnType<typeof receive> {
  const effect = sends(from.effects).find(({ recipients }) =>
    recipients.includes(calendarAddress(address(to))),
  )
  const made = effect && read(effect.message).messages[0]
  if (effect === undefined || made === undefined) throw new TypeError(`nothing for ${to}`)
  const nowSeconds = seconds('20260202T000000Z')
  return receive(holds, made, context(to, { from: effect.originator, nowSeconds }))
}
