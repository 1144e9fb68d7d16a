/** The transition when an Attendee's version changes (RFC 6638 §3.2.2). */
import type { CalendarObject, Component } from '@parley/icalendar'
import { allProperties, firstProperty, instanceKey, textOf, timesOf } from '@parley/icalendar'
import {
  findAttendee,
  isReplyExpected,
  partStatOf,
  withAttendeeInPlaceOf,
  withPartStat,
} from '../attendee.ts'
import { isCancelled } from '../carry-over.ts'
import type { Change, SaveChange } from '../change.ts'
import type { Context } from '../context.ts'
import type { Reason } from '../explanation.ts'
import { because } from '../explanation.ts'
import { mergeAttendeeChange } from '../merge-attendee-change.ts'
import { commentOf, explanationOf } from '../outcome.ts'
import type { PartKey, Parts } from '../parts.ts'
import { componentsOf, instanceAsComponent, instanceOf, partsOf, putTogether } from '../parts.ts'
import { forcesSend, withoutForceSend } from '../schedule-parameters.ts'
import type { HeldState } from '../state.ts'
import type { Transition } from '../transition.ts'
import { partsInOrder } from './attendance.ts'
import { settledObject } from './organizer-version.ts'
import { silenceOf } from './reply.ts'
import type { Answer } from './replying.ts'
import { organizerAgent, replyEffect } from './replying.ts'

// Requirement: 6638/3.2.2.3/server-agent-processes-change
// Requirement: 6638/3.2.2.2/attendee-may-store-invitation
export function attendeeTransition(
  held: HeldState,
  change: SaveChange,
  context: Context,
): Transition {
  const server = held.object
  const { object, refused } =
    server === undefined
      ? { object: settledObject(change.object, new Map()), refused: [] }
      : (change.merge ??
        mergeAttendeeChange({ server, client: change.object, lastKnown: server }, context))
  const before = partsOf(server, context)
  const after = partsOf(object, context)
  const answers = change.silent === true ? [] : answersIn(before, after, context)
  const stored = storedObject(after, object, answers, context)
  const state = stored === server ? held : { ...held, object: stored }
  if (change.silent === true) {
    return told(state, refused, because('6638/3.2/silent-change-sends-nothing'))
  }
  const silence = silenceOf(after)
  if (silence !== undefined) return told(state, refused, silence)
  if (answers.length === 0) {
    return told(state, refused, because('6638/3.2.2.3/no-reply-without-partstat-change'))
  }
  const effect = replyEffect(held, after, answers, context)
  const reasons = answers.map((each) => answerReason(each, before))
  return {
    state,
    effects: effect === undefined ? [] : [effect],
    explanation: explanationOf(
      [...reasons, ...refused],
      because('6638/3.2.2.3/compare-old-and-new'),
    ),
  }
}

function told(state: HeldState, refused: readonly Reason[], reason: Reason): Transition {
  return { state, effects: [], explanation: [reason, ...refused] }
}

function answerReason({ key, partStat, component }: Answer, before: Parts): Reason {
  if (partStat === 'DECLINED') return because('6638/3.2.2.3/exdate-declines-instance', { key })
  if (before.object === undefined) return because('6638/3.2.2.2/server-agent-normal-rules', { key })
  const organizer = firstProperty(component, 'ORGANIZER')
  if (organizer !== undefined && forcesSend(organizer, 'REPLY')) {
    return because('6638/3.2.7/force-send-overrides-silence', { key })
  }
  return because('6638/3.2.2.3/partstat-change-replies', { key })
}

/** What the Attendee answers by the new version, instance by instance. */
function answersIn(before: Parts, after: Parts, context: Context): readonly Answer[] {
  const answers: Answer[] = []
  for (const [key, component] of partsInOrder(after)) {
    const prior = priorOf(before, key)
    const answer = answerIn(key, component, prior, context)
    if (answer !== undefined) answers.push(answer)
  }
  if (before.object !== undefined) answers.push(...excluded(before, after, context))
  return answers
}

function priorOf(before: Parts, key: PartKey): Component | undefined {
  return key === '' ? before.master : (before.overridden.get(key) ?? before.master)
}

function answerIn(
  key: PartKey,
  component: Component,
  prior: Component | undefined,
  { self }: Context,
): Answer | undefined {
  const mine = findAttendee(component, self)
  if (mine === undefined || isCancelled(component)) return undefined
  const partStat = partStatOf(mine)
  const organizer = firstProperty(component, 'ORGANIZER')
  const forced = organizer !== undefined && forcesSend(organizer, 'REPLY')
  if (partStat === 'DELEGATED' || (partStat === 'NEEDS-ACTION' && !forced)) return undefined
  const was = prior && findAttendee(prior, self)
  const comment = commentOf([component])
  const isNew = prior === undefined || was === undefined || partStatOf(was) !== partStat
  const says = comment !== undefined && comment !== (prior && commentOf([prior]))
  const progresses =
    component.name === 'VTODO' && prior !== undefined && progress(component) !== progress(prior)
  if (!isNew && !says && !progresses && !forced) return undefined
  return { key, component, comment }
}

