/** Where a part with a calendar object breaks RFC 6047. Nothing here keeps it from being read. */
import { allProperties, type CalendarObject, type Component } from '@parley/icalendar'
import type { Candidate } from './candidate.ts'
import type { MailReason, MailViolation } from './mail.ts'
import type { RequirementId } from './requirement-ids.ts'

type Found = {
  readonly candidate: Candidate
  readonly object: CalendarObject
  readonly methodInHeader: string | undefined
  readonly methodInObject: string | undefined
  readonly contentIds: ReadonlySet<string>
  /** Of its part: what is about the part as a whole is reported once. */
  readonly isFirst: boolean
}

export function checkPart(found: Found): readonly MailViolation[] {
  return [
    ...checkType(found),
    ...checkCharset(found),
    ...checkComponents(found),
    ...checkAddresses(found),
    ...checkReferences(found),
  ]
}

export function mailViolation(
  requirement: RequirementId,
  path: readonly (string | number)[],
  expected: string,
  found: string,
): MailViolation {
  return { kind: 'violation', requirement, path, expected, found: found.slice(0, 200) }
}

export function mailReason(
  requirement: RequirementId,
  facts: Readonly<Record<string, string>>,
): MailReason {
  return { requirement, facts }
}

/** §2.4: text/calendar, with the method of the object. */
function* checkType({
  candidate,
  methodInHeader,
  methodInObject,
}: Found): Generator<MailViolation> {
  const { path, contentType } = candidate.place
  if (contentType !== 'text/calendar') {
    const requirement = '6047/2.4/content-type-text-calendar'
    yield mailViolation(requirement, [path, 'Content-Type'], 'text/calendar', contentType)
    return
  }
  const at = [path, 'Content-Type', 'method']
  if (methodInHeader === undefined) {
    const expected = methodInObject ?? 'the METHOD of the calendar object'
    yield mailViolation('6047/2.4/method-parameter-present', at, expected, '')
  } else if (methodInHeader !== methodInObject) {
    const requirement = '6047/2.4/method-parameter-equals-method'
    yield mailViolation(
      requirement,
      at,
      methodInObject ?? 'the same METHOD in the calendar object',
      methodInHeader,
    )
  }
}

/** §2.4: UTF-8 where US-ASCII does not do. */
function* checkCharset({ candidate, isFirst }: Found): Generator<MailViolation> {
  const { path, charset, contentType } = candidate.place
  if (!isFirst || contentType !== 'text/calendar') return
  if (candidate.bytes.every((byte) => byte < 128)) return
  const at = [path, 'Content-Type', 'charset']
  if (charset === undefined) {
    yield mailViolation('6047/2.4/charset-when-not-ascii', at, 'UTF-8', '')
  } else if (charset.toLowerCase() !== 'utf-8') {
    yield mailViolation('6047/2.4/charset-is-utf-8', at, 'UTF-8', charset)
  }
}

/** §2.4, §4.5: one type of component, and the one that the header names. */
function* checkComponents({ candidate, object }: Found): Generator<MailViolation> {
  const { path } = candidate.place
  const names = [...new Set(schedulingComponents(object).map((each) => each.name))]
  if (names.length > 1) {
    const requirement = '6047/4.5/mixed-component-types-apart'
    yield mailViolation(
      requirement,
      [path, 'VCALENDAR'],
      'components of one type',
      names.join(', '),
    )
  }
  const declared = candidate.part.contentType.parameters.get('component')?.toUpperCase()
  if (declared !== undefined && names.length > 0 && !names.includes(declared)) {
    const at = [path, 'Content-Type', 'component']
    yield mailViolation('6047/2.4/component-parameter', at, names.join(', '), declared)
  }
}

/** §2.3: calendar addresses are mailto URIs. */
function* checkAddresses({ candidate, object }: Found): Generator<MailViolation> {
  for (const component of schedulingComponents(object)) {
    for (const name of ['ORGANIZER', 'ATTENDEE']) {
      for (const [i, { value }] of allProperties(component, name).entries()) {
        if (/^mailto:[^@\s]+@[^@\s]+$/i.test(value.trim())) continue
        const at = [candidate.place.path, component.name, name, i]
        yield mailViolation('6047/2.3/addresses-are-mailto', at, 'a mailto URI', value)
      }
    }
  }
}

/** §5.1: what the object refers to by CID is in the mail. */
function* checkReferences({ candidate, object, contentIds }: Found): Generator<MailViolation> {
  for (const component of schedulingComponents(object)) {
    for (const [i, { value }] of allProperties(component, 'ATTACH').entries()) {
      if (!/^cid:/i.test(value) || contentIds.has(value.slice(4))) continue
      const at = [candidate.place.path, component.name, 'ATTACH', i]
      yield mailViolation(
        '6047/5.1/referenced-parts-included',
        at,
        'a part with that Content-ID',
        value,
      )
    }
  }
}

function schedulingComponents(object: CalendarObject): readonly Component[] {
  return object.components.filter((each) => each.name !== 'VTIMEZONE')
}
