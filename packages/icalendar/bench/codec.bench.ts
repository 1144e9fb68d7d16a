/**
 * The codec beside JSON.parse and JSON.stringify of the same calendar as jCal (RFC 7265), and beside
 * ical.js: reading, reading every value, writing. All ratios of a table are from one run.
 */
import { readFileSync } from 'node:fs'
import ICAL from 'ical.js'
import { measure } from '../../../scripts/measure.ts'
import {
  type Component,
  calAddressOf,
  durationOf,
  integerOf,
  type Property,
  parseCalendar,
  parseRule,
  propertyTypes,
  serializeCalendar,
  serializeText,
  textListOf,
  textOf,
  timeOf,
  utcOffsetOf,
} from '../src/index.ts'

const invitation = readFileSync(new URL('../fixtures/invitation.ics', import.meta.url), 'utf8')

function largeCalendar(events: number): string {
  const start = invitation.indexOf('BEGIN:VEVENT')
  const end = invitation.indexOf('END:VCALENDAR')
  const event = invitation.slice(start, end)
  const body = Array.from({ length: events }, (_, i) =>
    event.replace(/UID:.{8}/, `UID:${String(i).padStart(8, '0')}`),
  )
  return invitation.slice(0, start) + body.join('') + invitation.slice(end)
}

function readValue(of: Property): unknown {
  const type = propertyTypes.get(of.name)
  switch (type?.defaultType) {
    case 'DATE-TIME':
      return timeOf(of)
    case 'DURATION':
      return durationOf(of)
    case 'CAL-ADDRESS':
      return calAddressOf(of)
    case 'INTEGER':
      return integerOf(of)
    case 'UTC-OFFSET':
      return utcOffsetOf(of)
    case 'RECUR':
      return parseRule(of.value)
    case 'TEXT':
      return type.parts === 'list' ? textListOf(of) : textOf(of)
    default:
      return of.value
  }
}

function readValues(of: Component): number {
  let read = 0
  for (const each of of.properties) if (readValue(each) !== undefined) read += 1
  for (const each of of.components) read += readValues(each)
  return read
}

function icalReadValues(of: InstanceType<typeof ICAL.Component>): number {
  let read = 0
  for (const each of of.getAllProperties()) read += each.getValues().length
  for (const each of of.getAllSubcomponents()) read += icalReadValues(each)
  return read
}

function bench(size: string, text: string): void {
  const bytes = new TextEncoder().encode(text)
  const jcal = ICAL.parse(text)
  const json = JSON.stringify(jcal)
  const { objects } = parseCalendar(bytes)
  const title = `${size}, ${bytes.length} bytes:`
  const read = measure(`${title} read`, {
    'JSON.parse of the jCal': () => JSON.parse(json),
    'parseCalendar of bytes': () => parseCalendar(bytes),
    'parseCalendar of text': () => parseCalendar(text),
    'ical.js parse of text': () => ICAL.parse(text),
  })
  const readAll = measure(`${title} read with every value`, {
    'JSON.parse of the jCal': () => JSON.parse(json),
    'parseCalendar and values': () => parseCalendar(bytes).objects.map(readValues),
    'ical.js parse and values': () => icalReadValues(new ICAL.Component(ICAL.parse(text))),
  })
  const write = measure(`${title} write`, {
    'JSON.stringify of the jCal': () => JSON.stringify(jcal),
    serializeText: () => serializeText(objects),
    'serializeCalendar to bytes': () => serializeCalendar(objects),
    'ical.js stringify to text': () => ICAL.stringify(jcal),
  })
  const us = (of: typeof read, name: string): number => of.get(name)?.us ?? Number.NaN
  const ours = us(read, 'parseCalendar of bytes') + us(write, 'serializeText')
  const theirs = us(read, 'ical.js parse of text') + us(write, 'ical.js stringify to text')
  const oursAll = us(readAll, 'parseCalendar and values')
  const theirsAll = us(readAll, 'ical.js parse and values')
  console.log(`\nical.js takes ${(theirs / ours).toFixed(1)} times as long to read and write,`)
  console.log(`and ${(theirsAll / oursAll).toFixed(1)} times to read with every value.`)
}

bench('an invitation', invitation)
bench('a calendar', largeCalendar(900))
