/** The details of a sentence (`start 2026-03-03T10:00`) as properties of a component. */
import {
  type Component,
  component,
  type Property,
  parameter,
  parseTime,
  property,
  type Time,
  textProperty,
  timeProperty,
  withoutProperties,
  withProperty,
} from '@parley/icalendar'
import type { Detail } from './parse.ts'

/** `2026-03-03`, `2026-03-03T10:00`, `2026-03-03T10:00Z`, in the zone of the speaker. */
export function timeIn(text: string, tzid: string): Time {
  const basic = text.replaceAll(/[-:]/g, '')
  const full = /T\d{4}Z?$/.test(basic) ? basic.replace(/(T\d{4})(Z?)$/, '$100$2') : basic
  const floating = full.endsWith('Z') || !full.includes('T')
  const time = parseTime(full, floating ? undefined : tzid)
  if (time === undefined) throw new Error(`not a time: ${text}`)
  return time
}

type Writer = (value: string, tzid: string) => Property
const writers: Readonly<Record<string, Writer>> = {
  summary: (value) => textProperty('SUMMARY', value),
  description: (value) => textProperty('DESCRIPTION', value),
  location: (value) => textProperty('LOCATION', value),
  start: (value, tzid) => timeProperty('DTSTART', timeIn(value, tzid)),
  end: (value, tzid) => timeProperty('DTEND', timeIn(value, tzid)),
  due: (value, tzid) => timeProperty('DUE', timeIn(value, tzid)),
  duration: (value) => property('DURATION', value),
  repeat: (value) => property('RRULE', value),
  skip: (value, tzid) => timeProperty('EXDATE', timeIn(value, tzid)),
  also: (value, tzid) => timeProperty('RDATE', timeIn(value, tzid)),
  status: (value) => property('STATUS', value),
  transparency: (value) => property('TRANSP', value),
  priority: (value) => property('PRIORITY', value),
  percent: (value) => property('PERCENT-COMPLETE', value),
  colour: (value) => property('COLOR', value),
  class: (value) => property('CLASS', value),
  category: (value) => textProperty('CATEGORIES', value),
}

/** The component with the details put on it; throws on a detail that is none, naming its line. */
export function withDetails(of: Component, details: readonly Detail[], tzid: string): Component {
  let made = of
  for (const { name, value, line } of details) {
    if (name === 'alarm') {
      made = { ...made, components: [...made.components, alarm(value)] }
      continue
    }
    const [word = name, scheme] = name.split('/')
    if (word === 'x') {
      made = withProperty(made, property(`X-${scheme?.toUpperCase()}`, value))
      continue
    }
    const writer = writers[word]
    if (writer === undefined) throw new Error(`line ${line}: no detail is called ${name}`)
    if (value === '-') made = withoutProperties(made, writer('20260101', tzid).name)
    else made = withProperty(exclusive(made, word), writer(value, tzid))
  }
  return made
}

/** DTEND and DURATION do not stand together (RFC 5545 §3.6.1). */
function exclusive(of: Component, word: string): Component {
  if (word === 'duration') return withoutProperties(of, 'DTEND', 'DUE')
  return word === 'end' || word === 'due' ? withoutProperties(of, 'DURATION') : of
}

function alarm(trigger: string): Component {
  return component('VALARM', [
    property('ACTION', 'DISPLAY'),
    property('TRIGGER', trigger),
    textProperty('DESCRIPTION', 'Reminder'),
  ])
}

/** A guest as the Organizer writes one down. */
export function guest(uri: string, commonName?: string): Property {
  const named = commonName === undefined ? [] : [parameter('CN', commonName)]
  const asked = [parameter('PARTSTAT', 'NEEDS-ACTION'), parameter('RSVP', 'TRUE')]
  return property('ATTENDEE', uri, [...named, ...asked])
}
