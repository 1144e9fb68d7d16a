/** An Attendee receives a REQUEST (RFC 5546 §3.2.2, §3.4.2). */
import type { Component } from '@parley/icalendar'
import type { CalendarAddress } from '../address.ts'
import { findAttendee, isReplyExpected, organizerOf, partStatOf } from '../attendee.ts'
import { delegatorOf, isOriginator } from '../authorize.ts'
import type { Classification } from '../classify.ts'
import type { Context } from '../context.ts'
import type { Effect, Notice } from '../effect.ts'
import type { Reason } from '../explanation.ts'
import { because } from '../explanation.ts'
import type { Message } from '../message.ts'
import type { Outcome } from '../outcome.ts'
import { changed, commentOf, explanationOf, notify, sectionOf, unchanged } from '../outcome.ts'
import type { PartKey, Parts } from '../parts.ts'
import { componentsOf, hasInstance, partsOf } from '../parts.ts'
import { isOwnMessage } from '../role.ts'
import { refreshEffect } from '../sending.ts'
import type { InstanceChange } from '../significant.ts'
import { significantChanges } from '../significant.ts'
import type { HeldState } from '../state.ts'
import { withCancelled } from './cancel.ts'
import { install } from './install.ts'
import type { Incoming } from './order.ts'
import { incomingOf, judge } from './order.ts'
import { raiseQuestion } from './question.ts'
import { settleCounters } from './settle-counters.ts'
import { uninvite } from './uninvite.ts'

export function receiveRequest(held: HeldState, message: Message, context: Context): Outcome {
  const parts = partsOf(held.object, context)
  if (isOwnMessage(componentsOf(parts), message.organizer, context.self)) {
    return unchanged(held, 'not-for-me', because('5546/2.1/own-message-ignored'))
  }
  const incoming = incomingOf(message, parts, context)
  const judged = incoming.map((each) => ({ each, ...judge(each, held.ledger, parts) }))
  const news = judged.filter(({ judgement }) => judgement === 'apply').map(({ each }) => each)
  const reasons = judged.map(({ reason }) => reason)
  if (news.length === 0) return withoutNews(held, judged)

  const organizer = organizerHeld(parts)
  if (
    organizer !== undefined &&
    message.organizer !== undefined &&
    organizer !== message.organizer
  ) {
    const asked = byOrganizerPolicy(held, message, context, { organizer, news })
    if (asked !== undefined) return asked
  }
  const delegator = delegatorOf(message, context)
  if (parts.object !== undefined && delegator !== undefined && !isOrganizers(message, context)) {
    // Only what the Organizer sends moves what is held; a Delegator's copy may be older.
    const reason = because(
      `5546/${sectionOf('delegation', message.componentName)}/delegating-request-lists-delegate`,
      { delegator: delegator.address },
    )
    return unchanged(held, 'delegated', reason, [
      notify('delegated-to-me', delegator.address, ['']),
    ])
  }
  const removed = removedKeys(parts, news, context)
  if (removed.length === news.length && removed.length > 0) {
    return uninvite(held, parts, message, removed, context, reasons)
  }
  // Requirement: 5546/3.7.2/unlisted-may-ignore-or-accept
  if (parts.object === undefined && context.policy.newInvitations === 'ask') {
    return askFirst(held, message, context, reasons)
  }
  const isDelegates = delegator !== undefined
  return apply({ held, parts, message, context, incoming, news, removed, isDelegates, reasons })
}

type Applying = {
  readonly held: HeldState
  readonly parts: Parts
  readonly message: Message
  readonly context: Context
  readonly incoming: readonly Incoming[]
  readonly news: readonly Incoming[]
  /** Those of the news that no longer list our user. */
  readonly removed: readonly Incoming[]
  /** Somebody hands his part to our user by it. */
  readonly isDelegates: boolean
  readonly reasons: readonly Reason[]
}

