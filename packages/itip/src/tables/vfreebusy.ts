/** The restriction tables of VFREEBUSY (RFC 5546 §3.3). */

import { apartByType, ascending, busyTimeOnly, inUtc, namedOnce } from './busy-rules.ts'
import { held, meaning } from './rules.ts'
import type { RestrictionTable } from './table.ts'

// Requirement: 5546/3.3.1/each-names-source-and-range
/** RFC 5546 §3.3.1, the table of METHOD:PUBLISH of a VFREEBUSY, in the RFC's order. */
export const publishOfVfreebusy: RestrictionTable = {
  section: '3.3.1',
  requirement: '5546/3.3.1/presence',
  method: 'PUBLISH',
  componentName: 'VFREEBUSY',
  rows: {
    METHOD: '1',
    VFREEBUSY: {
      presence: '1+',
      rows: {
        DTSTAMP: '1',
        DTSTART: '1',
        DTEND: '1',
        FREEBUSY: '0+',
        ORGANIZER: '1',
        UID: '1',
        COMMENT: '0+',
        CONTACT: '0 or 1',
        'IANA-PROPERTY': '0+',
        'X-PROPERTY': '0+',
        URL: '0 or 1',
        ATTENDEE: '0',
        DURATION: '0',
        'REQUEST-STATUS': '0',
        VALARM: '0',
      },
    },
    'IANA-COMPONENT': '0+',
    'X-COMPONENT': '0+',
    VEVENT: '0',
    VTODO: '0',
    VJOURNAL: '0',
    VTIMEZONE: '0',
  },
  essential: [],
  stated: {
    ORGANIZER: '5546/3.3.1/organizer-named',
  },
  rules: [
    inUtc('5546/3.3.1/times-in-utc', 'DTSTART'),
    inUtc('5546/3.3.1/times-in-utc', 'DTEND'),
    busyTimeOnly('5546/3.3.1/freebusy-is-busy-time'),
    ascending('5546/3.3.1/freebusy-ascending'),
    apartByType('5546/3.3.1/fbtypes-do-not-overlap'),
    namedOnce('5546/3.3/no-duplicate-periods'),
    held(
      '5546/3.3.1/organizer-is-originator',
      'ORGANIZER',
      'authorize',
      'the one whose busy time this is',
    ),
    meaning('5546/3.3.1/url-is-busy-time', 'URL', 'points to the busy time'),
  ],
}

/** RFC 5546 §3.3.2, the table of METHOD:REQUEST of a VFREEBUSY, in the RFC's order. */
export const requestOfVfreebusy: RestrictionTable = {
  section: '3.3.2',
  requirement: '5546/3.3.2/presence',
  method: 'REQUEST',
  componentName: 'VFREEBUSY',
  rows: {
    METHOD: '1',
    VFREEBUSY: {
      presence: '1',
      rows: {
        ATTENDEE: '1+',
        DTEND: '1',
        DTSTAMP: '1',
        DTSTART: '1',
        ORGANIZER: '1',
        UID: '1',
        COMMENT: '0+',
        CONTACT: '0 or 1',
        'IANA-PROPERTY': '0+',
        'X-PROPERTY': '0+',
        FREEBUSY: '0',
        DURATION: '0',
        'REQUEST-STATUS': '0',
        URL: '0',
        VALARM: '0',
      },
    },
    'IANA-COMPONENT': '0+',
    'X-COMPONENT': '0+',
    VEVENT: '0',
    VTODO: '0',
    VJOURNAL: '0',
    VTIMEZONE: '0',
  },
  essential: ['ATTENDEE', 'DTSTART', 'DTEND'],
  rules: [
    meaning('5546/3.3.2/attendees-are-asked', 'ATTENDEE', 'those whose busy time is asked for'),
    inUtc('5546/3.3.2/times-in-utc', 'DTSTART'),
    inUtc('5546/3.3.2/times-in-utc', 'DTEND'),
    held('5546/3.3.2/organizer-is-requester', 'ORGANIZER', 'authorize', 'the one who asks'),
  ],
}

/** RFC 5546 §3.3.3, the table of METHOD:REPLY of a VFREEBUSY, in the RFC's order. */
export const replyOfVfreebusy: RestrictionTable = {
  section: '3.3.3',
  requirement: '5546/3.3.3/presence',
  method: 'REPLY',
  componentName: 'VFREEBUSY',
  rows: {
    METHOD: '1',
    VFREEBUSY: {
      presence: '1',
      rows: {
        ATTENDEE: '1',
        DTSTAMP: '1',
        DTEND: '1',
        DTSTART: '1',
        FREEBUSY: '0+',
        ORGANIZER: '1',
        UID: '1',
        COMMENT: '0+',
        CONTACT: '0 or 1',
        'REQUEST-STATUS': '0+',
        URL: '0 or 1',
        'IANA-PROPERTY': '0+',
        'X-PROPERTY': '0+',
        DURATION: '0',
        SEQUENCE: '0',
        VALARM: '0',
      },
    },
    'IANA-COMPONENT': '0+',
    'X-COMPONENT': '0+',
    VEVENT: '0',
    VTODO: '0',
    VJOURNAL: '0',
    VTIMEZONE: '0',
  },
  essential: ['ATTENDEE'],
  rules: [
    held(
      '5546/3.3.3/attendee-is-replier',
      'ATTENDEE',
      'authorize',
      'the address of the Attendee who replies',
    ),
    inUtc('5546/3.3.3/times-in-utc', 'DTSTART'),
    inUtc('5546/3.3.3/times-in-utc', 'DTEND'),
    busyTimeOnly('5546/3.3.3/freebusy-is-busy-time'),
    ascending('5546/3.3.3/freebusy-ascending'),
    apartByType('5546/3.3.3/fbtypes-do-not-overlap'),
    namedOnce('5546/3.3/no-duplicate-periods'),
    held('5546/3.3.3/organizer-is-requester', 'ORGANIZER', 'classify', 'the one who asked'),
    held('5546/3.3.3/uid-of-request', 'UID', 'classify', 'that of the REQUEST'),
    meaning('5546/3.3.3/url-is-busy-time', 'URL', 'points to the busy time'),
  ],
}
