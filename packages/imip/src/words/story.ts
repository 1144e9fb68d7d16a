/** What a message means to the one who reads the mail. */
import {
  allProperties,
  type Component,
  firstProperty,
  type Property,
  parameterValue,
  rawValue,
} from '@parley/icalendar'
import { addressOf, type InstanceChange, type SendEffect } from '@parley/itip'
import { type Names, namesIn } from './people.ts'

/** What a mail tells: an invitation, an answer, a counter-proposal, …. */
export type StoryKind =
  | 'invitation'
  | 'assignment' // of a VTODO
  | 'passed-on' // by an Attendee who delegates or forwards
  | 'update'
  | 'rescheduled'
  | 'cancelled'
  | 'cancelled-dates' // single instances
  | 'removed' // no longer an Attendee
  | 'removed-from-dates'
  | 'accepted'
  | 'declined'
  | 'tentative'
  | 'delegated'
  | 'in-process'
  | 'completed'
  | 'unanswered'
  | 'counter'
  | 'counter-declined'
  | 'added'
  | 'refresh'
  | 'published'
  | 'busy-time-asked'
  | 'busy-time'

export type Story = {
  readonly kind: StoryKind
  readonly effect: SendEffect
  /** What the mail is mainly about: the master component, or the first instance. */
  readonly main: Component
  /** The components that are about single instances, when the mail is about those only. */
  readonly instances: readonly Component[]
  readonly organizer: Property | undefined
  /** Of a REPLY, COUNTER or REFRESH: the Attendee who speaks. */
  readonly attendee: Property | undefined
  readonly names: Names
}

/** Errors: TypeError when the message holds no component of the kind that the effect names. */
export function storyOf(effect: SendEffect): Story {
  const components = effect.message.components.filter(({ name }) => name === effect.componentName)
  const master = components.find((each) => rawValue(each, 'RECURRENCE-ID') === undefined)
  const main = master ?? components[0]
  if (main === undefined) throw new TypeError(`the message holds no ${effect.componentName}`)
  const instances = master === undefined ? components : []
  const organizer = firstProperty(main, 'ORGANIZER')
  const attendee = speaker(main, effect)
  const kind = kindOf(effect, { main, instances, organizer, attendee })
  return { kind, effect, main, instances, organizer, attendee, names: namesIn(main) }
}

function speaker(main: Component, { originator, method }: SendEffect): Property | undefined {
  if (!['REPLY', 'COUNTER', 'REFRESH'].includes(method)) return undefined
  const attendees = allProperties(main, 'ATTENDEE')
  return attendees.find((each) => addressOf(each) === originator) ?? attendees[0]
}

type Told = Pick<Story, 'main' | 'instances' | 'organizer' | 'attendee'>

function kindOf(effect: SendEffect, told: Told): StoryKind {
  if (effect.componentName === 'VFREEBUSY') {
    return effect.method === 'REQUEST' ? 'busy-time-asked' : 'busy-time'
  }
  switch (effect.method) {
    case 'PUBLISH':
      return 'published'
    case 'REQUEST':
      return requestKind(effect, told)
    case 'REPLY':
      return replyKind(told.attendee)
    case 'ADD':
      return 'added'
    case 'CANCEL':
      return cancelKind(told)
    case 'REFRESH':
      return 'refresh'
    case 'COUNTER':
      return 'counter'
    case 'DECLINECOUNTER':
      return 'counter-declined'
  }
}

function requestKind({ originator, componentName, changes }: SendEffect, told: Told): StoryKind {
  const { organizer } = told
  if (organizer !== undefined && addressOf(organizer) !== originator) return 'passed-on'
  if (changes.length === 0) return componentName === 'VTODO' ? 'assignment' : 'invitation'
  return changes.some(movesTime) ? 'rescheduled' : 'update'
}

const timeProperties: ReadonlySet<string> = new Set([
  'DTSTART',
  'DTEND',
  'DURATION',
  'DUE',
  'RRULE',
])

function movesTime({ kind, properties }: InstanceChange): boolean {
  return kind === 'changed' && properties.some(({ name }) => timeProperties.has(name))
}

/** Without STATUS:CANCELLED the event goes on, without the reader (RFC 5546 §3.2.5). */
function cancelKind({ main, instances }: Told): StoryKind {
  const goesOn = rawValue(main, 'STATUS')?.toUpperCase() !== 'CANCELLED'
  if (instances.length > 0) return goesOn ? 'removed-from-dates' : 'cancelled-dates'
  return goesOn ? 'removed' : 'cancelled'
}

const replyKinds: ReadonlyMap<string, StoryKind> = new Map([
  ['ACCEPTED', 'accepted'],
  ['DECLINED', 'declined'],
  ['TENTATIVE', 'tentative'],
  ['DELEGATED', 'delegated'],
  ['IN-PROCESS', 'in-process'],
  ['COMPLETED', 'completed'],
])

function replyKind(attendee: Property | undefined): StoryKind {
  const partStat = attendee === undefined ? undefined : parameterValue(attendee, 'PARTSTAT')
  return replyKinds.get(partStat?.toUpperCase() ?? '') ?? 'unanswered'
}
