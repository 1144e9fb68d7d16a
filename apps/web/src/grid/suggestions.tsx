/**
 * Times at which all can meet, the best first, each with its reasons in words; choosing one sets the
 * time, and the room that was found for it.
 */
import { type ReactElement, useEffect, useId, useMemo, useState } from 'react'
import { Button, ProgressBar } from 'react-aria-components'
import { useReader, useWords } from '../app/languages.ts'
import { useMe } from '../app/session.tsx'
import { Checkbox, Select } from '../ui/fields.tsx'
import { Icon, type IconName } from '../ui/icon.tsx'
import { addressWords, nameOf } from '../ui/person.tsx'
import { Problem } from '../ui/states.tsx'
import type { GridPerson } from './busy.ts'
import { reasonWords } from './reasons.ts'
import {
  type FindBody,
  type RoomChoice,
  reasonsOf,
  roomsOf,
  type TimeProposal,
  useProposals,
  type Verdict,
} from './suggested.ts'
import { suggestionWords } from './suggestion-words.ts'
import type { Suggested } from './time-grid.tsx'

type SuggestionsProps = {
  readonly people: readonly GridPerson[]
  readonly minutes: number
  /** Not before this moment. */
  readonly from?: string
  readonly zone?: string | undefined
  /** The chosen start. */
  readonly value: string
  readonly onChoose: (time: Suggested, rooms: readonly RoomChoice[]) => void
  /** Told of what was found, to be laid into the grid. */
  readonly onFound?: (times: readonly Suggested[]) => void
  readonly ignoredUids?: readonly string[]
  /** What kind of room is wanted; absent: none but those among the people. */
  readonly room?: { readonly seats?: number; readonly features?: readonly string[] } | undefined
}

type Horizon = 'week' | 'fortnight' | 'month'
const horizonDays = { week: 7, fortnight: 14, month: 31 } as const
const quarterMs = 900_000
/** A wish alone: what people set as their own hours weighs more. */
const usualHours = { from: '08:00', to: '18:00' }
const usualDays = ['MO', 'TU', 'WE', 'TH', 'FR'] as const

export function Suggestions(props: SuggestionsProps): ReactElement {
  const { people, minutes, zone, value, onChoose, onFound, ignoredUids = [], room } = props
  const words = useWords(suggestionWords)
  const heading = useId()
  const [horizon, setHorizon] = useState<Horizon>('fortnight')
  const [skipsTentative, setSkipsTentative] = useState(false)
  // A day later the times asked for are others; a minute later they need not be.
  const [soon] = useState(() => Math.ceil(Date.now() / quarterMs) * quarterMs)
  const fromMs = Math.max(soon, props.from === undefined ? 0 : Date.parse(props.from))
  const body: FindBody = {
    required: addressesOf(people, ['required']),
    optional: addressesOf(people, ['optional', 'informed']),
    ...roomsWanted(people, room),
    minutes: Math.max(1, minutes),
    from: secondsOf(fromMs),
    to: secondsOf(fromMs + Math.max(horizonDays[horizon] * 86_400_000, minutes * 120_000)),
    ...(zone !== undefined && { zone }),
    touchTentative: !skipsTentative,
    hours: usualHours,
    days: usualDays,
    ignoredUids,
    avoidLunch: true,
    limit: 6,
  }
  const isOn = people.some((each) => each.role !== 'me')
  const { data, error, isFetching } = useProposals(body, isOn)
  const times = isOn ? data?.times : undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies: told when other times were found
  useEffect(() => onFound?.(times ?? []), [times])
  return (
    <section className="grid-suggestions" aria-labelledby={heading}>
      <div className="apart">
        <h2 id={heading}>{words.title}</h2>
        {isFetching && (
          <ProgressBar className="grid-searching" isIndeterminate aria-label={words.title}>
            <span className="loading-ring" />
          </ProgressBar>
        )}
      </div>
      <Search
        horizon={horizon}
        onHorizon={setHorizon}
        skipsTentative={skipsTentative}
        onSkipsTentative={setSkipsTentative}
      />
      {error !== null && <Problem error={error} />}
      {times?.length === 0 && <p className="soft">{words.none}</p>}
      <ol className="grid-proposals plain-list">
        {times?.map((each) => (
          <Proposal
            key={each.startsAt}
            of={each}
            people={people}
            zone={zone}
            isChosen={Date.parse(each.startsAt) === Date.parse(value)}
            onChoose={() => onChoose(each, roomsOf(each))}
          />
        ))}
      </ol>
    </section>
  )
}

