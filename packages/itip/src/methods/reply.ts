/** The Organizer receives a REPLY (RFC 5546 §3.2.3, §3.4.3, §2.1.5; RFC 6638 §4.2). */
import type { CalendarObject, Component, InstanceKey } from '@parley/icalendar'
import { firstProperty, rawValue, withProperty } from '@parley/icalendar'
import type { CalendarAddress } from '../address.ts'
import { addressOf } from '../address.ts'
import { delegatedFrom, delegatedTo } from '../attendee.ts'
import { mayDelegate } from '../authorize.ts'
import { nextSequence } from '../changes/organizer-version.ts'
import type { Classification } from '../classify.ts'
import type { Context } from '../context.ts'
import type { Effect } from '../effect.ts'
import type { Reason } from '../explanation.ts'
import { because } from '../explanation.ts'
import { withLedger } from '../ledger.ts'
import type { Message } from '../message.ts'
import type { Outcome } from '../outcome.ts'
import { changed, explanationOf, notify, sectionOf, unchanged } from '../outcome.ts'
import type { PartKey } from '../parts.ts'
import { componentsOf, instanceOfKey, partsOf, putTogether, recurs, zonesFor } from '../parts.ts'
import { read } from '../read.ts'
import { compareRevisions } from '../revision.ts'
import { roleIn } from '../role.ts'
import { requestEffect } from '../sending.ts'
import type { InstanceChange } from '../significant.ts'
import type { HeldState } from '../state.ts'
import { replyKey } from '../state.ts'
import type { Answer } from './answer.ts'
import { answerIn, invitedLine } from './answer.ts'
import { withTotal } from './completion.ts'
import { receiveCopyOfReply } from './delegates-copy.ts'
import { callOff, checkDelegation, tellOfCancellation } from './delegation.ts'
import type { Incoming } from './order.ts'
import { incomingOf } from './order.ts'
import { put, remember } from './put-answer.ts'
import type { Applied, Placed, Replying, Section } from './replying.ts'
import { limited, targetOf } from './replying.ts'
import { receiveUninvited } from './uninvited.ts'

export function receiveReply(held: HeldState, message: Message, context: Context): Outcome {
  const section = sectionOf('reply', message.componentName)
  if (held.object === undefined) {
    return unchanged(held, 'unknown', because(`5546/${section}/unknown-uid`, { uid: message.uid }))
  }
  const parts = partsOf(held.object, context)
  const role = roleIn(componentsOf(parts), context.self)
  if (role !== 'organizer') {
    return receiveCopyOfReply(held, parts, message, context)
  }
  const work: Replying = {
    message,
    context,
    parts,
    held,
    master: parts.master,
    overridden: new Map(parts.overridden),
    replies: undefined,
    delegates: held.ledger.delegates,
    reasons: [],
    effects: [],
    applied: [],
    admitted: [],
    updated: [],
    zones: zonesFor(message.object, context),
  }
  const incoming = incomingOf(message, parts, context)
  const classes = incoming.map((each) => receiveComponent(work, each, section))
  const component = incoming[classes.indexOf('uninvited-reply')]?.component
  if (component !== undefined && work.applied.length === 0) {
    return receiveUninvited(work, component)
  }
  return work.replies === undefined
    ? unchanged(
        held,
        strongest(classes),
        explanationOf(work.reasons, noReason(section)),
        work.effects,
      )
    : replied(work, section)
}

/** Of several components that changed nothing, the one that a person wants to know about. */
function strongest(classes: readonly (Classification | undefined)[]): Classification {
  return classes.find((each) => each !== undefined && each !== 'duplicate') ?? 'duplicate'
}

function noReason(section: Section): Reason {
  return because(`5546/${section}/attendee-is-replier`)
}

