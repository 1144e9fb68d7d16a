/** Public names of @parley/busytime. */
export {
  availabilityTime,
  type CompiledAvailability,
  compileAvailability,
  noAvailability,
  overlaidBusyTime,
  withAvailability,
} from './availability.ts'
export { type BookingDecision, type BookingReason, decideBooking } from './booking/decide.ts'
export { keptOfBooking } from './booking/keep.ts'
export { type BookingPolicy, defaultBookingPolicy } from './booking/policy.ts'
export {
  type BusyCode,
  type BusyKind,
  type BusyTime,
  type BusyTimeBuilder,
  busyKinds,
  busyPeriodsOf,
  busyTimeBuilder,
  clipBusyTime,
  combineBusyTime,
  type KindPeriod,
  kindOf,
  kindPeriodsOf,
  strongestIn,
  unknownBusyTime,
  type Window,
  withoutBusyTime,
} from './busy-time.ts'
export {
  busyTimeOf,
  type Calendar,
  type CalendarsOwner,
  type CompiledCalendars,
  compileCalendars,
  freeBusyTime,
  joinCalendars,
  withHorizon,
} from './calendars.ts'
export {
  acceptCounter,
  acceptIfFree,
  type CounterJudgement,
  type CounterQuery,
  compareCounters,
  judgeCounter,
  type PrefilledCounter,
  prefillCounter,
} from './counter.ts'
export { codeOfEvent, type UnansweredPolicy } from './event.ts'
export { because, type Explanation, type Reason } from './explanation.ts'
export {
  answerBusyTime,
  askedWindow,
  type FreeBusyHeader,
  freeBusyComponent,
  ownerOfFreeBusy,
  readFreeBusy,
  splitUnavailable,
} from './free-busy.ts'
export { busyStateProperties } from './microsoft.ts'
export { personWithBusyTime, personWithCalendars, roomWithCalendars } from './person.ts'
export { pollLedgerFromJson, pollLedgerToJson } from './poll/ledger.ts'
export {
  type Answer,
  answerOf,
  type Candidate,
  type HeldPoll,
  noPollHeld,
  type Poll,
  type PollMessage,
  type PollMethod,
  type PollStatus,
  responseOf,
  responseOfRank,
  type Vote,
  type Voter,
} from './poll/model.ts'
export { originatePoll, type PollChange, type PollDraft } from './poll/originate.ts'
export { type PollReadResult, readPoll, readStoredPoll } from './poll/read.ts'
export { receivePoll } from './poll/receive.ts'
export { pollSeenBy } from './poll/send.ts'
export { type CandidateTally, tallyPoll } from './poll/tally.ts'
export type { PollEffect, PollTransition } from './poll/transition.ts'
export { answerByVote, type Submission, type SubmittedPoll, submitWinner } from './poll/winner.ts'
export { type PollWriting, writePoll } from './poll/write.ts'
export { judgeTime } from './propose/judge.ts'
export { proposeTimes } from './propose/propose.ts'
export {
  defaultWeights,
  type Hours,
  type Person,
  type Preferences,
  type Room,
  type RoomQuery,
  type TimeQuery,
  type Weekday,
  type Weights,
} from './propose/query.ts'
export type {
  OutsideHours,
  PeopleReason,
  RankReason,
  RoomChoice,
  RoomRefusal,
  TimeProposal,
  Verdict,
} from './propose/reason.ts'
export type { RequirementId } from './requirement-ids.ts'
export {
  type AvailabilityViolation,
  sharedAvailability,
  validateAvailability,
  validateInboxAvailability,
} from './validate-availability.ts'
export { type WorkingHours, workingHours } from './working-hours.ts'
