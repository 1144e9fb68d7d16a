/**
 * Request statuses (RFC 5546 §3.6): what each says, when it is said, how it is written. Long because
 * the RFC has 32, each of them a row.
 */
import type { Property } from '@parley/icalendar'
import { formatRequestStatus, property } from '@parley/icalendar'
import type { RequirementId } from '../requirement-ids.ts'

/** A code of the 32 request statuses (RFC 5546 §3.6). */
export type RequestStatusCode = `${2 | 3 | 4 | 5}.${number}`

/** 2: success. 3: the message is at fault. 4: the time is taken. 5: the service is at fault. */
export type RequestStatusClass = 2 | 3 | 4 | 5

/** What may be named in the third field of REQUEST-STATUS. */
type ExceptionData =
  | 'none'
  | 'property'
  | 'property value'
  | 'parameter value'
  | 'component'
  | 'component or property'
  | 'calendar addresses'
  | 'date-time'
  | 'METHOD'
  | 'METHOD and ATTENDEE'

export type RequestStatus = {
  readonly section: string
  readonly code: RequestStatusCode
  readonly requirement: RequirementId
  /** The second field of REQUEST-STATUS. */
  readonly description: string
  readonly exceptionData: ExceptionData
  /** What leads to it, in words for developers. */
  readonly when: string
}

