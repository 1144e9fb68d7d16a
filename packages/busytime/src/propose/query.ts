/** What is asked for when people look for a time to meet. */
import type { Zones } from '@parley/icalendar'
import type { CalendarAddress } from '@parley/itip'
import type { BusyTime, Window } from '../busy-time.ts'

/** Someone who is to come, with what is known of their time. */
export type Person = {
  readonly address: CalendarAddress
  readonly commonName?: string
  /** Undefined: nobody knows. It is then said to be unknown, and never taken for free. */
  readonly busy: BusyTime | undefined
  /**
   * Time outside working hours, from RFC 7953 availability, reaching a few days beyond the window so
   * that the night around its ends is seen whole. Undefined: every hour is as good as another.
   */
  readonly outsideHours?: BusyTime | undefined
  /** For lunch. Undefined: that of the query. */
  readonly tzid?: string | undefined
  /** Seconds outside hours that this person bore in earlier meetings of the same round. */
  readonly borneSeconds?: number
}

/** A room or resource that a meeting may take place in. */
export type Room = {
  readonly address: CalendarAddress
  readonly commonName?: string
  readonly busy: BusyTime | undefined
  /** Seats; undefined: not told, taken for enough. */
  readonly capacity?: number | undefined
  readonly features: readonly string[]
}

/** The rooms that a meeting needs. */
export type RoomQuery = {
  readonly candidates: readonly Room[]
  /** How many rooms at once. Default 1. */
  readonly count?: number
  /** Seats over all rooms, each room seating its share. Default: the people of the query. */
  readonly seats?: number
  /** Every room has all of them. */
  readonly features?: readonly string[]
}

/** A day of the week, as RFC 5545 §3.3.10 spells it. */
export type Weekday = 'MO' | 'TU' | 'WE' | 'TH' | 'FR' | 'SA' | 'SU'
/** 'HH:MM' to 'HH:MM', on the clock of a time zone. */
export type Hours = { readonly from: string; readonly to: string }

/** What is wished for and not required: each costs when it is not met. */
export type Preferences = {
  /** Earlier days before later ones. Default true. */
  readonly earliest?: boolean
  /** Hours of the day, in the zone of the query. */
  readonly hours?: Hours
  readonly days?: readonly Weekday[]
  /** Lunch of every person in their own zone; `true` is 12:00 to 13:00. */
  readonly avoidLunch?: boolean | Hours
}

/** Who is to meet, for how long, within which time, in which rooms. */
export type TimeQuery = {
  readonly organizer: Person
  readonly required: readonly Person[]
  readonly optional?: readonly Person[]
  readonly rooms?: RoomQuery
  readonly durationSeconds: number
  /** The meeting starts and ends within it. */
  readonly window: Window
  /** Starts stand on multiples of it on the clock of `tzid`. Default 900. */
  readonly granularitySeconds?: number
  /** Kept free around the meeting for every person, not for rooms. Default 0. */
  readonly bufferBeforeSeconds?: number
  readonly bufferAfterSeconds?: number
  /** At least so many of Organizer and required can come. Default all; the Organizer always comes. */
  readonly minAttendance?: number
  /** May tentative engagements of required people and of rooms be touched? Default true. */
  readonly touchTentative?: boolean
  readonly preferences?: Preferences
  readonly weights?: Partial<Weights>
  /** How many times at most. Default 10. */
  readonly limit?: number
  /** Proposals start at least so far apart. Default: the duration. */
  readonly apartSeconds?: number
  readonly zones: Zones
  /** The Organizer's time zone. */
  readonly tzid: string
}

/** What each reason costs; whole numbers, so that the order of people cannot change a sum. */
export type Weights = {
  /** A required person who cannot come, where `minAttendance` lets one miss. */
  readonly missing: number
  readonly optionalBusy: number
  readonly unknown: number
  readonly tentative: number
  readonly optionalUnknown: number
  readonly optionalTentative: number
  /** Times the square of the quarter hours outside working hours, for each person. */
  readonly outsideHours: number
  /** For each person. */
  readonly lunch: number
  readonly otherDay: number
  readonly otherHours: number
  readonly laterPerDay: number
  readonly roomUnknown: number
  readonly roomTentative: number
}

