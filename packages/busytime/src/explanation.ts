/** Why something was decided, with the ids of this package's registers. */
import type { Fact } from '@parley/itip'
import type { RequirementId } from './requirement-ids.ts'

export type Reason = {
  readonly requirement: RequirementId
  readonly facts: Readonly<Record<string, Fact>>
}

export type Explanation = readonly [Reason, ...Reason[]]

export function because(
  requirement: RequirementId,
  facts: Readonly<Record<string, Fact>> = {},
): Reason {
  return { requirement, facts }
}
