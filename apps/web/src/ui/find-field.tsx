/** A field that finds while one types, and offers what it found below. */
import type { ClipboardEvent, KeyboardEvent, ReactElement, ReactNode } from 'react'
import {
  Button,
  ComboBox,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Text,
} from 'react-aria-components'
import { Icon } from './icon.tsx'
import { Avatar, addressWords } from './person.tsx'
import { type FoundPerson, NothingFound, type Search } from './search.tsx'

type FindFieldProps<Item> = {
  readonly label: string
  readonly hint?: ReactNode
  readonly fault?: string | undefined
  readonly search: Search<unknown>
  readonly items: readonly Item[]
  /** In place of options where there are none. */
  readonly nothing: ReactNode
  /** A `ListBoxItem` of that id. */
  readonly option: (item: Item) => ReactElement
  readonly text: string
  readonly onText: (text: string) => void
  readonly autoFocus?: boolean | undefined
  /** What stays chosen; absent where each choice is handed on. */
  readonly value?: string | undefined
  /** Undefined: Enter, or the field was left, with what is typed. */
  readonly onChoose: (id: string | undefined) => void
  /** Whether what is typed may stay as it is. */
  readonly takesAnyText?: boolean
  /** All that there is stands in the list before anything is typed. */
  readonly showsAll?: boolean
  /** Before the field itself hears of the key: see `useEnter`. */
  readonly onKeyFirst: (event: KeyboardEvent) => void
  readonly onKeyDown?: (event: KeyboardEvent) => void
  readonly onPaste?: (event: ClipboardEvent) => void
}

export function FindField<Item extends { readonly id: string }>(
  props: FindFieldProps<Item>,
): ReactElement {
  const { label, hint, fault, search, items, nothing, option, showsAll = false } = props
  return (
    <ComboBox
      className="field"
      menuTrigger={showsAll ? 'focus' : 'input'}
      allowsEmptyCollection={showsAll || search.text !== ''}
      allowsCustomValue={props.takesAnyText === true}
      items={items}
      inputValue={props.text}
      autoFocus={props.autoFocus === true}
      onInputChange={props.onText}
      value={props.value ?? null}
      onChange={(key) => props.onChoose(key === null ? undefined : String(key))}
      isInvalid={fault !== undefined}
    >
      <Label>{label}</Label>
      <div className={showsAll ? 'combo' : undefined}>
        <Input
          className="input"
          autoComplete="off"
          onKeyDownCapture={props.onKeyFirst}
          onKeyDown={props.onKeyDown}
          onPaste={props.onPaste}
        />
        {showsAll && (
          <Button className="button quiet">
            <Icon name="down" />
          </Button>
        )}
      </div>
      {hint !== undefined && (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      )}
      <FieldError className="fault">{fault}</FieldError>
      <Popover className="popover">
        <ListBox
          className="menu"
          renderEmptyState={() => <NothingFound of={search}>{nothing}</NothingFound>}
        >
          {(item: Item) => option(item)}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}

/** Somebody found, by the name of the account. */
export function PersonOption({ of }: { readonly of: FoundPerson }): ReactElement {
  const { name, displayName, address } = of
  return (
    <ListBoxItem id={name} className="menu-item" textValue={displayName}>
      <Avatar name={displayName} />
      <span>
        {displayName} <span className="soft">{addressWords(address)}</span>
      </span>
    </ListBoxItem>
  )
}
