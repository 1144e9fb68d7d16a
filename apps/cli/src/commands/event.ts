/** Events made from options or from files: invite, change, save. */
import type { CalendarObject, Component, Property, Time } from '@parley/icalendar'
import {
  component,
  durationProperty,
  formatTime,
  instanceComponent,
  keyOfComponent,
  parameter,
  parseRule,
  property,
  textProperty,
  timeProperty,
  withComponents,
  withoutProperties,
  withProperty,
  withTimezones,
} from '@parley/icalendar'
import type { Change, Context, HeldState } from '@parley/itip'
import { addressUri, findAttendee, withAttendee, withoutAttendee } from '@parley/itip'
import { act, wish } from '../act.ts'
import type { Call, Command } from '../command.ts'
import { misused, refused } from '../failure.ts'
import { uidsOf } from '../folder/folder.ts'
import { productId } from '../identity.ts'
import { filesBelow, noCalendar, readInput } from '../input.ts'
import { folderOptions, type OptionName } from '../options.ts'
import { typedLength, typedTime } from '../times.ts'
import { keysOf, setOf } from '../which.ts'
import { startAndEnd, tellingComponents } from '../words/component.ts'
import { addressesOf, changeOfOne, typedTimes } from './answer.ts'

const eventOptions: readonly OptionName[] = [
  'summary',
  'start',
  'end',
  'duration',
  'location',
  'description',
  'rule',
  'attendee',
]

export const inviteCommand: Command = {
  name: 'invite',
  summary: 'create an event and invite people to it',
  operands: '',
  count: [0, 0],
  options: [...eventOptions, 'uid', ...folderOptions],
  details:
    'A start with a time is in --zone (yours, if not given); a bare day makes it an all-day event.\n' +
    'Without --attendee it is just an entry of your own, and nobody is told.',
  examples: [
    [
      'parley invite --summary Planning --start 2026-03-03T10:00 --duration 1h --attendee ben@example.com',
      'One meeting with Ben.',
    ],
    [
      'parley invite --summary Standup --start 2026-03-02T09:00 --duration 15m --rule FREQ=DAILY;COUNT=5 --attendee ben@example.com',
      'Five mornings. (Quote the rule in a shell.)',
    ],
  ],
  run: (call) =>
    act(call, async (folder, context) => {
      const uid = call.options.text('uid') ?? call.world.freshName()
      const held = folder.held(uid)
      if (held.object !== undefined) throw refused(`${uid} is on the calendar; use parley change`)
      const object = withTimezones(newObject(newEvent(call, uid, context)), context.catalog)
      return [wish('invite', held, { kind: 'save', object }, context)]
    }),
}

function newObject(event: Component): CalendarObject {
  const head = [property('VERSION', '2.0'), property('PRODID', productId)]
  return component('VCALENDAR', head, [event])
}

function newEvent(call: Call, uid: string, context: Context): Component {
  const { options } = call
  const start = options.text('start')
  if (options.text('summary') === undefined) throw misused('what is it called? Say --summary')
  if (start === undefined) throw misused('when? Say --start')
  const begin = typedTime('start', start, context.floatingTzid)
  const attendees = addressesOf(call, 'attendee').map(invited)
  const { self } = context
  const name = self.commonName === undefined ? [] : [parameter('CN', self.commonName)]
  return component('VEVENT', [
    textProperty('UID', uid),
    stamp(context),
    ...(attendees.length > 0 ? [property('ORGANIZER', addressUri(self.address), name)] : []),
    timeProperty('DTSTART', begin),
    ...lengthOf(call, begin),
    ...wordsOf(call),
    ...attendees,
  ])
}

function stamp({ nowSeconds }: Context): Property {
  const now: Time = { kind: 'DATE-TIME', wallSeconds: nowSeconds, tzid: 'UTC' }
  return property('DTSTAMP', formatTime(now))
}

function invited(address: string): Property {
  const parameters = [
    parameter('CUTYPE', 'INDIVIDUAL'),
    parameter('ROLE', 'REQ-PARTICIPANT'),
    parameter('PARTSTAT', 'NEEDS-ACTION'),
    parameter('RSVP', 'TRUE'),
  ]
  return property('ATTENDEE', addressUri(address), parameters)
}

function lengthOf({ options }: Call, start: Time): readonly Property[] {
  const [end, length] = [options.text('end'), options.text('duration')]
  if (end !== undefined && length !== undefined) throw misused('say --end or --duration, not both')
  if (length !== undefined) {
    const duration = typedLength('duration', length)
    if (start.kind === 'DATE' && duration.seconds !== 0) {
      throw misused('an all-day event lasts whole days: say --duration like 2d')
    }
    return [durationProperty('DURATION', duration)]
  }
  if (end === undefined) return []
  const time = typedTime('end', end, start.tzid)
  if (time.kind !== start.kind) throw misused('--start and --end are both days or both times')
  if (time.tzid === start.tzid && time.wallSeconds <= start.wallSeconds) {
    throw misused('--end is not after --start')
  }
  return [timeProperty('DTEND', time)]
}

/** SUMMARY, LOCATION, DESCRIPTION and RRULE, where they were given. */
function wordsOf({ options }: Call): readonly Property[] {
  const words = (['summary', 'location', 'description'] as const).flatMap((name) => {
    const text = options.text(name)
    return text === undefined ? [] : [textProperty(name.toUpperCase(), text)]
  })
  const rule = options.text('rule')?.replace(/^RRULE:/i, '')
  if (rule === undefined) return words
  if (parseRule(rule) === undefined) {
    throw misused(`--rule ${rule}: not a rule like FREQ=WEEKLY;BYDAY=TU;COUNT=10`)
  }
  return [...words, property('RRULE', rule.toUpperCase())]
}

