/** Why something was decided, with the ids of this package's registers. */
import type { Fact } from '@parley/itip'
import type { RequirementId } from './requirement-ids.ts'

/** The requirement acted on, and the facts of the case. */
export type Reason = {
  readonly requirement: RequirementId
  readonly facts: Readonly<Record<string, Fact>>
}

/** At least one reason, the deciding one first. */
export type Explanation = readonly [Reason, ...Reason[]]

const noFacts: Reason['facts'] = {}

/** A reason: the requirement acted on, and the facts of the case. */
export function because(requirement: RequirementId, facts: Reason['facts'] = noFacts): Reason {
  return { requirement, facts }
}
