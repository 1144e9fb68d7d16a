/** Busy time asked for, answered and published (RFC 5546 §3.3). */
import type { Component, Property } from '@parley/icalendar'
import {
  component,
  firstProperty,
  formatPeriod,
  parameter,
  property,
  rawValue,
  timeOf,
  utcSeconds,
  zonesOf,
} from '@parley/icalendar'
import { addressOf, addressUri, calendarAddress } from '../address.ts'
import { findAttendee } from '../attendee.ts'
import type { BusyPeriod, Change } from '../change.ts'
import type { Context } from '../context.ts'
import { because } from '../explanation.ts'
import { withLedger, withoutQuestion } from '../ledger.ts'
import { read } from '../read.ts'
import { sendEffect } from '../sending.ts'
import type { HeldState } from '../state.ts'
import type { Transition } from '../transition.ts'
import { dtstamp, utcProperty, withSentBy, write } from '../write.ts'
import { become, stay } from './decision.ts'
import { find, unknown } from './questions.ts'

type Of<Kind extends Change['kind']> = Extract<Change, { readonly kind: Kind }>

// Requirement: 5546/3.3.2/organizer-is-requester
/** The question is kept as the object; answers come to stand beside it. */
export function requestBusyTime(
  held: HeldState,
  change: Of<'request-busy-time'>,
  context: Context,
): Transition {
  const recipients = [...new Set(change.attendees.map(calendarAddress))]
  if (recipients.length === 0) return stay(held, because('5546/3.3.2/attendees-are-asked'))
  const asked = component('VFREEBUSY', [
    property('UID', change.uid),
    dtstamp(context.nowSeconds),
    withSentBy(property('ORGANIZER', addressUri(context.self.address)), context),
    ...recipients.map((each) => property('ATTENDEE', addressUri(each))),
    utcProperty('DTSTART', change.startSeconds),
    utcProperty('DTEND', change.endSeconds),
  ])
  const message = write('REQUEST', [asked], context)
  const object = {
    ...message,
    properties: message.properties.filter(({ name }) => name !== 'METHOD'),
  }
  const effect = sendEffect(
    { method: 'REQUEST', uid: change.uid, keys: [''], components: [asked], recipients },
    context,
  )
  const reason = because('5546/3.3.2/asks-for-busy-time', { addresses: recipients })
  return become({ ...held, object }, [effect], reason)
}

// Requirement: 5546/3.3.3/one-reply-per-attendee
// Requirement: 5546/3.3.3/attendee-is-replier
// Requirement: 5546/3.3.3/organizer-is-requester
// Requirement: 5546/3.3.3/uid-of-request
export function answerBusyTime(
  held: HeldState,
  change: Of<'answer-busy-time'>,
  context: Context,
): Transition {
  const question = find(held, change.question)
  if (question?.question !== 'busy-time') return stay(held, unknown(change.question))
  const state = withoutQuestion(held, question.id)
  const asked = read(question.message).messages.find(({ uid }) => uid === held.uid)?.components[0]
  const organizer = asked && firstProperty(asked, 'ORGANIZER')
  const mine = asked && findAttendee(asked, context.self)
  const range = asked && rangeOf(asked, context)
  if (asked === undefined || organizer === undefined || mine === undefined || range === undefined) {
    return become(state, [], because('5546/3.3.2/recipient-not-listed'))
  }
  const answer = component('VFREEBUSY', [
    property('UID', rawValue(asked, 'UID') ?? held.uid),
    dtstamp(context.nowSeconds),
    organizer,
    withSentBy(property('ATTENDEE', mine.value), context),
    utcProperty('DTSTART', range.from),
    utcProperty('DTEND', range.to),
    ...busyProperties(change.busy, range, context),
  ])
  const recipients = [addressOf(organizer)]
  const effect = sendEffect(
    { method: 'REPLY', uid: held.uid, keys: [''], components: [answer], recipients },
    context,
  )
  return become(
    state,
    [{ ...effect, originator: addressOf(mine) }],
    because('5546/3.3.3/answers-requester', { to: recipients }),
  )
}

