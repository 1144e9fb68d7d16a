/** The tables that hold in every scheduling message (RFC 5546 §3.1). */
import type { GeneralTable, Judged, JudgedRule } from './table.ts'

/** RFC 5546 §3.1.1, the properties of a VCALENDAR. METHOD is a row of each method's table. */
export const propertiesOfVcalendar: GeneralTable = {
  section: '3.1.1',
  requirement: '5546/3.1.1/presence',
  rows: {
    CALSCALE: '0 or 1',
    PRODID: '1',
    VERSION: '1',
    'IANA-PROPERTY': '0+',
    'X-PROPERTY': '0+',
  },
  rules: [
    {
      kind: 'judged',
      requirement: '5546/3.1.1/version-is-2-0',
      row: 'VERSION',
      words: 'VERSION is 2.0',
      level: 'error',
      otherwise: '3.9',
      applied: '2.1',
      // RFC 5545 §3.7.4: two versions with a semicolon between name the lowest and the highest.
      holds: ({ properties }) => {
        const found = properties.get('VERSION')
        return found === undefined || found.first.value.split(';').some((each) => isTwo(each))
      },
    },
  ],
}

function isTwo(version: string): boolean {
  return /^\s*2\.0+\s*$/.test(version)
}

/** RFC 5546 §3.1.2, any VTIMEZONE. */
export const anyVtimezone: GeneralTable = {
  section: '3.1.2',
  requirement: '5546/3.1.2/presence',
  rows: {
    VTIMEZONE: {
      presence: '0+',
      rows: {
        DAYLIGHT: {
          presence: '0+',
          rows: {
            COMMENT: '0+',
            DTSTART: '1',
            RDATE: '0+',
            RRULE: '0 or 1',
            TZNAME: '0+',
            TZOFFSETFROM: '1',
            TZOFFSETTO: '1',
            'IANA-PROPERTY': '0+',
            'X-PROPERTY': '0+',
          },
        },
        'LAST-MODIFIED': '0 or 1',
        STANDARD: {
          presence: '0+',
          rows: {
            COMMENT: '0+',
            DTSTART: '1',
            RDATE: '0+',
            RRULE: '0 or 1',
            TZNAME: '0+',
            TZOFFSETFROM: '1',
            TZOFFSETTO: '1',
            'IANA-PROPERTY': '0+',
            'X-PROPERTY': '0+',
          },
        },
        TZID: '1',
        TZURL: '0 or 1',
        'IANA-PROPERTY': '0+',
        'X-PROPERTY': '0+',
      },
    },
  },
  rules: [
    {
      kind: 'judged',
      requirement: '5546/3.1.2/standard-or-daylight',
      row: 'STANDARD',
      words: 'STANDARD or DAYLIGHT, one at least',
      level: 'warning',
      otherwise: '3.11',
      applied: '2.1',
      holds: ({ component }) =>
        component.name !== 'VTIMEZONE' || component.components.some(isObservance),
    },
    {
      kind: 'judged',
      requirement: '5546/3.1.2/dtstart-is-local',
      row: 'DTSTART',
      words: 'DTSTART of STANDARD and DAYLIGHT in local time',
      level: 'warning',
      otherwise: '3.5',
      applied: '2.1',
      holds: ({ component, properties }) => {
        const start = properties.get('DTSTART')?.first
        if (start === undefined || !isObservance(component)) return true
        return /^\d{8}T\d{6}$/.test(start.value.trim()) && start.parameters.every(isNoTzid)
      },
    },
    {
      kind: 'judged',
      requirement: '5546/3.1.2/rdate-or-rrule',
      row: 'RRULE',
      words: 'RDATE or RRULE in STANDARD, not both',
      level: 'warning',
      otherwise: '3.1',
      applied: '2.1',
      holds: ({ component, properties }) =>
        component.name !== 'STANDARD' || !properties.has('RDATE') || !properties.has('RRULE'),
    },
  ],
}

function isObservance(of: Judged['component']): boolean {
  return of.name === 'STANDARD' || of.name === 'DAYLIGHT'
}

function isNoTzid(of: { readonly name: string }): boolean {
  return of.name !== 'TZID'
}

/** RFC 5546 §3.1.3, any VALARM. */
export const anyValarm: GeneralTable = {
  section: '3.1.3',
  requirement: '5546/3.1.3/presence',
  rows: {
    VALARM: {
      presence: '0+',
      rows: {
        ACTION: '1',
        ATTACH: '0+',
        ATTENDEE: '0+',
        DESCRIPTION: '0 or 1',
        DURATION: '0 or 1',
        REPEAT: '0 or 1',
        SUMMARY: '0 or 1',
        TRIGGER: '1',
        'IANA-PROPERTY': '0+',
        'X-PROPERTY': '0+',
      },
    },
  },
  rules: [
    needs('5546/3.1.3/duration-needs-repeat', 'DURATION', 'REPEAT'),
    needs('5546/3.1.3/repeat-needs-duration', 'REPEAT', 'DURATION'),
  ],
}

function needs(
  requirement: JudgedRule['requirement'],
  row: 'DURATION' | 'REPEAT',
  other: 'DURATION' | 'REPEAT',
): JudgedRule {
  return {
    kind: 'judged',
    requirement,
    row,
    words: `${row} of a VALARM comes with ${other}`,
    level: 'warning',
    otherwise: '3.11',
    applied: '2.2',
    holds: ({ properties }) => !properties.has(row) || properties.has(other),
  }
}
