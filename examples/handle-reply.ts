/** Answers come back by mail: one from Ben, and one from Dora, whom nobody invited. */
import assert from 'node:assert/strict'
import { composeMail, readMail } from '@parley/imip'
import { mailBytes } from '@parley/imip/mail-bytes'
import {
  type Context,
  calendarAddress,
  findAttendee,
  type HeldState,
  originate,
  partStatOf,
  type ReceivedTransition,
  receive,
} from '@parley/itip'
import { contextOf, heldByAnna, heldByBen } from './setting.ts'

const anna = contextOf('anna@north.example', 30)

// #region receive
/** What a mail does to what Anna holds. One mail may be about several UIDs. */
function received(bytes: Uint8Array, load: (uid: string) => HeldState): ReceivedTransition[] {
  const { envelope, calendars } = readMail(bytes)
  const address = calendarAddress(envelope.from[0]?.address ?? '')
  // `proven` only if your mail server checked it (DMARC passed, or a signature by this address).
  const context: Context = { ...anna, originator: { address, proven: false } }
  return calendars
    .flatMap((calendar) => calendar.messages)
    .map((message) => receive(load(message.uid), message, context))
}
// #endregion

// #region answer
const [answered] = received(await replyOf('ben@south.example'), heldByAnna)
assert.ok(answered !== undefined)
for (const each of answered.effects) if (each.kind === 'notify') console.log(each.notice)
const event = answered.state.object?.components.find((each) => each.name === 'VEVENT')
const ben = event && findAttendee(event, calendarAddress('ben@south.example'))
assert.ok(ben !== undefined && partStatOf(ben) === 'ACCEPTED')
// #endregion

// #region ask
const [asked] = received(await replyOf('dora@south.example'), () => answered.state)
const question = asked?.state.ledger.questions[0]
assert.ok(asked !== undefined && question?.question === 'admit-uninvited')
// It waits in the state until Anna presses a button; then the answer is a change like any other.
const admit = { kind: 'admit-uninvited', question: question.id } as const
const admitted = originate(asked.state, admit, { ...anna, nowSeconds: anna.nowSeconds + 600 })
// #endregion
assert.equal(admitted.state.ledger.questions.length, 0)

/** The mail that this person's software sends to accept. */
async function replyOf(address: string): Promise<Uint8Array> {
  const { nowSeconds: dateSeconds, catalog } = anna
  const reply = { kind: 'reply', partStat: 'ACCEPTED' } as const
  const [sent] = originate(heldByBen(address), reply, contextOf(address, 10)).effects
  assert.ok(sent?.kind === 'send')
  const from = { name: '', address }
  return mailBytes(composeMail(sent, { from, messageId: `1@${address}`, dateSeconds, catalog }))
}