function progress(of: Component): string {
  return [...allProperties(of, 'PERCENT-COMPLETE'), ...allProperties(of, 'COMPLETED')]
    .map((each) => `${each.name}:${textOf(each)}`)
    .join(';')
}

/** Instances that are there no more are declined (RFC 6638 §3.2.2.3). */
function excluded(before: Parts, after: Parts, { self }: Context): readonly Answer[] {
  const answers: Answer[] = []
  for (const key of goneKeys(before, after)) {
    const component = before.overridden.get(key) ?? instanceAsComponent(before, key)
    const mine = component && findAttendee(component, self)
    if (component === undefined || mine === undefined || isCancelled(component)) continue
    const partStat = partStatOf(mine)
    if (partStat === 'DECLINED' || partStat === 'DELEGATED') continue
    answers.push({ key, component, partStat: 'DECLINED' })
  }
  return answers
}

function goneKeys(before: Parts, after: Parts): ReadonlySet<PartKey> {
  const keys = new Set<PartKey>()
  for (const key of before.overridden.keys()) {
    const isKept = after.overridden.has(key) || (after.master && instanceOf(after, key))
    if (!isKept) keys.add(key)
  }
  for (const key of exclusions(after, before)) {
    if (!after.overridden.has(key) && instanceOf(before, key) !== undefined) keys.add(key)
  }
  return keys
}

/** Keys that EXDATEs of the later version name and those of the earlier one do not. */
function exclusions(after: Parts, before: Parts): ReadonlySet<PartKey> {
  const keys = new Set<PartKey>()
  if (before.master === undefined || after.master === undefined) return keys
  const named = (of: Component): readonly PartKey[] =>
    allProperties(of, 'EXDATE').flatMap((each) =>
      timesOf(each).map((time) => instanceKey(before.set(), time)),
    )
  for (const key of named(after.master)) keys.add(key)
  for (const key of named(before.master)) keys.delete(key)
  return keys
}

/** The copy as it is kept: an answer given is no longer expected, and nothing is forced. */
function storedObject(
  after: Parts,
  object: CalendarObject,
  answers: readonly Answer[],
  { self }: Context,
): CalendarObject {
  const answered = new Set(answers.map(({ component }) => component))
  const components = componentsOf(after)
  const made = components.map((each) => {
    const plain = withoutForceSend(each, 'REPLY')
    const mine = answered.has(each) ? findAttendee(plain, self) : undefined
    if (mine === undefined || !isReplyExpected(mine)) return plain
    return withAttendeeInPlaceOf(plain, mine, withPartStat(mine, partStatOf(mine)))
  })
  return made.every((each, i) => each === components[i]) ? object : putTogether(object, made)
}

// Requirement: 6638/3.2.2.4/server-agent-processes-removal
/** An Attendee who deletes his copy declines what he has not declined (RFC 6638 §8.1). */
export function declineOnRemoval(
  held: HeldState,
  change: Extract<Change, { readonly kind: 'delete' }>,
  context: Context,
): Pick<Transition, 'effects' | 'explanation'> {
  const parts = partsOf(held.object, context)
  if (change.silent === true) return quiet(because('6638/8.1/schedule-reply-false-silent'))
  const agent = organizerAgent(parts)
  if (agent === 'CLIENT') return quiet(because('6638/3.2.2.4/client-agent-no-processing'))
  if (agent !== 'SERVER') return quiet(because('6638/3.2.2.4/none-agent-no-processing'))
  const answers = declines(parts, change.comment, context)
  const effect = replyEffect(held, parts, answers, context)
  if (effect === undefined) return quiet(because('5546/2.1.1/participation-unchanged'))
  const keys = answers.map(({ key }) => key)
  return { effects: [effect], explanation: [because('6638/8.1/removal-declines', { keys })] }
}

function quiet(reason: Reason): Pick<Transition, 'effects' | 'explanation'> {
  return { effects: [], explanation: [reason] }
}

/** The series if he has not declined it, and each instance that says otherwise than declined. */
function declines(parts: Parts, comment: string | undefined, { self }: Context): readonly Answer[] {
  const answers: Answer[] = []
  for (const [key, component] of partsInOrder(parts)) {
    const mine = findAttendee(component, self)
    if (mine === undefined || isCancelled(component)) continue
    const partStat = partStatOf(mine)
    if (partStat === 'DECLINED' || partStat === 'DELEGATED') continue
    answers.push({ key, component, partStat: 'DECLINED', comment })
  }
  return answers
}
