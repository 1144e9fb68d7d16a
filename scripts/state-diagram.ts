/**
 * What becomes of a message, drawn from what the engine does: each kind of message is received by
 * each state that an exchange can be in, and the arrows are what `receive` and `originate` answer.
 */
import type { CalendarObject } from '@parley/icalendar'
import { parseCalendar, rawValue, zoneCatalog } from '@parley/icalendar'
import type { Change, Context, HeldState, Message } from '@parley/itip'
import {
  calendarAddress,
  calendarUser,
  defaultPolicy,
  findAttendee,
  nothingHeld,
  originate,
  partStatOf,
  read,
  receive,
} from '@parley/itip'

/** A kind of message, relative to the revision that is held. */
type Incoming = {
  readonly words: string
  readonly method: string
  readonly sequence: -1 | 0 | 1
  /** Minutes after what is held; below 0 before it. */
  readonly minutes: number
  readonly hour?: string
  readonly lines?: readonly string[]
}
type Role = {
  readonly self: string
  readonly from: string
  readonly incoming: readonly Incoming[]
  readonly changes: readonly (readonly [string, Change])[]
}
type Arrow = { readonly from: string; readonly to: string; readonly words: string }

const organizer = 'alice@example.com'
const attendee = 'bob@example.com'
const catalog = zoneCatalog()

const attendeeRole: Role = {
  self: attendee,
  from: organizer,
  incoming: [
    { words: 'the same again', method: 'REQUEST', sequence: 0, minutes: 0 },
    { words: 'an older one', method: 'REQUEST', sequence: -1, minutes: -1 },
    {
      words: 'later DTSTAMP',
      method: 'REQUEST',
      sequence: 0,
      minutes: 1,
      lines: ['LOCATION:Room 2'],
    },
    {
      words: 'higher SEQUENCE',
      method: 'REQUEST',
      sequence: 1,
      minutes: 1,
      lines: ['LOCATION:Room 3'],
    },
    { words: 'another time', method: 'REQUEST', sequence: 1, minutes: 1, hour: '15' },
    { words: '', method: 'CANCEL', sequence: 1, minutes: 1, lines: ['STATUS:CANCELLED'] },
    { words: 'an older one', method: 'CANCEL', sequence: -1, minutes: -1 },
  ],
  changes: [
    ['accepts', { kind: 'reply', partStat: 'ACCEPTED' }],
    ['declines', { kind: 'reply', partStat: 'DECLINED' }],
  ],
}

const organizerRole: Role = {
  self: organizer,
  from: attendee,
  incoming: [
    { words: 'ACCEPTED', method: 'REPLY', sequence: 0, minutes: 1, lines: ['PARTSTAT=ACCEPTED'] },
    { words: 'DECLINED', method: 'REPLY', sequence: 0, minutes: 1, lines: ['PARTSTAT=DECLINED'] },
    {
      words: 'an older one',
      method: 'REPLY',
      sequence: 0,
      minutes: -1,
      lines: ['PARTSTAT=TENTATIVE'],
    },
    { words: '', method: 'COUNTER', sequence: 0, minutes: 1, hour: '16' },
    { words: '', method: 'REFRESH', sequence: 0, minutes: 1 },
  ],
  changes: [
    ['moves the time', { kind: 'save', object: organized('15', 6) }],
    ['cancels', { kind: 'cancel' }],
  ],
}

/** The two diagrams, as Mermaid in Markdown. */
export function classificationDiagrams(): string {
  return [
    "An Attendee's copy, by its participation status:",
    diagram(arrowsOf(attendeeRole, nothingHeld('1@example.com'))),
    "One Attendee's answer in the Organizer's object:",
    diagram(arrowsOf(organizerRole, organizersStart())),
  ].join('\n\n')
}

/** Every state that can be reached from `start`, and what leads from each to each. */
function arrowsOf(role: Role, start: HeldState): readonly Arrow[] {
  const arrows: Arrow[] = []
  const seen = new Map([[nameOf(start), start]])
  for (const [from, held] of seen) {
    const outcomes = role.incoming
      .filter((each) => each.method !== 'REPLY' || each.minutes > 0 || held.ledger.replies.size > 0)
      .map((each) => ({ each, ...receive(held, messageOf(held, each, role), contextOf(role)) }))
    for (const { each, state, classification } of outcomes) {
      const alike = outcomes
        .filter((other) => other.each.method === each.method)
        .every(
          (other) =>
            other.classification === classification && nameOf(other.state) === nameOf(state),
        )
      const which = alike || each.words === '' ? '' : ` (${each.words})`
      go(from, state, `${each.method}${which} - ${classification}`)
    }
    if (held.object === undefined || from === 'cancelled') continue
    for (const [words, change] of role.changes) {
      go(from, originate(held, change, contextOf(role)).state, words)
    }
  }
  return arrows

  function go(from: string, state: HeldState, words: string): void {
    const to = nameOf(state)
    arrows.push({ from, to, words })
    if (!seen.has(to)) seen.set(to, state)
  }
}

