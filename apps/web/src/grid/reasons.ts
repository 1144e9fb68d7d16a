/** Why a suggested time stands where it stands, as sentences. */
import type { Words } from '../app/languages.ts'
import type { RankReason } from './suggested.ts'
import type { PeopleKind, suggestionWords } from './suggestion-words.ts'

type Voice = {
  readonly words: typeof suggestionWords extends Words<infer T> ? T : never
  readonly name: (address: string) => string
  readonly list: (names: readonly string[]) => string
}

const namedAtMost = 4

/** None for what goes without saying: that a time is later than now, on the first day. */
export function reasonWords(of: RankReason, { words, name, list }: Voice): readonly string[] {
  const { kind, addresses, people, rooms, seconds } = of
  if (addresses !== undefined && isPeopleKind(kind)) {
    if (addresses.length === 0) return []
    const named = addresses.slice(0, namedAtMost).map(name)
    const rest = addresses.length - named.length
    const names = list(rest > 0 ? [...named, `+${rest}`] : named)
    return [words.people[kind]({ names, count: addresses.length })]
  }
  if (kind === 'outside-hours') {
    const worst = (people ?? []).toSorted((one, other) => other.seconds - one.seconds)
    return worst
      .slice(0, namedAtMost)
      .map((each) => words.outsideHours(name(each.address), Math.round(each.seconds / 60)))
  }
  if (kind === 'other-day') return [words.otherDay]
  if (kind === 'other-hours') return [words.otherHours]
  if (kind === 'later') {
    const days = Math.floor((seconds ?? 0) / 86_400)
    return days === 0 ? [] : [words.later(days)]
  }
  const called = (each: { address: string; commonName?: string }): string =>
    each.commonName ?? name(each.address)
  if (kind === 'rooms')
    return (rooms ?? []).map((each) => words.rooms[each.state ?? 'free'](called(each)))
  if (kind === 'no-room') {
    const refusals = (rooms ?? []).slice(0, namedAtMost)
    if (refusals.length === 0) return [words.noRoomAtAll]
    return refusals.map((each) => words.noRoom[each.why ?? 'busy'](called(each)))
  }
  return []
}

const peopleKinds: ReadonlySet<string> = new Set<PeopleKind>([
  'free',
  'missing',
  'tentative',
  'unknown',
  'optional-free',
  'optional-busy',
  'optional-tentative',
  'optional-unknown',
  'lunch',
])

function isPeopleKind(kind: string): kind is PeopleKind {
  return peopleKinds.has(kind)
}
