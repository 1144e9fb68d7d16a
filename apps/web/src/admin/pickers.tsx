/** A field that completes what is typed: a person, group or room by name or address. */
import { type ReactElement, type ReactNode, useState } from 'react'
import {
  Button,
  ComboBox,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Text,
} from 'react-aria-components'
import { useApi } from '../api/queries.ts'
import { useWords } from '../app/languages.ts'
import { Icon } from '../ui/icon.tsx'
import { NothingFound, searchOf, useEnter } from '../ui/search.tsx'
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
  const enter = useEnter(search, ({ name }) => choose(name))
  return (
    <ComboBox
      className="field"
      items={items}
      inputValue={text}
      onInputChange={(typed) => {
        setText(typed)
        if (typed === '') onChange(undefined)
      }}
      value={value ?? null}
      onChange={(key) => (key === null ? onChange(undefined) : choose(String(key)))}
      menuTrigger="focus"
      allowsEmptyCollection
    >
      <Label>{label}</Label>
      <div className="combo">
        <Input className="input" onKeyDownCapture={enter} />
        <Button className="button quiet">
          <Icon name="down" />
        </Button>
      </div>
      {hint !== undefined && (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      )}
      <Popover className="popover">
        <ListBox
          className="menu"
          items={items}
          renderEmptyState={() => <NothingFound of={search}>{words.nobodyFound}</NothingFound>}
        >
          {(item) => (
            <ListBoxItem id={item.id} className="menu-item" textValue={item.name}>
              <span>
                <Text slot="label">{item.name}</Text>{' '}
                <Text slot="description" className="soft">
                  {item.address}
                </Text>
              </span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}
