/** Why something was decided, with the ids of this package's registers. */
import type { Fact } from '@parley/itip'
import type { RequirementId } from './requirement-ids.ts'

export type Reason = {
  readonly requirement: RequirementId
  readonly facts: Readonly<Record<string, Fact>>
}

export type Explanation = readonly [Reason, ...Reason[]]

const noFacts: Reason['facts'] = {}

export function because(requirement: RequirementId, facts: Reason['facts'] = noFacts): Reason {
  return { requirement, facts }
}
