/** Polls that one organizes or votes in; those that wait for one's own vote come first. */
import type { ReactElement } from 'react'
import { Link } from 'wouter'
import { useApi } from '../api/queries.ts'
import { useWords } from '../app/languages.ts'
import { Icon } from '../ui/icon.tsx'
import { Empty, Loading, Problem } from '../ui/states.tsx'
import { useTimes } from '../ui/time.ts'
import { useOptionTime } from './option-time.ts'
import { PollStatus } from './poll-status.tsx'
import { awaitsMe, hasVoted, knowsOthers, leading, type Poll } from './standing.ts'
import { useNameOf } from './use-name.ts'
import { pollWords } from './words.ts'
import './polls.css'

export function Polls(): ReactElement {
  const words = useWords(pollWords)
  const { data, error, refetch } = useApi('GET /polls')
  const polls = data?.polls
  const groups = [
    [words.toVote, polls?.filter((each) => awaitsMe(each))],
    [words.organized, polls?.filter((each) => !awaitsMe(each) && each.isOrganizer)],
    [words.others, polls?.filter((each) => !(awaitsMe(each) || each.isOrganizer))],
  ] as const
  const create = (
    <Link className="button primary" href="/polls/new">
      <Icon name="plus" /> {words.new}
    </Link>
  )
  return (
    <div className="polls">
      <header className="page-head">
        <h1>{words.title}</h1>
        {polls !== undefined && polls.length > 0 && create}
      </header>
      <p className="lead polls-lead">{words.lead}</p>
      {error !== null && <Problem error={error} again={() => void refetch()} />}
      {polls === undefined && error === null && <Loading />}
      {polls?.length === 0 && <Empty title={words.none}>{create}</Empty>}
      {groups.map(
        ([title, own]) =>
          own !== undefined &&
          own.length > 0 && (
            <section key={title} className="polls-group">
              <h2>{title}</h2>
              <ul className="plain-list polls-list">
                {own.map((each) => (
                  <PollCard key={each.uid} poll={each} />
                ))}
              </ul>
            </section>
          ),
      )}
    </div>
  )
}

function PollCard({ poll }: { readonly poll: Poll }): ReactElement {
  const words = useWords(pollWords)
  const times = useTimes()
  const optionTime = useOptionTime()
  const voted = poll.voters.filter(hasVoted).length
  const organizer = useNameOf(poll.organizer)
  const best = poll.options.find(
    (each) => each.option === (poll.winner ?? (knowsOthers(poll) ? leading(poll) : undefined)),
  )
  return (
    <li className="card polls-card">
      <div className="polls-card-head">
        <h3>
          <Link href={`/polls/${encodeURIComponent(poll.uid)}`}>{poll.title}</Link>
        </h3>
        <PollStatus status={poll.status} />
      </div>
      <p className="soft">
        {[
          ...(poll.isOrganizer ? [] : [words.by(organizer)]),
          words.options(poll.options.length),
          ...(knowsOthers(poll) ? [words.voted(voted, poll.voters.length)] : []),
        ].join(' · ')}
      </p>
      {best !== undefined && (
        <p>
          {poll.winner === undefined ? words.best : words.chosen}: <b>{optionTime(best.event)}</b>
        </p>
      )}
      {poll.closesAt !== undefined && poll.status === 'IN-PROCESS' && (
        <p className="hint">{words.closes(times.moment(poll.closesAt))}</p>
      )}
    </li>
  )
}
