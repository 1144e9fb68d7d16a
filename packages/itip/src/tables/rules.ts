/**
 * The comments of the restriction tables that occur in several of them (RFC 5546 §3). Each maker is
 * given the requirement of the section whose table it stands in, as `id`: making a rule emits
 * nothing, breaking it does.
 */
import type { Component } from '@parley/icalendar'
import { parameterValue, rawValue } from '@parley/icalendar'
import type { RequirementId } from '../requirement-ids.ts'
import type { HeldRule, Judged, JudgedRule, MeaningRule } from './table.ts'

/** RECURRENCE-ID: "Only if referring to an instance of a recurring calendar component." */
export function onlyForInstance(id: RequirementId): JudgedRule {
  return {
    kind: 'judged',
    requirement: id,
    row: 'RECURRENCE-ID',
    words: 'RECURRENCE-ID only where the component recurs',
    level: 'warning',
    otherwise: '3.1',
    applied: '2.2',
    holds: ({ properties, recurs }) => recurs !== false || !properties.has('RECURRENCE-ID'),
  }
}

/** SEQUENCE: "MUST be present if value is greater than 0": what is absent counts as 0. */
export function sequenceStated(id: RequirementId): JudgedRule {
  return sequence(id, 'SEQUENCE is a whole number, stated where above 0', /^\d{1,10}$/, {
    missingToo: false,
  })
}

/** SEQUENCE: "MUST be greater than 0." */
export function sequenceAboveZero(id: RequirementId): JudgedRule {
  return sequence(id, 'SEQUENCE is above 0', /^0*[1-9]\d{0,9}$/, { missingToo: true })
}

function sequence(
  id: RequirementId,
  words: string,
  form: RegExp,
  { missingToo }: { readonly missingToo: boolean },
): JudgedRule {
  return {
    kind: 'judged',
    requirement: id,
    row: 'SEQUENCE',
    words,
    level: 'warning',
    otherwise: '3.1',
    applied: '2.1',
    holds: ({ properties }) => {
      const found = properties.get('SEQUENCE')
      return found === undefined ? !missingToo : form.test(found.first.value.trim())
    },
  }
}

/** DTEND or DUE, and DURATION: each "If present", the other "MUST NOT be present". */
export function notBoth(id: RequirementId, end: 'DTEND' | 'DUE'): JudgedRule {
  return {
    kind: 'judged',
    requirement: id,
    row: 'DURATION',
    words: `${end} or DURATION, not both`,
    level: 'warning',
    otherwise: '3.1',
    applied: '2.2',
    holds: ({ properties }) => !properties.has(end) || !properties.has('DURATION'),
  }
}

/** STATUS: "MAY be one of …". */
export function statusOneOf(
  id: RequirementId,
  ...values: readonly [string, ...(readonly string[])]
): JudgedRule {
  return {
    kind: 'judged',
    requirement: id,
    row: 'STATUS',
    words: `STATUS is one of ${values.join(', ')}`,
    level: 'warning',
    otherwise: '3.1',
    applied: '2.1',
    holds: ({ properties }) => {
      const found = properties.get('STATUS')
      return found === undefined || values.includes(found.first.value.trim().toUpperCase())
    },
  }
}

/** The component: "All components MUST have the same UID." */
export function sameUid(id: RequirementId): JudgedRule {
  return {
    kind: 'judged',
    requirement: id,
    row: 'UID',
    words: 'all components of the message have one UID',
    level: 'warning',
    otherwise: '3.4',
    applied: '2.6',
    once: true,
    holds: ({ message, object }) =>
      object.components.every(
        (each) =>
          each.name !== message.componentName || (rawValue(each, 'UID') ?? '') === message.uid,
      ),
  }
}

/** VTIMEZONE: "MUST be present if any date/time refers to a timezone." */
export function zoneForEachTzid(id: RequirementId): JudgedRule {
  return {
    kind: 'judged',
    requirement: id,
    row: 'VTIMEZONE',
    words: 'a VTIMEZONE for each TZID in use',
    level: 'warning',
    otherwise: '3.11',
    applied: '2.1',
    holds: (judged) => zoneless(judged) === undefined,
    offender: zoneless,
  }
}

