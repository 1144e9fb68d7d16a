/** Explanations in words: what the registers say, with the facts of the case. */
import type { Fact, Reason } from '@parley/itip'
import type { Paint } from '../terminal/paint.ts'
import { plain, wrapped } from '../terminal/paint.ts'

export type Words = ReadonlyMap<string, string>

/** The words of every requirement, by id. */
export async function requirementWords(): Promise<Words> {
  const module = await import('../requirement-words.json', { with: { type: 'json' } })
  return new Map(Object.entries(module.default))
}

export type TellingReason = {
  readonly requirement: string
  readonly words: string
  readonly facts: Reason['facts']
}

export function telling(reason: Reason, words: Words): TellingReason {
  const { requirement, facts } = reason
  return { requirement, words: words.get(requirement) ?? '', facts }
}

/** `RFC 5546 §2.1.5  words (fact: value)`, the id behind, in lines of that width. */
export function reasonLines(reason: Reason, words: Words, paint: Paint, width: number): string {
  const { requirement, facts } = reason
  const said = words.get(requirement) ?? requirement
  const list = Object.entries(facts).map(([name, fact]) => `${name}: ${factWords(fact)}`)
  const sentence = wrapped(said, width, '')
  const lines = sentence.split('\n').map((line) => `    ${line}`)
  const below = [requirement, ...list].join(' · ')
  return [
    ...lines,
    ...wrapped(below, width)
      .split('\n')
      .map((line) => `      ${paint.dim(line)}`),
  ].join('\n')
}

function factWords(fact: Fact): string {
  if (typeof fact === 'object') return fact.map(plain).join(', ')
  return plain(String(fact))
}

/** `RFC 5546 §2.1.5` */
export function sectionOf(requirement: string): string {
  const [rfc, section] = requirement.split('/')
  return `RFC ${rfc} §${section}`
}
