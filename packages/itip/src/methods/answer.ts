/** What one component of a REPLY says, and about whom. */
import type { Component, Property } from '@parley/icalendar'
import {
  allProperties,
  firstProperty,
  integerOf,
  parameterValue,
  parameterValues,
  timeOf,
  withParameter,
} from '@parley/icalendar'
import type { CalendarAddress } from '../address.ts'
import { addressOf } from '../address.ts'
import { delegatedFrom, delegatedTo, findAttendee, partStatOf, withPartStat } from '../attendee.ts'
import { speakingLine } from '../authorize.ts'
import type { Context } from '../context.ts'
import { clampRevision } from '../ledger.ts'
import { commentOf } from '../outcome.ts'
import type { Revision } from '../revision.ts'
import { revisionOf } from '../revision.ts'

export type Answer = {
  /** The ATTENDEE by which the originator speaks; all others in a REPLY say nothing. */
  readonly line: Property
  readonly component: Component
  readonly address: CalendarAddress
  readonly partStat: string
  readonly revision: Revision
  /** REQUEST-STATUS codes; `2.0` where there is none (RFC 6638 §4.2). */
  readonly statuses: readonly string[]
  // Requirement: 5546/3.2.3/failure-schedules-nothing
  // Requirement: 5546/3.4.3/failure-schedules-nothing
  /** The REQUEST could not be worked with: its PARTSTAT says nothing (RFC 5546 §3.2.3). */
  readonly isFailure: boolean
  readonly comment: string | undefined
  readonly percentComplete: number | undefined
  readonly completedSeconds: number | undefined
}

/** Undefined where nobody, or more than one Attendee, could be meant. */
export function answerIn(
  of: Component,
  known: readonly Component[],
  context: Context,
): Answer | undefined {
  const { originator } = context
  const own = originator && speakingLine(of, { ...context, originator }, known)
  const line = own ?? claimedLine(of)
  if (line === undefined) return undefined
  const statuses = allProperties(of, 'REQUEST-STATUS').flatMap(codeOf)
  const hasPartStat = parameterValue(line, 'PARTSTAT') !== undefined
  return {
    line,
    component: of,
    address: addressOf(line),
    partStat: partStatOf(line),
    revision: clampRevision(revisionOf(of), context.nowSeconds),
    // Requirement: 5546/3.6/absent-means-success
    statuses: statuses.length === 0 ? ['2.0'] : statuses,
    isFailure: !hasPartStat && statuses.some((each) => !each.startsWith('2')),
    comment: commentOf([of]),
    percentComplete: percentOf(of),
    completedSeconds: completedOf(of),
  }
}

function codeOf(of: Property): readonly string[] {
  const code = /^\d+\.\d+(\.\d+)?/.exec(of.value)?.[0]
  return code === undefined ? [] : [code]
}

/**
 * Who speaks where the transport does not say. The REPLYs about a delegation carry two ATTENDEEs
 * (RFC 5546 §4.2.6): a Delegate who answers speaks for himself, else the Delegator speaks.
 */
function claimedLine(of: Component): Property | undefined {
  const lines = allProperties(of, 'ATTENDEE')
  if (lines.length <= 1) return lines[0]
  const answering = lines.filter(
    (each) => delegatedFrom(each).length > 0 && partStatOf(each) !== 'NEEDS-ACTION',
  )
  if (answering.length === 1) return answering[0]
  const delegating = lines.filter((each) => delegatedTo(each).length > 0)
  if (delegating.length === 1) return delegating[0]
  // Exchange lists others without their status (quirk `reply-lists-others`).
  const stated = lines.filter((each) => parameterValue(each, 'PARTSTAT') !== undefined)
  if (stated.length === 1) return stated[0]
  // RFC 5546 §3.7.2: a member of a group beside the group.
  const members = lines.filter((each) => parameterValue(each, 'MEMBER') !== undefined)
  return members.length === 1 ? members[0] : undefined
}

function percentOf(of: Component): number | undefined {
  const property = firstProperty(of, 'PERCENT-COMPLETE')
  const percent = property && integerOf(property)
  return percent === undefined ? undefined : Math.min(100, Math.max(0, percent))
}

function completedOf(of: Component): number | undefined {
  const property = firstProperty(of, 'COMPLETED')
  const seconds = property && timeOf(property)?.wallSeconds
  return seconds === undefined || seconds < 0 ? undefined : seconds
}

/** The ATTENDEE of the Organizer's copy that the answer is about. */
export function invitedLine(of: Component, answer: Answer, context: Context): Property | undefined {
  const held = findAttendee(of, answer.address)
  if (held !== undefined) return held
  const { originator } = context
  // Another address of the one who speaks, as a directory knows it; not of whom he speaks for.
  const isOwn = originator !== undefined && speaksOfSelf(answer, context)
  if (!isOwn) return undefined
  for (const address of [originator.address, ...(originator.aliases ?? [])]) {
    const found = findAttendee(of, address)
    if (found !== undefined) return found
  }
  return undefined
}

function speaksOfSelf({ address }: Answer, { originator }: Context): boolean {
  if (originator === undefined) return false
  return originator.address === address || originator.aliases?.includes(address) === true
}

// Requirement: 6638/3.2.9/reply-status
// Requirement: 6638/4.2/reply-sets-schedule-status
// Requirement: 6638/4.2/no-request-status-is-2.0
// Requirement: 6638/4.2/several-statuses-listed
/** The Organizer's ATTENDEE with the answer on it. */
export function withAnswer(held: Property, answer: Answer): Property {
  let made = answer.isFailure ? held : withPartStat(held, answer.partStat)
  made = withParameter(made, 'SENT-BY', ...parameterValues(answer.line, 'SENT-BY'))
  if (answer.partStat === 'DELEGATED') {
    made = withParameter(made, 'DELEGATED-TO', ...parameterValues(answer.line, 'DELEGATED-TO'))
    made = withStaysInformed(made, answer.line)
  } else if (!answer.isFailure) {
    made = withParameter(made, 'DELEGATED-TO')
  }
  return withParameter(made, 'SCHEDULE-STATUS', answer.statuses.join(','))
}

/** RFC 5546 §3.2.2.3, §4.2.5: the Delegator says whether he wants to hear of updates. */
function withStaysInformed(held: Property, line: Property): Property {
  const role = parameterValue(line, 'ROLE')?.toUpperCase()
  const rsvp = parameterValue(line, 'RSVP')?.toUpperCase()
  const made = role === 'NON-PARTICIPANT' ? withParameter(held, 'ROLE', role) : held
  return rsvp === undefined ? made : withParameter(made, 'RSVP', rsvp)
}
