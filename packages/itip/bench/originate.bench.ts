/**
 * Text in, text out: an Organizer moves a meeting of 10 to 10,000 Attendees, and a REPLY is received
 * into a meeting of 100. Beside them, what sabre/vobject needs for the same on one machine (PHP 8.2).
 */
import { parseCalendar, serializeText, zoneCatalog } from '@parley/icalendar'
import { measure } from '../../../scripts/measure.ts'
import { calendarUser } from '../src/address.ts'
import type { Context } from '../src/context.ts'
import { originate } from '../src/originate.ts'
import { defaultPolicy } from '../src/policy.ts'
import { read } from '../src/read.ts'
import { receive } from '../src/receive.ts'
import type { HeldState } from '../src/state.ts'
import { emptyLedger } from '../src/state.ts'

const context: Context = {
  nowSeconds: 1_772_000_000,
  self: calendarUser('ann@example.com'),
  policy: defaultPolicy,
  catalog: zoneCatalog(),
  floatingTzid: 'Europe/Vienna',
  productId: '-//Parley//Bench//EN',
}
const uid = 'meeting@example.com'

function meeting(attendees: number, hour: string): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Example//Client//EN',
    'BEGIN:VEVENT',
    `UID:${uid}`,
    'DTSTAMP:20260201T120000Z',
    'SEQUENCE:3',
    `DTSTART;TZID=Europe/Vienna:20260302T${hour}0000`,
    `DTEND;TZID=Europe/Vienna:20260302T${hour}3000`,
    'SUMMARY:Quarterly planning',
    'LOCATION:Big hall\\, second floor',
    'ORGANIZER;CN=Ann Example:mailto:ann@example.com',
    'ATTENDEE;CN=Ann Example;PARTSTAT=ACCEPTED;ROLE=CHAIR:mailto:ann@example.com',
  ]
  for (let i = 0; i < attendees; i++) {
    lines.push(
      `ATTENDEE;CN=Guest number ${i};CUTYPE=INDIVIDUAL;PARTSTAT=ACCEPTED;ROLE=REQ-PARTICIPANT:ma\r\n ilto:guest-${i}@example.com`,
    )
  }
  return `${[...lines, 'END:VEVENT', 'END:VCALENDAR'].join('\r\n')}\r\n`
}

function parse(text: string): NonNullable<HeldState['object']> {
  const [object] = parseCalendar(text).objects
  if (object === undefined) throw new TypeError('the text holds no calendar object')
  return object
}

/** The held text, the new text; the text kept, and the text of each message with its recipients. */
function move(before: string, after: string, by: Context): readonly string[] {
  const held: HeldState = { uid, object: parse(before), ledger: emptyLedger }
  const { state, effects } = originate(held, { kind: 'save', object: parse(after) }, by)
  const out = [state.object === undefined ? '' : serializeText(state.object)]
  for (const each of effects) {
    if (each.kind === 'send') out.push(each.recipients.join(','), serializeText(each.message))
  }
  return out
}

function answer(text: string, reply: string): readonly string[] {
  const [message] = read(parse(reply)).messages
  if (message === undefined) throw new TypeError('the text holds no message')
  const held: HeldState = { uid, object: parse(text), ledger: emptyLedger }
  const { state } = receive(held, message, context)
  return [state.object === undefined ? '' : serializeText(state.object)]
}

const sizes = [10, 100, 1_000, 10_000]
const texts = new Map(
  sizes.map((size) => [size, [meeting(size, '09'), meeting(size, '11')] as const]),
)
const hidden: Context = { ...context, policy: { ...defaultPolicy, guestList: 'hide' } }

function works(by: Context, most: number): Record<string, () => unknown> {
  return Object.fromEntries(
    sizes
      .filter((size) => size <= most)
      .map((size) => {
        const [before, after] = texts.get(size) ?? ['', '']
        return [`${size} Attendees`, () => move(before, after, by)]
      }),
  )
}

/** Published figures of sabre/vobject 4 on the same kind of machine, in ms. */
const sabre = new Map([
  [10, 1.6],
  [100, 170],
  [1_000, 20_200],
])

const moved = measure('a meeting is moved', works(context, 10_000))
for (const size of sizes) {
  const ms = (moved.get(`${size} Attendees`)?.us ?? Number.NaN) / 1000
  const peer = sabre.get(size)
  const beside =
    peer === undefined ? '' : `, sabre ${peer} ms (${(peer / ms).toFixed(0)} times as long)`
  const smaller = moved.get(`${size / 10} Attendees`)
  const growth =
    smaller === undefined ? '' : `, ${((ms * 1000) / smaller.us).toFixed(1)} times a tenth`
  console.log(`  ${size} Attendees: ${ms.toFixed(2)} ms${growth}${beside}`)
}

measure('the same with a hidden guest list', works(hidden, 10_000))

const reply = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//Example//Client//EN',
  'METHOD:REPLY',
  'BEGIN:VEVENT',
  `UID:${uid}`,
  'DTSTAMP:20260202T120000Z',
  'SEQUENCE:3',
  'ORGANIZER:mailto:ann@example.com',
  'ATTENDEE;PARTSTAT=DECLINED:mailto:guest-57@example.com',
  'END:VEVENT',
  'END:VCALENDAR',
  '',
].join('\r\n')
const replied = measure('a REPLY is received', {
  '100 Attendees': () => answer(texts.get(100)?.[0] ?? '', reply),
})
const replyMs = (replied.get('100 Attendees')?.us ?? Number.NaN) / 1000
console.log(
  `  ${replyMs.toFixed(3)} ms, sabre 1.3 ms (${(1.3 / replyMs).toFixed(1)} times as long)`,
)