/** What each kind of pain costs where the caller does not say otherwise. */
export const defaultWeights: Weights = {
  missing: 3000,
  optionalBusy: 90,
  unknown: 100,
  tentative: 120,
  optionalUnknown: 20,
  optionalTentative: 25,
  outsideHours: 1,
  lunch: 10,
  otherDay: 100,
  otherHours: 60,
  laterPerDay: 4,
  roomUnknown: 150,
  roomTentative: 160,
}

/** More starts than this in one window are refused: take a coarser granularity. */
export const maxSlots = 100_000
/** More people and rooms than this in one query are refused. */
const maxPeople = 5_000

/** The query with every default in its place. */
export type FullQuery = {
  readonly people: readonly { readonly person: Person; readonly required: boolean }[]
  readonly rooms: Required<RoomQuery> | undefined
  readonly durationSeconds: number
  readonly window: Window
  readonly granularitySeconds: number
  readonly beforeSeconds: number
  readonly afterSeconds: number
  /** So many of the required may be busy. */
  readonly mayMiss: number
  readonly touchTentative: boolean
  readonly preferences: Preferences
  readonly weights: Weights
  readonly limit: number
  readonly apartSeconds: number
  readonly zones: Zones
  readonly tzid: string
}

/** Errors: `TypeError` for a query that makes no sense. */
export function fullQuery(query: TimeQuery): FullQuery {
  const { durationSeconds, window } = query
  const granularitySeconds = query.granularitySeconds ?? 900
  const optional = query.optional ?? []
  const candidates = query.rooms?.candidates ?? []
  const people = [
    { person: query.organizer, required: true },
    ...query.required.map((person) => ({ person, required: true })),
    ...optional.map((person) => ({ person, required: false })),
  ]
  if (!(durationSeconds > 0)) throw new TypeError('a meeting lasts')
  if (!(granularitySeconds >= 1)) throw new TypeError('a granularity is a second or more')
  if (!((window.toSeconds - window.fromSeconds) / granularitySeconds <= maxSlots))
    throw new TypeError(`a window holds at most ${maxSlots} starts`)
  if (people.length + candidates.length > maxPeople)
    throw new TypeError(`a query names at most ${maxPeople} people and rooms`)
  const requiredCount = query.required.length + 1
  return {
    people,
    rooms: query.rooms && {
      candidates,
      count: query.rooms.count ?? 1,
      seats: query.rooms.seats ?? people.length,
      features: query.rooms.features ?? [],
    },
    durationSeconds,
    window,
    granularitySeconds,
    beforeSeconds: query.bufferBeforeSeconds ?? 0,
    afterSeconds: query.bufferAfterSeconds ?? 0,
    mayMiss: Math.max(0, requiredCount - (query.minAttendance ?? requiredCount)),
    touchTentative: query.touchTentative ?? true,
    preferences: query.preferences ?? {},
    weights: ordered({ ...defaultWeights, ...query.weights }),
    limit: query.limit ?? 10,
    apartSeconds: query.apartSeconds ?? durationSeconds,
    zones: query.zones,
    tzid: query.tzid,
  }
}

/** More taken never costs less, whatever weights were given. */
function ordered(weights: Weights): Weights {
  const tentative = Math.max(weights.tentative, weights.unknown)
  const optionalTentative = Math.max(weights.optionalTentative, weights.optionalUnknown)
  return {
    ...weights,
    tentative,
    optionalTentative,
    missing: Math.max(weights.missing, tentative),
    optionalBusy: Math.max(weights.optionalBusy, optionalTentative),
    roomTentative: Math.max(weights.roomTentative, weights.roomUnknown),
  }
}