// Requirement: 5546/3.6/listed-codes-used
/** By the situation that leads to it, in the RFC's order. */
export const requestStatuses = {
  success: {
    section: '3.6.1',
    code: '2.0',
    // Requirement: 5546/3.6.1/success
    requirement: '5546/3.6.1/success',
    description: 'Success',
    exceptionData: 'none',
    when: 'the message was applied as it stands',
  },
  'success-with-fallback': {
    section: '3.6.2',
    code: '2.1',
    // Requirement: 5546/3.6.2/success-with-fallback
    requirement: '5546/3.6.2/success-with-fallback',
    description: 'Success, with a fallback for a property value',
    exceptionData: 'property value',
    when: 'applied, but a property was absent or its value was replaced by a default',
  },
  'invalid-property-ignored': {
    section: '3.6.3',
    code: '2.2',
    // Requirement: 5546/3.6.3/invalid-property-ignored
    requirement: '5546/3.6.3/invalid-property-ignored',
    description: 'Success, an invalid property was ignored',
    exceptionData: 'property',
    when: 'applied without a property that stands too often or must not stand at all',
  },
  'invalid-parameter-ignored': {
    section: '3.6.4',
    code: '2.3',
    // Requirement: 5546/3.6.4/invalid-parameter-ignored
    requirement: '5546/3.6.4/invalid-parameter-ignored',
    description: 'Success, an invalid property parameter was ignored',
    exceptionData: 'parameter value',
    when: 'applied without a parameter that is malformed or out of place',
  },
  'unknown-property-ignored': {
    section: '3.6.5',
    code: '2.4',
    // Requirement: 5546/3.6.5/unknown-property-ignored
    requirement: '5546/3.6.5/unknown-property-ignored',
    description: 'Success, an unknown property was ignored',
    exceptionData: 'property',
    when: 'applied without a non-standard property that is not kept',
  },
  'unknown-value-ignored': {
    section: '3.6.6',
    code: '2.5',
    // Requirement: 5546/3.6.6/unknown-value-ignored
    requirement: '5546/3.6.6/unknown-value-ignored',
    description: 'Success, an unknown property value was ignored',
    exceptionData: 'property value',
    when: 'applied without a property whose non-standard value says nothing to us',
  },
  'invalid-component-ignored': {
    section: '3.6.7',
    code: '2.6',
    // Requirement: 5546/3.6.7/invalid-component-ignored
    requirement: '5546/3.6.7/invalid-component-ignored',
    description: 'Success, an invalid calendar component was ignored',
    exceptionData: 'component',
    when: 'applied without a component that is malformed or out of place',
  },
  'request-forwarded': {
    section: '3.6.8',
    code: '2.7',
    // Requirement: 5546/3.6.8/request-forwarded
    requirement: '5546/3.6.8/request-forwarded',
    description: 'Success, the request was passed on to another Calendar User',
    exceptionData: 'calendar addresses',
    when: 'a REQUEST was delegated or forwarded by a rule of the recipient',
  },
  'recurring-event-as-single': {
    section: '3.6.9',
    code: '2.8',
    // Requirement: 5546/3.6.9/recurring-event-as-single
    requirement: '5546/3.6.9/recurring-event-as-single',
    description: 'Success, a recurring event was scheduled as a single one',
    exceptionData: 'property value',
    when: 'a VEVENT recurs by a rule that is not supported or not readable',
  },
  'end-cut-to-date': {
    section: '3.6.10',
    code: '2.9',
    // Requirement: 5546/3.6.10/end-cut-to-date
    requirement: '5546/3.6.10/end-cut-to-date',
    description: 'Success, the end was cut to a whole date',
    exceptionData: 'property value',
    when: 'the recipient schedules whole days only',
  },
  'recurring-todo-as-single': {
    section: '3.6.11',
    code: '2.10',
    // Requirement: 5546/3.6.11/recurring-todo-as-single
    requirement: '5546/3.6.11/recurring-todo-as-single',
    description: 'Success, a recurring to-do was scheduled as a single one',
    exceptionData: 'property value',
    when: 'a VTODO recurs by a rule that is not supported or not readable',
  },
  'endless-rule-clipped': {
    section: '3.6.12',
    code: '2.11',
    // Requirement: 5546/3.6.12/endless-rule-clipped
    requirement: '5546/3.6.12/endless-rule-clipped',
    description: 'Success, an endless recurrence was clipped',
    exceptionData: 'property value',
    when: 'the recipient books an endless recurrence for a limited time only',
  },
  'invalid-property-name': {
    section: '3.6.13',
    code: '3.0',
    // Requirement: 5546/3.6.13/invalid-property-name
    requirement: '5546/3.6.13/invalid-property-name',
    description: 'Invalid property name',
    exceptionData: 'property',
    when: 'a content line has no name that could be read',
  },
  'invalid-property-value': {
    section: '3.6.14',
    code: '3.1',
    // Requirement: 5546/3.6.14/invalid-property-value
    requirement: '5546/3.6.14/invalid-property-value',
    description: 'Invalid property value',
    exceptionData: 'property value',
    when: 'a value that decides is malformed, or stands twice and differs',
  },
  'invalid-parameter': {
    section: '3.6.15',
    code: '3.2',
    // Requirement: 5546/3.6.15/invalid-parameter
    requirement: '5546/3.6.15/invalid-parameter',
    description: 'Invalid property parameter',
    exceptionData: 'parameter value',
    when: 'a parameter stands where it may not, or is absent where it decides',
  },
  'invalid-parameter-value': {
    section: '3.6.16',
    code: '3.3',
    // Requirement: 5546/3.6.16/invalid-parameter-value
    requirement: '5546/3.6.16/invalid-parameter-value',
    description: 'Invalid property parameter value',
    exceptionData: 'parameter value',
    when: 'a parameter that decides has a value that it cannot have',
  },
  'invalid-component-sequence': {
    section: '3.6.17',
    code: '3.4',
    // Requirement: 5546/3.6.17/invalid-component-sequence
    requirement: '5546/3.6.17/invalid-component-sequence',
    description: 'Invalid calendar component sequence',
    exceptionData: 'component',
    when: 'components stand together that may not, or more often than they may',
  },
  'invalid-date-or-time': {
    section: '3.6.18',
    code: '3.5',
    // Requirement: 5546/3.6.18/invalid-date-or-time
    requirement: '5546/3.6.18/invalid-date-or-time',
    description: 'Invalid date or time',
    exceptionData: 'date-time',
    when: 'DTSTART or RECURRENCE-ID cannot be read',
  },
  'invalid-rule': {
    section: '3.6.19',
    code: '3.6',
    // Requirement: 5546/3.6.19/invalid-rule
    requirement: '5546/3.6.19/invalid-rule',
    description: 'Invalid rule',
    exceptionData: 'property value',
    when: 'RRULE cannot be read, and scheduling a single one is not wanted',
  },
  'invalid-calendar-user': {
    section: '3.6.20',
    code: '3.7',
    // Requirement: 5546/3.6.20/invalid-calendar-user
    requirement: '5546/3.6.20/invalid-calendar-user',
    description: 'Invalid Calendar User',
    exceptionData: 'property value',
    when: 'an address is no address, or is nobody that is known here',
  },
  'no-authority': {
    section: '3.6.21',
    code: '3.8',
    // Requirement: 5546/3.6.21/no-authority
    requirement: '5546/3.6.21/no-authority',
    description: 'No authority',
    exceptionData: 'METHOD and ATTENDEE',
    when: 'the originator may not say this, or not to this recipient',
  },
  'unsupported-version': {
    section: '3.6.22',
    code: '3.9',
    // Requirement: 5546/3.6.22/unsupported-version
    requirement: '5546/3.6.22/unsupported-version',
    description: 'Unsupported version',
    exceptionData: 'property value',
    when: 'VERSION is not 2.0',
  },
  'entity-too-large': {
    section: '3.6.23',
    code: '3.10',
    // Requirement: 5546/3.6.23/entity-too-large
    requirement: '5546/3.6.23/entity-too-large',
    description: 'Request entity too large',
    exceptionData: 'none',
    when: 'the calendar object passes a limit of the reader',
  },
  'required-part-missing': {
    section: '3.6.24',
    code: '3.11',
    // Requirement: 5546/3.6.24/required-part-missing
    requirement: '5546/3.6.24/required-part-missing',
    description: 'Required component or property missing',
    exceptionData: 'component or property',
    when: 'something is absent without which there is nothing to apply',
  },
  'unknown-part-found': {
    section: '3.6.25',
    code: '3.12',
    // Requirement: 5546/3.6.25/unknown-part-found
    requirement: '5546/3.6.25/unknown-part-found',
    description: 'Unknown component or property found',
    exceptionData: 'component or property',
    when: 'a policy refuses what it does not know',
  },
  'unsupported-part-found': {
    section: '3.6.26',
    code: '3.13',
    // Requirement: 5546/3.6.26/unsupported-part-found
    requirement: '5546/3.6.26/unsupported-part-found',
    description: 'Unsupported component or property found',
    exceptionData: 'component or property',
    when: 'a component or property stands that the table excludes, and policy refuses it',
  },
  'unsupported-capability': {
    section: '3.6.27',
    code: '3.14',
    // Requirement: 5546/3.6.27/unsupported-capability
    requirement: '5546/3.6.27/unsupported-capability',
    description: 'Unsupported capability',
    exceptionData: 'METHOD',
    when: 'the method is not supported for the component',
  },
  'time-is-busy': {
    section: '3.6.28',
    code: '4.0',
    // Requirement: 5546/3.6.28/time-is-busy
    requirement: '5546/3.6.28/time-is-busy',
    description: 'Event conflict, the time is busy',
    exceptionData: 'date-time',
    when: 'a recipient that takes one booking at a time is booked already',
  },
  'request-not-supported': {
    section: '3.6.29',
    code: '5.0',
    // Requirement: 5546/3.6.29/request-not-supported
    requirement: '5546/3.6.29/request-not-supported',
    description: 'Request not supported',
    exceptionData: 'METHOD',
    when: 'the service does not do this kind of request',
  },
  'service-unavailable': {
    section: '3.6.30',
    code: '5.1',
    // Requirement: 5546/3.6.30/service-unavailable
    requirement: '5546/3.6.30/service-unavailable',
    description: 'Service unavailable',
    exceptionData: 'property value',
    when: 'the service of the recipient does not answer at present',
  },
  'invalid-calendar-service': {
    section: '3.6.31',
    code: '5.2',
    // Requirement: 5546/3.6.31/invalid-calendar-service
    requirement: '5546/3.6.31/invalid-calendar-service',
    description: 'Invalid calendar service',
    exceptionData: 'property value',
    when: 'the place of the recipient does no scheduling',
  },
  'no-scheduling-for-user': {
    section: '3.6.32',
    code: '5.3',
    // Requirement: 5546/3.6.32/no-scheduling-for-user
    requirement: '5546/3.6.32/no-scheduling-for-user',
    description: 'No scheduling support for user',
    exceptionData: 'property value',
    when: 'scheduling is not switched on for the recipient',
  },
} as const

