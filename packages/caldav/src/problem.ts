/** What a request gets instead of an answer: a status, and the precondition that it broke. */
import { CALDAV, DAV, type XmlName } from './names.ts'
import { document, element, escapeXml, type Xml } from './xml-write.ts'

/** Why a request is refused, as data: what the answer's DAV:error holds (RFC 4918 §16). */
export type DavProblem = {
  readonly kind: 'dav-problem'
  readonly status: number
  /** The precondition element (RFC 4918 §16), if one has a name. */
  readonly condition: XmlName | undefined
  /** XML inside the condition: hrefs of what is in the way, limits. */
  readonly content: string
  /** For a person who reads the answer. */
  readonly words: string
}

/** A request refused, with a status and words but no named precondition. */
export function problem(status: number, words: string): DavProblem {
  return { kind: 'dav-problem', status, condition: undefined, content: '', words }
}

/** A request refused for a named precondition (RFC 4918 §16). */
export function broken(
  status: number,
  condition: XmlName,
  words: string,
  content: string = '',
): DavProblem {
  return { kind: 'dav-problem', status, condition, content, words }
}

/** Is this a problem, or what was asked for? */
export function isProblem(of: unknown): of is DavProblem {
  return typeof of === 'object' && of !== null && 'kind' in of && of.kind === 'dav-problem'
}

/** The body of an error answer. */
export function problemBody({ condition, content, words }: DavProblem): string {
  const named: Xml | '' = condition === undefined ? '' : element(condition, content)
  const said = element(`{${DAV}}responsedescription`, escapeXml(words))
  return document(`{${DAV}}error`, `${named}${said}`)
}

/** Preconditions that carry nothing and come up in several places (RFC 4791 §5.3.2.1, RFC 6638 §3.2.4). */
type Condition =
  | 'validCalendarData'
  | 'validCalendarObject'
  | 'supportedCalendarData'
  | 'supportedComponent'
  | 'noUidConflict'
  | 'maxResourceSize'
  | 'maxInstances'
  | 'maxAttendees'
  | 'minDateTime'
  | 'collectionLocation'
  | 'validFilter'
  | 'supportedFilter'
  | 'supportedCollation'
  | 'validTimezone'
  | 'uniqueScheduling'
  | 'sameOrganizer'
  | 'allowedOrganizerChange'
  | 'allowedAttendeeChange'
  | 'validSchedulingMessage'
  | 'validOrganizer'
  | 'defaultCalendarNeeded'
  | 'validDefaultCalendar'
  | 'validSyncToken'
  | 'numberOfMatches'
  | 'finiteDepth'
  | 'needPrivileges'
  | 'supportedReport'
  | 'cannotModifyProtected'
  | 'resourceMustBeNull'
  | 'validResourceType'
  | 'grantOnly'
  | 'noInvert'
  | 'noAbstract'
  | 'notSupportedPrivilege'
  | 'recognizedPrincipal'
  | 'allowedPrincipal'

/** Names of the preconditions (RFC 4791 §5.3.2.1, RFC 6638 §3.2.4, RFC 4918 §16, RFC 3744 §8.1.1). */
export const conditions: Readonly<Record<Condition, XmlName>> = {
  validCalendarData: `{${CALDAV}}valid-calendar-data`,
  validCalendarObject: `{${CALDAV}}valid-calendar-object-resource`,
  supportedCalendarData: `{${CALDAV}}supported-calendar-data`,
  supportedComponent: `{${CALDAV}}supported-calendar-component`,
  noUidConflict: `{${CALDAV}}no-uid-conflict`,
  maxResourceSize: `{${CALDAV}}max-resource-size`,
  maxInstances: `{${CALDAV}}max-instances`,
  maxAttendees: `{${CALDAV}}max-attendees-per-instance`,
  minDateTime: `{${CALDAV}}min-date-time`,
  collectionLocation: `{${CALDAV}}calendar-collection-location-ok`,
  validFilter: `{${CALDAV}}valid-filter`,
  supportedFilter: `{${CALDAV}}supported-filter`,
  supportedCollation: `{${CALDAV}}supported-collation`,
  validTimezone: `{${CALDAV}}valid-timezone`,
  uniqueScheduling: `{${CALDAV}}unique-scheduling-object-resource`,
  sameOrganizer: `{${CALDAV}}same-organizer-in-all-components`,
  allowedOrganizerChange: `{${CALDAV}}allowed-organizer-scheduling-object-change`,
  allowedAttendeeChange: `{${CALDAV}}allowed-attendee-scheduling-object-change`,
  validSchedulingMessage: `{${CALDAV}}valid-scheduling-message`,
  validOrganizer: `{${CALDAV}}valid-organizer`,
  defaultCalendarNeeded: `{${CALDAV}}default-calendar-needed`,
  validDefaultCalendar: `{${CALDAV}}valid-schedule-default-calendar-URL`,
  validSyncToken: `{${DAV}}valid-sync-token`,
  numberOfMatches: `{${DAV}}number-of-matches-within-limits`,
  finiteDepth: `{${DAV}}propfind-finite-depth`,
  needPrivileges: `{${DAV}}need-privileges`,
  supportedReport: `{${DAV}}supported-report`,
  cannotModifyProtected: `{${DAV}}cannot-modify-protected-property`,
  resourceMustBeNull: `{${DAV}}resource-must-be-null`,
  validResourceType: `{${DAV}}valid-resourcetype`,
  grantOnly: `{${DAV}}grant-only`,
  noInvert: `{${DAV}}no-invert`,
  noAbstract: `{${DAV}}no-abstract`,
  notSupportedPrivilege: `{${DAV}}not-supported-privilege`,
  recognizedPrincipal: `{${DAV}}recognized-principal`,
  allowedPrincipal: `{${DAV}}allowed-principal`,
}