/**
 * The first property whose TZID no VTIMEZONE defines. A TZID that begins with a solidus is known
 * to all by itself (RFC 5545 §3.2.19).
 */
function zoneless({ component, hasZone }: Judged): Component['properties'][number] | undefined {
  return component.properties.find((each) => {
    if (each.parameters.length === 0) return false
    const tzid = parameterValue(each, 'TZID')
    return tzid !== undefined && !tzid.startsWith('/') && !hasZone(tzid)
  })
}

/** ATTENDEE of a REPLY: what PARTSTAT may be (§3.2, §3.4). */
export function partStatOneOf(id: RequirementId, ...values: readonly string[]): JudgedRule {
  return {
    kind: 'judged',
    requirement: id,
    row: 'ATTENDEE',
    words: `PARTSTAT is one of ${values.join(', ')}`,
    level: 'warning',
    otherwise: '3.3',
    applied: '2.3',
    holds: ({ component }) => component.properties.every(isAllowed),
    offender: ({ component }) => component.properties.find((each) => !isAllowed(each)),
  }

  function isAllowed(of: Component['properties'][number]): boolean {
    if (of.name !== 'ATTENDEE') return true
    const value = parameterValue(of, 'PARTSTAT')
    return value === undefined || values.includes(value.toUpperCase())
  }
}

/** ATTENDEE of a REPLY: a Delegator names the Delegate in DELEGATED-TO (§3.2.3, §3.4.3). */
export function delegatorNamesDelegate(id: RequirementId): JudgedRule {
  return {
    kind: 'judged',
    requirement: id,
    row: 'ATTENDEE',
    words: 'PARTSTAT=DELEGATED comes with DELEGATED-TO',
    level: 'warning',
    otherwise: '3.2',
    applied: '2.3',
    holds: ({ component }) => !component.properties.some(lacksDelegate),
    offender: ({ component }) => component.properties.find(lacksDelegate),
  }
}

function lacksDelegate(of: Component['properties'][number]): boolean {
  return (
    of.name === 'ATTENDEE' &&
    parameterValue(of, 'PARTSTAT')?.toUpperCase() === 'DELEGATED' &&
    parameterValue(of, 'DELEGATED-TO') === undefined
  )
}

/** "Can be null": the property may be there with an empty value. */
// Requirement: 5546/3.2.1/text-may-be-empty
// Requirement: 5546/3.2.2/text-may-be-empty
// Requirement: 5546/3.2.4/text-may-be-empty
// Requirement: 5546/3.2.7/text-may-be-empty
// Requirement: 5546/3.2.8/text-may-be-empty
// Requirement: 5546/3.4.1/text-may-be-empty
// Requirement: 5546/3.4.2/text-may-be-empty
// Requirement: 5546/3.4.3/text-may-be-empty
// Requirement: 5546/3.4.4/text-may-be-empty
// Requirement: 5546/3.4.7/text-may-be-empty
// Requirement: 5546/3.5.1/text-may-be-empty
// Requirement: 5546/3.5.2/text-may-be-empty
export function mayBeEmpty(id: RequirementId, row: string): MeaningRule {
  return meaning(id, row, `${row} may be empty`)
}

// Requirement: 5546/3.2.7/may-propose-attendees
// Requirement: 5546/3.3.1/url-is-busy-time
// Requirement: 5546/3.3.2/attendees-are-asked
// Requirement: 5546/3.3.3/url-is-busy-time
export function meaning(id: RequirementId, row: string, words: string): MeaningRule {
  return { kind: 'meaning', requirement: id, row, words }
}

/** A comment that only the held state or the originator can settle. */
export function held(
  id: RequirementId,
  row: string,
  decidedBy: HeldRule['decidedBy'],
  words: string,
): HeldRule {
  return { kind: 'held', requirement: id, row, words, decidedBy }
}
