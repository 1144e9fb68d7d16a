/** Finding while one types: what is offered before the answer has come, and Enter pressed before it. */
import type { UseQueryResult } from '@tanstack/react-query'
import { type KeyboardEvent, type ReactElement, type ReactNode, useEffect, useState } from 'react'
import type { Answer, ApiProblem } from '../api/client.ts'
import { useApi } from '../api/queries.ts'
import { useWords } from '../app/languages.ts'
import { shellWords } from '../app/words.ts'
import { addressWords } from './person.tsx'

export type Search<Item> = {
  /** Empty where nothing is looked for. */
  readonly text: string
  readonly found: readonly Item[]
  /** The answer is not there yet, or is that of another text. */
  readonly isLooking: boolean
  readonly error: ApiProblem | null
}

type Searched<Item> = {
  /** What is typed; the query asks for it. */
  readonly text: string
  /** Of the query, with `keepPrevious`. */
  readonly answer: UseQueryResult<{ readonly principals: readonly Item[] }, ApiProblem>
  /** What of an item the server compares with the text. */
  readonly wordsOf: (item: Item) => readonly string[]
  /** Who is offered at all. */
  readonly isOffered: (item: Item) => boolean
}

/** What was found by the text; of the text before, what holds this one too. */
export function searchOf<Item>({ text, answer, wordsOf, isOffered }: Searched<Item>): Search<Item> {
  const { data, error, isPending, isPlaceholderData } = answer
  const offered = (data?.principals ?? []).filter(isOffered)
  return {
    text,
    found: isPlaceholderData ? offered.filter((each) => fitsText(wordsOf(each), text)) : offered,
    isLooking: isPending || isPlaceholderData,
    error,
  }
}

/** Whether one of the words holds the text, as the server's search sees it. */
function fitsText(words: readonly string[], text: string): boolean {
  const wanted = text.trim().toLowerCase()
  return words.some((each) => each.toLowerCase().includes(wanted))
}

export type FoundPerson = Answer<'GET /principals'>['principals'][number]

type PeopleWanted = {
  readonly limit: number
  /** Persons alone, no groups. */
  readonly kind?: 'user'
  readonly isOffered: (person: FoundPerson) => boolean
}

/** Persons and groups by a part of their name or address; rooms are chosen elsewhere. */
export function useFoundPeople(
  typed: string,
  { limit, kind, isOffered }: PeopleWanted,
): Search<FoundPerson> {
  const text = typed.trim().slice(0, 100)
  const answer = useApi(
    'GET /principals',
    { query: { text, limit, ...(kind !== undefined && { kind }) } },
    { enabled: text !== '', keepPrevious: true },
  )
  return searchOf({
    text,
    answer,
    wordsOf: ({ name, displayName, address }) => [name, displayName, addressWords(address)],
    isOffered: (each) =>
      text !== '' && (each.kind === 'user' || each.kind === 'group') && isOffered(each),
  })
}

/**
 * Enter without an option under the arrow keys takes the only one found. Pressed before the answer
 * came, it takes them when it comes, if the text is still the same. For `onKeyDownCapture`: the
 * list stays open meanwhile.
 */
export function useEnter<Item>(
  { text, found, isLooking }: Search<Item>,
  take: (item: Item) => void,
): (event: KeyboardEvent) => void {
  const [awaited, setAwaited] = useState<string>()
  useEffect(() => {
    if (awaited === undefined || (awaited === text && isLooking)) return
    setAwaited(undefined)
    const [only, ...others] = found
    if (awaited === text && only !== undefined && others.length === 0) take(only)
  })
  return (event) => {
    const isOnOption = event.currentTarget.hasAttribute('aria-activedescendant')
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || isOnOption) return
    if (text === '' || (!isLooking && found.length !== 1)) return
    event.preventDefault()
    event.stopPropagation()
    setAwaited(text)
  }
}

type NothingProps = {
  readonly of: Pick<Search<unknown>, 'isLooking' | 'error'>
  readonly children: ReactNode
}

/** In place of options: still looking, why it could not, or that there are none. */
export function NothingFound({ of, children }: NothingProps): ReactElement {
  const words = useWords(shellWords)
  if (of.isLooking) return <p className="menu-none">{words.looking}</p>
  if (of.error === null) return <p className="menu-none">{children}</p>
  return <p className="menu-none">{of.error.status === 0 ? words.offline : of.error.message}</p>
}
