/** A new poll: what about, who votes, and the times that are offered, chosen on everyone's grid. */
import { type FormEvent, type ReactElement, useMemo, useState } from 'react'
import { Button } from 'react-aria-components'
import { useLocation } from 'wouter'
import { type Body, call } from '../api/client.ts'
import { refresh } from '../api/queries.ts'
import { useReader, useWords } from '../app/languages.ts'
import { useMe } from '../app/session.tsx'
import type { Guest } from '../compose/draft.ts'
import { PeoplePicker } from '../compose/people-picker.tsx'
import { nextHour, wallOf } from '../compose/wall.ts'
import type { GridPerson } from '../grid/busy.ts'
import { Suggestions } from '../grid/suggestions.tsx'
import { type Suggested, TimeGrid } from '../grid/time-grid.tsx'
import { Field, Select } from '../ui/fields.tsx'
import { Icon } from '../ui/icon.tsx'
import { notify, undoable } from '../ui/notices.tsx'
import { nameOf, Person } from '../ui/person.tsx'
import { Closing } from './closing.tsx'
import { useOptionTime } from './option-time.ts'
import { keepPoll, keptPoll, type PollDraft } from './poll-draft.ts'
import { pollWords } from './words.ts'
import './polls.css'

const lengths = [15, 30, 45, 60, 90, 120, 180, 240] as const

