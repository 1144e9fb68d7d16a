/** Why something was decided: facts for the edge to make sentences of. */
import type { RequirementId } from './requirement-ids.ts'

export type Fact = string | number | boolean | readonly string[]

export type Facts = Readonly<Record<string, Fact>>

export type Reason = {
  /** A row of a register in `spec/requirements`. */
  readonly requirement: RequirementId
  readonly facts: Facts
}

/** At least one reason, the deciding one first. */
export type Explanation = readonly [Reason, ...Reason[]]

export function because(requirement: RequirementId, facts: Facts = {}): Reason {
  return { requirement, facts }
}
