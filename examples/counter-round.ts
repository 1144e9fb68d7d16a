/** Five people: two propose other times, Anna compares them and accepts one for all in one step. */
import assert from 'node:assert/strict'
import { compareCounters, personWithBusyTime, prefillCounter, readFreeBusy } from '@parley/busytime'
import { type CalendarObject, parseCalendar, zonesOf } from '@parley/icalendar'
import { type Change, calendarUser, nothingHeld, originate, read, receive } from '@parley/itip'
import { contextOf } from './setting.ts'

const uid = 'review@north.example'
const addresses = ['anna', 'ben', 'cleo', 'dan', 'eve'].map((name) => `${name}@north.example`)
const copies = new Map(addresses.map((address) => [address, nothingHeld(uid)]))
const copyOf = (address: string) => copies.get(address) ?? assert.fail()
const from = Date.UTC(2026, 2, 2, 8) / 1000 // nine o'clock in Berlin, of a Monday
const window = { fromSeconds: from, toSeconds: from + 8 * 3600 }
const people = addresses.map((address) => {
  const busy = address.startsWith('ben') ? 'FREEBUSY:20260302T080000Z/PT2H' : 'COMMENT:free'
  const { components } = calendar('BEGIN:VFREEBUSY', busy, 'END:VFREEBUSY')
  return personWithBusyTime(calendarUser(address), readFreeBusy(components, window, window))
})
let minutes = 0
const invited = addresses.map((address) => `ATTENDEE:mailto:${address}`)
const head = ['BEGIN:VEVENT', `UID:${uid}`, 'ORGANIZER:mailto:anna@north.example', ...invited]
const time = ['DTSTART;TZID=Europe/Berlin:20260302T090000', 'DURATION:PT1H', 'END:VEVENT']
act('anna@north.example', { kind: 'save', object: calendar(...head, ...time) })
for (const [address, nth] of [
  ['ben@north.example', 0],
  ['cleo@north.example', 1],
] as const) {
  const free = prefillCounter(copyOf(address), '', queryOf(address))[nth]
  if (free) act(address, free.change)
}
const judged = compareCounters(copyOf('anna@north.example'), '', queryOf('anna@north.example'))
for (const { counter, free } of judged) console.log(`${counter.from} proposes: free ${free}`)
act('anna@north.example', { kind: 'accept-counter', counter: judged[0]?.counter.id ?? '' })
assert.ok([...copies.values()].every(({ object }) => JSON.stringify(object).includes('T110000')))

/** Someone changes something, and the messages arrive: the transport says from whom. */
function act(address: string, change: Change): void {
  const { state, effects } = originate(copyOf(address), change, contextOf(address, minutes++))
  copies.set(address, state)
  for (const send of effects.filter((each) => each.kind === 'send')) {
    console.log(`${address}: ${send.method} to ${send.recipients.join(', ')}`)
    const message = read(send.message).messages[0] ?? assert.fail()
    const originator = { address: send.originator, proven: true }
    for (const to of send.recipients)
      copies.set(to, receive(copyOf(to), message, { ...contextOf(to, minutes), originator }).state)
  }
}

function queryOf(address: string) {
  const organizer = people.find((each) => each.address === address) ?? assert.fail()
  const required = people.filter((each) => each !== organizer)
  const zones = zonesOf(calendar(), contextOf('', 0).catalog)
  return { organizer, required, window, zones, tzid: 'Europe/Berlin' }
}

function calendar(...lines: readonly string[]): CalendarObject {
  const text = ['BEGIN:VCALENDAR', ...lines, 'END:VCALENDAR', ''].join('\r\n')
  return parseCalendar(text).objects[0] ?? assert.fail()
}
