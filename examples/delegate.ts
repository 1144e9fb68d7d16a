/** Ben sends Dora in his place: Anna hears of it, Dora gets the invitation and accepts. */
import assert from 'node:assert/strict'
import type { Effect, HeldState, SendEffect } from '@parley/itip'
import {
  calendarAddress,
  findAttendee,
  nothingHeld,
  originate,
  partStatOf,
  read,
  receive,
} from '@parley/itip'
import { contextOf, heldByAnna, heldByBen } from './setting.ts'

// #region delegate
const to = calendarAddress('dora@south.example')
const delegated = originate(
  heldByBen(),
  { kind: 'delegate', to, commonName: 'Dora South', comment: 'I am away that month' },
  contextOf('ben@south.example', 10),
)
for (const { method, recipients } of sends(delegated.effects)) console.log(method, recipients)
// #endregion
const [told, request] = sends(delegated.effects)
assert.deepEqual([told?.method, told?.recipients], ['REPLY', ['anna@north.example']])
assert.deepEqual([request?.method, request?.recipients], ['REQUEST', ['dora@south.example']])

const atAnna = arrive(heldByAnna(), told, 'anna@north.example', 11)
const atDora = arrive(nothingHeld(delegated.state.uid), request, 'dora@south.example', 12)

// #region accept
const reply = { kind: 'reply', partStat: 'ACCEPTED' } as const
const accepted = originate(atDora, reply, contextOf('dora@south.example', 20))
// #endregion
const [answer] = sends(accepted.effects)
console.log(answer?.method, answer?.recipients)
const atLast = arrive(atAnna, answer, 'anna@north.example', 21)
assert.equal(statusOf(atLast, 'ben@south.example'), 'DELEGATED')
assert.equal(statusOf(atLast, 'dora@south.example'), 'ACCEPTED')

/** A message arrives: the transport says from whom. */
function arrive(held: HeldState, send: SendEffect | undefined, at: string, minutes: number) {
  const [message] = send === undefined ? [] : read(send.message).messages
  assert.ok(send !== undefined && message !== undefined)
  const originator = { address: send.originator, proven: true }
  const received = receive(held, message, { ...contextOf(at, minutes), originator })
  console.log(`${at}: ${received.classification}`)
  return received.state
}

function sends(effects: readonly Effect[]): readonly SendEffect[] {
  return effects.filter((each) => each.kind === 'send')
}

function statusOf({ object }: HeldState, address: string): string | undefined {
  const event = object?.components.find((each) => each.name === 'VEVENT')
  const attendee = event && findAttendee(event, calendarAddress(address))
  return attendee && partStatOf(attendee)
}
