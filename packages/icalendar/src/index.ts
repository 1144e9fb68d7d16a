export { sameCalendar, sameModel } from './compare.ts'
export { defaultLimits, type ParseLimits } from './limits.ts'
export * from './model.ts'
export { onceFor } from './once-for.ts'
export { type ParseOptions, type ParseResult, parseCalendar } from './parse.ts'
export { instanceComponent } from './recurrence/instance-component.ts'
export { defaultRecurrenceLimits, type RecurrenceLimits } from './recurrence/limits.ts'
export {
  type ByDay,
  type ByMonth,
  type Frequency,
  formatRule,
  parseRule,
  type RecurrenceRule,
  type Weekday,
} from './recurrence/rule.ts'
export { ruleViolations } from './recurrence/rule-violations.ts'
export {
  countInstances,
  firstInstance,
  instanceAt,
  instanceKey,
  keyOfComponent,
  lastInstance,
} from './recurrence/seek.ts'
export {
  type Instance,
  type InstanceKey,
  instancesBetween,
  isRecurring,
  type RecurrenceSet,
  recurrenceSet,
  type Window,
} from './recurrence/set.ts'
export { defaultValueType, type PropertyType, propertyTypes, type ValueType } from './registry.ts'
export { roundTrip } from './round-trip.ts'
export { serializeCalendar, serializeText } from './serialize.ts'
export {
  type DateParts,
  dateParts,
  daysInMonth,
  daysOf,
  isLeapYear,
  wallSecondsOf,
} from './values/civil.ts'
export {
  type Duration,
  durationOf,
  durationProperty,
  formatDuration,
  parseDuration,
} from './values/duration.ts'
export {
  booleanOf,
  floatOf,
  formatBoolean,
  formatFloat,
  formatGeo,
  formatInteger,
  formatUtcOffset,
  type Geo,
  geoOf,
  integerOf,
  integerProperty,
  parseBoolean,
  parseFloatValue,
  parseGeo,
  parseInteger,
  parseUtcOffset,
  utcOffsetOf,
} from './values/number.ts'
export {
  formatPeriod,
  type Period,
  parsePeriod,
  periodsOf,
  periodsProperty,
} from './values/period.ts'
export {
  binaryOf,
  binaryProperty,
  calAddressOf,
  featuresOf,
  formatBase64,
  formatRequestStatus,
  isUri,
  parseBase64,
  parseRequestStatus,
  type RequestStatus,
  requestStatusOf,
  requestStatusProperty,
  uriOf,
  uriProperty,
} from './values/resource.ts'
export {
  escapeText,
  splitEscaped,
  textListOf,
  textListProperty,
  textOf,
  textProperty,
  unescapeText,
} from './values/text.ts'
export {
  formatTime,
  parseTime,
  type Time,
  timeOf,
  timeProperty,
  timesOf,
  timesProperty,
  tzidOf,
  withTime,
} from './values/time.ts'
export { validateValues } from './values/validate.ts'
export type { RequirementId, Violation } from './violation.ts'
export { type ZoneCatalog, zoneCatalog } from './zones/iana.ts'
export { fixedOffsetOf, ianaToWindows, ianaZoneOf, windowsToIana } from './zones/names.ts'
export { type Span, vtimezone } from './zones/vtimezone.ts'
export { usedTzids, withTimezones } from './zones/with-timezones.ts'
export { offsetSeconds, wallSeconds, type Zone } from './zones/zone.ts'
export {
  resolveZone,
  timeAt,
  utcSeconds,
  type Zones,
  zonesOf,
  zoneViolations,
} from './zones/zones.ts'
