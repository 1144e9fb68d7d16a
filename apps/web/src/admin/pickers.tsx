/** A field that completes what is typed: a person, group or room by name or address. */
import { type ReactElement, type ReactNode, useState } from 'react'
import { ListBoxItem, Text } from 'react-aria-components'
import { useApi } from '../api/queries.ts'
import { useWords } from '../app/languages.ts'
import { FindField } from '../ui/find-field.tsx'
import { searchOf, useEnter } from '../ui/search.tsx'
import type { Kind } from './kinds.ts'
import { adminWords } from './words.ts'

type PickerProps = {
  readonly label: string
  readonly hint?: ReactNode
  readonly kinds: readonly Kind[]
  /** Names that make no sense here: oneself, those who are in already. */
  readonly without?: readonly string[]
  readonly value: string | undefined
  readonly onChange: (name: string | undefined) => void
}

export function PrincipalPicker({
  label,
  hint,
  kinds,
  without = [],
  value,
  onChange,
}: PickerProps): ReactElement {
  const words = useWords(adminWords)
  const [text, setText] = useState(value ?? '')
  const query = { text: text.trim().slice(0, 100), limit: 30 }
  const search = searchOf({
    text,
    answer: useApi('GET /admin/principals', { query }, { keepPrevious: true }),
    wordsOf: ({ name, displayName, addresses }) => [name, displayName, ...addresses],
    isOffered: ({ kind, name }) => kinds.includes(kind) && !without.includes(name),
  })
  const items = search.found.map(({ name, displayName, addresses }) => ({
    ...{ id: name, name: displayName },
    address: addresses[0] ?? name,
  }))
  const choose = (name: string): void => {
    onChange(name)
    const chosen = items.find((each) => each.id === name)
    if (chosen !== undefined) setText(chosen.name)
  }
  // Enter then belongs to the form.
  const isChosen = items.some((each) => each.id === value && each.name === text)
  const enter = useEnter(search, ({ name }) => choose(name))
  return (
    <FindField
      label={label}
      hint={hint}
      search={search}
      items={items}
      nothing={words.nobodyFound}
      option={(item) => (
        <ListBoxItem id={item.id} className="menu-item" textValue={item.name}>
          <span>
            <Text slot="label">{item.name}</Text>{' '}
            <Text slot="description" className="soft">
              {item.address}
            </Text>
          </span>
        </ListBoxItem>
      )}
      text={text}
      onText={(typed) => {
        setText(typed)
        if (typed === '') onChange(undefined)
      }}
      value={value}
      onChoose={(name) => (name === undefined ? onChange(undefined) : choose(name))}
      showsAll
      onKeyFirst={(event) => !isChosen && enter(event)}
    />
  )
}
