/** One poll: vote, see who said what, and for its Organizer: choose. */
import type { ReactElement } from 'react'
import { Button } from 'react-aria-components'
import { Link, useParams } from 'wouter'
import { call } from '../api/client.ts'
import { refresh, useApi } from '../api/queries.ts'
import { useWords } from '../app/languages.ts'
import { Icon } from '../ui/icon.tsx'
import { notifyProblem, undoable } from '../ui/notices.tsx'
import { nameOf } from '../ui/person.tsx'
import { Loading, Problem } from '../ui/states.tsx'
import { useTimes } from '../ui/time.ts'
import { PollStatus } from './poll-status.tsx'
import { hasVoted, isOpen, knowsOthers, type Poll } from './standing.ts'
import { useNameOf } from './use-name.ts'
import { VoteTable } from './vote-table.tsx'
import { pollWords } from './words.ts'
import './polls.css'

export function PollPage(): ReactElement {
  const { uid = '' } = useParams<{ uid: string }>()
  const { data, error, refetch } = useApi('GET /polls/:uid', {
    params: { uid: decodeURIComponent(uid) },
  })
  if (error !== null) return <Problem error={error} again={() => void refetch()} />
  return data === undefined ? <Loading /> : <OnePoll poll={data} />
}

function OnePoll({ poll }: { readonly poll: Poll }): ReactElement {
  const words = useWords(pollWords)
  const times = useTimes()
  const voted = poll.voters.filter(hasVoted).length
  const organizer = useNameOf(poll.organizer)
  return (
    <div className="polls">
      <p>
        <Link href="/polls" className="polls-back">
          <Icon name="left" /> {words.back}
        </Link>
      </p>
      <header className="polls-head">
        <h1>{poll.title}</h1>
        <PollStatus status={poll.status} />
      </header>
      <p className="soft">
        {[
          ...(poll.isOrganizer ? [] : [words.by(organizer)]),
          ...(knowsOthers(poll) ? [words.voted(voted, poll.voters.length)] : []),
          ...(poll.closesAt !== undefined && isOpen(poll)
            ? [words.closes(times.moment(poll.closesAt))]
            : []),
        ].join(' · ')}
      </p>
      {poll.description !== undefined && <p className="polls-description">{poll.description}</p>}
      <Uninvited poll={poll} />
      <VoteTable poll={poll} />
      {!knowsOthers(poll) && <p className="hint">{words.hidden}</p>}
      {poll.status === 'SUBMITTED' && <ToCalendar poll={poll} />}
      {poll.isOrganizer && <Ends poll={poll} />}
    </div>
  )
}

function ToCalendar({ poll }: { readonly poll: Poll }): ReactElement {
  const words = useWords(pollWords)
  const winner = poll.options.find((each) => each.option === poll.winner)
  return (
    <p>
      <Link className="button" href={`/calendar?date=${winner?.event.startsAt.slice(0, 10) ?? ''}`}>
        <Icon name="calendar" /> {words.toCalendar}
      </Link>
    </p>
  )
}

type Decision = Parameters<typeof call<'POST /polls/:uid/decision'>>[1]['body']

/** What is shown then is what the server holds. */
export async function decide(poll: Poll, body: Decision): Promise<void> {
  await call('POST /polls/:uid/decision', { params: { uid: poll.uid }, body }, { keepalive: true })
  refresh('GET /polls', 'GET /polls/:uid')
}

/** Voters whom nobody asked: their votes count when the Organizer says so. */
function Uninvited({ poll }: { readonly poll: Poll }): ReactElement | undefined {
  const words = useWords(pollWords)
  if (!poll.isOrganizer || poll.uninvited.length === 0) return undefined
  const decided = (body: Decision): void => void decide(poll, body).catch(notifyProblem)
  return (
    <ul className="plain-list polls-uninvited">
      {poll.uninvited.map((voter) => (
        <li key={voter} className="card apart">
          <span>{words.uninvited(nameOf({ address: voter }))}</span>
          <span className="row">
            <Button className="button" onPress={() => decided({ kind: 'admit-voter', voter })}>
              {words.admit}
            </Button>
            <Button className="button" onPress={() => decided({ kind: 'refuse-voter', voter })}>
              {words.refuse}
            </Button>
          </span>
        </li>
      ))}
    </ul>
  )
}

function Ends({ poll }: { readonly poll: Poll }): ReactElement | undefined {
  const words = useWords(pollWords)
  if (poll.status === 'SUBMITTED' || poll.status === 'CANCELLED') return undefined
  const after = (text: string, body: Decision): void =>
    undoable({ text, act: () => decide(poll, body) })
  return (
    <div className="row polls-ends">
      {isOpen(poll) && (
        <Button
          className="button"
          onPress={() => after(words.closedNow(poll.title), { kind: 'close' })}
        >
          <Icon name="lock" /> {words.close}
        </Button>
      )}
      <Button
        className="button danger"
        onPress={() => after(words.calledOff(poll.title), { kind: 'cancel' })}
      >
        <Icon name="cross" /> {words.callOff}
      </Button>
    </div>
  )
}
