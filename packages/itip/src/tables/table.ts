/** The form of a restriction table (RFC 5546 §3): rows with their presence, comments as rules. */
import type { CalendarObject, Component, Property } from '@parley/icalendar'
import type { ComponentName, Message, Method } from '../message.ts'
import type { RequirementId } from '../requirement-ids.ts'
import type { RequestStatusCode } from './request-status.ts'

/** How often something stands, in the RFC's spelling. */
// Requirement: 5546/3/presence-one
// Requirement: 5546/3/presence-one-or-more
// Requirement: 5546/3/presence-none
// Requirement: 5546/3/presence-any-number
// Requirement: 5546/3/presence-none-or-one
export type Presence = '1' | '1+' | '0' | '0+' | '0 or 1'

/** The rows of one scope by name, in the RFC's order; a component carries the rows inside it. */
export type Rows = { readonly [name: string]: Presence | Nested }
export type Nested = { readonly presence: Presence; readonly rows: Rows }

/** A table that holds whatever the method (§3.1). */
export type GeneralTable = {
  readonly section: string
  /** What a row whose count is wrong breaks. */
  readonly requirement: RequirementId
  readonly rows: Rows
  readonly rules: readonly Rule[]
}

/** The table of one method of one component (§3.2 to §3.5). */
export type RestrictionTable = GeneralTable & {
  readonly method: Method
  readonly componentName: ComponentName
  /**
   * Properties of the component without which, or with two of which that differ, there is nothing
   * that could be applied. What else is amiss is reported, and applied all the same.
   */
  readonly essential: readonly string[]
  /** Rows about which the text of the section makes a statement of its own. */
  readonly stated?: Readonly<Record<string, RequirementId>>
}

/** A comment of a table. */
export type Rule = JudgedRule | HeldRule | MeaningRule

/** A comment that the message alone keeps or breaks. */
export type JudgedRule = {
  readonly kind: 'judged'
  readonly requirement: RequirementId
  /** The row that the comment stands at. */
  readonly row: string
  readonly words: string
  /**
   * Can a message that breaks it be applied? Then it is a `warning`. `as row`: an error where the
   * table counts the row as essential.
   */
  readonly level: 'error' | 'warning' | 'as row'
  /** What a refusal carries, and what an answer to a message applied all the same may carry. */
  readonly otherwise: RequestStatusCode
  readonly applied: RequestStatusCode
  readonly holds: (judged: Judged) => boolean
  /** The property at fault, where it is not the first one of `row`. */
  readonly offender?: (judged: Judged) => Property | undefined
  /** Asked once for the message, not for each of its components. */
  readonly once?: true
}

/** A comment that compares the message with what is held or with its originator. */
export type HeldRule = {
  readonly kind: 'held'
  readonly requirement: RequirementId
  readonly row: string
  readonly words: string
  readonly decidedBy: 'authorize' | 'classify' | 'receive'
}

/** A comment that allows something or says what a value means: nothing can break it. */
export type MeaningRule = {
  readonly kind: 'meaning'
  readonly requirement: RequirementId
  readonly row: string
  readonly words: string
}

/** What rules look at: one component, its properties counted once. */
export type Judged = {
  readonly component: Component
  readonly properties: ReadonlyMap<string, Found>
  /** The scheduling components of one UID that stand together in the message. */
  readonly components: readonly Component[]
  readonly message: Message
  readonly object: CalendarObject
  /** Did a VTIMEZONE of that TZID come along? */
  readonly hasZone: (tzid: string) => boolean
  /** DTSTART of the master component, where the message holds it. */
  readonly masterStart: Property | undefined
  /** Does the master component recur? Undefined where the message holds none. */
  readonly recurs: boolean | undefined
}

export type Found = { readonly first: Property; readonly count: number }

export function presenceOf(row: Presence | Nested): Presence {
  return typeof row === 'string' ? row : row.presence
}

/** The fewest and the most that a presence allows. */
export const bounds: Readonly<Record<Presence, { readonly least: number; readonly most: number }>> =
  {
    '1': { least: 1, most: 1 },
    '1+': { least: 1, most: Number.POSITIVE_INFINITY },
    '0': { least: 0, most: 0 },
    '0+': { least: 0, most: Number.POSITIVE_INFINITY },
    '0 or 1': { least: 0, most: 1 },
  }