export function NewPoll(): ReactElement {
  const words = useWords(pollWords)
  const { zone } = useReader()
  const [draft, setDraft] = useState<PollDraft>(() => keptPoll(nextHour(Date.now(), zone), zone))
  const [faults, setFaults] = useState<readonly string[]>([])
  const start = useStart(draft)
  const change = (part: Partial<PollDraft>): void => {
    const next = { ...draft, ...part }
    keepPoll(next)
    setDraft(next)
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const found = faultsOf(draft, words)
    setFaults(found)
    if (found.length === 0) start()
  }
  return (
    <form className="polls polls-new" onSubmit={submit}>
      <h1>{words.new}</h1>
      <div className="polls-columns">
        <section className="card stack">
          <Field label={words.name} value={draft.title} onChange={(title) => change({ title })} />
          <Field
            label={words.description}
            rows={2}
            value={draft.description}
            onChange={(description) => change({ description })}
          />
          <Field
            label={words.location}
            value={draft.location}
            onChange={(location) => change({ location })}
          />
          <Voters draft={draft} change={change} />
        </section>
        <section className="card stack">
          <Offered draft={draft} change={change} />
          <Closing draft={draft} change={change} />
        </section>
      </div>
      <Times draft={draft} change={change} />
      {faults.length > 0 && (
        <ul className="compose-faults" role="alert">
          {faults.map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ul>
      )}
      <div className="polls-send">
        <Button type="submit" className="button primary">
          <Icon name="sent" /> {words.start}
        </Button>
      </div>
    </form>
  )
}

function faultsOf(draft: PollDraft, words: (typeof pollWords)['en']): readonly string[] {
  return [
    ...(draft.title.trim() === '' ? [words.nameNeeded] : []),
    ...(draft.voters.length === 0 ? [words.votersNeeded] : []),
    ...(draft.options.length < 2 ? [words.timesNeeded] : []),
  ]
}

export type PartProps = {
  readonly draft: PollDraft
  readonly change: (part: Partial<PollDraft>) => void
}

function Voters({ draft, change }: PartProps): ReactElement {
  const words = useWords(pollWords)
  const { voters } = draft
  const add = (found: readonly Pick<Guest, 'address' | 'name'>[]): void => {
    const fresh = found.filter((each) => !voters.some((one) => one.address === each.address))
    change({ voters: [...voters, ...fresh.map(({ address, name }) => ({ address, name }))] })
  }
  return (
    <div className="stack">
      <h2>{words.voters}</h2>
      <PeoplePicker
        label={words.addVoters}
        without={voters.map((each) => each.address)}
        onAdd={add}
      />
      <ul className="plain-list polls-voters">
        {voters.map((each) => (
          <li key={each.address} className="apart">
            <Person address={each.address} name={each.name} />
            <Button
              className="button quiet"
              aria-label={words.remove(nameOf(each))}
              onPress={() => change({ voters: voters.filter((one) => one !== each) })}
            >
              <Icon name="cross" />
            </Button>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Offered({ draft, change }: PartProps): ReactElement {
  const words = useWords(pollWords)
  const optionTime = useOptionTime()
  const { options } = draft
  return (
    <div className="stack">
      <h2>{words.times}</h2>
      {options.length === 0 && <p className="soft">{words.timesHint}</p>}
      <ul className="plain-list polls-offered" aria-live="polite">
        {options.map((each) => {
          const time = optionTime({ ...each, allDay: false })
          return (
            <li key={each.startsAt} className="apart">
              <span>{time}</span>
              <Button
                className="button quiet"
                aria-label={words.remove(time)}
                onPress={() => change({ options: options.filter((one) => one !== each) })}
              >
                <Icon name="cross" />
              </Button>
            </li>
          )
        })}
      </ul>
    </div>
  )
}

/** The grid and the suggestions: what is chosen there is offered by a press. */
function Times({ draft, change }: PartProps): ReactElement {
  const words = useWords(pollWords)
  const me = useMe()
  const optionTime = useOptionTime()
  const { options, minutes, at, voters } = draft
  const people = useMemo<readonly GridPerson[]>(
    () => [
      { address: me.addresses[0] ?? '', name: me.displayName, role: 'me' },
      ...voters.map((each) => ({ ...each, role: 'required' as const })),
    ],
    [me, voters],
  )
  const [found, setFound] = useState<readonly Suggested[]>([])
  const chosen = { startsAt: at, endsAt: endOf(at, minutes) }
  const isOffered = options.some((each) => each.startsAt === at)
  const offer = ({ startsAt }: Suggested): void =>
    change({ options: withOption(options, startsAt, minutes), at: startsAt })
  return (
    <div className="polls-times">
      <section className="card stack">
        <TimeGrid
          people={people}
          minutes={minutes}
          value={at}
          onChange={(next) => change({ at: next })}
          suggestions={[...options, ...found]}
        />
        <div className="row">
          <Select
            label={words.length}
            value={String(minutes)}
            choices={lengths.map((each) => ({ id: String(each), label: words.minutes(each) }))}
            onChange={(next) => change({ minutes: Number(next), options: [] })}
          />
          <Button
            className="button polls-offer"
            isDisabled={isOffered}
            onPress={() => offer(chosen)}
          >
            <Icon name="plus" /> {words.offer(optionTime({ ...chosen, allDay: false }))}
          </Button>
        </div>
      </section>
      {voters.length > 0 && (
        <section className="card">
          <Suggestions
            people={people}
            minutes={minutes}
            value={isOffered ? at : ''}
            onChoose={offer}
            onFound={setFound}
          />
        </section>
      )}
    </div>
  )
}

/** Each time once, in order. */
function withOption(
  options: readonly Suggested[],
  startsAt: string,
  minutes: number,
): readonly Suggested[] {
  const others = options.filter((each) => each.startsAt !== startsAt)
  const all = [...others, { startsAt, endsAt: endOf(startsAt, minutes) }]
  return all.toSorted((one, other) => (one.startsAt < other.startsAt ? -1 : 1))
}

function endOf(startsAt: string, minutes: number): string {
  return `${new Date(Date.parse(startsAt) + minutes * 60_000).toISOString().slice(0, 19)}Z`
}

/** Sent when it can no longer be undone; until then the page can be had back as it was. */
function useStart(draft: PollDraft): () => void {
  const words = useWords(pollWords)
  const { zone } = useReader()
  const [, go] = useLocation()
  return () => {
    const title = draft.title.trim()
    const location = draft.location.trim()
    const body: Body<'POST /polls'> = {
      title,
      ...(draft.description.trim() !== '' && { description: draft.description.trim() }),
      options: draft.options.map(({ startsAt, endsAt }) => ({
        start: wallOf(Date.parse(startsAt), zone),
        end: wallOf(Date.parse(endsAt), zone),
        zone,
        ...(location !== '' && { location }),
      })),
      voters: draft.voters.map(({ address, name }) => ({ address, ...(name && { name }) })),
      ...(draft.hasClosing && { closesAt: draft.closesAt }),
      votesShown: draft.hidesVotes ? 'hide' : 'show',
    }
    keepPoll(undefined)
    go('/polls')
    undoable({
      text: words.started(title),
      act: async () => {
        const { unreached } = await call('POST /polls', { body }, { keepalive: true })
        refresh('GET /polls')
        if (unreached.length > 0) notify(words.unasked(unreached.join(', ')), 'failed')
      },
      undo: () => {
        keepPoll(draft)
        go('/polls/new')
      },
    })
  }
}
