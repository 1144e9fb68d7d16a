/** An Attendee answers (RFC 5546 §3.2.3, §3.4.3). */
import type { Component, InstanceKey, Property } from '@parley/icalendar'
import { parameterValue, withParameter } from '@parley/icalendar'
import { addressUri } from '../address.ts'
import {
  findAttendee,
  isReplyExpected,
  partStatOf,
  withAttendee,
  withAttendeeInPlaceOf,
  withPartStat,
} from '../attendee.ts'
import { isCancelled } from '../carry-over.ts'
import type { ReplyChange } from '../change.ts'
import type { Context } from '../context.ts'
import type { Reason } from '../explanation.ts'
import { because } from '../explanation.ts'
import type { ComponentName } from '../message.ts'
import { sectionOf } from '../outcome.ts'
import type { Parts } from '../parts.ts'
import { componentsOf, hasInstance, instanceAsComponent, partsOf, putTogether } from '../parts.ts'
import { roleOf } from '../role.ts'
import type { HeldState } from '../state.ts'
import type { Transition } from '../transition.ts'
import { become, stay } from './decision.ts'
import { type Delegates, isGuest, withoutFormerDelegates } from './delegates.ts'
import type { Answer } from './replying.ts'
import { newAttendee, organizerAgent, replyEffect, withCompletion } from './replying.ts'

// Requirement: 5546/1.4/request-expects-reply
// Requirement: 5546/3.2.2.7/recipient-replies-status
// Requirement: 5546/3.4.2.5/recipient-replies-status
export function reply(held: HeldState, change: ReplyChange, context: Context): Transition {
  const parts = partsOf(held.object, context)
  const first = componentsOf(parts)[0]
  const refusal = refusalOf(held, first, context)
  if (first === undefined || refusal !== undefined) {
    return stay(held, refusal ?? because('5546/3.2.3/unknown-uid'))
  }
  const section = sectionOf('reply', first.name as ComponentName)
  const organizes = roleOf(held, context.self) === 'organizer'
  const isListed = componentsOf(parts).some((each) => findAttendee(each, context.self))
  if (organizes && !isListed) return stay(held, organizersOwn)
  const keys = keysAnswered(parts, change, context)
  const missing = keys.filter((key) => !hasInstance(parts, key))
  if (missing.length > 0)
    return stay(held, because(`5546/${section}/unknown-instance`, { keys: missing }))
  const answers = keys.flatMap(
    (key) => answerFor(parts, key, change, held.ledger.delegates, context) ?? [],
  )
  if (answers.length === 0) return stay(held, whyNot(parts, keys, section, context))
  const state = { ...held, object: withAnswers(parts, answers) }
  const facts = { partStat: change.partStat, keys: answers.map(({ key }) => key) }
  const silence = organizes ? organizersOwn : silenceOf(parts)
  if (silence !== undefined) return become(state, [], silence)
  const effect = replyEffect(held, parts, answers, context)
  return become(
    state,
    effect === undefined ? [] : [effect],
    because('5546/2.1/attendee-answers-by-reply', facts),
  )
}

/** An Organizer who attends writes down what he does, and tells nobody. */
const organizersOwn: Reason = because('5546/2.1.3/organizer-needs-no-message')

// Requirement: 6638/3.2.2.2/none-agent-no-processing
// Requirement: 6638/3.2.2.2/client-agent-no-processing
/** Why an answer goes nowhere: the Attendee's client sends its own (RFC 6638 §7.1), or nobody asks. */
export function silenceOf(parts: Parts): Reason | undefined {
  const agent = organizerAgent(parts)
  if (agent === 'CLIENT') return because('6638/3.2.2.3/client-agent-no-processing')
  if (agent === 'NONE') return because('6638/3.2.2.3/none-agent-no-processing')
  return agent === undefined ? because('6638/3.1/no-organizer-no-scheduling') : undefined
}

function refusalOf(
  held: HeldState,
  first: Component | undefined,
  context: Context,
): Reason | undefined {
  if (first === undefined) return because('5546/3.2.3/unknown-uid', { uid: held.uid })
  if (first.name !== 'VEVENT' && first.name !== 'VTODO') {
    return because('5546/3/component-supports-method', { component: first.name, method: 'REPLY' })
  }
  return roleOf(held, context.self) === 'owner'
    ? because('6638/3.1/no-organizer-no-scheduling')
    : undefined
}

// Requirement: 5546/3.7.1/attendee-answers-instance
/**
 * With no instance named: the master component, and the overridden ones not yet answered, which
 * the answer to the series covers (RFC 5546 §3.7.1). Those answered on their own stay as they are.
 */