/** What leads to a request status: the key of its row. */
export type RequestSituation = keyof typeof requestStatuses

const rows: Readonly<Record<RequestSituation, RequestStatus>> = requestStatuses
const byCode: ReadonlyMap<string, RequestStatus> = new Map(
  Object.values(rows).map((row) => [row.code, row]),
)

/** The code for a situation. */
export function requestStatusFor(situation: RequestSituation): RequestStatusCode {
  return requestStatuses[situation].code
}

/** The row of a code; undefined for one that the RFC does not list (§3.6 lets others register). */
export function listedStatus(code: string): RequestStatus | undefined {
  return byCode.get(code)
}

/** The class of a code by its first number (RFC 5546 §3.6). */
export function requestStatusClass(code: RequestStatusCode): RequestStatusClass {
  switch (code.charCodeAt(0)) {
    case 0x32:
      return 2
    case 0x33:
      return 3
    case 0x34:
      return 4
    default:
      return 5
  }
}

// Requirement: 5546/3.6/offending-data-in-extdata
// Requirement: 5546/3.6/registered-codes-allowed
/**
 * A REQUEST-STATUS property (RFC 5545 §3.8.8.3). `data` is what was at fault, as plain text.
 *
 * Errors: none; a code that is not listed is written with its class as description.
 *
 * @example
 * requestStatusProperty('3.7', 'ATTENDEE:mailto:nobody@example.com').value
 * // '3.7;Invalid Calendar User;ATTENDEE:mailto:nobody@example.com'
 */
