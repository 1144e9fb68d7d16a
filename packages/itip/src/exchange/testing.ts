/**
 * For tests only: what one calendar user says and the next one hears. What is negotiated of events is
 * negotiated of to-dos alike (RFC 5546 §3.2, §3.4), so these tests run for both.
 */
import type { CalendarObject, Component } from '@parley/icalendar'
import { rawValue } from '@parley/icalendar'
import type { CalendarAddress } from '../address.ts'
import { calendarAddress } from '../address.ts'
import { attendeeAddresses } from '../attendee.ts'
import type { Change } from '../change.ts'
import type { Context } from '../context.ts'
import type { SendEffect } from '../effect.ts'
import type { Message } from '../message.ts'
import { originate } from '../originate.ts'
import { read } from '../read.ts'
import { receive } from '../receive.ts'
import type { HeldState } from '../state.ts'
import { nothingHeld } from '../state.ts'
import type { Makers } from '../testing.ts'
import { address, componentAt, context, makersOf, scheduled, seconds, sends } from '../testing.ts'
import type { Transition } from '../transition.ts'

export const ann: Context = context('ann')
export const bob: Context = context('bob')
export const second = '20260309T090000Z'
export const third = '20260316T090000Z'

export type Exchange = Makers & {
  /** Every week at 9, in the hall. */
  readonly weekly: string
  /** That series, as the Organizer holds it. */
  readonly held: HeldState
  readonly master: Component
  readonly by: (of: Context, change: Change, from?: HeldState) => Transition
  readonly saved: (event: string, of?: Context, from?: HeldState) => Transition
}

export function exchangeOf(name: 'VEVENT' | 'VTODO'): Exchange {
  const makers = makersOf(name)
  const more = 'RRULE:FREQ=WEEKLY;COUNT=10\nLOCATION:Hall'
  const weekly = makers.makeEvent({ sequence: 2, more })
  const held = makers.holding([weekly])
  const by: Exchange['by'] = (of, change, from = held) => originate(from, change, of)
  const saved: Exchange['saved'] = (event, of = ann, from = nothingHeld('meeting')) =>
    by(of, { kind: 'save', object: makers.calendar([event]) }, from)
  return { ...makers, weekly, held, master: componentAt(held.object) ?? fail(), by, saved }
}

export function to(name: string): CalendarAddress {
  return calendarAddress(address(name))
}

/** The one message of that METHOD. */
export function only({ effects }: Pick<Transition, 'effects'>, method: string): SendEffect {
  const [first, ...more] = sends(effects).filter((each) => each.method === method)
  if (first === undefined || more.length > 0) return fail(`not one ${method}`)
  return first
}

export function component(of: SendEffect | undefined): Component {
  return scheduled(of?.message)[0] ?? fail()
}

export function values(
  of: Component,
  ...names: readonly string[]
): readonly (string | undefined)[] {
  return names.map((name) => rawValue(of, name))
}

export function guests(of: Component): readonly string[] {
  return attendeeAddresses(of).map((each) => each.split('@')[0] ?? '')
}

export function messageOf({ message }: SendEffect): Message {
  return read(message).messages[0] ?? fail()
}

/** What the message does to what its recipient holds. */
export function delivered(
  sent: SendEffect,
  name: string,
  holds: HeldState,
  hour = '00',
): ReturnType<typeof receive> {
  const nowSeconds = seconds(`20260202T${hour}0000Z`)
  return receive(holds, messageOf(sent), context(name, { from: sent.originator, nowSeconds }))
}

export function calendarOf(object: CalendarObject, event: Component): CalendarObject {
  return { ...object, components: [event] }
}

export function objectOf(state: HeldState): CalendarObject {
  return state.object ?? fail()
}

function fail(what = 'nothing there'): never {
  throw new TypeError(what)
}
