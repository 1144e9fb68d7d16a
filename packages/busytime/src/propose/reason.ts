/** Why a time stands where it stands, as data: sentences are made at the edge. */
import type { CalendarAddress } from '@parley/itip'

/** Each part of the cost of a time; `cost` 0 is a plain fact. */
export type RankReason =
  | PeopleReason
  | {
      readonly kind: 'outside-hours'
      readonly people: readonly OutsideHours[]
      readonly cost: number
    }
  | { readonly kind: 'other-day' | 'other-hours'; readonly cost: number }
  | { readonly kind: 'later'; readonly seconds: number; readonly cost: number }
  | { readonly kind: 'rooms'; readonly rooms: readonly RoomChoice[]; readonly cost: number }
  | { readonly kind: 'no-room'; readonly rooms: readonly RoomRefusal[]; readonly cost: number }

/** What is so for several people at a time, and what it costs. */
export type PeopleReason = {
  readonly kind:
    | 'free'
    | 'missing' // required and busy
    | 'tentative'
    | 'unknown'
    | 'optional-free'
    | 'optional-busy'
    | 'optional-tentative'
    | 'optional-unknown'
    | 'lunch'
  readonly addresses: readonly CalendarAddress[]
  readonly cost: number
}

/** How far the meeting would have to move to lie within this person's hours, at most 12 hours. */
export type OutsideHours = {
  readonly address: CalendarAddress
  readonly seconds: number
  readonly cost: number
}

/** A room taken for a proposal, and how free it is known to be. */
export type RoomChoice = {
  readonly address: CalendarAddress
  readonly commonName: string | undefined
  readonly state: 'free' | 'unknown' | 'tentative'
  readonly capacity: number | undefined
  /** Seats that stay empty: of rooms equally free, the fewest are taken. */
  readonly spareSeats: number | undefined
}

/** A room that was not taken, and why. */
export type RoomRefusal = {
  readonly address: CalendarAddress
  readonly why: 'busy' | 'too-small' | 'feature-missing'
}

/**
 * `free`: all required are known to be free, and so are the rooms. `unknown`: of someone nobody
 * knows. `tentative`: a tentative engagement would be touched. `partial`: someone required cannot
 * come, within `minAttendance`. `busy`: it cannot take place.
 */
export type Verdict = 'free' | 'unknown' | 'tentative' | 'partial' | 'busy'

/** A time with its verdict, its cost, its rooms and every reason. */
export type TimeProposal = {
  readonly startSeconds: number
  readonly endSeconds: number
  readonly verdict: Verdict
  /** The lower the better; the sum of the reasons' costs. */
  readonly cost: number
  readonly rooms: readonly RoomChoice[]
  readonly reasons: readonly RankReason[]
}
