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
import { Switch } from '../ui/fields.tsx'
import { Icon } from '../ui/icon.tsx'
import { Loading, Problem } from '../ui/states.tsx'
import { type Draft, type Guest, isRoom } from './draft.ts'
import { Count } from './rule-builder.tsx'
import type { PartProps } from './when.tsx'
import { composeWords } from './words.ts'

type Room = Answer<'GET /rooms'>['rooms'][number]
type RoomsProps = PartProps & {
  readonly span: { readonly startMs: number; readonly endMs: number }
}

const shownAtMost = 12

export function Rooms({ draft, change, span }: RoomsProps): ReactElement {
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
        {isOpen && <RoomChoice draft={draft} change={change} span={span} />}
      </DisclosurePanel>
    </Disclosure>
  )
}

function RoomChoice({ draft, change, span }: RoomsProps): ReactElement {
  const words = useWords(composeWords)
  const people = draft.guests.filter((each) => !isRoom(each)).length + 1
  const [seats, setSeats] = useState(people)
  const [features, setFeatures] = useState<readonly string[]>([])
  const [onlyFree, setOnlyFree] = useState(false)
  const all = useApi('GET /rooms', { query: {} })
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
  const known = [...new Set(all.data?.rooms.flatMap((each) => each.features))].toSorted()
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
      <div className="row compose-room-wishes">
        <Count label={words.seats} value={seats} onChange={setSeats} />
        {known.length > 0 && (
          <ToggleButtonGroup
            className="compose-features"
            aria-label={words.features}
            selectionMode="multiple"
            selectedKeys={features}
            onSelectionChange={(keys) => setFeatures([...keys].map(String))}
          >
            {known.map((each) => (
              <ToggleButton key={each} id={each} className="button">
                {each}
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
        )}
        <Switch isSelected={onlyFree} onChange={setOnlyFree}>
          {words.onlyFree}
        </Switch>
      </div>
      {error !== null && <Problem error={error} />}
      {data === undefined && error === null && <Loading />}
      {data !== undefined && rooms.length === 0 && <p className="soft">{words.noRooms}</p>}
      <ul className="plain-list compose-list">
        {rooms.slice(0, shownAtMost).map((each) => (
          <RoomLine
            key={each.address}
            room={each}
            isChosen={taken.has(each.address)}
            onToggle={() => toggle(each)}
          />
        ))}
      </ul>
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
  readonly room: Room
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
        aria-label={isChosen ? words.release(displayName) : words.book(displayName)}
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
