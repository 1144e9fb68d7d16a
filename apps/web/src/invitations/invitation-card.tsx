/** One invitation: what, when, who; what changed; what it collides with; the answer. */
import { parseAbsolute, toCalendarDate } from '@internationalized/date'
import { type KeyboardEvent, type ReactElement, useState } from 'react'
import { Link } from 'wouter'
import { useReader, useWords } from '../app/languages.ts'
import { useRuleWords } from '../compose/rule-words.ts'
import { Difference } from '../event/difference.tsx'
import { Icon } from '../ui/icon.tsx'
import { nameOf } from '../ui/person.tsx'
import { type Times, useTimes } from '../ui/time.ts'
import {
  AnswerBar,
  answer,
  answerFor,
  type Draft,
  emptyDraft,
  type Invitation,
} from './answer-bar.tsx'
import { DayStrip } from './day-strip.tsx'
import { Details } from './details.tsx'
import { MoreMenu } from './more-menu.tsx'
import { Trust } from './trust.tsx'
import { type AnswerWord, invitationWords } from './words.ts'

type InvitationCardProps = {
  readonly of: Invitation
  /** The name of whoever is invited. */
  readonly owner: string
  /** In the order of tabs is one card of the list. */
  readonly isCurrent: boolean
  readonly onFocus: () => void
  /** It is about to go: the focus needs another place. */
  readonly onGone: () => void
}

export function InvitationCard({
  of,
  owner,
  isCurrent,
  onFocus,
  onGone,
}: InvitationCardProps): ReactElement {
  const words = useWords(invitationWords)
  const ruleWords = useRuleWords()
  const [draft, setDraft] = useState<Draft>(emptyDraft)
  const title = of.title || words.untitled
  const say = (word: AnswerWord): void => {
    if (draft.which === 'all') onGone()
    answer(of, word, draft, words.did[word](title))
    setDraft(emptyDraft)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.target !== event.currentTarget) return
    const word = answerFor(event.key)
    if (word === undefined) return
    event.preventDefault()
    say(word)
  }
  const id = `invitation-${of.event}`
  return (
    <article
      className="card invitations-card"
      data-invitation={of.event}
      aria-labelledby={id}
      tabIndex={isCurrent ? 0 : -1}
      onFocus={onFocus}
      onKeyDown={onKeyDown}
    >
      <DayLeaf startsAt={of.startsAt} start={of.start} allDay={of.allDay} />
      <div className="invitations-body">
        <header className="invitations-head">
          <h3 id={id}>
            <Link href={`/events/${of.event}`}>{title}</Link>
          </h3>
          <MoreMenu of={of} owner={owner} onGone={onGone} />
        </header>
        <Facts of={of} />
        {of.changes.length > 0 && (
          <Difference changes={of.changes} ruleWords={(rule) => ruleWords(rule, of)} />
        )}
        <Conflicts of={of} owner={owner} />
        <AnswerBar of={of} draft={draft} onDraft={setDraft} onAnswer={say} />
        <Details event={of.event} />
      </div>
    </article>
  )
}

type FactsProps = { readonly of: Invitation }

function Facts({ of }: FactsProps): ReactElement {
  const words = useWords(invitationWords)
  const times = useTimes()
  const elsewhere = times.elsewhere(of)
  const sender = of.organizer === undefined ? undefined : nameOf(of.organizer)
  return (
    <ul className="plain-list invitations-facts">
      <li className="invitations-when">
        <Icon name="clock" />
        <span>
          {times.range(of)}
          {elsewhere !== undefined && <span className="soft"> · {elsewhere}</span>}
          {of.recurring && (
            <span className="soft">
              {' '}
              · <Icon name="repeat" /> {words.repeats}
            </span>
          )}
        </span>
      </li>
      {of.location !== undefined && (
        <li>
          <Icon name="place" />
          <span>{of.location}</span>
        </li>
      )}
      {sender !== undefined && (
        <li>
          <Icon name="people" />
          <span>
            {of.role === 'other' ? words.passedOn(sender) : words.from(sender)}
            <span className="soft"> · {words.guests(of.guests)}</span>
          </span>
        </li>
      )}
      <li>
        <Trust trust={of.trust} />
      </li>
    </ul>
  )
}

function Conflicts({ of, owner }: ConflictsProps): ReactElement {
  const words = useWords(invitationWords)
  const times = useTimes()
  const { zone } = useReader()
  return (
    <div className="invitations-conflicts">
      {!of.allDay && <DayStrip of={of} owner={owner} />}
      {of.conflicts.length === 0 ? (
        <p className="tag invitations-free">
          <Icon name="check" /> {words.free}
        </p>
      ) : (
        <div className="invitations-collides">
          <Icon name="warning" />
          <div>
            <p>{words.collides}</p>
            <ul className="plain-list">
              {of.conflicts.map((each) => (
                <li key={`${each.event} ${each.startsAt}`}>
                  <Link href={`/events/${each.event}`}>{each.title || words.untitled}</Link>{' '}
                  <span className="soft">
                    {conflictWords(each, of.startsAt, { times, zone })}
                    {!each.certain && ` · ${words.uncertain}`}
                  </span>
                </li>
              ))}
            </ul>
          </div>
        </div>
      )}
    </div>
  )
}

type ConflictsProps = FactsProps & Pick<InvitationCardProps, 'owner'>

type Around = { readonly times: Times; readonly zone: string }

/** With its day where that is another one than the invitation's; from one day to the next both are told. */
function conflictWords(
  of: Invitation['conflicts'][number],
  invitedAt: string,
  { times, zone }: Around,
): string {
  const dayOf = (instant: string): string => toCalendarDate(parseAbsolute(instant, zone)).toString()
  const isOtherDay = dayOf(of.startsAt) !== dayOf(invitedAt)
  const isWithinOne = dayOf(of.startsAt) === dayOf(of.endsAt)
  const day = isOtherDay && isWithinOne && !of.allDay ? `${times.shortDay(of.startsAt)}, ` : ''
  return `${day}${times.hours(of)}`
}

type DayLeafProps = Pick<Invitation, 'startsAt' | 'start' | 'allDay'>

/** The day as a leaf of a calendar; the whole date stands beside it in words. */
function DayLeaf({ startsAt, start, allDay }: DayLeafProps): ReactElement {
  const { locale, zone } = useReader()
  // The days of an all-day event are the same everywhere.
  const at = new Date(allDay ? start.slice(0, 10) : startsAt)
  const part = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(locale, { timeZone: allDay ? 'UTC' : zone, ...options }).format(at)
  return (
    <div className="invitations-leaf" aria-hidden="true">
      <span>{part({ month: 'short' })}</span>
      <strong>{part({ day: 'numeric' }).replace(/\D+$/, '')}</strong>
      <span>{part({ weekday: 'short' })}</span>
    </div>
  )
}
