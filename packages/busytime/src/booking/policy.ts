/** How a room or a resource is booked: policy as data. Names of Exchange's CalendarProcessing beside. */
import type { CalendarAddress } from '@parley/itip'
import type { Hours, Weekday } from '../propose/query.ts'

/** The rules of a room or resource. In brackets the setting of Exchange that each stands for. */
export type BookingPolicy = {
  /**
   * What becomes of a request that breaks no rule. `if-free` accepts when the time is free
   * (AutomateProcessing AutoAccept), `keeper` leaves every request to the keepers (AllRequestInPolicy),
   * `accept` takes all, conflicting or not, `decline` takes none.
   */
  readonly answer: 'if-free' | 'keeper' | 'accept' | 'decline'
  /** Several bookings of one time are in order (AllowConflicts). Default false. */
  readonly allowConflicts: boolean
  /**
   * A series that conflicts in no more than so many of its instances, and so many of a hundred, is
   * accepted all the same, those instances declined (MaximumConflictInstances,
   * ConflictPercentageAllowed). Default 0 and 0: one conflict declines the series.
   */
  readonly maxConflicts: number
  readonly maxConflictPercent: number
  /** AllowRecurringMeetings. Default true. */
  readonly allowRecurring: boolean
  /** How far ahead it can be booked, to the end of the last instance (BookingWindowInDays). Default 180. */
  readonly horizonDays: number
  /**
   * What becomes of a series that reaches beyond the horizon (EnforceSchedulingHorizon): declined
   * as a whole, or accepted up to it, the instances beyond it declined. Default `decline`.
   */
  readonly beyondHorizon: 'decline' | 'cut'
  /** MinimumDurationInMinutes and MaximumDurationInMinutes, in seconds. 0 is no bound. */
  readonly minDurationSeconds: number
  readonly maxDurationSeconds: number
  /** Outside them it is declined (ScheduleOnlyDuringWorkHours). Undefined: at any time. */
  readonly hours: (Hours & { readonly zone: string; readonly days: readonly Weekday[] }) | undefined
  /** Seats; more Attendees than that are declined (EnforceCapacity). Undefined: any number. */
  readonly capacity: number | undefined
  /** Who may book by themselves (BookInPolicy): `all`, or these addresses and `*@domain`. */
  readonly mayBook: 'all' | readonly CalendarAddress[]
  /** Who else may ask the keepers (RequestInPolicy). Default none. */
  readonly mayRequest: 'all' | readonly CalendarAddress[]
  /** Who may ask the keepers for what the rules decline (RequestOutOfPolicy). Default none. */
  readonly mayRequestOutOfPolicy: 'all' | readonly CalendarAddress[]
  /** Those who decide where a person must (ResourceDelegates). Without any, such requests are declined. */
  readonly keepers: readonly CalendarAddress[]
  /** What the room's own calendar keeps of the meeting. */
  readonly keeps: {
    /** `organizer`: the Organizer's name stands in its place (DeleteSubject, AddOrganizerToSubject). */
    readonly subject: 'keep' | 'organizer' | 'remove'
    readonly comments: boolean // DeleteComments: DESCRIPTION, COMMENT and the like
    readonly attachments: boolean // DeleteAttachments
    readonly privateFlag: boolean // RemovePrivateProperty: CLASS
  }
  /** Added to each answer (AdditionalResponse). */
  readonly additionalComment: string | undefined
  /** Do answers say why (EnableResponseDetails)? Default true. */
  readonly saysWhy: boolean
}

/** A room that accepts what is free and no longer than a day, half a year ahead. */
export const defaultBookingPolicy: BookingPolicy = {
  answer: 'if-free',
  allowConflicts: false,
  maxConflicts: 0,
  maxConflictPercent: 0,
  allowRecurring: true,
  horizonDays: 180,
  beyondHorizon: 'decline',
  minDurationSeconds: 0,
  maxDurationSeconds: 86_400,
  hours: undefined,
  capacity: undefined,
  mayBook: 'all',
  mayRequest: [],
  mayRequestOutOfPolicy: [],
  keepers: [],
  keeps: { subject: 'organizer', comments: false, attachments: false, privateFlag: false },
  additionalComment: undefined,
  saysWhy: true,
}
