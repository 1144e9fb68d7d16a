/** The votes: a row for each time; a column for each voter, one's own to fill in. */
import { type ReactElement, useState } from 'react'
import { Button, ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import { call } from '../api/client.ts'
import { refresh, useApi } from '../api/queries.ts'
import { useWords } from '../app/languages.ts'
import { Field } from '../ui/fields.tsx'
import { Icon, type IconName } from '../ui/icon.tsx'
import { undoable } from '../ui/notices.tsx'
import { Avatar, nameOf } from '../ui/person.tsx'
import { ChooseDialog } from './choose-dialog.tsx'
import { useOptionTime } from './option-time.ts'
import {
  hasVoted,
  inOrder,
  isOpen,
  knowsOthers,
  leading,
  mine,
  type Poll,
  type PollOption,
  type Vote,
  type Voter,
  voteOf,
} from './standing.ts'
import { pollWords } from './words.ts'

type Ballot = ReadonlyMap<number, Vote>

export function VoteTable({ poll }: { readonly poll: Poll }): ReactElement {
  const words = useWords(pollWords)
  const own = mine(poll)
  const votes = isOpen(poll) && own !== undefined
  const held: Ballot = new Map(own?.votes.map((each) => [each.option, each.answer]))
  const [ballot, setBallot] = useState<Ballot>(held)
  const [comment, setComment] = useState('')
  const [choosing, setChoosing] = useState<PollOption>()
  const others = knowsOthers(poll) ? poll.voters.filter((each) => each !== own || !votes) : []
  const send = (): void =>
    undoable({
      text: words.sent(poll.title),
      act: () => sendVote(poll, ballot, comment.trim()),
      undo: () => setBallot(held),
    })
  return (
    <>
      <div className="polls-scroll card">
        <table className="polls-table">
          <Head poll={poll} others={others} votes={votes} />
          <tbody>
            {inOrder(poll, votes).map((each) => (
              <OptionRow
                key={each.option}
                poll={poll}
                option={each}
                others={others}
                choice={votes ? (ballot.get(each.option) ?? 'none') : undefined}
                onVote={(vote) => setBallot(new Map(ballot).set(each.option, vote))}
                onChoose={() => setChoosing(each)}
              />
            ))}
          </tbody>
        </table>
      </div>
      {votes && (
        <div className="polls-vote">
          <Field label={words.comment} value={comment} onChange={setComment} />
          <Button className="button primary" isDisabled={ballot.size === 0} onPress={send}>
            <Icon name="sent" /> {hasVoted(own) ? words.sendAgain : words.send}
          </Button>
        </div>
      )}
      {choosing !== undefined && (
        <ChooseDialog poll={poll} option={choosing} onClose={() => setChoosing(undefined)} />
      )}
    </>
  )
}

async function sendVote({ uid }: Poll, ballot: Ballot, comment: string): Promise<void> {
  const votes = [...ballot].map(([option, answer]) => ({ option, answer }))
  const body = { votes, ...(comment !== '' && { comment }) }
  await call('POST /polls/:uid/vote', { params: { uid }, body }, { keepalive: true })
  refresh('GET /polls', 'GET /polls/:uid')
}

type HeadProps = {
  readonly poll: Poll
  readonly others: readonly Voter[]
  readonly votes: boolean
}

function Head({ poll, others, votes }: HeadProps): ReactElement {
  const words = useWords(pollWords)
  const domains = useApi('GET /about').data?.domains
  const isElsewhere = ({ address }: Voter): boolean =>
    domains !== undefined && !domains.includes(address.split('@')[1] ?? '')
  return (
    <thead>
      <tr>
        <th scope="col">{words.time}</th>
        {votes && <th scope="col">{words.yours}</th>}
        {knowsOthers(poll) && <th scope="col">{words.count}</th>}
        {others.map((each) => (
          <th key={each.address} scope="col" className="polls-voter">
            <Avatar name={nameOf(each)} />
            <span>{nameOf(each)}</span>
            {isElsewhere(each) && <span className="hint">{words.elsewhere}</span>}
          </th>
        ))}
      </tr>
    </thead>
  )
}

type RowProps = {
  readonly poll: Poll
  readonly option: PollOption
  readonly others: readonly Voter[]
  /** Undefined where one does not vote. */
  readonly choice: Vote | 'none' | undefined
  readonly onVote: (vote: Vote) => void
  readonly onChoose: () => void
}

function OptionRow({ poll, option, others, choice, onVote, onChoose }: RowProps): ReactElement {
  const words = useWords(pollWords)
  const time = useOptionTime()(option.event)
  const isWinner = poll.winner === option.option
  const mayChoose = poll.isOrganizer && poll.status !== 'CANCELLED' && poll.status !== 'SUBMITTED'
  const isBest = poll.winner === undefined && knowsOthers(poll) && leading(poll) === option.option
  return (
    <tr className={isWinner ? 'chosen' : undefined}>
      <th scope="row">
        <span className="polls-time">{time}</span>
        {option.event.location !== undefined && (
          <span className="hint">{option.event.location}</span>
        )}
        {(isWinner || isBest) && (
          <span className="tag polls-best">
            <Icon name="check" /> {isWinner ? words.chosen : words.best}
          </span>
        )}
      </th>
      {choice !== undefined && (
        <td>
          <OwnVote label={words.yoursFor(time)} value={choice} onChange={onVote} />
        </td>
      )}
      {knowsOthers(poll) && (
        <td>
          <Count option={option} />
          {mayChoose && (
            <Button
              className="button polls-choose"
              aria-label={
                poll.status === 'CONFIRMED' && isWinner
                  ? `${words.makeMeeting}: ${time}`
                  : words.chooseTime(time)
              }
              onPress={onChoose}
            >
              {poll.status === 'CONFIRMED' && isWinner ? words.makeMeeting : words.choose}
            </Button>
          )}
        </td>
      )}
      {others.map((each) => (
        <td key={each.address} className="polls-mark">
          <Mark vote={voteOf(each, option.option)} />
        </td>
      ))}
    </tr>
  )
}

function Count({ option: { yes, maybe, no } }: { readonly option: PollOption }): ReactElement {
  const words = useWords(pollWords)
  const all = Math.max(1, yes + maybe + no)
  return (
    <span className="polls-count">
      <span className="polls-bar" aria-hidden="true">
        <span className="yes" style={{ inlineSize: `${(100 * yes) / all}%` }} />
        <span className="maybe" style={{ inlineSize: `${(100 * maybe) / all}%` }} />
      </span>
      <span className="hint">{words.countOf(yes, maybe, no)}</span>
    </span>
  )
}

const votable = ['yes', 'maybe', 'no'] as const
const icons: Readonly<Record<Vote, IconName>> = {
  yes: 'check',
  'yes-not-best': 'check',
  maybe: 'question',
  no: 'cross',
}

type OwnProps = {
  readonly label: string
  readonly value: Vote | 'none'
  readonly onChange: (vote: Vote) => void
}

function OwnVote({ label, value, onChange }: OwnProps): ReactElement {
  const words = useWords(pollWords)
  const names = { yes: words.yes, maybe: words.maybe, no: words.no }
  const selected = value === 'none' ? [] : [value === 'yes-not-best' ? 'yes' : value]
  return (
    <ToggleButtonGroup
      className="polls-choice"
      aria-label={label}
      selectionMode="single"
      selectedKeys={selected}
      onSelectionChange={(keys) => {
        for (const key of keys) onChange(key as Vote)
      }}
    >
      {votable.map((each) => (
        <ToggleButton key={each} id={each} className={`button polls-pick ${each}`}>
          <Icon name={icons[each]} /> {names[each]}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}

function Mark({ vote }: { readonly vote: Vote | undefined }): ReactElement {
  const words = useWords(pollWords)
  if (vote === undefined) {
    return (
      <span className="soft">
        <span aria-hidden="true">–</span>
        <span className="hidden">{words.noVote}</span>
      </span>
    )
  }
  const names = {
    yes: words.yes,
    'yes-not-best': words.yesNotBest,
    maybe: words.maybe,
    no: words.no,
  }
  return (
    <span className={`polls-vote-mark ${vote}`} title={names[vote]}>
      <Icon name={icons[vote]} />
      <span className="hidden">{names[vote]}</span>
    </span>
  )
}
