/** Brings the effects of a transition to where they belong: other holders, the outbox, the trace. */
import { serializeText } from '@parley/icalendar'
import {
  type CalendarAddress,
  type Effect,
  type HeldState,
  indexAttendees,
  type Message,
  type Originator,
  originate,
  type Policy,
  type Reason,
  read,
  receive,
  type SendEffect,
  type Transition,
  type Violation,
  validateUnder,
} from '@parley/itip'
import { type CalendarResource, isWaiting, type Principal } from '@parley/store'
import { isBookable } from '../people.ts'
import { namesOf, someChoose } from './admission.ts'
import { answerBooking } from './booking.ts'
import { acceptWhereFree } from './counters.ts'
import {
  contextFor,
  type Desk,
  deskOf,
  type Holder,
  hidesGuests,
  holderOf,
  lookUp,
  seat,
  stampFor,
} from './desk.ts'
import { newEntry } from './outbox-entry.ts'
import { saidChanges } from './said-changes.ts'
import {
  deliveryStatus,
  setScheduleStatus,
  takesDelivery,
  unreachableStatus,
} from './schedule-status.ts'
import { webhookEntries } from './webhook-entries.ts'

/** A transition that waits to be acted on, and who made it. */
type Waiting = { readonly holder: Holder; readonly effects: readonly Effect[] }

const maxRounds = 5000

/** Takes over the new state of a holder and delivers all that follows from it, to the end. */
export async function adopt(
  desk: Desk,
  holder: Holder,
  transition: Transition,
  about: { readonly method: string; readonly classification: string },
): Promise<void> {
  takeOver(desk, holder, transition, {
    direction: 'out',
    peer: '',
    ...about,
  })
  for (const created of transition.created ?? []) {
    const sibling = deskOf(desk, created.uid)
    await seat(sibling, [holder.principal])
    const other = holderOf(sibling, holder.principal)
    other.held = created
    other.raisesScheduleTag = true
  }
  await deliverAll(desk, [{ holder, effects: transition.effects }])
}

/** Delivers what waits, what its recipients do in return, and so on to the end. */
export async function deliverAll(desk: Desk, waiting: readonly Waiting[]): Promise<void> {
  const queue: Waiting[] = [...waiting]
  for (let round = 0; queue.length > 0; round++) {
    if (round >= maxRounds) throw new Error('scheduling messages do not come to an end')
    const next = queue.shift()
    if (next === undefined) return
    for (const effect of next.effects) {
      if (effect.kind !== 'send') continue
      const at = deskOf(desk, effect.uid)
      await seat(at, [next.holder.principal])
      queue.push(...(await send(at, holderOf(at, next.holder.principal), effect)))
    }
  }
}

type About = {
  readonly direction: 'in' | 'out' | 'local'
  readonly peer: string
  readonly method: string
  readonly classification: string
  /** What the transport found out, beside the engine's reasons. */
  readonly facts?: Readonly<Record<string, unknown>>
}

function takeOver(desk: Desk, holder: Holder, transition: Transition, about: About): void {
  const { facts, ...rest } = about
  holder.held = transition.state
  desk.parts.metrics.decisions.inc({
    direction: about.direction,
    method: about.method,
    classification: about.classification,
  })
  desk.trace.push({
    atSeconds: desk.nowSeconds,
    ownerId: holder.principal.id,
    uid: desk.uid,
    ...rest,
    reasons: JSON.stringify(reasonsOf(transition, facts)),
    requestId: desk.requestId,
  })
}

function reasonsOf(transition: Transition, facts: About['facts'] = {}): readonly unknown[] {
  const [first, ...rest] = transition.explanation
  return [{ ...first, facts: { ...first.facts, ...facts } }, ...rest]
}

// Requirement: 6638/3/operations-equal-itip-methods
/** One message body to all its recipients. Returns what local recipients did in return. */
async function send(desk: Desk, sender: Holder, effect: SendEffect): Promise<readonly Waiting[]> {
  await lookUp(desk, effect.recipients)
  const local: { address: CalendarAddress; principal: Principal }[] = []
  const remote: CalendarAddress[] = []
  // A group is told through its members.
  const reached: CalendarAddress[] = []
  for (const address of effect.recipients) {
    const principal = desk.directory.get(address)
    if (principal?.kind === 'group') reached.push(address)
    else if (principal === undefined) remote.push(address)
    else if (principal.id !== sender.principal.id) local.push({ address, principal })
  }
  const limit = desk.parts.config.limits.recipientsInRequest
  const now = local.slice(0, limit)
  const later = local.slice(limit)
  const text = serializeText(effect.message)
  await seat(
    desk,
    now.map((each) => each.principal),
  )
  const [message] = read(effect.message).messages
  const asker = await askerOf(desk, sender, now)
  const judgement = message && judgeOnce(message)
  if (now.length > 1) message?.components.forEach(indexAttendees)
  const waiting: Waiting[] = []
  const statuses = new Map<CalendarAddress, string>(reached.map((each) => [each, '1.2']))
  for (const { address, principal } of now) {
    const status = deliveryStatus(holderOf(desk, principal), effect, asker)
    statuses.set(address, status)
    if (message === undefined || status !== '1.2') continue
    const to = holderOf(desk, principal)
    const given = { sender, to, message, effect, text, ...(judgement && { judgement }) }
    waiting.push(...(await hand(desk, given)))
  }
  for (const { address } of later) {
    // Requirement: 6638/3.2.9/1.0-pending
    statuses.set(address, '1.0')
    desk.outbox.push(outboxEntry(desk, sender, { kind: 'local', address, effect, text }))
  }
  for (const address of remote) {
    const unreachable = unreachableStatus(desk, address)
    statuses.set(address, unreachable ?? '1.1')
    if (unreachable !== undefined) continue
    desk.outbox.push(outboxEntry(desk, sender, { kind: 'mail', address, effect, text }))
  }
  setScheduleStatus(sender, effect, statuses)
  return waiting
}