/** Puts one answer in; gives the class where it does not count. */
function receiveComponent(
  work: Replying,
  incoming: Incoming,
  section: Section,
): Classification | undefined {
  const { component } = incoming
  const { parts, context } = work
  const answer = answerIn(component, componentsOf(parts), context)
  if (answer === undefined) {
    work.reasons.push(noReason(section))
    return 'invalid'
  }
  const key = instanceOfKey(incoming.key)
  const target = targetOf(work, key)
  const isSomewhere = key === '' && attendsSome(work, answer)
  if (target === undefined && !isSomewhere) {
    work.reasons.push(because(`5546/${section}/unknown-instance`, { address: answer.address, key }))
    ofMissing(work, key, answer)
    return 'unknown'
  }
  const line = target && invitedLine(target, answer, context)
  if (line === undefined && isSomewhere && target !== undefined && meansSeries(component, target)) {
    // He answers a series of which he attends single instances: his copy says too much.
    callOff(work, '', target, answer.address)
    work.replies ??= new Map(work.held.ledger.replies)
    const facts = { address: answer.address, key }
    work.reasons.push(because(`5546/${section}/uninvited-attendee`, facts))
    return undefined
  }
  if (line === undefined && !isSomewhere) {
    const facts = { address: answer.address, key }
    work.reasons.push(because(`5546/${section}/uninvited-attendee`, facts))
    return 'uninvited-reply'
  }
  const who = line === undefined ? answer.address : addressOf(line)
  const late = lateness(work, { key, answer, who, target })
  if (late !== undefined) {
    work.reasons.push(late.reason)
    return late.classification
  }
  const refusal = target && delegationRefused(work, target, who, answer)
  if (refusal !== undefined) {
    work.reasons.push(refusal)
    work.effects.push(notify('not-applied', who, [key], { comment: answer.comment }))
    return 'delegators-reply'
  }
  put(work, { key, answer, who, target, line }, section)
  return undefined
}

/**
 * The copy has the instance no more. Delegates of an invited Attendee are told so, and who means to
 * come without being invited, for he may hold it by a delegation unheard of.
 */
function ofMissing(work: Replying, key: InstanceKey, answer: Answer): void {
  const { held, parts, context } = work
  const { address, partStat } = answer
  const comes = partStat === 'ACCEPTED' || partStat === 'TENTATIVE'
  if (!comes && partStat !== 'DELEGATED') return
  const others = componentsOf(parts)
  const invited = others.find((each) => invitedLine(each, answer, context) !== undefined)
  const named = invited ?? others[0]
  const mark = held.ledger.cancelled.get(key)
  const isProven = context.originator?.proven === true
  const concerns = invited === undefined ? comes && isProven : !comes
  const placed = { key, answer, who: address, target: undefined }
  if (!concerns || named === undefined || lateness(work, placed) !== undefined) return
  remember(work, { ...placed, line: undefined })
  const id = firstProperty(answer.component, 'RECURRENCE-ID')
  const target = id === undefined ? named : withProperty(named, id)
  const recipients = comes ? [address] : delegatedTo(answer.line)
  const sequence = mark?.sequence ?? nextSequence(held, parts) - 1
  tellOfCancellation(work, key, recipients, { target, sequence })
}

function delegationRefused(
  { message, context }: Replying,
  target: Component,
  delegator: CalendarAddress,
  answer: Answer,
): Reason | undefined {
  const circle = checkDelegation(target, delegator, answer)
  if (circle !== undefined) {
    const section = sectionOf('delegation', message.componentName)
    return because(`5546/${section}/delegation-is-consistent`, circle)
  }
  const delegates = answer.partStat === 'DELEGATED' ? delegatedTo(answer.line) : []
  if (delegates.length === 0 || mayDelegate(context.policy, delegator, delegates)) return undefined
  return because('5546/6.2.3/delegate-must-be-allowed', { delegator, delegates })
}

// Requirement: 5546/2.1.5/higher-reply-sequence-obsoletes
/** RFC 5546 §2.1.5, rules 3 and 4: of one Attendee's answers for one instance the latest stands. */
function lateness(
  work: Replying,
  { key, answer, who, target }: Omit<Placed, 'line'>,
): { readonly classification: 'duplicate' | 'obsolete'; readonly reason: Reason } | undefined {
  const mark = (work.replies ?? work.held.ledger.replies).get(replyKey(who, key))
  if (mark === undefined) return undefined
  const order = compareRevisions(limited(answer.revision, target), mark.revision)
  if (order > 0) return undefined
  const facts = { address: who, key }
  return order === 0
    ? { classification: 'duplicate', reason: because('5546/2.1.5/duplicate-reply-ignored', facts) }
    : { classification: 'obsolete', reason: because('5546/2.1.5/late-reply-discarded', facts) }
}

