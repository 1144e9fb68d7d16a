/** Somebody by name, with completion, or by any mail address. */
import { type KeyboardEvent, type ReactElement, type ReactNode, useState } from 'react'
import { Button } from 'react-aria-components'
import { FindField, PersonOption } from '../ui/find-field.tsx'
import { Icon } from '../ui/icon.tsx'
import { Avatar, addressWords } from '../ui/person.tsx'
import { useEnter, useFoundPeople } from '../ui/search.tsx'

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
  readonly autoFocus?: boolean
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
  const choose = (name: string | undefined): void => {
    const one = found.find((each) => each.name === name)
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
  const keyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || empties !== true || addressIn(text) === undefined) return
    if (found.length > 0) return
    event.preventDefault()
    choose(undefined)
  }
  return (
    <FindField
      label={label}
      hint={hint}
      fault={fault}
      search={search}
      items={found.map((each) => ({ id: each.name, ...each }))}
      nothing={hint}
      option={(each) => <PersonOption of={each} />}
      text={text}
      onText={write}
      autoFocus={props.autoFocus}
      onChoose={choose}
      takesAnyText
      onKeyFirst={(event) => (onlyHere || addressIn(text) === undefined) && enter(event)}
      onKeyDown={keyDown}
    />
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
