/** Calendar objects of the oracles: reading them, holding them, telling how two of them differ. */
import {
  type CalendarObject,
  type Component,
  component,
  parseCalendar,
  property,
  sameCalendar,
  serializeText,
  timeProperty,
  withoutProperties,
  withProperty,
  zoneCatalog,
} from '@parley/icalendar'
import {
  addressUri,
  type CalendarAddress,
  type Context,
  calendarAddress,
  calendarUser,
  defaultPolicy,
  type HeldState,
  nothingHeld,
  type Policy,
} from '@parley/itip'

const catalog = zoneCatalog()
/** After every moment that the oracles name. */
export const nowSeconds = 1_893_456_000

export function contextOf(
  self: string,
  given: { readonly from?: CalendarAddress | undefined; readonly policy?: Partial<Policy> } = {},
): Context {
  const made: Context = {
    nowSeconds,
    self: calendarUser(self),
    policy: { ...defaultPolicy, ...given.policy },
    catalog,
    floatingTzid: 'UTC',
    productId: '-//Parley//Conformance//EN',
  }
  if (given.from === undefined) return made
  return { ...made, originator: { address: given.from, proven: true } }
}

/** The first calendar object of a text; an empty one where there is none. */
export function objectIn(text: string): CalendarObject {
  return parseCalendar(text).objects[0] ?? component('VCALENDAR', [])
}

export function isScheduling(each: Component): boolean {
  return each.name === 'VEVENT' || each.name === 'VTODO'
}

export function uidOf(object: CalendarObject): string {
  for (const each of object.components.filter(isScheduling)) {
    const uid = each.properties.find(({ name }) => name === 'UID')
    if (uid !== undefined) return uid.value
  }
  return 'no-uid'
}

export function holding(object: CalendarObject | undefined, uid: string): HeldState {
  return { ...nothingHeld(uid), object }
}

export function mapComponents(
  object: CalendarObject,
  change: (of: Component) => Component,
): CalendarObject {
  const components = object.components.map((each) => (isScheduling(each) ? change(each) : each))
  return { ...object, components }
}

/** The message as sent that many seconds after the oracle's own DTSTAMP or, without one, now. */
export function sentLater(object: CalendarObject): CalendarObject {
  const later = timeProperty('DTSTAMP', {
    kind: 'DATE-TIME',
    wallSeconds: nowSeconds,
    tzid: 'UTC',
  })
  return mapComponents(object, (each) => withProperty(each, later))
}

/** What the oracle's cases leave out of a message, and the tables ask for. */
export function completed(
  object: CalendarObject,
  organizer: string,
  attendee: string,
): CalendarObject {
  return mapComponents(object, (each) => {
    const has = (name: string): boolean => each.properties.some((one) => one.name === name)
    const added = [
      ...(has('ORGANIZER') ? [] : [property('ORGANIZER', addressUri(organizer))]),
      ...(has('ATTENDEE') ? [] : [property('ATTENDEE', addressUri(attendee))]),
      ...(has('SUMMARY') ? [] : [property('SUMMARY', 'Test')]),
      ...(has('DTSTART') ? [] : [property('DTSTART', '20140801T120000Z')]),
      ...(has('DTSTAMP') ? [] : [property('DTSTAMP', '20140701T120000Z')]),
    ]
    return { ...each, properties: [...each.properties, ...added] }
  })
}

/** Something that the oracle's server does of its own accord; see the differences' file. */
export type Habit = (of: Component) => Component

/** How what was found differs from what was expected; undefined where they mean the same. */
export function differenceOf(
  expected: CalendarObject | undefined,
  found: CalendarObject | undefined,
  habits: readonly Habit[] = [],
): string | undefined {
  if (expected === undefined || found === undefined) {
    if (expected === found) return undefined
    return expected === undefined ? 'something is held' : 'nothing is held'
  }
  const tidy = (object: CalendarObject): CalendarObject => {
    const scheduled = object.components.filter(isScheduling)
    const bare = component('VCALENDAR', [], scheduled)
    return habits.reduce((made, habit) => mapComponents(made, habit), bare)
  }
  const [theirs, ours] = [tidy(expected), tidy(found)]
  if (sameCalendar(theirs, ours)) return undefined
  const [wanted, got] = [linesOf(theirs), linesOf(ours)]
  return [
    ...wanted.filter((line) => !got.includes(line)).map((line) => `- ${line}`),
    ...got.filter((line) => !wanted.includes(line)).map((line) => `+ ${line}`),
  ].join(' ')
}

/** Content lines with the instance that they are about; parameters in one order. */
function linesOf(object: CalendarObject): readonly string[] {
  return object.components.flatMap((each) => {
    const id = each.properties.find(({ name }) => name === 'RECURRENCE-ID')?.value
    const plain = withoutProperties(each, 'DTSTAMP', 'RECURRENCE-ID', 'UID')
    const prefix = id === undefined ? '' : `[${id}] `
    const text = serializeText(component('VCALENDAR', [], [{ ...plain, components: [] }]))
    const lines = text
      .replaceAll('\r\n ', '')
      .split('\r\n')
      .filter((line) => !/^(BEGIN|END):|^$/.test(line))
      .map((line) => `${prefix}${line.startsWith('RRULE:') ? inOrder(line) : line}`)
    const parts = each.components.map((one) => `${prefix}${one.name}`)
    return [...(prefix === '' ? [] : [`${prefix}${each.name}`]), ...lines, ...parts]
  })
}

function inOrder(rule: string): string {
  return `RRULE:${rule.slice(6).split(';').sort().join(';')}`
}

/** The only ATTENDEE of a message's first component that is not `but`. */
export function attendeeIn(object: CalendarObject, but?: string): CalendarAddress | undefined {
  for (const each of object.components.filter(isScheduling)) {
    for (const line of each.properties) {
      if (line.name !== 'ATTENDEE') continue
      const address = calendarAddress(line.value)
      if (but === undefined || address !== calendarAddress(but)) return address
    }
  }
  return undefined
}

export function organizerIn(object: CalendarObject): CalendarAddress | undefined {
  for (const each of object.components.filter(isScheduling)) {
    const line = each.properties.find(({ name }) => name === 'ORGANIZER')
    if (line !== undefined) return calendarAddress(line.value)
  }
  return undefined
}