function diagram(arrows: readonly Arrow[]): string {
  const byEnds = Map.groupBy(arrows, ({ from, to }) => `${idOf(from)} --> ${idOf(to)}`)
  const names = [...new Set(arrows.flatMap(({ from, to }) => [from, to]))]
  const lines = [
    ...names.map((name) => `  state "${name}" as ${idOf(name)}`),
    `  [*] --> ${idOf(names[0] ?? '')}`,
    ...[...byEnds].map(
      ([ends, of]) => `  ${ends}: ${[...new Set(of.map((each) => each.words))].join('<br>')}`,
    ),
  ]
  return `\`\`\`mermaid\nstateDiagram-v2\n${lines.join('\n')}\n\`\`\``
}

function idOf(name: string): string {
  return name.replaceAll(/\W+/g, '_')
}

/** What Bob's part in it is. */
function nameOf({ object, ledger }: HeldState): string {
  const event = object?.components.find((each) => each.name === 'VEVENT')
  if (event === undefined) return ledger.cancelled.size > 0 ? 'cancelled' : 'nothing held'
  if (rawValue(event, 'STATUS') === 'CANCELLED') return 'cancelled'
  const bob = findAttendee(event, calendarAddress(attendee))
  return bob === undefined ? 'not invited' : partStatOf(bob)
}

/** A message around the revision that is held, or around the last answer. */
function messageOf(held: HeldState, each: Incoming, { from }: Role): Message {
  const event = held.object?.components.find((inside) => inside.name === 'VEVENT')
  const sequence = Number((event && rawValue(event, 'SEQUENCE')) ?? 5) + each.sequence
  const isAnswer = each.method === 'REPLY'
  const answered = [...held.ledger.replies.values()].map((mark) => mark.revision.dtstampSeconds)
  const minute = answered.length === 0 ? 30 : (Math.max(...answered) / 60) % 60
  const text = eventText({
    sequence,
    minute: minute + each.minutes,
    hour: each.hour ?? (event && rawValue(event, 'DTSTART')?.slice(9, 11)) ?? '09',
    lines: isAnswer ? [] : (each.lines ?? []),
    attendee: `ATTENDEE${isAnswer ? `;${each.lines?.[0]}` : ''}:mailto:${attendee}`,
    method: each.method,
  })
  const [message] = read(text).messages
  if (message === undefined) throw new TypeError(`${each.method} of ${from} is no message`)
  return message
}

function eventText(of: {
  sequence: number
  minute: number
  hour: string
  lines: readonly string[]
  attendee: string
  method?: string
}): CalendarObject {
  const bare = of.method === 'REFRESH'
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Example//EN',
    ...(of.method === undefined ? [] : [`METHOD:${of.method}`]),
    'BEGIN:VEVENT',
    'UID:1@example.com',
    `DTSTAMP:20260201T12${of.minute}00Z`,
    ...(bare ? [] : [`SEQUENCE:${of.sequence}`, 'SUMMARY:Review']),
    ...(bare ? [] : [`DTSTART:20260303T${of.hour}0000Z`]),
    `ORGANIZER:mailto:${organizer}`,
    of.attendee,
    ...of.lines,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]
  const [object] = parseCalendar(lines.join('\r\n')).objects
  if (object === undefined) throw new TypeError('no calendar object')
  return object
}

function organized(hour: string, sequence: number): CalendarObject {
  return eventText({
    sequence,
    minute: 30,
    hour,
    lines: [],
    attendee: `ATTENDEE:mailto:${attendee}`,
  })
}

function organizersStart(): HeldState {
  const save = { kind: 'save', object: organized('09', 5), silent: true } as const
  return originate(nothingHeld('1@example.com'), save, contextOf(organizerRole)).state
}

function contextOf({ self, from }: Role): Context {
  return {
    nowSeconds: Date.UTC(2026, 1, 1, 12, 30) / 1000,
    self: calendarUser(self),
    policy: defaultPolicy,
    catalog,
    floatingTzid: 'UTC',
    productId: '-//Example//EN',
    originator: { address: calendarAddress(from), proven: true },
  }
}
