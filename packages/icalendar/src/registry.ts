/** Types of values that VALUE names: RFC 5545 §3.3, RFC 9253 §7 and §8. */
export type ValueType =
  | 'BINARY'
  | 'BOOLEAN'
  | 'CAL-ADDRESS'
  | 'DATE'
  | 'DATE-TIME'
  | 'DURATION'
  | 'FLOAT'
  | 'INTEGER'
  | 'PERIOD'
  | 'RECUR'
  | 'TEXT'
  | 'TIME'
  | 'UID'
  | 'URI'
  | 'UTC-OFFSET'
  | 'XML-REFERENCE'

/** Which value types a property has (RFC 5545 §3.3, §3.8). */
export type PropertyType = {
  /** 'NONE' where the standard wants VALUE to be said always. */
  readonly defaultType: ValueType | 'NONE'
  /** All that VALUE may say, the default among them. */
  readonly allowed: readonly ValueType[]
  /** Parts of a value: `,` for a list, `;` for a structure. */
  readonly parts: 'one' | 'list' | 'structure'
}

const one = (...allowed: readonly [ValueType, ...ValueType[]]): PropertyType => ({
  defaultType: allowed[0],
  allowed,
  parts: 'one',
})
const list = (...allowed: readonly [ValueType, ...ValueType[]]): PropertyType => ({
  defaultType: allowed[0],
  allowed,
  parts: 'list',
})
const structure = (type: ValueType): PropertyType => ({
  defaultType: type,
  allowed: [type],
  parts: 'structure',
})
const said = (...allowed: readonly ValueType[]): PropertyType => ({
  defaultType: 'NONE',
  allowed,
  parts: 'one',
})

/** Every property of the standards, in their order. */
export const propertyTypes: ReadonlyMap<string, PropertyType> = new Map([
  // RFC 5545 §3.7
  ['CALSCALE', one('TEXT')],
  ['METHOD', one('TEXT')],
  ['PRODID', one('TEXT')],
  ['VERSION', one('TEXT')],
  // §3.8.1
  ['ATTACH', one('URI', 'BINARY')],
  ['CATEGORIES', list('TEXT')],
  ['CLASS', one('TEXT')],
  ['COMMENT', one('TEXT')],
  ['DESCRIPTION', one('TEXT')],
  ['GEO', structure('FLOAT')],
  ['LOCATION', one('TEXT')],
  ['PERCENT-COMPLETE', one('INTEGER')],
  ['PRIORITY', one('INTEGER')],
  ['RESOURCES', list('TEXT')],
  ['STATUS', one('TEXT')],
  ['SUMMARY', one('TEXT')],
  // §3.8.2
  ['COMPLETED', one('DATE-TIME')],
  ['DTEND', one('DATE-TIME', 'DATE')],
  ['DUE', one('DATE-TIME', 'DATE')],
  ['DTSTART', one('DATE-TIME', 'DATE')],
  ['DURATION', one('DURATION')],
  ['FREEBUSY', list('PERIOD')],
  ['TRANSP', one('TEXT')],
  // §3.8.3
  ['TZID', one('TEXT')],
  ['TZNAME', one('TEXT')],
  ['TZOFFSETFROM', one('UTC-OFFSET')],
  ['TZOFFSETTO', one('UTC-OFFSET')],
  ['TZURL', one('URI')],
  // §3.8.4
  ['ATTENDEE', one('CAL-ADDRESS')],
  ['CONTACT', one('TEXT')],
  ['ORGANIZER', one('CAL-ADDRESS')],
  ['RECURRENCE-ID', one('DATE-TIME', 'DATE')],
  ['RELATED-TO', one('TEXT', 'UID', 'URI')], // RFC 9253 §9.1
  ['URL', one('URI')],
  ['UID', one('TEXT')],
  // §3.8.5
  ['EXDATE', list('DATE-TIME', 'DATE')],
  ['RDATE', list('DATE-TIME', 'DATE', 'PERIOD')],
  ['RRULE', one('RECUR')],
  ['EXRULE', one('RECUR')], // RFC 2445 §4.8.5.2, gone since
  // §3.8.6
  ['ACTION', one('TEXT')],
  ['REPEAT', one('INTEGER')],
  ['TRIGGER', one('DURATION', 'DATE-TIME')],
  // §3.8.7
  ['CREATED', one('DATE-TIME')],
  ['DTSTAMP', one('DATE-TIME')],
  ['LAST-MODIFIED', one('DATE-TIME')],
  ['SEQUENCE', one('INTEGER')],
  // §3.8.8
  ['REQUEST-STATUS', structure('TEXT')],
  // RFC 7808 §7
  ['TZUNTIL', one('DATE-TIME')],
  ['TZID-ALIAS-OF', one('TEXT')],
  // RFC 7953 §3.2
  ['BUSYTYPE', one('TEXT')],
  // RFC 7986 §5
  ['NAME', one('TEXT')],
  ['REFRESH-INTERVAL', said('DURATION')],
  ['SOURCE', said('URI')],
  ['COLOR', one('TEXT')],
  ['IMAGE', said('URI', 'BINARY')],
  ['CONFERENCE', said('URI')],
  // RFC 9073 §6
  ['LOCATION-TYPE', list('TEXT')],
  ['PARTICIPANT-TYPE', one('TEXT')],
  ['RESOURCE-TYPE', one('TEXT')],
  ['CALENDAR-ADDRESS', one('CAL-ADDRESS')],
  ['STYLED-DESCRIPTION', said('TEXT', 'URI')],
  ['STRUCTURED-DATA', said('TEXT', 'BINARY', 'URI')],
  // RFC 9074 §6, §8
  ['ACKNOWLEDGED', one('DATE-TIME')],
  ['PROXIMITY', one('TEXT')],
  // RFC 9253 §8
  ['CONCEPT', one('URI')],
  ['LINK', said('URI', 'UID', 'XML-REFERENCE', 'TEXT')],
  ['REFID', one('TEXT')],
])

/** The type of a value without VALUE; 'UNKNOWN' for a property that no standard has. */
export function defaultValueType(name: string): ValueType | 'NONE' | 'UNKNOWN' {
  return propertyTypes.get(name)?.defaultType ?? 'UNKNOWN'
}