/** Only where someone chooses whom to let in do the sender's groups have to be known. */
async function askerOf(
  desk: Desk,
  sender: Holder,
  to: readonly { readonly principal: Principal }[],
): Promise<readonly string[]> {
  const choose = someChoose(to.map((each) => each.principal))
  return choose ? namesOf(desk.tables, sender.principal) : []
}

type Judgement = (policy: Policy) => readonly Violation[]

/** What a message breaks, looked for once for all who refuse the same of it. */
function judgeOnce(message: Message): Judgement {
  const known = new Map<string, readonly Violation[]>()
  return (policy) => {
    const key = policy.refusedQuirks.join(' ')
    const violations = known.get(key) ?? validateUnder(policy, message)
    known.set(key, violations)
    return violations
  }
}

type Handing = {
  readonly sender: Pick<Holder, 'user'>
  readonly to: Holder
  readonly message: Message
  readonly effect: Pick<SendEffect, 'method' | 'originator' | 'componentName'>
  readonly text: string
  /** What is wrong with the message, where it reaches many. */
  readonly judgement?: Judgement
  /** Where it came from elsewhere: how far it is believed, and what follows from that. */
  readonly transport?: {
    readonly originator: Originator
    readonly policy: Partial<Policy>
    readonly facts: Reason['facts']
  }
}

// Requirement: 6638/4/incoming-processed-automatically
// Requirement: 6638/4/calendar-privileges-ignored
// Requirement: 6638/4.1/inbox-after-processing
// Requirement: 6638/4.1/matched-message-updates
// Requirement: 6638/4.1/unmatched-message-is-new
// Requirement: 6638/4.2/inbox-after-processing
// Requirement: 6638/4.2/reply-without-object-ignored
// Requirement: 6638/11/authenticity-verified
/** A message reaches one local recipient; a room answers it on the spot. */
export async function hand(desk: Desk, given: Handing): Promise<readonly Waiting[]> {
  const { sender, to, message, effect, text, transport, judgement } = given
  if (!takesDelivery(to, effect)) return []
  const before = to.held
  const own = contextFor(desk, to)
  const known = { address: effect.originator, aliases: sender.user.aliases, proven: true }
  const context = {
    ...own,
    policy: { ...own.policy, ...transport?.policy },
    originator: transport?.originator ?? known,
    ...(judgement !== undefined && { violations: judgement(own.policy) }),
  }
  const received = receive(before, message, context)
  takeOver(desk, to, received, {
    direction: transport === undefined ? 'local' : 'in',
    peer: effect.originator,
    method: effect.method,
    classification: received.classification,
    facts: { ...transport?.facts, ...changesFact(desk, to, before, received) },
  })
  if (received.state !== before && !isHeldBack(received)) {
    to.raisesScheduleTag ||= raisesTag(effect.method)
    if (!isBookable(to.principal)) putIntoInbox(desk, to, text, effect.componentName)
    if (effect.method === 'REPLY') await shareLater(desk, to)
    desk.outbox.push(...webhookEntries(desk, to, { message, effect }))
  }
  const answered: Waiting[] = [{ holder: to, effects: received.effects }]
  if (effect.method === 'COUNTER' && to.policy.counterProposals === 'accept-if-free') {
    const accepted = await acceptWhereFree(desk, to)
    if (accepted !== undefined) {
      takeOver(desk, to, accepted, {
        direction: 'out',
        peer: effect.originator,
        method: 'REQUEST',
        classification: 'accepted-if-free',
      })
      answered.push({ holder: to, effects: accepted.effects })
    }
  }
  if (isBookable(to.principal) && (effect.method === 'REQUEST' || effect.method === 'ADD')) {
    const booked = await answerBooking(desk, to)
    if (booked !== undefined) {
      takeOver(desk, to, booked, {
        direction: 'out',
        peer: effect.originator,
        method: 'REPLY',
        classification: 'booking',
      })
      answered.push({ holder: to, effects: booked.effects })
    }
  }
  return answered
}