function keysAnswered(
  parts: Parts,
  { keys }: ReplyChange,
  { self }: Context,
): readonly InstanceKey[] {
  if (keys !== undefined && keys.length > 0) return keys
  const { master } = parts
  // A series that was passed on to him, of which he is invited to some instances: those he answers.
  const isInvited = componentsOf(parts).some((each) => findAttendee(each, self))
  const isOthers = master !== undefined && isInvited && findAttendee(master, self) === undefined
  const all: InstanceKey[] = master === undefined || isOthers ? [] : ['']
  const wanted = master === undefined ? undefined : 'NEEDS-ACTION'
  for (const [key, each] of parts.overridden) {
    const mine = findAttendee(each, self)
    if (mine === undefined || isCancelled(each)) continue
    if (wanted === undefined || partStatOf(mine) === wanted) all.push(key)
  }
  return all
}

function answerFor(
  parts: Parts,
  key: InstanceKey,
  change: ReplyChange,
  delegates: Delegates,
  context: Context,
): Answer | undefined {
  const of =
    key === '' ? parts.master : (parts.overridden.get(key) ?? instanceAsComponent(parts, key))
  if (of === undefined || isCancelled(of)) return undefined
  const mine = findAttendee(of, context.self)
  const isNews =
    mine === undefined ||
    partStatOf(mine) !== change.partStat ||
    isReplyExpected(mine) ||
    change.comment !== undefined ||
    change.percentComplete !== undefined ||
    change.completedSeconds !== undefined
  if (!isNews) return undefined
  const answered =
    mine === undefined
      ? withAttendee(of, uninvited(of, change.partStat, context))
      : withAttendeeInPlaceOf(
          withoutFormerDelegates(of, mine, (address) =>
            isGuest(delegates, { address, key }, parts.master),
          ),
          mine,
          ownAnswer(mine, change),
        )
  const component = withCompletion(answered, {
    percent: change.percentComplete ?? (change.partStat === 'COMPLETED' ? 100 : undefined),
    completedSeconds: change.completedSeconds,
  })
  return { key, component, comment: change.comment }
}

/** Who delegated and answers after all takes his part back (RFC 5546 §4.2.7). */
function ownAnswer(mine: Property, { partStat }: ReplyChange): Property {
  const answered = withPartStat(mine, partStat)
  if (partStatOf(mine) !== 'DELEGATED') return answered
  const back = withParameter(answered, 'DELEGATED-TO')
  const role = parameterValue(back, 'ROLE')?.toUpperCase()
  return role === 'NON-PARTICIPANT' ? withParameter(back, 'ROLE') : back
}

// Requirement: 5546/3.2.2.6/uninvited-may-reply
// Requirement: 5546/3.4.2.4/uninvited-may-reply
// Requirement: 5546/3.7.2/group-address-allowed
// Requirement: 5546/3.7.2/individual-sought-first
// Requirement: 5546/3.7.2/group-sought-next
// Requirement: 5546/3.7.2/group-member-adds-attendee
// Requirement: 5546/3.7.2/group-member-is-individual
// Requirement: 5546/3.7.2/group-member-names-group
/** Forwarded to me, or invited as one of a group (RFC 5546 §3.2.2.6, §3.7.2). */
function uninvited(of: Component, partStat: string, context: Context): Property {
  const made = withParameter(
    newAttendee(context, addressUri(context.self.address)),
    'PARTSTAT',
    partStat,
  )
  const group = onlyOf(of, 'GROUP') ?? onlyOf(of, 'UNKNOWN')
  if (group === undefined) return made
  return withParameter(withParameter(made, 'CUTYPE', 'INDIVIDUAL'), 'MEMBER', group.value)
}

/** The Attendee of that kind, where there is one: of several, nobody knows whose member one is. */
function onlyOf(of: Component, type: 'GROUP' | 'UNKNOWN'): Property | undefined {
  const found = of.properties.filter(
    (each) => each.name === 'ATTENDEE' && parameterValue(each, 'CUTYPE')?.toUpperCase() === type,
  )
  return found.length === 1 ? found[0] : undefined
}

function withAnswers(parts: Parts, answers: readonly Answer[]): ReturnType<typeof putTogether> {
  let { master } = parts
  const overridden = new Map(parts.overridden)
  for (const { key, component } of answers) {
    if (key === '') master = component
    else overridden.set(key, component)
  }
  return putTogether(parts.object, componentsOf({ master, overridden }))
}

function whyNot(
  parts: Parts,
  keys: readonly InstanceKey[],
  section: '3.2.3' | '3.4.3',
  { self }: Context,
): Reason {
  const cancelled = keys.some((key) => {
    const of = key === '' ? parts.master : (parts.overridden.get(key) ?? parts.master)
    return of !== undefined && isCancelled(of)
  })
  if (cancelled) return because(`5546/${section}/reply-to-cancelled`, { keys })
  return because('5546/2.1.1/participation-unchanged', { address: self.address, keys })
}
