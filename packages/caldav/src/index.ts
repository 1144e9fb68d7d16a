export { alarmIn } from './alarms.ts'
export * from './bodies.ts'
export * from './calendar-data.ts'
export * from './filter.ts'
export * from './headers.ts'
export * from './multistatus.ts'
export * from './names.ts'
export * from './problem.ts'
export * from './reports.ts'
export { type RecipientResponse, scheduleResponse } from './schedule-response.ts'
export {
  anyInstanceIn,
  componentOverlaps,
  finite,
  readTimeRange,
  type TimeRange,
} from './time-range.ts'
export * from './xml-read.ts'
export * from './xml-write.ts'