/** What of it is other than what was held before: the person who is to answer again sees that. */
function changesFact(
  desk: Desk,
  { principal }: Holder,
  { object: before }: HeldState,
  { effects, state }: Transition,
): About['facts'] {
  const changes = effects.flatMap((each) => (each.kind === 'notify' ? each.changes : []))
  const { catalog } = desk.parts
  const versions = { before, after: state.object }
  const said = saidChanges(changes, versions, { catalog, tzid: principal.tzid })
  return said.length === 0 ? {} : { changes: said }
}

/** It waits for a person to say whether it counts at all. */
function isHeldBack({ effects }: Transition): boolean {
  return effects.some(
    (each) =>
      each.kind === 'ask' &&
      (each.question === 'unknown-sender' || each.question === 'unauthorized'),
  )
}

// Requirement: 6638/3.2.10/organizer-tag-kept-on-reply
/** An answer noted in the Organizer's copy leaves the Schedule-Tag as it is (RFC 6638 §3.2.10). */
function raisesTag(method: string): boolean {
  return method !== 'REPLY' && method !== 'REFRESH'
}

// Requirement: 6638/2.2/inbox-keeps-incoming-messages
// Requirement: 6638/2.2/inbox-only-itip-objects
// Requirement: 6638/2.2/inbox-uid-may-repeat
// Requirement: 6638/4/copy-stored-in-inbox
function putIntoInbox(desk: Desk, to: Holder, text: string, componentName: string): void {
  const inbox = to.collections.find((each) => each.kind === 'inbox')
  if (inbox === undefined) return
  const id = desk.parts.newId()
  const made: CalendarResource = {
    id,
    collectionId: inbox.id,
    ownerId: to.principal.id,
    name: `${id}.ics`,
    uid: desk.uid,
    component: componentName,
    etag: `"${id}"`,
    scheduleTag: undefined,
    modifiedSeconds: desk.nowSeconds,
    sizeBytes: Buffer.byteLength(text),
    text,
  }
  desk.inbox.push(made)
}

/** Answers that come in a row are shown to the others in one go. */
const shareDelaySeconds = 1

// Requirement: 6638/3.2.10/attendee-tag-kept-on-partstat
// Requirement: 6638/4.2/reply-relayed-to-others
/** The other Attendees' copies are to show the answer: once the answer is safe, and all at once. */
async function shareLater(desk: Desk, organizer: Holder): Promise<void> {
  const { shareAnswers } = desk.parts.config.scheduling
  const method = 'share-answers'
  const waits = desk.outbox.some((each) => each.method === method)
  if (!shareAnswers || waits || hidesGuests(organizer)) return
  const dueSeconds = desk.parts.clock() + shareDelaySeconds
  const which = { ownerId: organizer.principal.id, uid: desk.uid, method }
  // One that an answer just before this one left shows this one too.
  if (await isWaiting(desk.tables, { ...which, bySeconds: dueSeconds })) return
  desk.outbox.push(
    newEntry(desk, {
      ...which,
      kind: 'local',
      originator: organizer.user.address,
      recipient: '',
      payload: { type: 'share-answers' },
      delaySeconds: shareDelaySeconds,
    }),
  )
}

function outboxEntry(
  desk: Desk,
  sender: Holder,
  given: { kind: 'local' | 'mail'; address: CalendarAddress; effect: SendEffect; text: string },
): Desk['outbox'][number] {
  const { kind, address, effect, text } = given
  return newEntry(desk, {
    kind,
    ownerId: sender.principal.id,
    uid: desk.uid,
    originator: effect.originator,
    recipient: address,
    method: effect.method,
    payload: { type: 'message', text, keys: effect.keys, changes: effect.changes },
    // Mails wait a little, so that several changes to one event go out as one.
    delaySeconds: kind === 'mail' ? desk.parts.config.mail.pauseSeconds : 0,
  })
}

// Requirement: 6638/3/changes-are-examined
// Requirement: 6638/3.2.10/attendee-tag-changes-on-request
// Requirement: 6638/3.2.10/attendee-tag-changes-on-update
// Requirement: 6638/3.2.10/organizer-tag-changes-on-request
/** The change of someone on the desk, and all that follows from it. */
export async function change(
  desk: Desk,
  holder: Holder,
  what: Parameters<typeof originate>[1],
  actingAs?: CalendarAddress,
): Promise<Transition> {
  desk.nowSeconds = stampFor(desk, holder)
  const transition = originate(holder.held, what, contextFor(desk, holder, actingAs))
  holder.raisesScheduleTag = true
  await adopt(desk, holder, transition, { method: what.kind, classification: 'own-change' })
  return transition
}