export const changeCommand: Command = changeOfOne(
  {
    name: 'change',
    summary: 'change an event, or one instance of it, and tell whom it concerns',
    options: [...eventOptions, 'remove-attendee', 'instance', 'resend'],
    details:
      'What is not given stays as it is. --attendee adds people, --remove-attendee takes off.',
    examples: [
      ['parley change planning --start 2026-03-03T15:00', 'Move it; answers start over.'],
      ['parley change planning --location "Room 2"', 'Answers stay.'],
      ['parley change planning --instance 2026-03-10 --start 2026-03-11T10:00', 'Move one.'],
      ['parley change planning --attendee carla@example.com', 'Invite one more.'],
    ],
  },
  (call, held, context): Change => {
    const resend = addressesOf(call, 'resend')
    const object = withTimezones(changedObject(call, held, context), context.catalog)
    return { kind: 'save', object, ...(resend.length > 0 ? { resend } : {}) }
  },
)

function changedObject(call: Call, held: HeldState, context: Context): CalendarObject {
  const { object } = held
  if (object === undefined) throw misused(`${held.uid}: nothing is held of it any more`)
  const keys = keysOf(call, held, context)
  if (keys === undefined) {
    const [master] = tellingComponents(object)
    return withComponents(
      object,
      object.components.map((each) => (each === master ? changed(call, held, each) : each)),
    )
  }
  const { set } = setOf(held, context)
  let components = object.components
  for (const key of keys) {
    const instance = instanceComponent(set, key)
    if (instance === undefined) continue
    const made = changed(call, { ...held, object: withComponents(object, [instance]) }, instance)
    const old = components.find(
      (each) => each.name === instance.name && keyOfComponent(set, each) === key,
    )
    components =
      old === undefined
        ? [...components, made]
        : components.map((each) => (each === old ? made : each))
  }
  return withComponents(object, components)
}

/** The component with what the options say. */
function changed(call: Call, held: HeldState, of: Component): Component {
  let made = of
  const { start, end, duration } = typedTimes(call, held)
  const begin = start ?? startAndEnd(of).start
  if (start !== undefined) made = withProperty(made, timeProperty('DTSTART', start))
  if (end !== undefined || duration !== undefined) {
    if (begin !== undefined && end !== undefined && end.kind !== begin.kind) {
      throw misused('--start and --end are both days or both times')
    }
    made = withoutProperties(made, 'DTEND', 'DURATION')
    const length =
      end === undefined
        ? durationProperty('DURATION', duration ?? { days: 0, seconds: 0 })
        : timeProperty('DTEND', end)
    made = withProperty(made, length)
  }
  for (const each of wordsOf(call)) made = withProperty(made, each)
  for (const address of addressesOf(call, 'attendee')) {
    if (findAttendee(made, address) === undefined) made = withAttendee(made, invited(address))
  }
  for (const address of addressesOf(call, 'remove-attendee')) {
    if (findAttendee(made, address) === undefined) throw misused(`${address} is not invited`)
    made = withoutAttendee(made, address)
  }
  return made
}

/** One more instance: as the series, at another time, with what the options say. */
export function eventFrom(call: Call, held: HeldState, _context: Context): Component {
  const [master] = held.object === undefined ? [] : tellingComponents(held.object)
  if (master === undefined) throw misused(`${held.uid}: nothing is held of it any more`)
  const bare = withoutProperties(master, 'RRULE', 'RDATE', 'EXDATE', 'RECURRENCE-ID', 'EXRULE')
  return changed(call, held, bare)
}

export const saveCommand: Command = {
  name: 'save',
  summary: 'store calendar files; tell whom the change concerns, or nobody with --silent',
  operands: 'FILE|DIR|-...',
  count: [1, Number.POSITIVE_INFINITY],
  options: ['silent', 'resend', ...folderOptions],
  details:
    'The file is your new version of the whole: parley finds out what changed and who must hear of ' +
    'it. A file with several UIDs becomes one file for each.',
  examples: [
    ['parley save planning.ics', 'I edited it; invite, update or cancel as needed.'],
    ['parley save --silent old-calendar.ics', 'Take over an archive; nobody is mailed.'],
  ],
  run: (call) =>
    act(call, async (folder, context) => {
      const silent = call.options.flag('silent') ? { silent: true } : {}
      const resend = addressesOf(call, 'resend')
      const decisions = []
      for (const file of call.operands.flatMap(filesBelow)) {
        const input = await readInput(file, call.world)
        if (input.calendars.length === 0) throw refused(`${file}: ${noCalendar(input)}`)
        for (const { object } of input.calendars) {
          const parts = objectsByUid(object)
          if (parts.length === 0) throw refused(`${file}: no component has a UID`)
          for (const { uid, part } of parts) {
            const change = { kind: 'save', object: part, ...silent } as const
            const all = resend.length > 0 ? { ...change, resend } : change
            decisions.push(wish(`save · ${file}`, folder.held(uid), all, context))
          }
        }
      }
      return decisions
    }),
}

/** One calendar object per UID, each with the time zones; without METHOD. */
export function objectsByUid(
  object: CalendarObject,
): readonly { readonly uid: string; readonly part: CalendarObject }[] {
  const whole = withoutProperties(object, 'METHOD')
  const uids = uidsOf(whole)
  const [only] = uids
  if (only !== undefined && uids.length === 1) return [{ uid: only, part: whole }]
  const zones = whole.components.filter((each) => each.name === 'VTIMEZONE')
  return uids.map((uid) => {
    const own = whole.components.filter((each) => {
      return each.name !== 'VTIMEZONE' && uidsOf(withComponents(whole, [each])).includes(uid)
    })
    return { uid, part: withComponents(whole, [...zones, ...own]) }
  })
}
