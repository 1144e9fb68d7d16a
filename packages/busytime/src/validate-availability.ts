/** What a VAVAILABILITY must be like (RFC 7953 §3.1), and what of it others need to see (§9). */
import type { CalendarObject, Component } from '@parley/icalendar'
import { allProperties, firstProperty, parameterValue, rawValue, timeOf } from '@parley/icalendar'
import { maxAvailabilityBlocks, maxAvailable } from './availability.ts'
import type { RequirementId } from './requirement-ids.ts'

/** One thing that a VAVAILABILITY breaks of RFC 7953. */
export type AvailabilityViolation = {
  readonly kind: 'violation'
  readonly requirement: RequirementId
  /** ['VAVAILABILITY', 0, 'AVAILABLE', 1, 'DTSTART'] */
  readonly path: readonly (string | number)[]
  readonly expected: string
  readonly found: string
}

/** Everything that is wrong with the VAVAILABILITY components of a calendar object, in their order. */
export function validateAvailability(of: CalendarObject): readonly AvailabilityViolation[] {
  const violations: AvailabilityViolation[] = []
  const known = new Set(
    of.components.flatMap((each) => (each.name === 'VTIMEZONE' ? [rawValue(each, 'TZID')] : [])),
  )
  const blocks = of.components.filter((each) => each.name === 'VAVAILABILITY')
  blocks.forEach((block, i) => {
    const path = ['VAVAILABILITY', i]
    check(block, path, known, violations)
    if (firstProperty(block, 'DURATION') && !firstProperty(block, 'DTSTART'))
      violations.push(
        violation('7953/3.1/duration-needs-dtstart', [...path, 'DTSTART'], '1', 'none'),
      )
    block.components.forEach((each, k) => {
      if (each.name !== 'AVAILABLE') return
      const inner = [...path, 'AVAILABLE', k]
      check(each, inner, known, violations)
      const starts = allProperties(each, 'DTSTART').length
      if (starts !== 1) {
        const where = [...inner, 'DTSTART']
        violations.push(violation('7953/3.1/available-needs-dtstart', where, '1', `${starts}`))
      }
    })
  })
  const available = blocks.reduce((sum, each) => sum + each.components.length, 0)
  if (blocks.length > maxAvailabilityBlocks || available > maxAvailable) {
    const limit = `${maxAvailabilityBlocks} VAVAILABILITY, ${maxAvailable} AVAILABLE`
    const found = `${blocks.length}, ${available}`
    violations.push(violation('7953/8/complexity-limited', ['VAVAILABILITY'], limit, found))
  }
  return violations
}

/** What VAVAILABILITY and AVAILABLE have in common. */
function check(
  of: Component,
  path: readonly (string | number)[],
  known: ReadonlySet<string | undefined>,
  violations: AvailabilityViolation[],
): void {
  for (const name of ['DTSTAMP', 'UID']) {
    const found = allProperties(of, name).length
    if (found !== 1)
      violations.push(violation('7953/3.1/dtstamp-and-uid-once', [...path, name], '1', `${found}`))
  }
  const ends = allProperties(of, 'DTEND').length
  const durations = allProperties(of, 'DURATION').length
  if (ends + durations > 1) {
    const found = `${ends} DTEND, ${durations} DURATION`
    violations.push(violation('7953/3.1/dtend-or-duration', [...path, 'DTEND'], '0 or 1', found))
  }
  for (const name of ['DTSTART', 'DTEND']) checkTime(of, name, path, known, violations)
  const start = firstProperty(of, 'DTSTART')
  const end = firstProperty(of, 'DTEND')
  const from = start && timeOf(start)
  const to = end && timeOf(end)
  if (from && to && from.tzid === to.tzid && to.wallSeconds < from.wallSeconds)
    violations.push(
      violation(
        '7953/7.2.2/dtend-not-before-dtstart',
        [...path, 'DTEND'],
        'later',
        end?.value ?? '',
      ),
    )
}

function checkTime(
  of: Component,
  name: string,
  path: readonly (string | number)[],
  known: ReadonlySet<string | undefined>,
  violations: AvailabilityViolation[],
): void {
  const property = firstProperty(of, name)
  if (property === undefined) return
  const time = timeOf(property)
  const where = [...path, name]
  if (time?.kind !== 'DATE-TIME' || time.tzid === undefined) {
    const expected = 'a time in UTC or with a TZID'
    violations.push(violation('7953/3.1/times-utc-or-zoned', where, expected, property.value))
    return
  }
  const tzid = parameterValue(property, 'TZID')
  if (tzid !== undefined && !known.has(tzid))
    violations.push(violation('7953/3.1/vtimezone-for-each-tzid', where, 'a VTIMEZONE', tzid))
}

/** The value of CALDAV:calendar-availability: one VAVAILABILITY, and otherwise VTIMEZONE only (§7.2.4). */
export function validateInboxAvailability(of: CalendarObject): readonly AvailabilityViolation[] {
  const names = of.components.map((each) => each.name)
  const blocks = names.filter((name) => name === 'VAVAILABILITY').length
  const others = names.filter((name) => name !== 'VAVAILABILITY' && name !== 'VTIMEZONE')
  const violations = validateAvailability(of)
  if (blocks === 1 && others.length === 0) return violations
  const found = names.join(', ')
  const expected = 'one VAVAILABILITY, and VTIMEZONE'
  const requirement = '7953/7.2.4/property-holds-one-availability'
  return [violation(requirement, ['VCALENDAR'], expected, found), ...violations]
}

const shared: ReadonlySet<string> = new Set([
  'UID',
  'DTSTAMP',
  'DTSTART',
  'DTEND',
  'DURATION',
  'BUSYTYPE',
  'PRIORITY',
  'RRULE',
  'RDATE',
  'EXDATE',
  'RECURRENCE-ID',
  'ORGANIZER',
])

/** The VAVAILABILITY with nothing but when: no summary, place, description (RFC 7953 §9). */
// Requirement: 7953/9/nonessential-properties-removable
export function sharedAvailability(of: Component): Component {
  return {
    ...of,
    properties: of.properties.filter((each) => shared.has(each.name)),
    components: of.components.map(sharedAvailability),
  }
}

function violation(
  requirement: RequirementId,
  path: readonly (string | number)[],
  expected: string,
  found: string,
): AvailabilityViolation {
  return { kind: 'violation', requirement, path, expected, found }
}
