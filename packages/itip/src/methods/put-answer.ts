import type { Component, InstanceKey } from '@parley/icalendar'
import {
  delegatedFrom,
  delegatedTo,
  findAttendee,
  partStatOf,
  withAttendeeInPlaceOf,
} from '../attendee.ts'
import { isCancelled } from '../carry-over.ts'
import type { Reason } from '../explanation.ts'
import { because } from '../explanation.ts'
import { revisionOf } from '../revision.ts'
import { replyKey } from '../state.ts'
import type { Answer } from './answer.ts'
import { invitedLine, withAnswer } from './answer.ts'
import { settleDelegation, tellOfCancellation } from './delegation.ts'
import type { Placed, Replying, Section } from './replying.ts'
import { limited, place } from './replying.ts'

// Requirement: 6638/4.2/reply-updates-partstat
// Requirement: 5546/1.4/reply-carries-participation
// Requirement: 5546/2.1.1/partstat-per-attendee
// Requirement: 5546/3.2.3/reply-changes-only-replier
// Requirement: 5546/3.4.3/reply-changes-only-replier
export function put(work: Replying, placed: Placed, section: Section): void {
  const { key, answer, who, target, line } = placed
  const { address, partStat } = answer
  const facts = { address: who, key, partStat, sequence: answer.revision.sequence }
  remember(work, placed)
  const why = reasonNotToCount(work, placed, section)
  if (why !== undefined) {
    work.reasons.push(why)
    if (line !== undefined) {
      work.applied.push({ key, answer, before: line, after: line, counts: false })
      if (target !== undefined && isCancelled(target) && partStat === 'DELEGATED') {
        const { sequence } = revisionOf(target)
        tellOfCancellation(work, key, delegatedTo(answer.line), { target, sequence })
      }
      if (delegatedFrom(line).length > 0 && target !== undefined && !isCancelled(target)) {
        work.updated.push({ recipient: who, key })
        work.reasons.push(
          because('5546/5.2.2/outdated-delegate-reply-refreshes', { delegate: who }),
        )
      }
    }
    return
  }
  if (target !== undefined && line !== undefined) {
    const after = withAnswer(line, answer)
    place(work, key, withAttendeeInPlaceOf(target, line, after))
    work.applied.push({ key, answer, before: line, after, counts: true })
  }
  if (key === '') coverInstances(work, placed)
  if (answer.isFailure) work.reasons.push(because(`5546/${section}/failed-request-answered`, facts))
  else work.reasons.push(because('5546/2.1.5/latest-reply-stands', facts))
  if (address !== who) {
    work.reasons.push(because('5546/6.2.1/sender-matched-to-attendee', { address, who }))
  }
  if (line === undefined) return
  settleDelegation(work, { key, answer, who, before: line })
  if (partStat !== 'DELEGATED' || answer.revision.sequence >= countsFrom(work, key)) return
  for (const each of delegatedTo(answer.line)) work.updated.push({ recipient: each, key })
  work.reasons.push(because('5546/5.2.2/outdated-delegate-reply-refreshes', { delegator: who }))
}

// Requirement: 5546/2.1.5/reply-revision-kept
export function remember(work: Replying, { key, answer, who, target }: Placed): void {
  const { comment, percentComplete, completedSeconds } = answer
  work.replies ??= new Map(work.held.ledger.replies)
  work.replies.set(replyKey(who, key), {
    address: who,
    key,
    revision: limited(answer.revision, target),
    partStat: answer.partStat,
    ...(comment === undefined ? {} : { comment }),
    ...(percentComplete === undefined ? {} : { percentComplete }),
    ...(completedSeconds === undefined ? {} : { completedSeconds }),
  })
}

/** Too late to count: what was answered is cancelled, or its time has moved since. */
function reasonNotToCount(
  work: Replying,
  { key, answer, who, target }: Placed,
  section: Section,
): Reason | undefined {
  if (target !== undefined && isCancelled(target)) {
    return because(`5546/${section}/reply-to-cancelled`, { address: who, key })
  }
  // Who does his part does not depend on the time: the Delegate is asked for the new one.
  if (answer.partStat === 'DELEGATED') return undefined
  const from = countsFrom(work, key)
  if (answer.revision.sequence >= from) return undefined
  const facts = { address: who, key, sequence: answer.revision.sequence, answersFrom: from }
  return because('5546/2.1.4/reply-to-earlier-revision', facts)
}

/** The SEQUENCE of the revision since which answers count for that instance. */
function countsFrom(work: Replying, key: InstanceKey): number {
  const { answersFrom } = work.held.ledger
  const ofSeries = answersFrom.get('') ?? 0
  // An instance with an earlier component of its own stood still when the series moved.
  const own = key === '' ? undefined : work.parts.overridden.get(key)
  const stoodStill = own !== undefined && revisionOf(own).sequence < ofSeries
  return answersFrom.get(key) ?? (stoodStill ? 0 : ofSeries)
}

/**
 * RFC 5546 §3.7.1: an answer to the series goes for every overridden instance that the Attendee
 * did not answer on its own, unless the instance was changed after he answered.
 */
function coverInstances(work: Replying, { answer, who }: Placed): void {
  for (const [key, component] of work.overridden) {
    if (isCancelled(component) || answer.isFailure) continue
    const own = (work.replies ?? work.held.ledger.replies).get(replyKey(who, key))
    const line = invitedLine(component, answer, work.context)
    if (own !== undefined || line === undefined) continue
    const { dtstampSeconds } = revisionOf(component)
    if (answer.revision.dtstampSeconds < dtstampSeconds) continue
    if (partStatOf(line) === answer.partStat) continue
    if (answer.partStat === 'DELEGATED' && isDeclinedAhead(component, answer)) continue
    const after = withAnswer(line, answer)
    work.overridden.set(key, withAttendeeInPlaceOf(component, line, after))
    work.applied.push({ key, answer, before: line, after, counts: true })
    work.reasons.push(because('5546/3.7.1/whole-reply-covers-instances', { address: who, key }))
    settleDelegation(work, { key, answer, who, before: line })
  }
}

/** Has the Delegate said of this instance already that he does not come? */
function isDeclinedAhead(component: Component, answer: Answer): boolean {
  return delegatedTo(answer.line).some((each) => {
    const line = findAttendee(component, each)
    return line !== undefined && partStatOf(line) === 'DECLINED'
  })
}
