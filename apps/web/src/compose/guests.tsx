/** Who comes: found by name, or any address; each with their part in it. */
import { memo, type ReactElement, useCallback, useMemo, useRef } from 'react'
import { Button } from 'react-aria-components'
import { useWords } from '../app/languages.ts'
import { useMe } from '../app/session.tsx'
import { type GridRow, type SlotState, standingAt } from '../grid/busy.ts'
import { gridWords } from '../grid/words.ts'
import { Select } from '../ui/fields.tsx'
import { Icon } from '../ui/icon.tsx'
import { nameOf, Person } from '../ui/person.tsx'
import { type Guest, type GuestRole, isRoom } from './draft.ts'
import { type Found, PeoplePicker } from './people-picker.tsx'
import type { PartProps } from './when.tsx'
import { composeWords } from './words.ts'

type GuestsProps = PartProps & {
  /** What is known of everyone’s time. */
  readonly rows: readonly GridRow[]
  readonly span: { readonly startMs: number; readonly endMs: number }
}

export function Guests({ draft, change, rows, span }: GuestsProps): ReactElement {
  const words = useWords(composeWords)
  const me = useMe()
  const people = draft.guests.filter((each) => !isRoom(each))
  const standings = useMemo(
    () =>
      new Map(rows.map((row) => [row.address, standingAt(row, span.startMs, span.endMs).state])),
    [rows, span.startMs, span.endMs],
  )
  const names = useMemo(() => new Map(rows.map((row) => [row.address, row.name])), [rows])
  const held = useRef(draft.guests)
  held.current = draft.guests
  const add = (found: readonly Found[]): void => {
    const known = new Set([...draft.guests.map((each) => each.address), ...me.addresses])
    const fresh = found.filter((each) => !known.has(each.address))
    change({
      guests: [...draft.guests, ...fresh.map((each) => ({ role: 'required' as const, ...each }))],
    })
  }
  const setRole = useCallback(
    (guest: Guest, role: GuestRole) =>
      change({ guests: held.current.map((each) => (each === guest ? { ...guest, role } : each)) }),
    [change],
  )
  const remove = useCallback(
    (guest: Guest) => change({ guests: held.current.filter((each) => each !== guest) }),
    [change],
  )
  return (
    <section className="compose-guests" aria-labelledby="compose-guests">
      <h2 id="compose-guests">{words.people}</h2>
      <PeoplePicker
        label={words.addPeople}
        hint={words.addHint}
        without={draft.guests.map((each) => each.address)}
        onAdd={add}
      />
      {people.length === 0 ? (
        <p className="soft">{words.noGuests}</p>
      ) : (
        <ul className="plain-list compose-list">
          <li className="compose-guest">
            <Person address={me.addresses[0] ?? ''} name={me.displayName} />
            <Standing state={standings.get(me.addresses[0] ?? '')} />
            <span className="soft compose-role">{words.organizer}</span>
          </li>
          {people.map((each) => (
            <GuestLine
              key={each.address}
              guest={each}
              name={each.name ?? names.get(each.address)}
              state={standings.get(each.address)}
              onRole={setRole}
              onRemove={remove}
            />
          ))}
        </ul>
      )}
    </section>
  )
}

type LineProps = {
  readonly guest: Guest
  readonly name: string | undefined
  readonly state: SlotState | undefined
  readonly onRole: (guest: Guest, role: GuestRole) => void
  readonly onRemove: (guest: Guest) => void
}

/** Drawn anew only for what changes: a choice for each of a hundred guests is much to draw. */
const GuestLine = memo(function OneGuest({
  guest,
  name: known,
  state,
  onRole,
  onRemove,
}: LineProps): ReactElement {
  const words = useWords(composeWords)
  const { roles } = useWords(gridWords)
  const name = nameOf({ address: guest.address, name: known })
  return (
    <li className="compose-guest">
      <Person address={guest.address} name={known} />
      {guest.kind === 'group' ? (
        <span className="tag">
          <Icon name="people" /> {words.group}
        </span>
      ) : (
        <Standing state={state} />
      )}
      <Select
        label={words.roleOf(name)}
        labelHidden
        value={guest.role}
        choices={[
          ...(guest.role === 'chair' ? [{ id: 'chair' as const, label: words.organizer }] : []),
          { id: 'required', label: roles.required },
          { id: 'optional', label: roles.optional },
          { id: 'informed', label: roles.informed },
        ]}
        onChange={(role) => onRole(guest, role)}
      />
      <Button
        className="button quiet"
        aria-label={words.remove(name)}
        onPress={() => onRemove(guest)}
      >
        <Icon name="cross" />
      </Button>
    </li>
  )
})

export function Standing({ state }: { readonly state: SlotState | undefined }): ReactElement {
  const words = useWords(gridWords)
  return (
    <span className={`compose-standing ${state ?? ''}`}>
      {state !== undefined && state !== 'group' && words.states[state]}
    </span>
  )
}
