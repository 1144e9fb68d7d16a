export {
  addressOf,
  addressUri,
  type CalendarAddress,
  type CalendarUser,
  calendarAddress,
  calendarUser,
  isAddressOf,
  isPropertyOf,
  sentByOf,
} from './address.ts'
export type { AskEffect, Effect, Notice, NotifyEffect, SendEffect } from './effect.ts'
export { because, type Explanation, type Fact, type Reason } from './explanation.ts'
export {
  type ComponentName,
  componentNames,
  type EventMessage,
  type FreeBusyMessage,
  type JournalMessage,
  type Message,
  type Method,
  methods,
  type TodoMessage,
} from './message.ts'
export { maxMessages, methodOf, type ReadResult, read } from './read.ts'
export type { InstanceChange, PropertyChange } from './significant.ts'
export type { Violation } from './validate.ts'
