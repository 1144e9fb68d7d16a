/**
 * The examples printed in RFC 5546 (and 2446 before it), 6047, 6638 and 5545: each is parsed, read
 * and judged. None may be refused; what breaks a rule is listed here with what settles it.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseCalendar } from '@parley/icalendar'
import { read } from '../../packages/itip/src/read.ts'
import { type Violation, validate } from '../../packages/itip/src/validate.ts'
import type { ConformanceResult } from '../conformance.ts'

type Example = {
  readonly rfc: string
  readonly section: string
  readonly line: number
  readonly method: string | null
  readonly ical: string
}

/** One thing that an example breaks: `path requirement`, and what settles it. */
type Deviation = readonly [breaks: string, settledBy: string]

const bareAddress = 'RFC 5545 §3.3.3: a calendar address is a URI; mailto: was forgotten'
const badEnd = 'RFC 5545 §3.3.5: a time has six digits; the example has a slip'
const bothAttendees =
  'RFC 5546 §3.2.3 asks for one ATTENDEE; §4.2.6 and §4.2.7 show those of Delegate and Delegator'
const oldTables = 'RFC 5546 replaces RFC 2446 and its tables'

/** By RFC, section and line. The first group breaks the tables themselves: seven examples. */
const deviations: Readonly<Record<string, readonly Deviation[]>> = {
  '5546 4.2.6 5035': [['VEVENT/0/ATTENDEE/1 5546/3.2.3/presence', bothAttendees]],
  '5546 4.2.7 5073': [['VEVENT/0/ATTENDEE/1 5546/3.2.3/presence', bothAttendees]],
  '5546 4.3.1 5340': [
    [
      'VFREEBUSY/0/UID 5546/3.3.1/presence',
      'RFC 5546 §3.3.1 asks for a UID; published busy time is known by its ORGANIZER',
    ],
  ],
  '5546 4.4.8 5894': [
    [
      'VEVENT/1/ORGANIZER 5546/3.2.2/presence',
      'RFC 5546 §3.2.2 asks each VEVENT for ORGANIZER; the master component has it',
    ],
  ],
  '5546 4.5.7.2 6293': [
    [
      'VTODO/0/ORGANIZER 5546/3.4.3/presence',
      'RFC 5546 §3.4.3 asks for ORGANIZER; the REPLY goes to the Organizer held for the UID',
    ],
  ],
  '5546 4.7.1 6345': [
    [
      'VEVENT/0/ATTENDEE/1 5546/3.2.6/presence',
      'RFC 5546 §3.2.6 asks for the one who asks; the originator tells which of the four',
    ],
  ],
  '6047 4.5 852': [
    [
      'VTODO/0/DTSTAMP 5546/3.4.2/presence',
      'RFC 5546 §3.4.2 asks for DTSTAMP; without it the revision is its SEQUENCE',
    ],
    [
      'VTODO/0/DTSTART 5546/3.4.2/presence',
      'RFC 5546 §3.4.2 asks for DTSTART; RFC 5545 §3.6.2 does not',
    ],
    [
      'VTODO/0/PRIORITY 5546/3.4.2/presence',
      'RFC 5546 §3.4.2 asks for PRIORITY; RFC 5545 §3.6.2 does not',
    ],
  ],
  // Values with slips.
  '5546 4.2.1 4695': [
    ['VEVENT/0/ATTENDEE/4 5546/3.6.20/invalid-calendar-user', bareAddress],
    ['VEVENT/0/DTEND/0 5546/3.6.18/invalid-date-or-time', badEnd],
  ],
  '5546 4.2.9 5177': [['VEVENT/0/ATTENDEE/0 5546/3.6.20/invalid-calendar-user', bareAddress]],
  '5546 4.3.2 5397': [
    [
      'VFREEBUSY/0/DTEND/0 5546/3.3.2/times-in-utc',
      'RFC 5546 §3.3.2: times are in UTC; the Z was forgotten',
    ],
  ],
  '5546 4.4.1 5450': [['VEVENT/0/ATTENDEE/0 5546/3.6.20/invalid-calendar-user', bareAddress]],
  '6047 4.6 919': [
    ['VEVENT/0/ORGANIZER/0 5546/3.6.20/invalid-calendar-user', bareAddress],
    ['VEVENT/0/ATTENDEE/0 5546/3.6.20/invalid-calendar-user', bareAddress],
    ['VEVENT/0/DTEND/0 5546/3.6.18/invalid-date-or-time', badEnd],
  ],
  '5545 3.8.8.3 8101': [
    [
      'METHOD 5546/3/method-names-message',
      'RFC 5545 §3.8.8.3 shows METHOD:xyz, which RFC 5546 §3 does not have',
    ],
  ],
  // The edition before.
  '2446 4.2.1 3574': [
    ['VEVENT/0/ATTENDEE/4 5546/3.6.20/invalid-calendar-user', bareAddress],
    ['VEVENT/0/DTEND/0 5546/3.6.18/invalid-date-or-time', badEnd],
  ],
  '2446 4.2.4 3703': [
    [
      'VEVENT/0/DTSTAMP/1 5546/3.2.7/presence',
      'RFC 5546 §3.2.7 and §4.2.4: one DTSTAMP; both say the same',
    ],
  ],
  '2446 4.2.6 3915': [['VEVENT/0/ATTENDEE/1 5546/3.2.3/presence', bothAttendees]],
  '2446 4.2.7 3953': [['VEVENT/0/ATTENDEE/1 5546/3.2.3/presence', bothAttendees]],
  '2446 4.2.9 4058': [['VEVENT/0/ATTENDEE/0 5546/3.6.20/invalid-calendar-user', bareAddress]],
  '2446 4.2.10 4137': [['VEVENT/0/ATTENDEE/3 5546/3.6.20/invalid-calendar-user', bareAddress]],
  '2446 4.3 4223': [['VFREEBUSY/0/UID 5546/3.3.1/presence', oldTables]],
  '2446 4.3.1 4279': [['VFREEBUSY/0/DTEND/0 5546/3.3.2/times-in-utc', oldTables]],
  '2446 4.4.1 4332': [['VEVENT/0/ATTENDEE/0 5546/3.6.20/invalid-calendar-user', bareAddress]],
  '2446 4.4.7 4643': [['VEVENT/0/RRULE/0 5546/3.2.4/presence', oldTables]],
  '2446 4.4.7 4795': [
    [
      'VEVENT/1/UID 5546/2.1.5/correlate-by-uid',
      'RFC 5546 §2.1.5: the component has lost its UID in print; the other is read',
    ],
    [
      'VEVENT/0/UID/0 5546/3.2.2/same-uid',
      'RFC 5546 §3.2.2: the same, seen from the other component',
    ],
  ],
  '2446 4.4.9 4914': [
    [
      'VEVENT/0/REQUEST-STATUS/0 5546/3.6/one-class-per-component',
      'RFC 5546 §3.6, restriction 1, is new',
    ],
  ],
  '2446 4.5.1 5002': [['VTODO/0/STATUS/0 5546/3.4.2/status-values', oldTables]],
  '2446 4.5.6 5125': [['VTODO/0/STATUS/0 5546/3.4.2/status-values', oldTables]],
  '2446 4.5.7.1 5164': [
    [
      'VTODO/0/DTSTART/0 5546/3.6.18/invalid-date-or-time',
      'RFC 5545 §3.3.5: no UTC offset in a time',
    ],
    ['VTODO/0/DUE/0 5546/3.6.18/invalid-date-or-time', 'RFC 5545 §3.3.5: no UTC offset in a time'],
    ['VTODO/0/STATUS/0 5546/3.4.2/status-values', oldTables],
  ],
  '2446 4.5.7.3 5203': [['VTODO/0/ORGANIZER 5546/3.4.3/presence', oldTables]],
  '2446 4.6 5231': [['VJOURNAL/0/DTSTAMP 5546/3.5.1/presence', oldTables]],
  '2446 4.7.1 5254': [['VEVENT/0/ATTENDEE/1 5546/3.2.6/presence', oldTables]],
}

