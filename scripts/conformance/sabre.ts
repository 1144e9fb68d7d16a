/**
 * Half of the cases of sabre/vobject's broker: what changes (`parse`) is originated, what arrives
 * (`process`) is received, and messages and objects compared. Where the RFC has it otherwise,
 * `differences/sabre.csv` says so.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type CalendarObject,
  type Component,
  firstProperty,
  parseCalendar,
  withoutProperties,
} from '@parley/icalendar'
import {
  type Change,
  calendarAddress,
  originate,
  read,
  receive,
  type SendEffect,
  type Transition,
} from '@parley/itip'
import type { ConformanceResult } from '../conformance.ts'
import {
  attendeeIn,
  completed,
  contextOf,
  differenceOf,
  holding,
  objectIn,
  organizerIn,
  uidOf,
} from './oracle/calendars.ts'
import { answeredRsvp, deliveryStatus } from './oracle/ccs-habits.ts'
import { judgeCases } from './oracle/differences.ts'

type Sent = {
  readonly method: string
  readonly recipient: string
  readonly message?: string
  readonly significantChange?: boolean
}
type Case = {
  readonly file: string
  readonly test: string
  readonly kind: 'parse' | 'process'
  readonly user?: string
  readonly old?: string | null
  readonly new?: string | null
  readonly itip?: string
  readonly existing?: string | null
  readonly expected: readonly Sent[] | string | null
  readonly expectException?: string
}

export async function run(shared: string): Promise<ConformanceResult> {
  const text = await readFile(join(shared, 'oracle/sabre-broker-half.json'), 'utf8')
  const given: readonly Case[] = JSON.parse(text)
  const cases = given.map((each) => ({
    id: `${each.file.replace('.php', '')} · ${each.test}`,
    judge: () => (each.kind === 'parse' ? judgeChange(each) : judgeMessage(each)),
  }))
  return judgeCases('sabre', cases, [])
}

function judgeChange(given: Case): string | undefined {
  const before = parsed(given.old)
  const after = parsed(given.new)
  const uid = uidOf(after ?? before ?? objectIn(''))
  const context = contextOf(given.user ?? '')
  const change: Change = after === undefined ? { kind: 'delete' } : { kind: 'save', object: after }
  const transition = originate(holding(before, uid), change, context)
  if (given.expectException !== undefined) {
    return transition.state.object === before ? undefined : 'is taken over'
  }
  const wanted = Array.isArray(given.expected) ? (given.expected as readonly Sent[]) : []
  // Of some messages the case says only that they matter to nobody: then none need be sent.
  return compareSent(
    wanted.filter((each) => each.recipient !== undefined || each.significantChange !== false),
    transition,
  )
}

/** One of the cases has a slip in its RRULE. */
function parsed(text: string | null | undefined): CalendarObject | undefined {
  if (text === null || text === undefined) return undefined
  return parseCalendar(text.replace('RRULE;FREQ', 'RRULE:FREQ')).objects[0]
}

function compareSent(wanted: readonly Sent[], { effects }: Transition): string | undefined {
  const sends = effects.filter((each): each is SendEffect => each.kind === 'send')
  const found = sends.flatMap((each) =>
    each.recipients.map((recipient) => ({ recipient, method: each.method, message: each.message })),
  )
  const name = (method: string, to: string): string => `${method} to ${calendarAddress(to)}`
  const theirs = wanted.map((each) => name(each.method, each.recipient)).sort()
  const ours = found.map((each) => name(each.method, each.recipient)).sort()
  if (theirs.join() !== ours.join()) return `- ${theirs.join(', ')} + ${ours.join(', ')}`
  for (const { method, recipient, message } of wanted) {
    if (message === undefined) continue
    const sent = found.find(
      (each) => each.method === method && each.recipient === calendarAddress(recipient),
    )
    const habits = { CANCEL: [cancelled], REPLY: [repeated] }[method] ?? [deliveryStatus]
    const differs = differenceOf(objectIn(message), sent?.message, habits)
    if (differs !== undefined) return `${name(method, recipient)}: ${differs}`
  }
  return undefined
}

/** RFC 5546 §3.2.3: what a REPLY repeats of the REQUEST, and that it succeeded, are optional. */
function repeated(of: Component): Component {
  const status = firstProperty(of, 'REQUEST-STATUS')
  const success = status?.value.startsWith('2.0') === true ? ['REQUEST-STATUS'] : []
  return withoutProperties(of, 'DURATION', 'RRULE', ...success)
}

/** RFC 5546 §3.2.5: what describes a cancelled event beside who and which is optional. */
function cancelled(of: Component): Component {
  const optional = ['DTSTART', 'DTEND', 'DURATION', 'LOCATION', 'RRULE', 'SUMMARY']
  return withoutProperties(of, ...optional)
}

function judgeMessage(given: Case): string | undefined {
  const { itip = '', existing, expected } = given
  const isReplied = itip.includes('METHOD:REPLY')
  const whole = (of: CalendarObject): CalendarObject =>
    isReplied ? of : completed(of, 'organizer@example.org', 'attendee@example.org')
  const object = whole(objectIn(itip))
  const [message] = read(object).messages
  const before = parsed(existing)
  const held = before && whole(before)
  const wanted = typeof expected === 'string' ? whole(objectIn(expected)) : undefined
  if (message === undefined) return wanted === undefined ? undefined : 'the message is not read'
  const organizer = organizerIn(held ?? object) ?? 'organizer@example.org'
  const attendee = attendeeIn(object, organizer) ?? calendarAddress('attendee@example.org')
  const context = isReplied
    ? contextOf(organizer, { from: attendee, policy: { uninvitedAttendees: 'accept' } })
    : contextOf(attendee, { from: calendarAddress(organizer) })
  const { state } = receive(holding(held, message.uid), message, context)
  return differenceOf(wanted, state.object, [deliveryStatus, answeredRsvp])
}