type SearchProps = {
  readonly horizon: Horizon
  readonly onHorizon: (horizon: Horizon) => void
  readonly skipsTentative: boolean
  readonly onSkipsTentative: (skips: boolean) => void
}

function Search(props: SearchProps): ReactElement {
  const words = useWords(suggestionWords)
  return (
    <div className="row">
      <Select
        label={words.within}
        value={props.horizon}
        onChange={props.onHorizon}
        choices={(['week', 'fortnight', 'month'] as const).map((id) => ({
          id,
          label: words.horizons[id],
        }))}
      />
      <Checkbox isSelected={props.skipsTentative} onChange={props.onSkipsTentative}>
        {words.skipTentative}
      </Checkbox>
    </div>
  )
}

function addressesOf(
  people: readonly GridPerson[],
  roles: readonly GridPerson['role'][],
): readonly string[] {
  return people
    .filter(({ role }) => roles.includes(role))
    .map(({ address }) => addressWords(address))
}

/** Rooms that are asked already must be free; otherwise any that is large enough. */
function roomsWanted(
  people: readonly GridPerson[],
  room: SuggestionsProps['room'],
): Pick<FindBody, 'rooms'> {
  const among = addressesOf(people, ['room'])
  if (among.length > 0) return { rooms: { among, count: among.length } }
  if (room === undefined) return {}
  return { rooms: { count: 1, ...room } }
}

function secondsOf(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`
}

const icons: Readonly<Record<Verdict, IconName>> = {
  free: 'check',
  unknown: 'question',
  tentative: 'question',
  partial: 'warning',
  busy: 'cross',
}

type ProposalProps = {
  readonly of: TimeProposal
  readonly people: readonly GridPerson[]
  readonly zone: string | undefined
  readonly isChosen: boolean
  readonly onChoose: () => void
}

function Proposal({ of, people, zone, isChosen, onChoose }: ProposalProps): ReactElement {
  const words = useWords(suggestionWords)
  const reader = useReader()
  const me = useMe()
  const time = useMemo(
    () =>
      new Intl.DateTimeFormat(reader.locale, {
        timeZone: zone ?? reader.zone,
        weekday: 'short',
        day: 'numeric',
        month: 'short',
        hour: 'numeric',
        minute: '2-digit',
      }).formatRange(Date.parse(of.startsAt), Date.parse(of.endsAt)),
    [reader, zone, of],
  )
  const name = (address: string): string => {
    const bare = addressWords(address)
    if (me.addresses.includes(bare)) return me.displayName
    return nameOf({
      address,
      name: people.find((each) => addressWords(each.address) === bare)?.name,
    })
  }
  const list = new Intl.ListFormat(reader.locale)
  // Where all are free, the verdict has said so.
  const reasons = reasonsOf(of).filter(({ kind }) => kind !== 'free' || of.verdict !== 'free')
  const sentences = reasons.flatMap((each) =>
    reasonWords(each, { words, name, list: (names) => list.format(names) }),
  )
  return (
    <li className={isChosen ? 'grid-proposal chosen' : 'grid-proposal'}>
      <div>
        <h3>{time}</h3>
        <p className={`grid-verdict ${of.verdict}`}>
          <Icon name={icons[of.verdict]} /> {words.verdicts[of.verdict]}
        </p>
        <ul className="grid-reasons">
          {sentences.map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ul>
      </div>
      <Button
        className={isChosen ? 'button quiet' : 'button'}
        aria-label={isChosen ? `${words.chosen}: ${time}` : words.choose(time)}
        isDisabled={isChosen}
        onPress={onChoose}
      >
        {isChosen ? <Icon name="check" /> : <Icon name="plus" />}
        {isChosen && words.chosen}
      </Button>
    </li>
  )
}
