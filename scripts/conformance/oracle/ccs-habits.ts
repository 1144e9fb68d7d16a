/**
 * What Apple's server does of its own accord in nearly every case, beside the point of the case.
 * Each is taken out of both sides, and says which section leaves it to the server.
 */
import {
  allProperties,
  type Component,
  parameterValue,
  withoutProperties,
  withParameter,
  withProperties,
} from '@parley/icalendar'

/** RFC 6638 §7.3: SCHEDULE-STATUS is written by the server that delivers, not by the engine. */
export function deliveryStatus(of: Component): Component {
  return withPeople(of, 'ATTENDEE', (each) => withParameter(each, 'SCHEDULE-STATUS'))
}

/** RFC 5545 §3.8.8.2: X- properties and parameters mean something among Apple's products only. */
export function privateToApple(of: Component): Component {
  const names = of.properties
    .map(({ name }) => name)
    .filter((name) => name.startsWith('X-CALENDARSERVER'))
  const plain = withoutProperties(of, ...names)
  return withPeople(plain, 'ATTENDEE', (each) =>
    ['X-CALENDARSERVER-DTSTAMP', 'X-CALENDARSERVER-RESET-PARTSTAT'].reduce(
      (made, name) => withParameter(made, name),
      each,
    ),
  )
}

/**
 * RFC 5545 §3.8.2.7, RFC 6638 §3.2.2.1: TRANSP is the Attendee's. Apple's server sets TRANSPARENT
 * until he accepts; what is not answered counts as tentative in our busy time.
 */
export function unasked(of: Component): Component {
  return withoutProperties(of, 'TRANSP')
}

/** RFC 5545 §3.2.17: RSVP expects an answer; once it is given, keeping RSVP or not says the same. */
export function answeredRsvp(of: Component): Component {
  return withPeople(of, 'ATTENDEE', (each) => {
    const partStat = parameterValue(each, 'PARTSTAT') ?? 'NEEDS-ACTION'
    return partStat === 'NEEDS-ACTION' ? each : withParameter(each, 'RSVP')
  })
}

function withPeople(
  of: Component,
  name: string,
  change: (each: Component['properties'][number]) => Component['properties'][number],
): Component {
  return withProperties(of, name, allProperties(of, name).map(change))
}