/** Does an answer without RECURRENCE-ID speak of the series, not of the only instance that he has? */
function meansSeries(component: Component, master: Component): boolean {
  const start = rawValue(component, 'DTSTART')
  return recurs(component) || (start !== undefined && start === rawValue(master, 'DTSTART'))
}

/** Is he invited to an overridden instance? He may answer without naming it. */
function attendsSome(work: Replying, answer: Answer): boolean {
  for (const each of work.overridden.values()) {
    if (invitedLine(each, answer, work.context) !== undefined) return true
  }
  return false
}

function replied(work: Replying, section: Section): Outcome {
  const { held, parts, message, applied } = work
  const replies = work.replies ?? held.ledger.replies
  const master = work.master && withTotal(work.master, '', replies)
  const overridden = new Map<PartKey, Component>()
  for (const [key, each] of work.overridden) overridden.set(key, withTotal(each, key, replies))
  const object =
    master === parts.master && sameComponents(overridden, parts.overridden)
      ? held.object
      : putTogether(held.object, componentsOf({ master, overridden }))
  const state = { ...held, object, ledger: { ...held.ledger, replies, delegates: work.delegates } }
  const counted = applied.filter((each) => each.counts)
  const first = counted[0] ?? applied[0]
  const who = first && addressOf(first.before)
  const isDelegator = counted[0]?.answer.partStat === 'DELEGATED'
  const keys = applied.map((each) => each.key)
  const changes = counted.map(changeOf)
  const comment = first?.answer.comment
  const notice = isDelegator ? 'attendee-delegated' : 'attendee-replied'
  const told = first === undefined ? [] : [notify(notice, who, keys, { changes, comment })]
  const otherwise = because(`5546/${section}/reply-applied`, { uid: message.uid })
  const outcome = changed(state, classOf(counted[0]), explanationOf(work.reasons, otherwise), [
    ...told,
    ...work.effects,
    ...updatesTo(work, object),
  ])
  return work.admitted.length === 0 ? outcome : withHeldReplies(outcome, work)
}

/** RFC 5546 §4.2.5, §5.2.2: the Organizer tells Delegator or Delegate how it stands. */
function updatesTo(
  { updated, message, context }: Replying,
  object: CalendarObject | undefined,
): readonly Effect[] {
  if (object === undefined) return []
  return updated.flatMap(({ recipient, key }) => {
    const of = { uid: message.uid, recipient, keys: [key] }
    return requestEffect(object, of, context) ?? []
  })
}

/** RFC 5546 §5.2.2: a Delegate's REPLY that came before the Delegator's is applied now. */
function withHeldReplies(outcome: Outcome, { admitted, context }: Replying): Outcome {
  let made = outcome
  for (const delegate of admitted) {
    const { questions } = made.state.ledger
    const waiting = questions.find(
      (each) => each.question === 'admit-uninvited' && each.from === delegate,
    )
    const message = waiting && read(waiting.message, { method: 'REPLY' }).messages[0]
    if (waiting === undefined || message === undefined) continue
    const others = questions.filter((each) => each !== waiting)
    const state = withLedger(made.state, { questions: others })
    const originator = { address: delegate, proven: true }
    const next = receiveReply(state, message, { ...context, originator })
    const released = because('5546/5.2.2/held-delegate-reply-released', { delegate })
    made = {
      ...made,
      state: next.state,
      effects: [...made.effects, ...next.effects],
      explanation: [...made.explanation, released, ...next.explanation],
    }
  }
  return made
}

// Requirement: 5546/3.2.3/delegate-reply
// Requirement: 5546/3.4.3/delegate-reply
function classOf(counted: Applied | undefined): Classification {
  if (counted === undefined) return 'obsolete'
  if (counted.answer.partStat === 'DELEGATED') return 'delegators-reply'
  return delegatedFrom(counted.before).length > 0 ? 'delegates-reply' : 'reply'
}

function changeOf({ key, before, after }: Applied): InstanceChange {
  return {
    key,
    kind: 'changed',
    properties: [{ name: 'ATTENDEE', before: [before], after: [after] }],
    raisesSequence: false,
    resetsParticipation: false,
    attendeesAdded: [],
    attendeesRemoved: [],
  }
}

function sameComponents(
  one: ReadonlyMap<PartKey, Component>,
  other: ReadonlyMap<PartKey, Component>,
): boolean {
  if (one.size !== other.size) return false
  for (const [key, each] of one) if (other.get(key) !== each) return false
  return true
}
