/** Other times that guests propose to the Organizer: accepted with consequences shown, or declined. */
import type { ReactElement } from 'react'
import { Button } from 'react-aria-components'
import { Link } from 'wouter'
import { type Answer, call } from '../api/client.ts'
import { useApi } from '../api/queries.ts'
import { useWords } from '../app/languages.ts'
import { useConsequences } from '../consequences/consequences.tsx'
import { Icon } from '../ui/icon.tsx'
import { nameOf } from '../ui/person.tsx'
import { useTimes } from '../ui/time.ts'
import { decide, useDecided } from './answering.ts'
import { questionWords } from './question-words.ts'
import { invitationWords } from './words.ts'

type Waiting = Answer<'GET /waiting'>['counters'][number]
type Counter = Answer<'GET /events/:event/counters'>['counters'][number]

type ProposalsProps = { readonly counters: readonly Waiting[] }

export function Proposals({ counters }: ProposalsProps): ReactElement | undefined {
  const words = useWords(questionWords)
  const decided = useDecided()
  const open = counters.filter(({ event, id }) => !decided.has(`${event} ${id}`))
  const events = [...new Set(open.map((each) => each.event))]
  if (events.length === 0) return undefined
  return (
    <section className="stack">
      <h2>{words.proposals}</h2>
      {events.map((event) => (
        <ProposalsOf
          key={event}
          event={event}
          ids={open.filter((each) => each.event === event).map((each) => each.id)}
        />
      ))}
    </section>
  )
}

type ProposalsOfProps = { readonly event: string; readonly ids: readonly string[] }

function ProposalsOf({ event, ids }: ProposalsOfProps): ReactElement {
  const { untitled } = useWords(invitationWords)
  const { data } = useApi('GET /events/:event/counters', { params: { event } })
  const about = useApi('GET /events/:event', { params: { event } }).data
  const title = about?.shown.title || untitled
  const names = new Map(about?.shown.attendees.map((each) => [each.address, each.name]))
  return (
    <>
      {(data?.counters ?? [])
        .filter((each) => ids.includes(each.id))
        .map((each) => (
          <Proposal
            key={each.id}
            event={event}
            title={title}
            of={each}
            who={nameOf({ address: each.from, name: names.get(each.from) })}
          />
        ))}
    </>
  )
}

type ProposalProps = {
  readonly event: string
  readonly title: string
  readonly of: Counter
  readonly who: string
}

function Proposal({ event, title, of, who }: ProposalProps): ReactElement {
  const words = useWords(questionWords)
  const { ask, dialog } = useConsequences()
  const params = { event, counter: of.id }
  const accept = (preview: 'true' | 'false'): Promise<Answer<'PATCH /events/:event'>> =>
    call('POST /events/:event/counters/:counter/accept', { params, query: { preview }, body: {} })
  return (
    <article className="card invitations-plain" aria-label={`${words.proposes(who)}: ${title}`}>
      <header>
        <h3>
          <Link href={`/events/${event}`}>{title}</Link>
        </h3>
        <p className="soft">{words.proposes(who)}</p>
      </header>
      <Judged of={of} />
      <div className="row">
        <Button
          className="button primary"
          onPress={() =>
            void ask({
              title: words.acceptAsk(title),
              actionLabel: words.accept,
              preview: () => accept('true'),
              act: () => accept('false'),
            })
          }
        >
          <Icon name="check" /> {words.accept}
        </Button>
        <Button
          className="button"
          onPress={() =>
            decide({
              key: `${event} ${of.id}`,
              text: words.declined(who),
              act: () =>
                call(
                  'POST /events/:event/counters/:counter/decline',
                  { params, body: {} },
                  { keepalive: true },
                ),
            })
          }
        >
          <Icon name="cross" /> {words.decline}
        </Button>
      </div>
      {dialog}
    </article>
  )
}

/** From when to when, what was said with it, and who could come. */
function Judged({ of }: Pick<ProposalProps, 'of'>): ReactElement {
  const words = useWords(questionWords)
  const times = useTimes()
  const [first] = of.instances
  const now = first?.current
  return (
    <>
      <p className="invitations-proposed">
        {now !== undefined && (
          <>
            <del className="soft">
              <span className="hidden">{words.insteadOf} </span>
              {times.range(spoken(now.startsAt, now.endsAt, of))}
            </del>{' '}
            <Icon name="forward" />{' '}
          </>
        )}
        <strong>{times.range(of.proposed)}</strong>
      </p>
      {of.comment !== undefined && (
        <blockquote className="invitations-said">{of.comment}</blockquote>
      )}
      {of.outdated && (
        <p className="tag invitations-doubted">
          <Icon name="warning" /> {words.outdated}
        </p>
      )}
      {first !== undefined && (
        <p className={`tag verdict-${first.proposed.verdict}`}>
          <Icon name={first.proposed.verdict === 'free' ? 'check' : 'people'} />
          {words.verdicts[first.proposed.verdict]}
        </p>
      )}
    </>
  )
}

function spoken(
  startsAt: string,
  endsAt: string,
  { proposed }: Counter,
): Parameters<ReturnType<typeof useTimes>['range']>[0] {
  return { startsAt, endsAt, allDay: proposed.allDay, start: startsAt, end: endsAt }
}
