/** Somebody by name, with completion, or by any mail address. */
import { type ReactElement, type ReactNode, useState } from 'react'
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
import { Icon } from '../ui/icon.tsx'
import { Avatar, addressWords } from '../ui/person.tsx'
import { type FoundPerson, NothingFound, useEnter, useFoundPeople } from '../ui/search.tsx'

export type Someone = {
  readonly address: string
  readonly displayName: string
  /** Of who has an account here. */
  readonly name?: string
}

type AddressFieldProps = {
  readonly label: string
  readonly hint?: ReactNode
  /** Only who has an account here. */
  readonly onlyHere?: boolean
  readonly without?: readonly string[]
  readonly onChoose: (someone: Someone | undefined) => void
  /** Empties the field after a choice: for lists of people. */
  readonly empties?: boolean
  readonly fault?: string | undefined
}

const addressPattern = /^[^\s@<>"(),:;\\]+@[^\s@<>"(),:;\\]+$/

/** What was written as an address, if it is one. */
export function addressIn(text: string): string | undefined {
  const trimmed = text.trim().replace(/^mailto:/i, '')
  return addressPattern.test(trimmed) ? trimmed.toLowerCase() : undefined
}

export function AddressField(props: AddressFieldProps): ReactElement {
  const { label, hint, onlyHere = false, without = [], onChoose, empties, fault } = props
  const [text, setText] = useState('')
  /** Nothing is offered for what was chosen already. */
  const [chosen, setChosen] = useState('')
  const isOpen = text.trim() !== '' && text !== chosen
  const search = useFoundPeople(isOpen ? text : '', {
    limit: 12,
    ...(onlyHere && { kind: 'user' as const }),
    isOffered: ({ address }) => !without.includes(addressWords(address)),
  })
  const { found } = search
  const write = (next: string): void => {
    setText(next)
    const address = onlyHere ? undefined : addressIn(next)
    if (empties === true) return
    onChoose(address === undefined ? undefined : { address, displayName: address })
  }
  const choose = (key: unknown): void => {
    const one = found.find((each) => each.name === key)
    const address = onlyHere ? undefined : addressIn(text)
    const made: Someone | undefined =
      one !== undefined
        ? { address: addressWords(one.address), displayName: one.displayName, name: one.name }
        : address === undefined
          ? undefined
          : { address, displayName: address }
    if (made === undefined) return
    onChoose(made)
    setText(empties === true ? '' : made.displayName)
    setChosen(made.displayName)
  }
  const enter = useEnter(search, ({ name }) => choose(name))
  return (
    <ComboBox
      className="field"
      items={found}
      inputValue={text}
      onInputChange={write}
      onSelectionChange={choose}
      selectedKey={null}
      allowsCustomValue
      allowsEmptyCollection={isOpen}
      menuTrigger="input"
      isInvalid={fault !== undefined}
    >
      <Label>{label}</Label>
      <Input
        className="input"
        autoComplete="off"
        onKeyDownCapture={(event) => (onlyHere || addressIn(text) === undefined) && enter(event)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || empties !== true || addressIn(text) === undefined) return
          if (found.length > 0) return
          event.preventDefault()
          choose(null)
        }}
      />
      {hint !== undefined && (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      )}
      <FieldError className="fault">{fault}</FieldError>
      <Popover className="popover">
        <ListBox
          className="menu"
          renderEmptyState={() => <NothingFound of={search}>{hint}</NothingFound>}
        >
          {(each: FoundPerson) => (
            <ListBoxItem id={each.name} className="menu-item" textValue={each.displayName}>
              <Avatar name={each.displayName} />
              <span>
                {each.displayName} <span className="soft">{addressWords(each.address)}</span>
              </span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}

type ChosenProps = {
  readonly people: readonly Someone[]
  readonly onRemove: (address: string) => void
  readonly removeLabel: (who: string) => string
}

export function Chosen({ people, onRemove, removeLabel }: ChosenProps): ReactElement | undefined {
  if (people.length === 0) return undefined
  return (
    <ul className="plain-list invitations-chosen">
      {people.map(({ address, displayName }) => (
        <li key={address}>
          <Avatar name={displayName} /> {displayName}
          <Button
            className="button quiet"
            aria-label={removeLabel(displayName)}
            onPress={() => onRemove(address)}
          >
            <Icon name="cross" />
          </Button>
        </li>
      ))}
    </ul>
  )
}
