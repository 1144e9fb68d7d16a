/** Cases of changes: what an Organizer's or an Attendee's new version means, and what is sent. */
import {
  allProperties,
  type CalendarObject,
  type Component,
  firstProperty,
  timeProperty,
  withProperties,
} from '@parley/icalendar'
import {
  calendarAddress,
  type InstanceChange,
  originate,
  type SendEffect,
  significantChanges,
  type Transition,
} from '@parley/itip'
import {
  contextOf,
  differenceOf,
  holding,
  isScheduling,
  mapComponents,
  nowSeconds,
  objectIn,
  organizerIn,
  uidOf,
} from './calendars.ts'
import { answeredRsvp, privateToApple } from './ccs-habits.ts'
import type { Text } from './ccs-receive.ts'

function changesOf({ old = '', new: made = '' }: Text): readonly InstanceChange[] {
  return significantChanges(objectIn(old), objectIn(made), contextOf('user1@example.com'))
}

/** Whatever others would be told of; what is personal is no change. */
export function judgeSignificance(texts: Text, noSignificantChange: boolean): string | undefined {
  const changes = changesOf(texts)
  if ((changes.length === 0) === noSignificantChange) return undefined
  return `finds ${changes.length} changes`
}

export type ChangedProperties = Readonly<Record<string, Readonly<Record<string, unknown>> | null>>

export function judgeDifference(texts: Text, rids: ChangedProperties): string | undefined {
  const found = changesOf(texts).map(({ key, kind, properties }) => {
    const names = properties.map(({ name }) => name).sort()
    return kind === 'removed' ? `${key}: removed` : `${key}: ${names.join(' ')}`
  })
  const wanted = Object.entries(rids).map(([key, properties]) => {
    if (properties === null) return `${key}: removed`
    const names = Object.keys(properties).map((each) => each.toUpperCase())
    return `${key}: ${names.sort().join(' ')}`
  })
  return sameText(wanted, found)
}

export function judgeNeedsAction(
  texts: Text,
  keys: readonly (string | { readonly $dt: string } | null)[],
): string | undefined {
  const found = changesOf(texts)
    .filter((each) => each.resetsParticipation)
    .map((each) => each.key)
  return sameText(keys.map(keyOf), found)
}

function keyOf(each: string | { readonly $dt: string } | null): string {
  return each === null ? '' : typeof each === 'string' ? each : each.$dt
}

function sameText(wanted: readonly string[], found: readonly string[]): string | undefined {
  const [theirs, ours] = [wanted, found].map((each) => [...each].sort().join(', '))
  return theirs === ours ? undefined : `- ${theirs} + ${ours}`
}

/** RFC 6638 §3.2.1: the client saves what it last saw, while the server holds newer answers. */
export function judgeOrganizerMerge(texts: Text): string | undefined {
  const { serverOld = '', clientNew = '', expected = '' } = texts
  const held = objectIn(serverOld)
  const object = objectIn(clientNew)
  const context = contextOf(organizerIn(held) ?? '')
  const { state } = originate(holding(held, uidOf(held)), { kind: 'save', object }, context)
  return differenceOf(objectIn(expected), withoutSequence(state.object), [answeredRsvp])
}

/** The oracle does not count; SEQUENCE has cases of its own. */
function withoutSequence(object: CalendarObject | undefined): CalendarObject | undefined {
  return object && mapComponents(object, (each) => withProperties(each, 'SEQUENCE', []))
}

/** Who is told that it is off, and for which instances. */
export function judgeRemoved(
  { old = '', new: made = '' }: Text,
  cancelled: readonly (readonly [string, { readonly $dt: string } | null])[],
): string | undefined {
  const held = objectIn(old)
  const organizer = organizerIn(held) ?? ''
  const { effects } = originate(
    holding(held, uidOf(held)),
    { kind: 'save', object: objectIn(made) },
    contextOf(organizer),
  )
  const found = sendsOf({ effects }, 'CANCEL').flatMap(({ recipients, keys }) =>
    recipients.flatMap((address) => keys.map((key) => `${address} ${key}`)),
  )
  const wanted = cancelled.map(([who, key]) => `${calendarAddress(who)} ${keyOf(key)}`)
  // The Organizer hears nothing from himself, and the whole includes each instance.
  const whole = new Set(wanted.filter((each) => each.endsWith(' ')))
  const others = wanted.filter((each) => {
    const [who = ''] = each.split(' ')
    return who !== organizer && (each.endsWith(' ') || !whole.has(`${who} `))
  })
  return sameText(others, found)
}

function sendsOf({ effects }: Pick<Transition, 'effects'>, method: string): readonly SendEffect[] {
  return effects.filter(
    (each): each is SendEffect => each.kind === 'send' && each.method === method,
  )
}

/** An invitation as one Attendee gets it. */
export function judgeInvitation(
  { original = '', expected = '' }: Text,
  attendees: readonly string[],
): string | undefined {
  const object = sameUid(objectIn(original))
  const organizer = organizerIn(object)
  const [attendee] = attendees
  if (organizer === undefined || attendee === undefined) return 'nobody invites anybody'
  const transition = originate(
    holding(undefined, uidOf(object)),
    { kind: 'save', object },
    contextOf(organizer),
  )
  const sent = sendsOf(transition, 'REQUEST').find(({ recipients }) =>
    recipients.includes(calendarAddress(attendee)),
  )
  return differenceOf(sameUid(objectIn(expected)), sent?.message)
}