/** Objects without METHOD (what a server stores, RFC 6638 §3.1; RFC 5545) are no messages. */
const noMessage: Deviation = ['METHOD 5546/3/method-names-message', 'the object has no METHOD']

export async function run(sharedFolder: string): Promise<ConformanceResult> {
  const text = await readFile(join(sharedFolder, 'oracle/rfc-examples.json'), 'utf8')
  const examples: readonly Example[] = JSON.parse(text)
  const failed = examples.flatMap(faultsOf)
  const keys = new Set(examples.map(keyOf))
  for (const key of Object.keys(deviations)) {
    if (!keys.has(key)) failed.push(`RFC ${key} is listed, but no example has that place`)
  }
  const wrong = new Set(failed.map((each) => each.split(':')[0]))
  const tables = Object.keys(deviations).filter(
    (key) => !key.startsWith('2446') && breaksTable(key),
  )
  const messages = examples.filter((each) => each.method !== null).length
  return {
    name: 'examples',
    passed: examples.length - wrong.size,
    failed: wrong.size,
    lines: [
      ...failed,
      `${messages} of ${examples.length} examples are messages; none is refused`,
      `${tables.length} break a table of RFC 5546 (RFC 2446 apart): ${tables.join(', ')}`,
    ],
  }
}

function breaksTable(key: string): boolean {
  return deviations[key]?.some(([breaks]) => breaks.endsWith('/presence')) === true
}

function keyOf({ rfc, section, line }: Example): string {
  return `${rfc} ${section} ${line}`
}

function faultsOf(example: Example): readonly string[] {
  const name = `RFC ${keyOf(example)}`
  const found = judge(example)
  const expected = (deviations[keyOf(example)] ?? (example.method === null ? [noMessage] : [])).map(
    ([breaks]) => breaks,
  )
  const refused = found.messages.filter(({ level }) => level === 'error')
  const breaks = [...found.reading, ...found.messages].map(
    ({ path, requirement }) => `${path.join('/')} ${requirement}`,
  )
  return [
    ...(found.objects === 0 ? [`${name}: no calendar object`] : []),
    ...refused.map((each) => `${name}: refused by ${each.requirement}, found ${each.found}`),
    ...breaks.filter((each) => !expected.includes(each)).map((each) => `${name}: breaks ${each}`),
    ...expected.filter((each) => !breaks.includes(each)).map((each) => `${name}: keeps ${each}`),
  ]
}

function judge(example: Example): {
  readonly objects: number
  readonly reading: readonly Violation[]
  readonly messages: readonly Violation[]
} {
  const { objects } = parseCalendar(example.ical)
  const results = objects.map((object) => read(object))
  return {
    objects: objects.length,
    reading: results.flatMap(({ violations }) => violations),
    messages: results.flatMap(({ messages }) => messages.flatMap((each) => validate(each))),
  }
}