function apply(given: Applying): Outcome {
  const { held, parts, message, context, incoming, news, removed, reasons } = given
  const carried = new Set(incoming.map((each) => each.key))
  const installed = install(held, parts, message, { carried, news }, context)
  const settled = settleCounters(installed.state, news)
  const state =
    removed.length === 0
      ? settled
      : withCancelled(settled, partsOf(settled.object, context), removed, context)
  const changes =
    parts.object === undefined ? [] : significantChanges(held.object, state.object, context)
  const facts = { given, moved: installed.moved, changes }
  const classification = classOf(facts)
  const keys = news.map((each) => each.key)
  const comment = commentOf(news.map((each) => each.component))
  const told = notify(noticeOf(classification), message.organizer, keys, { changes, comment })
  const missing = missingInstance(parts, news)
  const asked = missing && refreshEffect(message.uid, missing.component, context)
  const effects: readonly Effect[] = asked === undefined ? [told] : [told, asked]
  const explanation = explanationOf(
    [
      reasonOf(classification, message, keys),
      ...reasons,
      ...(asked === undefined
        ? []
        : [because('5546/4.7.2/missing-instance-refreshes', { key: missing?.key ?? '' })]),
    ],
    reasonOf(classification, message, keys),
  )
  return changed(state, classification, explanation, effects)
}

/** The instance that the series held does not have: a revision of the series was missed. */
function missingInstance(parts: Parts, news: readonly Incoming[]): Incoming | undefined {
  if (parts.master === undefined || news.some((each) => each.key === '')) return undefined
  return news.find((each) => !hasInstance(parts, each.key))
}

// Requirement: 5546/2.1.4/changes-compared
// Requirement: 5546/2.1.4/sequence-alone-not-significant
// Requirement: 5546/3.2.2/known-uid-is-change
// Requirement: 5546/3.4.2/known-uid-is-change
// Requirement: 5546/3.2.2.1/later-revision-reschedules
// Requirement: 5546/3.4.2.1/later-revision-reschedules
// Requirement: 5546/3.2.2.1/reschedule-changes-time
// Requirement: 5546/3.4.2.1/reschedule-changes-time
// Requirement: 5546/3.2.2.2/update-keeps-time
// Requirement: 5546/3.4.2.2/update-keeps-time
function classOf(of: {
  readonly given: Applying
  readonly moved: readonly PartKey[]
  readonly changes: readonly InstanceChange[]
}): Classification {
  const { message, context, parts, news, isDelegates } = of.given
  const heldOrganizer = organizerHeld(parts)
  if (parts.object === undefined) {
    if (isDelegates) return 'delegated'
    const listed = message.components.some((each) => findAttendee(each, context.self))
    return listed ? 'new' : 'forwarded'
  }
  if (
    heldOrganizer !== undefined &&
    message.organizer !== undefined &&
    heldOrganizer !== message.organizer
  ) {
    return 'organizer-changed'
  }
  if (of.moved.length > 0 || of.changes.some((each) => each.resetsParticipation))
    return 'reschedule'
  if (news.some((each) => raisesSequence(each, of.given))) return 'update'
  const isQuestion = news.every((each) => isQuestionOnly(each, of.changes, context))
  return isQuestion ? 'reconfirm' : 'minor-update'
}

function raisesSequence(each: Incoming, { held, parts }: Applying): boolean {
  const row = held.ledger.revisions.get(each.key) ?? held.ledger.revisions.get('')
  const sequence = row?.sequence ?? sequenceOf(parts.overridden.get(each.key) ?? parts.master)
  return each.revision.sequence > sequence
}

function sequenceOf(of: Component | undefined): number {
  const value = of?.properties.find((each) => each.name === 'SEQUENCE')?.value
  return value === undefined ? 0 : Number.parseInt(value, 10) || 0
}

/** RFC 5546 §3.2.2.7: nothing but the question for our user's status. */
function isQuestionOnly(
  each: Incoming,
  changes: readonly InstanceChange[],
  context: Context,
): boolean {
  const own = findAttendee(each.component, context.self)
  if (own === undefined || !isReplyExpected(own)) return false
  return changes.every(
    (change) =>
      change.properties.every(({ name }) => name === 'ATTENDEE') &&
      change.attendeesAdded.length === 0 &&
      change.attendeesRemoved.length === 0,
  )
}

function noticeOf(classification: Classification): Notice {
  switch (classification) {
    case 'new':
      return 'invited'
    case 'delegated':
      return 'delegated-to-me'
    case 'forwarded':
      return 'forwarded-to-me'
    case 'organizer-changed':
      return 'organizer-changed'
    case 'reschedule':
      return 'rescheduled'
    case 'reconfirm':
      return 'reconfirm'
    default:
      return 'updated'
  }
}

