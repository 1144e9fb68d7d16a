/** Reasons with the words of the registers, for people. */
import type { Reason } from '@parley/itip'
import words from './requirement-words.json' with { type: 'json' }

const known: ReadonlyMap<string, string> = new Map(Object.entries(words))

export type ReasonWords = {
  requirement: string
  words: string
  facts: Record<string, unknown>
}

function wordsOf(requirement: string): string {
  return known.get(requirement) ?? ''
}

export function reasonsWithWords(
  reasons: readonly (Pick<Reason, 'facts'> & { readonly requirement: string })[],
): ReasonWords[] {
  return reasons.map(({ requirement, facts }) => ({
    requirement,
    words: wordsOf(requirement),
    facts: { ...facts },
  }))
}

/** From the trace, where they are kept as JSON. */
export function reasonsFromJson(json: string): ReasonWords[] {
  const read: unknown = JSON.parse(json)
  return Array.isArray(read) ? reasonsWithWords(read) : []
}