export function publishBusyTime(
  held: HeldState,
  change: Of<'publish-busy-time'>,
  context: Context,
): Transition {
  const range = { from: change.startSeconds, to: change.endSeconds }
  const published = component('VFREEBUSY', [
    property('UID', change.uid),
    dtstamp(context.nowSeconds),
    withSentBy(property('ORGANIZER', addressUri(context.self.address)), context),
    utcProperty('DTSTART', range.from),
    utcProperty('DTEND', range.to),
    ...busyProperties(change.busy, range, context),
  ])
  const recipients = [...new Set(change.recipients.map(calendarAddress))]
  const message = write('PUBLISH', [published], context)
  const object = {
    ...message,
    properties: message.properties.filter(({ name }) => name !== 'METHOD'),
  }
  const revisions = new Map(held.ledger.revisions).set('', {
    sequence: 0,
    dtstampSeconds: context.nowSeconds,
  })
  const effect = sendEffect(
    { method: 'PUBLISH', uid: change.uid, keys: [''], components: [published], recipients },
    context,
  )
  return become(
    { ...withLedger(held, { revisions }), object },
    recipients.length === 0 ? [] : [effect],
    because('5546/3.3.1/organizer-is-originator', { recipients }),
  )
}

type Range = { readonly from: number; readonly to: number }

function rangeOf(asked: Component, context: Context): Range | undefined {
  const zones = zonesOf(component('VCALENDAR', []), context.catalog, context.floatingTzid)
  const at = (name: string): number | undefined => {
    const held = firstProperty(asked, name)
    const time = held && timeOf(held)
    return time && utcSeconds(time, zones)
  }
  const [from, to] = [at('DTSTART'), at('DTEND')]
  return from === undefined || to === undefined ? undefined : { from, to }
}

/** The stronger first: where two overlap, the stronger counts (RFC 5546 §3.3.1). */
const strength = ['BUSY-UNAVAILABLE', 'BUSY', 'BUSY-TENTATIVE'] as const

/** FREEBUSY, one property for each kind of busy time; ascending, apart, within the range. */
function busyProperties(
  busy: readonly BusyPeriod[],
  range: Range,
  context: Context,
): readonly Property[] {
  const zones = zonesOf(component('VCALENDAR', []), context.catalog, context.floatingTzid)
  const made: { readonly from: number; readonly property: Property }[] = []
  let taken: readonly Range[] = []
  for (const busyType of strength) {
    const spans = busy
      .filter((each) => each.busyType === busyType)
      .map(({ period: { start, end, duration } }) => {
        const from = utcSeconds(start, zones)
        const length = duration === undefined ? 0 : duration.days * 86_400 + duration.seconds
        return { from, to: end === undefined ? from + length : utcSeconds(end, zones) }
      })
    const kept = remaining(merged(clipped(spans, range)), taken)
    taken = merged([...taken, ...kept])
    const [first] = kept
    if (first === undefined) continue
    const value = kept.map(periodText).join(',')
    made.push({
      from: first.from,
      property: property('FREEBUSY', value, [parameter('FBTYPE', busyType)]),
    })
  }
  return made.sort((one, other) => one.from - other.from).map((each) => each.property)
}

function periodText({ from, to }: Range): string {
  const time = (wallSeconds: number) => ({ kind: 'DATE-TIME', wallSeconds, tzid: 'UTC' }) as const
  return formatPeriod({ start: time(from), end: time(to), duration: undefined })
}

function clipped(spans: readonly Range[], { from, to }: Range): readonly Range[] {
  return spans
    .map((each) => ({ from: Math.max(each.from, from), to: Math.min(each.to, to) }))
    .filter((each) => each.from < each.to)
}

function merged(spans: readonly Range[]): readonly Range[] {
  const made: Range[] = []
  for (const each of [...spans].sort((one, other) => one.from - other.from)) {
    const last = made.at(-1)
    if (last !== undefined && each.from <= last.to) {
      made[made.length - 1] = { from: last.from, to: Math.max(last.to, each.to) }
    } else made.push(each)
  }
  return made
}

/** What is left of `spans` beside `taken`; both ascending and apart. */
function remaining(spans: readonly Range[], taken: readonly Range[]): readonly Range[] {
  const made: Range[] = []
  let index = 0
  for (const each of spans) {
    let { from } = each
    while (index < taken.length && (taken[index]?.to ?? 0) <= from) index++
    for (let at = index; at < taken.length; at++) {
      const other = taken[at]
      if (other === undefined || other.from >= each.to) break
      if (other.from > from) made.push({ from, to: other.from })
      from = Math.max(from, other.to)
    }
    if (from < each.to) made.push({ from, to: each.to })
  }
  return made
}