function reasonOf(
  classification: Classification,
  message: Message,
  keys: readonly PartKey[],
): Reason {
  const name = message.componentName
  const facts = { uid: message.uid, keys }
  switch (classification) {
    case 'new': {
      const section = sectionOf('request', name)
      return keys.includes('')
        ? because(`5546/${section}/unknown-uid-is-new`, facts)
        : because(`5546/${section}/instance-without-master`, facts)
    }
    case 'delegated':
      return because(
        `5546/${sectionOf('delegation', name)}/delegating-request-lists-delegate`,
        facts,
      )
    case 'forwarded':
      return because(`5546/${sectionOf('forwarding', name)}/forwarded-to-uninvited`, facts)
    case 'organizer-changed':
      return because('5546/3.2.2.4/new-organizer-sends-request', facts)
    case 'reschedule':
      return because(`5546/${sectionOf('reschedule', name)}/reschedule-resets-participation`, facts)
    case 'reconfirm':
      return because(`5546/${sectionOf('status', name)}/only-rsvp-changed`, facts)
    case 'update':
      return because(`5546/${sectionOf('update', name)}/update-keeps-participation`, facts)
    default:
      return because(`5546/${sectionOf('update', name)}/same-sequence-updates`, facts)
  }
}

/** What the strongest judgement says where nothing of the message is news. */
function withoutNews(
  held: HeldState,
  judged: readonly { readonly judgement: string; readonly reason: Reason }[],
): Outcome {
  const first =
    judged.find(({ judgement }) => judgement === 'cancelled-before') ??
    judged.find(({ judgement }) => judgement === 'obsolete') ??
    judged[0]
  const reason = first?.reason ?? because('5546/2.1.5/duplicate-ignored')
  if (first?.judgement === 'cancelled-before') return unchanged(held, 'cancelled-before', reason)
  if (first?.judgement === 'obsolete') return unchanged(held, 'obsolete', reason)
  return unchanged(held, 'duplicate', reason)
}

function organizerHeld(parts: Parts): CalendarAddress | undefined {
  for (const each of componentsOf(parts)) {
    const organizer = organizerOf(each)
    if (organizer !== undefined) return organizer
  }
  return undefined
}

function isOrganizers(message: Message, context: Context): boolean {
  const { originator } = context
  if (originator === undefined || message.organizer === undefined) return true
  return isOriginator(originator, message.organizer)
}

/** Instances to which our user was invited and, by this message, is no longer. */
function removedKeys(
  parts: Parts,
  news: readonly Incoming[],
  context: Context,
): readonly Incoming[] {
  return news.filter(({ key, component }) => {
    const held = parts.overridden.get(key) ?? parts.master
    const own = held && findAttendee(held, context.self)
    if (own === undefined || partStatOf(own) === 'DELEGATED') return false
    return findAttendee(component, context.self) === undefined
  })
}

// Requirement: 5546/6.1.3/organizer-change-unproven
// Requirement: 5546/6.2.2/organizer-change-asked
/** RFC 5546 §3.2.2.4, §6.2.2: a person decides whether another Organizer counts. */
function byOrganizerPolicy(
  held: HeldState,
  message: Message,
  context: Context,
  given: { readonly organizer: CalendarAddress; readonly news: readonly Incoming[] },
): Outcome | undefined {
  const facts = { held: given.organizer, received: message.organizer ?? '' }
  const reason = because('5546/3.2.2.4/organizer-change-needs-consent', facts)
  if (context.policy.organizerChange === 'accept') return undefined
  // The Organizer we know passes the part on, and the transport proved that it is he.
  const { originator } = context
  if (originator?.proven === true && isOriginator(originator, given.organizer)) return undefined
  if (context.policy.organizerChange === 'refuse') {
    const told = notify('not-applied', message.organizer, [''])
    return unchanged(held, 'organizer-changed', reason, [told])
  }
  return raiseQuestion(held, 'new-organizer', message, context, 'organizer-changed', [reason])
}

function askFirst(
  held: HeldState,
  message: Message,
  context: Context,
  reasons: readonly Reason[],
): Outcome {
  const reason = because('5546/6.1.5/automatic-entry-is-risky', { uid: message.uid })
  return raiseQuestion(held, 'unknown-sender', message, context, 'new', [reason, ...reasons])
}
