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
export {
  attendeeAddresses,
  attendeesByAddress,
  delegatedFrom,
  delegatedTo,
  findAttendee,
  isReplyExpected,
  organizerOf,
  partStatOf,
  withAttendee,
  withNeedsAction,
  withoutAttendee,
  withPartStat,
} from './attendee.ts'
export { indexAttendees } from './attendee-index.ts'
export { authorize } from './authorize.ts'
export { type CarryOverOptions, carryOver } from './carry-over.ts'
export type { BusyPeriod, Change, Proposal, ReplyChange, SaveChange } from './change.ts'
export { type Classification, classify } from './classify.ts'
export type { Context, Originator } from './context.ts'
export type { AskEffect, Effect, Notice, NotifyEffect, SendEffect } from './effect.ts'
export { because, type Explanation, type Fact, type Reason } from './explanation.ts'
export { guestListOf, withGuestList } from './guest-list.ts'
export { type JsonValue, ledgerFromJson, ledgerToJson } from './ledger.ts'
export {
  type AttendeeMerge,
  type AttendeeVersions,
  mergeAttendeeChange,
} from './merge-attendee-change.ts'
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
export { originate } from './originate.ts'
export { defaultPolicy, type Policy, type QuirkName } from './policy.ts'
export { isSchedulingComponent, maxMessages, methodOf, type ReadResult, read } from './read.ts'
export { receive } from './receive.ts'
export { compareRevisions, obsoletes, type Revision, revisionOf } from './revision.ts'
export { type ItipRole, roleOf } from './role.ts'
export { type InstanceChange, type PropertyChange, significantChanges } from './significant.ts'
export {
  type CounterProposal,
  emptyLedger,
  type HeldState,
  type Ledger,
  nothingHeld,
  type PendingQuestion,
  type QuestionKind,
} from './state.ts'
export {
  type Ability,
  type Action,
  type Fallback,
  fallbackFor,
  fallbacks,
  type Incapable,
} from './tables/fallbacks.ts'
export { anyValarm, anyVtimezone, propertiesOfVcalendar } from './tables/general.ts'
export {
  allRestrictionTables,
  restrictionTable,
  restrictionTables,
} from './tables/methods.ts'
export { type Quirk, quirks, tolerates } from './tables/quirks.ts'
export {
  consistentStatuses,
  listedStatus,
  type RequestSituation,
  type RequestStatusClass,
  type RequestStatusCode,
  requestStatusClass,
  requestStatuses,
  requestStatusFor,
  requestStatusProperty,
} from './tables/request-status.ts'
export type { GeneralTable, Presence, RestrictionTable, Rule } from './tables/table.ts'
export type { ReceivedTransition, Transition } from './transition.ts'
export { maxViolations, type Violation, validate, validateUnder } from './validate.ts'
export { type ViewOptions, view } from './view.ts'
export { write } from './write.ts'
