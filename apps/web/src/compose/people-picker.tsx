/** Finds people and groups by name or address as one types; takes any address, pasted ones too. */
import { type ClipboardEvent, type KeyboardEvent, type ReactElement, useState } from 'react'
import { ListBoxItem } from 'react-aria-components'
import { useWords } from '../app/languages.ts'
import { useMe } from '../app/session.tsx'
import { FindField } from '../ui/find-field.tsx'
import { Icon } from '../ui/icon.tsx'
import { Avatar } from '../ui/person.tsx'
import { type FoundPerson, type Search, useEnter, useFoundPeople } from '../ui/search.tsx'
import { type Guest, guestsIn } from './draft.ts'
import { composeWords } from './words.ts'

export type Found = Pick<Guest, 'address' | 'name' | 'kind'>

type PickerProps = {
  readonly label: string
  readonly hint?: string
  /** Already chosen: not offered again. */
  readonly without: readonly string[]
  readonly onAdd: (people: readonly Found[]) => void
}

const offeredAtMost = 8

export function PeoplePicker({ label, hint, without, onAdd }: PickerProps): ReactElement {
  const words = useWords(composeWords)
  const [text, setText] = useState('')
  const [said, setSaid] = useState('')
  const { items, search } = useOffered(text, without)
  const add = (people: readonly Found[]): void => {
    if (people.length === 0) return
    onAdd(people)
    setText('')
    setSaid(words.added(people.map((each) => each.name ?? each.address).join(', ')))
  }
  const typed = (value: string): readonly Found[] =>
    guestsIn(value).map((each) => ({ ...each, kind: 'person' as const }))
  const enter = useEnter(search, ({ address }) => {
    const chosen = items.find((each) => each.id === address)
    if (chosen !== undefined) add([chosen.person])
  })
  const keyDown = (event: KeyboardEvent): void => {
    const ends = event.key === ',' || event.key === ';'
    // With an option under the arrow keys, Enter takes that one.
    const isOnOption = event.currentTarget.hasAttribute('aria-activedescendant')
    if (!ends && (event.key !== 'Enter' || isOnOption)) return
    const people = typed(text)
    if (people.length === 0) return
    event.preventDefault()
    add(people)
  }
  const paste = (event: ClipboardEvent): void => {
    const people = typed(event.clipboardData.getData('text'))
    if (people.length < 2) return
    event.preventDefault()
    add(people)
  }
  return (
    <>
      <FindField
        label={label}
        hint={hint}
        search={search}
        items={items}
        nothing={words.noneFound}
        option={(item) => <Offer item={item} />}
        text={text}
        onText={setText}
        onChoose={(id) => {
          const chosen = items.find((each) => each.id === id)
          add(chosen === undefined ? typed(text) : [chosen.person])
        }}
        takesAnyText
        onKeyFirst={(event) => typed(text).length === 0 && enter(event)}
        onKeyDown={keyDown}
        onPaste={paste}
      />
      <span className="hidden" aria-live="polite">
        {said}
      </span>
    </>
  )
}

type Offered = { readonly id: string; readonly person: Found; readonly isTyped: boolean }

/** Who is found by the text, and the address itself where it is one. */
function useOffered(
  text: string,
  without: readonly string[],
): { readonly items: readonly Offered[]; readonly search: Search<FoundPerson> } {
  const me = useMe()
  const held = new Set([...without, ...me.addresses])
  const search = useFoundPeople(text, {
    limit: 20,
    isOffered: ({ address }) => !held.has(address),
  })
  const found = search.found.slice(0, offeredAtMost).map(({ address, displayName, kind }) => ({
    id: address,
    person: {
      address,
      name: displayName,
      kind: kind === 'group' ? ('group' as const) : ('person' as const),
    },
    isTyped: false,
  }))
  const typed = guestsIn(search.text)
    .filter((each) => !held.has(each.address) && !found.some(({ id }) => id === each.address))
    .map((each) => ({
      id: `typed ${each.address}`,
      person: { ...each, kind: 'person' as const },
      isTyped: true,
    }))
  return { items: [...found, ...typed], search }
}

function Offer({ item: { id, person, isTyped } }: { readonly item: Offered }): ReactElement {
  const words = useWords(composeWords)
  const { address, name, kind } = person
  const shown = name ?? address
  return (
    <ListBoxItem id={id} className="menu-item" textValue={shown}>
      {isTyped ? (
        <Icon name="mail" />
      ) : kind === 'group' ? (
        <Icon name="people" />
      ) : (
        <Avatar name={shown} />
      )}
      <span className="compose-offer">
        <span>{isTyped ? words.invite(shown) : shown}</span>
        {!isTyped && (
          <span className="hint">{kind === 'group' ? `${words.group} · ${address}` : address}</span>
        )}
      </span>
    </ListBoxItem>
  )
}
