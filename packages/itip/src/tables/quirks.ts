/**
 * What other software is known to do against the tables, and what the RFC's own examples do: each a
 * named tolerance. `policy.refusedQuirks` turns one into an error.
 */
import type { Property } from '@parley/icalendar'
import { parameterValue, windowsToIana } from '@parley/icalendar'
import type { ComponentName, Method } from '../message.ts'
import type { Policy, QuirkName } from '../policy.ts'
import type { RequirementId } from '../requirement-ids.ts'
import type { Judged } from './table.ts'

/** How a row or a rule is broken. */
export type Fault = 'missing' | 'repeated' | 'forbidden' | 'rule'

/** A habit of other software that breaks RFC 5546 and is let through by name. */
export type Quirk = {
  readonly name: QuirkName
  /** Who does so. */
  readonly software: readonly string[]
  /** What it lets through. */
  readonly words: string
  /** Where in the tables; none where the message breaks nothing and another arrow reads the habit. */
  readonly lets: readonly Tolerated[]
  /** Further facts that must hold; `offender` is the property at fault, where there is one. */
  readonly when?: (judged: Judged, offender: Property | undefined) => boolean
}

type Tolerated = {
  readonly row: string
  readonly fault: Fault
  /** Of the rule that is broken; absent: any rule of the row. */
  readonly requirement?: RequirementId
  readonly methods?: readonly Method[]
  readonly components?: readonly ComponentName[]
}

