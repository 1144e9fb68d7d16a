/** Times that guests propose, beside the time as it is and everyone's calendars. */
import { lazy, type ReactElement, Suspense, useState } from 'react'
import { Button, ToggleButton } from 'react-aria-components'
import { type Answer, call } from '../api/client.ts'
import { refreshAll, useApi } from '../api/queries.ts'
import { useWords } from '../app/languages.ts'
import type { GridPerson } from '../grid/time-grid.tsx'
import { Icon } from '../ui/icon.tsx'
import { undoable } from '../ui/notices.tsx'
import { addressWords, nameOf } from '../ui/person.tsx'
import { Loading, Problem } from '../ui/states.tsx'
import { useTimes } from '../ui/time.ts'
import { doingWords } from './doing-words.ts'
import { type EventShown, type Guest, isRoom } from './event.ts'

type Counter = Answer<'GET /events/:event/counters'>['counters'][number]

/** As large as the rest of the page together: fetched when it is wanted. */
const EveryonesTime = lazy(async () => ({
  default: (await import('../grid/time-grid.tsx')).TimeGrid,
}))

export function Proposals({ event }: { readonly event: EventShown }): ReactElement | undefined {
  const words = useWords(doingWords)
  const { data, error } = useApi('GET /events/:event/counters', { params: { event: event.id } })
  const [decided, setDecided] = useState<ReadonlySet<string>>(new Set())
  if (error !== null) return <Problem error={error} />
  const pending = (data?.counters ?? []).filter(
    ({ id, state }) => state === 'pending' && !decided.has(id),
  )
  if (pending.length === 0) return undefined
  const decide = (counter: Counter, verdict: 'accept' | 'decline'): void => {
    const who = nameOfProposer(event, counter)
    setDecided(new Set([...decided, counter.id]))
    undoable({
      text: verdict === 'accept' ? words.accepted(who) : words.declined(who),
      act: async () => {
        const given = { params: { event: event.id, counter: counter.id }, body: {} }
        if (verdict === 'accept') await call('POST /events/:event/counters/:counter/accept', given)
        else await call('POST /events/:event/counters/:counter/decline', given)
        refreshAll()
      },
      undo: () => setDecided((now) => new Set([...now].filter((each) => each !== counter.id))),
    })
  }
  return (
    <section className="event-proposals" aria-label={words.proposals}>
      <h2>{words.proposals}</h2>
      {pending.map((each) => (
        <Proposal
          key={each.id}
          event={event}
          counter={each}
          onDecide={(verdict) => decide(each, verdict)}
        />
      ))}
    </section>
  )
}

function nameOfProposer({ shown }: EventShown, { from }: Counter): string {
  const found = shown.attendees.find((each) => each.address === from)
  return found === undefined ? addressWords(from) : nameOf(found)
}

type ProposalProps = {
  readonly event: EventShown
  readonly counter: Counter
  readonly onDecide: (verdict: 'accept' | 'decline') => void
}

function Proposal({ event, counter, onDecide }: ProposalProps): ReactElement {
  const words = useWords(doingWords)
  const times = useTimes()
  const [isGridOpen, setGridOpen] = useState(false)
  const { proposed, comment, outdated, free, otherProperties } = counter
  const [first] = counter.instances
  return (
    <div className="card stack">
      <p>
        <strong>{words.proposesFrom(nameOfProposer(event, counter))}</strong>
        {comment !== undefined && <q className="event-said">{comment}</q>}
      </p>
      <div className="event-compare">
        <div>
          <span className="soft">{words.nowAt}</span>
          <span className="event-line">
            {first?.current === undefined
              ? times.range(event.shown)
              : times.range({ ...first.current, allDay: false, start: '', end: '' })}
          </span>
        </div>
        <Icon name="right" />
        <div className="event-proposed">
          <span className="soft">{words.proposedAt}</span>
          <strong className="event-line">{times.range(proposed)}</strong>
        </div>
      </div>
      <p className={free ? 'tag answer-accepted' : 'tag answer-tentative'}>
        <Icon name={free ? 'check' : 'warning'} />
        {free ? words.everyoneFree : words.notEveryoneFree}
      </p>
      {otherProperties.length > 0 && (
        <p className="hint">{words.otherToo(otherProperties.join(', '))}</p>
      )}
      {outdated && <p className="hint">{words.outdated}</p>}
      <div className="row">
        <Button className="button primary" onPress={() => onDecide('accept')}>
          <Icon name="check" /> {words.accept}
        </Button>
        <Button className="button" onPress={() => onDecide('decline')}>
          <Icon name="cross" /> {words.decline}
        </Button>
        {!proposed.allDay && (
          <ToggleButton className="button quiet" isSelected={isGridOpen} onChange={setGridOpen}>
            <Icon name="people" /> {words.everyonesTime}
          </ToggleButton>
        )}
      </div>
      {isGridOpen && (
        <Suspense fallback={<Loading />}>
          <EveryonesTime
            people={event.shown.attendees.map(personOf)}
            minutes={minutesOf(proposed)}
            value={proposed.startsAt}
            onChange={() => undefined}
            suggestions={[proposed]}
            ignoredUids={[event.uid]}
          />
        </Suspense>
      )}
    </div>
  )
}

function personOf(guest: Guest): GridPerson {
  const { address, name, role, isMe } = guest
  const isOptional = role === 'optional' || role === 'informed'
  return {
    address,
    name,
    role: isMe ? 'me' : isRoom(guest) ? 'room' : isOptional ? 'optional' : 'required',
  }
}

function minutesOf({ startsAt, endsAt }: Counter['proposed']): number {
  return Math.max(15, Math.round((Date.parse(endsAt) - Date.parse(startsAt)) / 60_000))
}