/** Overridden components of these cases have another UID than their master: a slip. */
function sameUid(object: CalendarObject): CalendarObject {
  const uid = uidOf(object)
  return mapComponents(object, (each) => ({
    ...each,
    properties: each.properties.map((one) =>
      one.name === 'UID' ? { ...one, value: uid, source: undefined } : one,
    ),
  }))
}

/** A cancellation: which instances, for whom, under which SEQUENCE. */
export function judgeCancel(
  { original = '', expected = '' }: Text,
  attendees: readonly string[],
  instances: readonly ({ readonly $dt: string } | null)[],
): string | undefined {
  const held = objectIn(original)
  const keys = instances.map(keyOf).filter((key) => key !== '')
  const transition = originate(
    holding(held, uidOf(held)),
    { kind: 'cancel', attendees: attendees.map(calendarAddress), ...(keys.length > 0 && { keys }) },
    contextOf(organizerIn(held) ?? ''),
  )
  const found = sendsOf(transition, 'CANCEL').flatMap(({ message }) => cancellations(message))
  return sameText(cancellations(objectIn(expected)), found)
}

function cancellations(message: CalendarObject): readonly string[] {
  return message.components.filter(isScheduling).map((each) => {
    const named = ['RECURRENCE-ID', 'SEQUENCE', 'ORGANIZER'].map(
      (name) => firstProperty(each, name)?.value ?? '',
    )
    return [...named, ...allProperties(each, 'ATTENDEE').map(({ value }) => value)].join(' ')
  })
}

export type MergeResult = readonly [
  accepted: boolean,
  answered: boolean,
  keys: readonly (string | null)[],
  expected: string | null,
]

/** RFC 6638 §3.2.2.1: what of an Attendee's new version is taken over, and what is answered. */
export function judgeAttendeeMerge(
  { server = '', client = '', attendee = '' }: Text,
  [, , keys, expected]: MergeResult,
): string | undefined {
  const held = objectIn(server)
  const address = calendarAddress(attendee)
  const transition = originate(
    holding(held, uidOf(held)),
    { kind: 'save', object: objectIn(client) },
    contextOf(address),
  )
  const answered = sendsOf(transition, 'REPLY').flatMap((each) => each.keys)
  const replies = sameText(keys.map(keyOf), answered)
  if (expected === null) return replies
  const wanted = hiddenAsExcluded(objectIn(expected))
  const habits = [privateToApple, answeredRsvp]
  return differenceOf(wanted, transition.state.object, habits) ?? replies
}

/**
 * An instance that the Attendee deleted: Apple's server hides a declined component, where RFC 6638
 * §3.2.2.1 lets EXDATE stand.
 */
function hiddenAsExcluded(object: CalendarObject): CalendarObject {
  const isHidden = (each: Component): boolean =>
    firstProperty(each, 'X-CALENDARSERVER-HIDDEN-INSTANCE') !== undefined
  const ids = object.components.filter(isHidden).flatMap((each) => {
    const id = firstProperty(each, 'RECURRENCE-ID')
    return id === undefined ? [] : [id]
  })
  if (ids.length === 0) return object
  const components = object.components.filter((each) => !isHidden(each))
  return {
    ...object,
    components: components.map((each) => {
      if (firstProperty(each, 'RRULE') === undefined) return each
      const excluded = ids.map((id) => ({ ...id, name: 'EXDATE', source: undefined }))
      return withProperties(each, 'EXDATE', [...allProperties(each, 'EXDATE'), ...excluded])
    }),
  }
}

/** Where the oracle cuts a series is its own choice; that it is cut there as it says, is ours too. */
export function judgeSplit(texts: Text): string | undefined {
  const [calendar, past, future] = ['calendar', 'past', 'future'].map((name) =>
    objectIn(filled(texts[name] ?? '')),
  )
  if (calendar === undefined || past === undefined || future === undefined) return 'is not read'
  const rest = future.components.find((each) => firstProperty(each, 'RECURRENCE-ID') === undefined)
  const at = rest && firstProperty(rest, 'DTSTART')?.value
  if (at === undefined) return 'has no series'
  const { state, created = [] } = originate(
    holding(calendar, uidOf(calendar)),
    { kind: 'split', at, newUid: 'rest' },
    contextOf(organizerIn(calendar) ?? ''),
  )
  const habits = [relation, uncounted, onePlace]
  const ended = differenceOf(past, state.object, habits)
  const rested = differenceOf(future, created[0]?.object, habits)
  return ended === undefined ? rested && `the rest: ${rested}` : `what ends: ${ended}`
}

/** RFC 5545 §3.8.4.5: Apple's server relates the halves by an X- relation of its own. */
function relation(of: Component): Component {
  return withProperties(of, 'RELATED-TO', [])
}

function uncounted(of: Component): Component {
  return withProperties(of, 'SEQUENCE', [])
}

/** Which half keeps the UID is another choice: Apple's server gives it to the future. */
function onePlace(of: Component): Component {
  return withProperties(of, 'UID', [])
}

/** `%(now_back14_1)s`: 14 days back, and a second before. */
function filled(text: string): string {
  return text
    .replaceAll(
      /%\(now(?:_(back|fwd)(\d+))?(_1)?\)s/g,
      (_, way: string, days = '0', before = '') => {
        const sign = way === 'back' ? -1 : 1
        const wallSeconds = nowSeconds + sign * Number(days) * 86_400 - (before === '' ? 0 : 1)
        const time = timeProperty('DTSTART', { kind: 'DATE-TIME', wallSeconds, tzid: 'UTC' })
        return time.value
      },
    )
    .replaceAll(/%\((uid|relID)\)s/g, '$1')
}
