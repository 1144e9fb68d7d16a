/** Explanations in words: what the registers say, with the facts of the case. */
import type { InstanceKey } from '@parley/icalendar'
import type { Fact, Reason } from '@parley/itip'
import type { Paint } from '../terminal/paint.ts'
import { plain, wrapped } from '../terminal/paint.ts'
import { clockWords, dayWords } from '../times.ts'

export type Words = ReadonlyMap<string, string>

/** The words of every requirement, by id. */
export async function requirementWords(): Promise<Words> {
  const module = await import('../requirement-words.json', { with: { type: 'json' } })
  return new Map(Object.entries(module.default))
}

type TellingReason = {
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
  const list = Object.entries(facts).map(([name, fact]) => `${name}: ${factWords(name, fact)}`)
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

function factWords(name: string, fact: Fact): string {
  if (typeof fact === 'object') {
    return fact.map((each) => (name === 'keys' ? instanceWords(each) : plain(each))).join(', ')
  }
  if (name === 'key') return instanceWords(String(fact))
  if (typeof fact === 'number' && /(dtstamp|seconds)$/i.test(name)) return instantWords(fact)
  return plain(String(fact))
}

function instantWords(seconds: number): string {
  return `${dayWords(seconds)}, ${clockWords(seconds)} UTC`
}

/** `2026-03-10 09:00 UTC`; `the whole` for the series. */
export function instanceWords(key: InstanceKey): string {
  if (key === '') return 'the whole'
  const match = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d\d(Z?))?$/.exec(key)
  if (match === null) return plain(key)
  const [, year, month, day, hour, minute, utc] = match
  const time = hour === undefined ? '' : ` ${hour}:${minute}${utc === 'Z' ? ' UTC' : ''}`
  return `${year}-${month}-${day}${time}`
}

/** `RFC 5546 §2.1.5` */
export function sectionOf(requirement: string): string {
  const [rfc, section] = requirement.split('/')
  return `RFC ${rfc} §${section}`
}
