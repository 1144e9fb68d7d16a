/** One meeting and what became of its messages, a row for each person. */
import type { ReactElement } from 'react'
import { Button } from 'react-aria-components'
import { Link } from 'wouter'
import { call } from '../api/client.ts'
import { refreshAll } from '../api/queries.ts'
import { useWords } from '../app/languages.ts'
import { Icon, type IconName } from '../ui/icon.tsx'
import { undoable } from '../ui/notices.tsx'
import { AnswerTag, Person } from '../ui/person.tsx'
import { useTimes } from '../ui/time.ts'
import { fits, hasAnswered, type Meeting, type Recipient, unanswered } from './filter.ts'
import { type Filter, type MethodWord, sentWords } from './words.ts'

type MeetingCardProps = { readonly of: Meeting; readonly filter: Filter }

export function MeetingCard({ of, filter }: MeetingCardProps): ReactElement {
  const words = useWords(sentWords)
  const times = useTimes()
  const { about, recipients, at } = of
  const title = of.title || words.untitled
  const asked = recipients.filter((each) => each.status !== undefined)
  const failed = recipients.filter((each) => each.state === 'failed').length
  const shown = recipients.filter((each) => fits(each, filter))
  const waiting = unanswered(of, Date.now())
  return (
    <article className="card sent-card" aria-label={title}>
      <header className="apart">
        <div>
          <h2>
            {about === undefined ? title : <Link href={`/events/${about.event}`}>{title}</Link>}
          </h2>
          <p className="soft">
            {about === undefined ? words.gone : times.range(about)}
            {about?.recurring === true && (
              <>
                {' '}
                · <Icon name="repeat" /> {words.moreDates}
              </>
            )}{' '}
            · {words.lastSent(times.ago(at))}
          </p>
        </div>
        <div className="row">
          {failed > 0 && (
            <span className="tag sent-failed">
              <Icon name="warning" /> {words.failedCount(failed)}
            </span>
          )}
          {asked.length > 0 && (
            <span className="tag">
              {words.summary(asked.filter(hasAnswered).length, asked.length)}
            </span>
          )}
        </div>
      </header>
      <ul className="plain-list sent-people">
        {shown.map((each) => (
          <RecipientRow key={each.address} of={each} />
        ))}
      </ul>
      {waiting.length > 0 && about !== undefined && (
        <Resend event={about.event} title={title} count={waiting.length} />
      )}
    </article>
  )
}

type RecipientRowProps = { readonly of: Recipient }

const stateIcons: Readonly<Record<Recipient['state'], IconName>> = {
  here: 'check',
  waiting: 'clock',
  sent: 'mail',
  failed: 'warning',
}

function RecipientRow({ of }: RecipientRowProps): ReactElement {
  const words = useWords(sentWords)
  const times = useTimes()
  const { state, at, nextTryAt, why, status, method } = of
  const code = of.scheduleStatus.find((each) => /^[345]/.test(each))
  const reason =
    why ??
    (state === 'failed' && code !== undefined
      ? (words.codes[code.slice(0, 3)] ?? words.codeOther(code))
      : undefined)
  return (
    <li>
      <Person address={of.address} name={of.name} />
      <span className="sent-state">
        <span className={`tag sent-${state}`}>
          <Icon name={stateIcons[state]} />
          {words.states[state]}
        </span>
        <span className="soft">
          {[
            method !== undefined && method !== 'REQUEST' ? methodOf(method, words) : undefined,
            at === undefined ? undefined : times.moment(at),
            nextTryAt === undefined ? undefined : words.nextTry(times.ago(nextTryAt)),
          ]
            .filter((each) => each !== undefined)
            .join(' · ')}
        </span>
        {reason !== undefined && <span className="sent-why">{reason}</span>}
      </span>
      <span className="sent-answer">{status !== undefined && <AnswerTag status={status} />}</span>
    </li>
  )
}

function methodOf(method: string, words: (typeof sentWords)['en']): string {
  return words.methods[method as MethodWord] ?? words.methodOther
}

type ResendProps = { readonly event: string; readonly title: string; readonly count: number }

function Resend({ event, title, count }: ResendProps): ReactElement {
  const words = useWords(sentWords)
  const send = (): void => {
    const body = { onlyUnanswered: true }
    undoable({
      text: words.resent(title, count),
      act: async () => {
        await call(
          'POST /events/:event/reconfirm',
          { params: { event }, body },
          { keepalive: true },
        )
        refreshAll()
      },
    })
  }
  return (
    <div>
      <Button className="button" onPress={send}>
        <Icon name="repeat" /> {words.resend} ({count})<span className="hidden">: {title}</span>
      </Button>
    </div>
  )
}
