/** Why something was decided: facts for the edge to make sentences of. */
import type { RequirementId } from './requirement-ids.ts'

/** A value in a reason. Facts may hold addresses: they are for people who may see the message. */
export type Fact = string | number | boolean | readonly string[]

export type Facts = Readonly<Record<string, Fact>>

/** One step of an explanation: the requirement acted on, and the facts of the case. */
export type Reason = {
  /** A row of a register in `spec/requirements`. */
  readonly requirement: RequirementId
  readonly facts: Facts
}

/** At least one reason, the deciding one first. */
export type Explanation = readonly [Reason, ...Reason[]]

/** A reason: the requirement acted on, and the facts of the case. */
export function because(requirement: RequirementId, facts: Facts = {}): Reason {
  return { requirement, facts }
}
