/**
 * Names of components, properties and parameters that the standards register, so that the scanner
 * recognises one while it reads it and every property of one name shares one string.
 */

import { type Parameter, parameter } from './model.ts'

const components = `VCALENDAR VEVENT VTODO VJOURNAL VFREEBUSY VTIMEZONE VALARM STANDARD DAYLIGHT
  VAVAILABILITY AVAILABLE PARTICIPANT VLOCATION VRESOURCE VPOLL VOTE VVOTER`

const properties = `BEGIN END CALSCALE METHOD PRODID VERSION ATTACH CATEGORIES CLASS COMMENT
  DESCRIPTION GEO LOCATION PERCENT-COMPLETE PRIORITY RESOURCES STATUS SUMMARY COMPLETED DTEND DUE
  DTSTART DURATION FREEBUSY TRANSP TZID TZNAME TZOFFSETFROM TZOFFSETTO TZURL ATTENDEE CONTACT
  ORGANIZER RECURRENCE-ID RELATED-TO URL UID EXDATE EXRULE RDATE RRULE ACTION REPEAT TRIGGER CREATED
  DTSTAMP LAST-MODIFIED SEQUENCE REQUEST-STATUS NAME REFRESH-INTERVAL SOURCE COLOR IMAGE CONFERENCE
  LOCATION-TYPE PARTICIPANT-TYPE RESOURCE-TYPE CALENDAR-ADDRESS STYLED-DESCRIPTION STRUCTURED-DATA
  ACKNOWLEDGED PROXIMITY BUSYTYPE CONCEPT LINK REFID TZID-ALIAS-OF TZUNTIL X-WR-CALNAME
  X-WR-CALDESC X-WR-TIMEZONE X-WR-ALARMUID X-LIC-LOCATION X-PUBLISHED-TTL X-APPLE-DEFAULT-ALARM
  X-APPLE-STRUCTURED-LOCATION X-APPLE-TRAVEL-ADVISORY-BEHAVIOR X-MOZ-GENERATION X-MOZ-LASTACK
  X-ALT-DESC X-MICROSOFT-CDO-BUSYSTATUS X-MICROSOFT-CDO-IMPORTANCE X-MICROSOFT-CDO-INTENDEDSTATUS
  X-MICROSOFT-CDO-ALLDAYEVENT X-MICROSOFT-CDO-APPT-SEQUENCE X-MICROSOFT-CDO-INSTTYPE
  X-MICROSOFT-CDO-OWNERAPPTID X-MICROSOFT-DISALLOW-COUNTER X-GOOGLE-CONFERENCE`

const parameters = `ALTREP CN CUTYPE DELEGATED-FROM DELEGATED-TO DIR ENCODING FMTTYPE FBTYPE LANGUAGE
  MEMBER PARTSTAT RANGE RELATED RELTYPE ROLE RSVP SENT-BY VALUE SCHEDULE-AGENT SCHEDULE-FORCE-SEND
  SCHEDULE-STATUS DISPLAY EMAIL FEATURE LABEL ORDER SCHEMA DERIVED GAP LINKREL X-NUM-GUESTS
  X-RESPONSE-COMMENT X-FILENAME X-VOBJ-ORIGINAL-TZID`

/** Parameters that most messages have, with their values. */
const commonParameters = `CUTYPE=INDIVIDUAL CUTYPE=GROUP CUTYPE=RESOURCE CUTYPE=ROOM CUTYPE=UNKNOWN
  ROLE=CHAIR ROLE=REQ-PARTICIPANT ROLE=OPT-PARTICIPANT ROLE=NON-PARTICIPANT PARTSTAT=NEEDS-ACTION
  PARTSTAT=ACCEPTED PARTSTAT=DECLINED PARTSTAT=TENTATIVE PARTSTAT=DELEGATED PARTSTAT=COMPLETED
  PARTSTAT=IN-PROCESS RSVP=TRUE RSVP=FALSE VALUE=BINARY VALUE=DATE VALUE=DATE-TIME VALUE=DURATION
  VALUE=PERIOD VALUE=TEXT VALUE=URI RANGE=THISANDFUTURE RELATED=START RELATED=END RELTYPE=PARENT
  RELTYPE=CHILD RELTYPE=SIBLING FBTYPE=FREE FBTYPE=BUSY FBTYPE=BUSY-UNAVAILABLE
  FBTYPE=BUSY-TENTATIVE ENCODING=BASE64 ENCODING=8BIT SCHEDULE-AGENT=SERVER SCHEDULE-AGENT=CLIENT
  SCHEDULE-AGENT=NONE X-NUM-GUESTS=0`.split(/\s+/)

const names = `${components} ${properties} ${parameters}`.split(/\s+/)
const words = [...names, ...commonParameters]

/** Width of one row of `nextNode`: one column per class of character. */
export const classCount = 41
/** The class of '=', which ends a name and yet stands within a common parameter. */
export const equalsClass = 40

/** Class of an ASCII character in a name; 0 for one that ends it. Letters have one class per letter. */
export const classOf: Uint8Array = classes()

/** A trie: `nextNode[node * classCount + class]`. Node 0 is "not known", node 1 the start. */
export const nextNode: Uint16Array = new Uint16Array((words.join('').length + 2) * classCount)

/** What ends at a node: the name, or the common parameter, which all properties share. */
export const nameAt: readonly (string | undefined)[] = fillTrie()
export const parameterAt: readonly (Parameter | undefined)[] = nameAt.map(parameterOf)

function classes(): Uint8Array {
  const made = new Uint8Array(128)
  for (let i = 0; i < 26; i++) made[0x41 + i] = made[0x61 + i] = 1 + i
  made[0x2d] = 27
  for (let i = 0; i < 10; i++) made[0x30 + i] = 28 + i
  made[0x5f] = 38 // '_' and '.' are no name characters of the RFC, yet are seen in the field
  made[0x2e] = 39
  return made
}

function fillTrie(): (string | undefined)[] {
  const ends: (string | undefined)[] = [undefined, undefined]
  for (const word of words) {
    let node = 1
    for (let i = 0; i < word.length; i++) {
      const code = word.charCodeAt(i)
      const cell = node * classCount + (code === 0x3d ? equalsClass : (classOf[code] ?? 0))
      let next = nextNode[cell] ?? 0
      if (next === 0) {
        next = ends.push(undefined) - 1
        nextNode[cell] = next
      }
      node = next
    }
    ends[node] = word
  }
  return ends
}

function parameterOf(word: string | undefined): Parameter | undefined {
  const [name = '', value] = word?.split('=') ?? []
  return value === undefined ? undefined : parameter(name, value)
}
