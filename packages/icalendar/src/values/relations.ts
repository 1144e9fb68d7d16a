/** How the properties of one component fit together (RFC 5545 §3.6, §3.8.2). */
import type { Component, Property } from '../model.ts'
import { firstProperty } from '../model.ts'
import type { RequirementId } from '../violation.ts'
import { type Time, timeOf } from './time.ts'

/** What is amiss between properties: the one to name, '' for the component itself. */
type Misfit = readonly [name: string, index: number, requirement: RequirementId, expected: string]

/** What is wrong between the properties of a component, each of which may be right by itself. */
export function misfitsOf(of: Component): readonly Misfit[] {
  if (of.name === 'VCALENDAR') return misfitsOfCalendar(of)
  const start = firstProperty(of, 'DTSTART')
  const startTime = start === undefined ? undefined : timeOf(start)
  const misfits = startTime === undefined ? [] : misfitsOfTimes(of, startTime)
  return [...misfits, ...misfitsOfRules(of, start)]
}

function misfitsOfCalendar(of: Component): readonly Misfit[] {
  const misfits: Misfit[] = []
  for (const name of ['PRODID', 'VERSION']) {
    const count = of.properties.filter((each) => each.name === name).length
    if (count === 1) continue
    const at = count === 0 ? '' : name
    misfits.push([at, 1, '5545/3.6/prodid-and-version-once', `${name} once`])
  }
  if (of.components.length === 0) {
    misfits.push(['', 0, '5545/3.6/at-least-one-component', 'a component'])
  }
  return misfits
}

/** What DTEND and DUE have to be beside DTSTART. */
const endRules: readonly (readonly [string, RequirementId, RequirementId])[] = [
  ['DTEND', '5545/3.8.2.2/dtend-same-type-as-dtstart', '5545/3.8.2.2/dtend-after-dtstart'],
  ['DUE', '5545/3.8.2.3/due-same-type-as-dtstart', '5545/3.8.2.3/due-after-dtstart'],
]

function misfitsOfTimes(of: Component, start: Time): readonly Misfit[] {
  const misfits: Misfit[] = []
  for (const [name, sameType, after] of endRules) {
    const property = firstProperty(of, name)
    const end = property === undefined ? undefined : timeOf(property)
    if (end === undefined) continue
    if (end.kind !== start.kind) misfits.push([name, 0, sameType, `a ${start.kind}`])
    else if ((end.tzid === undefined) !== (start.tzid === undefined)) {
      const expected = start.tzid === undefined ? 'a local time' : 'a time in UTC or of a zone'
      misfits.push([name, 0, sameType, expected])
    } else if (end.tzid === start.tzid && end.wallSeconds <= start.wallSeconds) {
      // Times of two zones are compared where the zones are known.
      misfits.push([name, 0, after, 'a time after DTSTART'])
    }
  }
  const duration = firstProperty(of, 'DURATION')
  if (start.kind === 'DATE' && duration !== undefined && /T/i.test(duration.value)) {
    misfits.push(['DURATION', 0, '5545/3.8.2.5/duration-of-dates-in-days', 'days or weeks'])
  }
  return misfits
}

function misfitsOfRules(of: Component, start: Property | undefined): readonly Misfit[] {
  const misfits: Misfit[] = []
  const rules = of.properties.filter(({ name }) => name === 'RRULE')
  if (rules.length > 0 && start === undefined) {
    misfits.push(['RRULE', 0, '5545/3.8.2.4/dtstart-with-rrule', 'DTSTART beside it'])
  }
  if (rules.length > 1) misfits.push(['RRULE', 1, '5545/3.8.5.3/one-rrule', 'one RRULE'])
  return misfits
}