/** In the order in which they are asked: the first that lets something through names it. */
export const quirks: readonly Quirk[] = [
  {
    name: 'delegation-reply-names-both',
    software: ['RFC 5546 §4.2.6', 'RFC 5546 §4.2.7'],
    words: 'A REPLY about a delegation carries the ATTENDEEs of Delegator and Delegate.',
    lets: [{ row: 'ATTENDEE', fault: 'repeated', methods: ['REPLY'] }],
    when: ({ component }) =>
      component.properties.some((each) => isAttendeeWith(each, 'DELEGATED-TO', 'DELEGATED-FROM')),
  },
  {
    name: 'group-reply-names-both',
    software: ['RFC 5546 §3.7.2'],
    words: 'A REPLY of a member of a group carries the ATTENDEEs of group and member.',
    lets: [{ row: 'ATTENDEE', fault: 'repeated', methods: ['REPLY'] }],
    when: ({ component }) => component.properties.some((each) => isAttendeeWith(each, 'MEMBER')),
  },
  {
    name: 'reply-lists-others',
    software: ['Microsoft Exchange'],
    words: 'A REPLY lists further ATTENDEEs; the one that carries PARTSTAT is the one who replies.',
    lets: [{ row: 'ATTENDEE', fault: 'repeated', methods: ['REPLY'] }],
    when: ({ component }) =>
      component.properties.filter((each) => isAttendeeWith(each, 'PARTSTAT')).length === 1,
  },
  {
    name: 'refresh-lists-everyone',
    software: ['RFC 5546 §4.7.1'],
    words: 'A REFRESH lists every Attendee and not only the one who asks.',
    lets: [{ row: 'ATTENDEE', fault: 'repeated', methods: ['REFRESH'] }],
  },
  {
    name: 'busy-time-without-uid',
    software: ['RFC 5546 §4.3.1', 'Apple iCal', 'Zimbra'],
    words: 'A VFREEBUSY has no UID.',
    lets: [{ row: 'UID', fault: 'missing', components: ['VFREEBUSY'] }],
  },
  {
    name: 'override-without-organizer',
    software: ['RFC 5546 §4.4.8'],
    words: 'An overridden component leaves ORGANIZER to the master component beside it.',
    lets: [{ row: 'ORGANIZER', fault: 'missing' }],
    when: ({ properties, message }) =>
      properties.has('RECURRENCE-ID') && message.organizer !== undefined,
  },
  {
    name: 'reply-without-organizer',
    software: ['RFC 5546 §4.5.7.2', 'Microsoft Exchange'],
    words: 'A REPLY or COUNTER names no ORGANIZER.',
    lets: [{ row: 'ORGANIZER', fault: 'missing', methods: ['REPLY', 'COUNTER'] }],
  },
  {
    name: 'request-without-organizer',
    software: ['Microsoft Exchange', 'BlackBerry', 'Podio', 'biweekly'],
    words: 'A REQUEST names no ORGANIZER: it is kept as if it were published.',
    lets: [{ row: 'ORGANIZER', fault: 'missing', methods: ['REQUEST'] }],
  },
  {
    name: 'request-without-attendees',
    software: ['Microsoft Exchange', 'BlackBerry', 'Apple iCal', 'Podio'],
    words: 'A REQUEST lists no Attendees.',
    lets: [
      { row: 'ATTENDEE', fault: 'missing', methods: ['REQUEST'], components: ['VEVENT', 'VTODO'] },
    ],
  },
  {
    name: 'publish-without-organizer',
    software: ['Google Calendar', 'Apple iCal', 'Mozilla Calendar'],
    words: 'A published component names no ORGANIZER.',
    lets: [{ row: 'ORGANIZER', fault: 'missing', methods: ['PUBLISH'] }],
  },
  {
    name: 'publish-with-attendees',
    software: ['Google Calendar', 'Microsoft Outlook', 'Apple Calendar'],
    words: 'A published component lists Attendees.',
    lets: [{ row: 'ATTENDEE', fault: 'forbidden', methods: ['PUBLISH'] }],
  },
  {
    name: 'todo-without-start',
    software: ['RFC 6047 §4.5', 'Apple iCal'],
    words: 'A VTODO has no DTSTART.',
    lets: [{ row: 'DTSTART', fault: 'missing', components: ['VTODO'] }],
  },
  {
    name: 'todo-without-priority',
    software: ['RFC 6047 §4.5', 'Apple iCal'],
    words: 'A VTODO has no PRIORITY.',
    lets: [{ row: 'PRIORITY', fault: 'missing', components: ['VTODO'] }],
  },
  {
    name: 'no-dtstamp',
    software: ['RFC 6047 §4.5', 'BlackBerry', 'Connect Daily'],
    words: 'A component has no DTSTAMP; it counts as the earliest of its SEQUENCE.',
    lets: [{ row: 'DTSTAMP', fault: 'missing' }],
  },
  {
    name: 'no-summary',
    software: ['Apple iCal', 'Microsoft Outlook', 'Microsoft Exchange'],
    words: 'A component without a title leaves SUMMARY out.',
    lets: [{ row: 'SUMMARY', fault: 'missing' }],
  },
  {
    name: 'no-prodid-or-version',
    software: ['Microsoft Outlook 11', 'exports of many makers'],
    words: 'The calendar object has no PRODID or no VERSION; it is read as 2.0.',
    lets: [
      { row: 'PRODID', fault: 'missing' },
      { row: 'VERSION', fault: 'missing' },
    ],
  },
  {
    name: 'alarm-in-reply',
    software: ['Google Calendar', 'BlackBerry'],
    words: 'A VALARM stands in a REPLY; it is not looked at.',
    lets: [{ row: 'VALARM', fault: 'forbidden', methods: ['REPLY'] }],
  },
  {
    name: 'add-with-recurrence-id',
    software: ['Stalwart'],
    words: 'An ADD names its instance by RECURRENCE-ID.',
    lets: [{ row: 'RECURRENCE-ID', fault: 'forbidden', methods: ['ADD'] }],
  },
  {
    name: 'recurrence-id-in-utc',
    software: ['Google Calendar'],
    words: 'RECURRENCE-ID is in UTC while the master component has a TZID: the instant counts.',
    lets: [
      {
        row: 'RECURRENCE-ID',
        fault: 'rule',
        requirement: '5546/3.7.1/recurrence-id-is-original-start',
      },
    ],
    when: (_, offender) => offender?.value.endsWith('Z') === true,
  },
  {
    name: 'windows-zone-name',
    software: ['Microsoft Outlook', 'Microsoft Exchange'],
    words: 'A TZID without VTIMEZONE is a name of Windows; CLDR tells which zone it means.',
    lets: [{ row: 'VTIMEZONE', fault: 'rule' }],
    when: (_, offender) => isWindowsZone(offender),
  },
  {
    name: 'no-vtimezone',
    software: ['Apple iCal', 'Google Calendar', 'Microsoft Exchange', 'BlackBerry'],
    words: 'A TZID comes without its VTIMEZONE; the zone is looked up by its name.',
    lets: [{ row: 'VTIMEZONE', fault: 'rule' }],
  },
  {
    name: 'empty-rrule',
    software: ['Calendar Labs'],
    words: 'RRULE has no value; the component does not recur.',
    lets: [{ row: 'RRULE', fault: 'rule', requirement: '5546/3.6.19/invalid-rule' }],
    when: (_, offender) => offender?.value.trim() === '',
  },
  {
    name: 'no-method-in-object',
    software: ['mail of many makers'],
    words: 'METHOD stands in the content type of the mail only.',
    lets: [{ row: 'METHOD', fault: 'missing' }],
  },
  {
    name: 'declinecounter-with-hyphen',
    software: ['mail of many makers'],
    words: 'METHOD is written DECLINE-COUNTER.',
    lets: [{ row: 'METHOD', fault: 'rule', methods: ['DECLINECOUNTER'] }],
  },
  {
    name: 'address-without-scheme',
    software: ['Google Calendar', 'Zimbra', 'iPhone', 'Sun Calendar Server'],
    words: 'ORGANIZER or ATTENDEE is a bare mail address, without mailto:.',
    lets: [
      { row: 'ORGANIZER', fault: 'rule', requirement: '5546/3.6.20/invalid-calendar-user' },
      { row: 'ATTENDEE', fault: 'rule', requirement: '5546/3.6.20/invalid-calendar-user' },
    ],
    when: (_, offender) => offender?.value.includes('@') === true,
  },
  {
    name: 'address-in-email-parameter',
    software: ['iCloud'],
    words: 'ORGANIZER or ATTENDEE is a path, with the mail address in EMAIL.',
    lets: [
      { row: 'ORGANIZER', fault: 'rule', requirement: '5546/3.6.20/invalid-calendar-user' },
      { row: 'ATTENDEE', fault: 'rule', requirement: '5546/3.6.20/invalid-calendar-user' },
    ],
    when: (_, offender) =>
      offender?.value.startsWith('/') === true && parameterValue(offender, 'EMAIL') !== undefined,
  },
  {
    name: 'sequence-not-raised',
    software: ['Google Calendar'],
    words: 'A CANCEL keeps the SEQUENCE of what it cancels; the later DTSTAMP counts.',
    lets: [],
  },
  {
    name: 'group-calendar-organizer',
    software: ['Google Calendar'],
    words:
      'ORGANIZER is a group calendar, which sends no mail: the mail of a person stands for it, ' +
      'as far as the policy lets stand what the transport does not confirm.',
    lets: [],
  },
  {
    name: 'counter-keeps-original-time',
    software: ['Microsoft Exchange'],
    words: 'A COUNTER tells the time that it would replace in X-MS-OLK-ORIGINALSTART and -END.',
    lets: [],
  },
]

function isAttendeeWith(of: Property, ...parameters: readonly string[]): boolean {
  return of.name === 'ATTENDEE' && parameters.some((each) => parameterValue(of, each) !== undefined)
}

function isWindowsZone(of: Property | undefined): boolean {
  const tzid = of && parameterValue(of, 'TZID')
  return tzid !== undefined && windowsToIana(tzid) !== undefined
}

/** The quirk that lets this through, if any. */
export function quirkOf(
  { row, fault, requirement }: Pick<Tolerated, 'row' | 'fault' | 'requirement'>,
  judged: Judged,
  offender: Property | undefined,
): Quirk | undefined {
  const { method, componentName } = judged.message
  return quirks.find(
    ({ lets, when }) =>
      lets.some(
        (each) =>
          each.row === row &&
          each.fault === fault &&
          (each.requirement === undefined || each.requirement === requirement) &&
          (each.methods?.includes(method) ?? true) &&
          (each.components?.includes(componentName) ?? true),
      ) &&
      (when === undefined || when(judged, offender)),
  )
}

/** Is the habit of that name let through? */
export function tolerates(policy: Pick<Policy, 'refusedQuirks'>, name: QuirkName): boolean {
  return !policy.refusedQuirks.includes(name)
}
