/** What a calendar user does to what he holds: the input of `originate`. */
import type {
  CalendarObject,
  Component,
  Duration,
  InstanceKey,
  Period,
  Time,
} from '@parley/icalendar'
import type { CalendarAddress } from './address.ts'
import type { AttendeeMerge } from './merge-attendee-change.ts'

/** What a calendar user wants done. `keys` name instances; without them the whole is meant. */
export type Change =
  // the Organizer's
  | SaveChange
  | {
      readonly kind: 'cancel'
      readonly keys?: readonly InstanceKey[]
      readonly thisAndFuture?: boolean
      readonly attendees?: readonly CalendarAddress[]
      readonly comment?: string
    }
  | { readonly kind: 'add'; readonly component: Component }
  | { readonly kind: 'publish'; readonly recipients: readonly CalendarAddress[] }
  | {
      readonly kind: 'reconfirm'
      readonly attendees?: readonly CalendarAddress[]
      readonly comment?: string
    }
  | { readonly kind: 'accept-counter'; readonly counter: string; readonly comment?: string }
  | { readonly kind: 'decline-counter'; readonly counter: string; readonly comment?: string }
  | { readonly kind: 'admit-uninvited'; readonly question: string }
  | { readonly kind: 'refuse-uninvited'; readonly question: string }
  | {
      readonly kind: 'split'
      readonly at: InstanceKey
      readonly newUid: string
      readonly object?: CalendarObject
    }
  | { readonly kind: 'transfer-organizer'; readonly to: CalendarAddress }
  // an Attendee's
  | ReplyChange
  | {
      readonly kind: 'counter'
      readonly keys?: readonly InstanceKey[]
      readonly proposal: Proposal
      readonly comment?: string
    }
  | {
      readonly kind: 'delegate'
      readonly to: CalendarAddress
      readonly commonName?: string
      readonly keys?: readonly InstanceKey[]
      readonly stayInformed?: boolean
      readonly comment?: string
    }
  | { readonly kind: 'forward'; readonly to: readonly CalendarAddress[]; readonly comment?: string }
  | { readonly kind: 'refresh'; readonly comment?: string }
  | { readonly kind: 'accept-question'; readonly question: string }
  | { readonly kind: 'dismiss-question'; readonly question: string }
  // either's
  | { readonly kind: 'delete'; readonly silent?: boolean; readonly comment?: string }
  | {
      readonly kind: 'request-busy-time'
      readonly uid: string
      readonly attendees: readonly CalendarAddress[]
      readonly startSeconds: number
      readonly endSeconds: number
    }
  | {
      readonly kind: 'answer-busy-time'
      readonly question: string
      readonly busy: readonly BusyPeriod[]
    }
  | {
      readonly kind: 'publish-busy-time'
      readonly uid: string
      readonly recipients: readonly CalendarAddress[]
      readonly startSeconds: number
      readonly endSeconds: number
      readonly busy: readonly BusyPeriod[]
    }

/**
 * The user's new version of the whole calendar object, as a calendar app would PUT it: creates,
 * edits, invites, cancels instances, answers: the engine finds out what it means (RFC 6638 §3.2).
 */
export type SaveChange = {
  readonly kind: 'save'
  readonly object: CalendarObject
  /** An import or a repair: store it and tell nobody. */
  readonly silent?: boolean
  /** Addresses to tell even if nothing changed for them (RFC 6638 §7.3 SCHEDULE-FORCE-SEND does the same). */
  readonly resend?: readonly CalendarAddress[]
  /** An Attendee's: what `mergeAttendeeChange` made of it and the version held, where that is known. */
  readonly merge?: AttendeeMerge
}

/** An Attendee answers (RFC 5546 §3.2.3, §3.4.3), for all or for some instances. */
export type ReplyChange = {
  readonly kind: 'reply'
  readonly partStat: 'ACCEPTED' | 'DECLINED' | 'TENTATIVE' | 'IN-PROCESS' | 'COMPLETED'
  /** Absent: the whole series. */
  readonly keys?: readonly InstanceKey[]
  readonly comment?: string
  /** VTODO only: 0 to 100. */
  readonly percentComplete?: number
  /** VTODO only: UTC seconds. */
  readonly completedSeconds?: number
}

/** What an Attendee would have instead: a time, or any other properties. */
export type Proposal = {
  readonly start?: Time
  readonly end?: Time
  readonly duration?: Duration
  /** Replaces the properties of the same names (LOCATION, SUMMARY, RRULE, …). */
  readonly properties?: Component['properties']
}

/** One period of busy time with its FBTYPE (RFC 5545 §3.2.9). */
export type BusyPeriod = {
  readonly period: Period
  readonly busyType: 'BUSY' | 'BUSY-TENTATIVE' | 'BUSY-UNAVAILABLE' | 'FREE'
}
