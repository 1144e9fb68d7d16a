/** Rooms that are large enough and have what is needed, with whether they are free then. */
import { type ReactElement, useState } from 'react'
import {
  Button,
  Disclosure,
  DisclosurePanel,
  Heading,
  ToggleButton,
  ToggleButtonGroup,
} from 'react-aria-components'
import type { Answer } from '../api/client.ts'
import { useApi } from '../api/queries.ts'
import { useWords } from '../app/languages.ts'
import { type GridRow, standingAt } from '../grid/busy.ts'
import { Switch } from '../ui/fields.tsx'
import { Icon } from '../ui/icon.tsx'
import { Loading, Problem } from '../ui/states.tsx'
import { type Draft, type Guest, isRoom } from './draft.ts'
import { Count } from './rule-builder.tsx'
import type { PartProps } from './when.tsx'
import { composeWords } from './words.ts'

type Room = Answer<'GET /rooms'>['rooms'][number]
type RoomsProps = PartProps & {
  /** What is known of those chosen: the meeting itself does not take its own room. */
  readonly rows: readonly GridRow[]
  readonly span: { readonly startMs: number; readonly endMs: number }
}

const shownAtMost = 12

export function Rooms({ draft, change, rows, span }: RoomsProps): ReactElement {
  const words = useWords(composeWords)
  const chosen = draft.guests.filter(isRoom)
  const [isOpen, setOpen] = useState(false)
  return (
    <Disclosure className="compose-rooms" isExpanded={isOpen} onExpandedChange={setOpen}>
      <Heading className="compose-rooms-head">
        <Button slot="trigger" className="button quiet">
          <Icon name={isOpen ? 'down' : 'right'} /> {words.rooms}
        </Button>
        {!isOpen && chosen.length > 0 && (
          <span className="soft">{chosen.map((each) => each.name ?? each.address).join(', ')}</span>
        )}
      </Heading>
      <DisclosurePanel>
        {isOpen && <RoomChoice draft={draft} change={change} rows={rows} span={span} />}
      </DisclosurePanel>
    </Disclosure>
  )
}

function RoomChoice({ draft, change, rows, span }: RoomsProps): ReactElement {
  const words = useWords(composeWords)
  const people = draft.guests.filter((each) => !isRoom(each)).length + 1
  const [wishes, setWishes] = useState<Wishes>({ seats: people, features: [], onlyFree: false })
  const { seats, features, onlyFree } = wishes
  const isTimed = span.endMs > span.startMs
  const { data, error } = useApi(
    'GET /rooms',
    {
      query: {
        seats,
        ...(features.length > 0 && { features: features.join(',') }),
        ...(isTimed && { from: secondsOf(span.startMs), to: secondsOf(span.endMs) }),
      },
    },
    { keepPrevious: true },
  )
  const standings = new Map(
    rows.map((row) => [row.address, standingAt(row, span.startMs, span.endMs).state]),
  )
  const freeNow = ({ address, free }: Room): boolean | undefined => {
    const state = standings.get(address)
    return state === undefined ? free : state === 'free' || state === 'outside'
  }
  const taken = new Set(draft.guests.map((each) => each.address))
  const rooms = (data?.rooms ?? []).filter(
    ({ free, address }) => !onlyFree || free !== false || taken.has(address),
  )
  const toggle = (room: Room): void => {
    const others = draft.guests.filter((each) => each.address !== room.address)
    change(others.length < draft.guests.length ? { guests: others } : withRoom(draft, room))
  }
  return (
    <div className="compose-room-choice">
      <WishBar wishes={wishes} onChange={(part) => setWishes({ ...wishes, ...part })} />
      {error !== null && <Problem error={error} />}
      {data === undefined && error === null && <Loading />}
      {data !== undefined && rooms.length === 0 && <p className="soft">{words.noRooms}</p>}
      <ul className="plain-list compose-list">
        {rooms.slice(0, shownAtMost).map((each) => (
          <RoomLine
            key={each.address}
            room={{ ...each, free: freeNow(each) }}
            isChosen={taken.has(each.address)}
            onToggle={() => toggle(each)}
          />
        ))}
      </ul>
    </div>
  )
}

type Wishes = {
  readonly seats: number
  readonly features: readonly string[]
  readonly onlyFree: boolean
}

type WishProps = {
  readonly wishes: Wishes
  readonly onChange: (part: Partial<Wishes>) => void
}

function WishBar({ wishes: { seats, features, onlyFree }, onChange }: WishProps): ReactElement {
  const words = useWords(composeWords)
  const all = useApi('GET /rooms', { query: {} })
  const known = [...new Set(all.data?.rooms.flatMap((each) => each.features))].toSorted()
  return (
    <div className="row compose-room-wishes">
      <Count label={words.seats} value={seats} onChange={(next) => onChange({ seats: next })} />
      {known.length > 0 && (
        <ToggleButtonGroup
          className="compose-features"
          aria-label={words.features}
          selectionMode="multiple"
          selectedKeys={features}
          onSelectionChange={(keys) => onChange({ features: [...keys].map(String) })}
        >
          {known.map((each) => (
            <ToggleButton key={each} id={each} className="button">
              {each}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      )}
      <Switch isSelected={onlyFree} onChange={(next) => onChange({ onlyFree: next })}>
        {words.onlyFree}
      </Switch>
    </div>
  )
}

/** The first room is the place too, where none was said. */
function withRoom(
  { guests, location }: Draft,
  { address, displayName, kind }: Room,
): Partial<Draft> {
  const room: Guest = {
    address,
    name: displayName,
    role: 'required',
    kind: kind === 'resource' ? kind : 'room',
  }
  return { guests: [...guests, room], ...(location === '' && { location: displayName }) }
}

type LineProps = {
  readonly room: Omit<Room, 'free'> & { readonly free: boolean | undefined }
  readonly isChosen: boolean
  readonly onToggle: () => void
}

function RoomLine({ room, isChosen, onToggle }: LineProps): ReactElement {
  const words = useWords(composeWords)
  const { displayName, capacity, features, free } = room
  const about = [...(capacity === undefined ? [] : [words.seatsOf(capacity)]), ...features].join(
    ' · ',
  )
  return (
    <li className="compose-room">
      <span className="compose-offer">
        <span className="compose-room-name">{displayName}</span>
        <span className="hint">{about}</span>
      </span>
      {free !== undefined && (
        <span className={`compose-standing ${free ? 'free' : 'busy'}`}>
          {free ? words.free : words.taken}
        </span>
      )}
      <ToggleButton
        className="button"
        isSelected={isChosen}
        onChange={onToggle}
        aria-label={isChosen ? `${words.booked}: ${displayName}` : words.book(displayName)}
      >
        <Icon name={isChosen ? 'check' : 'plus'} />
        {isChosen && words.booked}
      </ToggleButton>
    </li>
  )
}

function secondsOf(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`
}