export function requestStatusProperty(code: RequestStatusCode, data?: string): Property {
  const description = listedStatus(code)?.description ?? classDescription[requestStatusClass(code)]
  return property('REQUEST-STATUS', formatRequestStatus({ code, description, data }))
}

const classDescription: Readonly<Record<RequestStatusClass, string>> = {
  2: 'Success',
  3: 'Request not valid',
  4: 'Scheduling conflict',
  5: 'Service error',
}

/**
 * The REQUEST-STATUS values that components of one message may carry together (§3.6).
 *
 * Within a component only the gravest class stays; across components, where one has 5.x (else
 * 3.x), those with another class carry none. Shapes: one list of codes for each component, in their
 * order; the same shape comes back. Errors: none.
 */
export function consistentStatuses<Status extends { readonly code: RequestStatusCode }>(
  components: readonly (readonly Status[])[],
): readonly (readonly Status[])[] {
  const classes = components.map((each) => gravest(each))
  const ruling = ([5, 3] as const).find((each) => classes.includes(each))
  return components.map((statuses, i) => {
    const own = classes[i]
    if (ruling !== undefined && own !== ruling) return []
    return statuses.filter(({ code }) => requestStatusClass(code) === own)
  })
}

function gravest(
  statuses: readonly { readonly code: RequestStatusCode }[],
): RequestStatusClass | undefined {
  const found = statuses.map(({ code }) => requestStatusClass(code))
  return ([5, 3, 4, 2] as const).find((each) => found.includes(each))
}
