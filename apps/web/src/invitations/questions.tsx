/** What messages raised and only a person can decide: both outcomes are said before one chooses. */
import type { ReactElement } from 'react'
import { Button } from 'react-aria-components'
import { Link } from 'wouter'
import { type Answer, call } from '../api/client.ts'
import { useWords } from '../app/languages.ts'
import { Icon } from '../ui/icon.tsx'
import { type AnswerStatus, AnswerTag, addressWords, nameOf } from '../ui/person.tsx'
import { useTimes } from '../ui/time.ts'
import { decide, useDecided } from './answering.ts'
import { type QuestionKind, questionWords } from './question-words.ts'
import { Trust } from './trust.tsx'
import { invitationWords } from './words.ts'

type Question = Answer<'GET /waiting'>['questions'][number]

type QuestionsProps = {
  readonly questions: readonly Question[]
  /** Whose they are, where they are not one's own. */
  readonly owner?: string | undefined
}

/** Invitations of strangers stand apart from what concerns meetings that one has. */
export function Questions({ questions, owner }: QuestionsProps): ReactElement {
  const words = useWords(questionWords)
  const decided = useDecided()
  // Proposals are told with everyone's time elsewhere on the page.
  const open = questions.filter(
    (each) => each.question !== 'counter-proposal' && !decided.has(keyOf(each)),
  )
  const strangers = open.filter((each) => each.question === 'unknown-sender')
  const others = open.filter((each) => each.question !== 'unknown-sender')
  return (
    <>
      {others.length > 0 && (
        <section className="stack">
          <h2>{words.questions}</h2>
          {others.map((each) => (
            <QuestionCard key={keyOf(each)} of={each} owner={owner} />
          ))}
        </section>
      )}
      {strangers.length > 0 && (
        <section className="stack invitations-strangers">
          <h2>{words.strangers}</h2>
          <p className="soft">{words.strangersLead}</p>
          {strangers.map((each) => (
            <QuestionCard key={keyOf(each)} of={each} owner={owner} />
          ))}
        </section>
      )}
    </>
  )
}

function keyOf({ uid, id }: Question): string {
  return `${uid} ${id}`
}

type QuestionCardProps = { readonly of: Question; readonly owner: string | undefined }

function QuestionCard({ of, owner }: QuestionCardProps): ReactElement {
  const words = useWords(questionWords)
  const { untitled, openMeeting } = useWords(invitationWords)
  const times = useTimes()
  const asked = words.kinds[of.question as QuestionKind]
  const title = of.about?.title || untitled
  const person = whoAsks(of)
  const who = person?.name ?? words.somebody
  const named = person === undefined ? who : withAddress(person)
  const answer = (said: 'accept' | 'refuse', choice: string): void => {
    const body = { uid: of.uid, question: of.id, answer: said, ...(owner && { for: owner }) }
    decide({
      key: keyOf(of),
      text: words.decided(choice, title),
      act: () => call('POST /waiting/questions', { body }, { keepalive: true }),
    })
  }
  const block = (): void => {
    const address = addressWords(of.from ?? '')
    decide({
      key: keyOf(of),
      text: words.blocked(address),
      act: async () => {
        const body = { uid: of.uid, question: of.id, answer: 'dismiss' as const }
        await call('POST /waiting/questions', { body }, { keepalive: true })
        const params = { address }
        await call('PUT /me/unwanted-senders/:address', { params }, { keepalive: true })
      },
    })
  }
  return (
    <article className="card invitations-plain" aria-label={asked.ask(named, title)}>
      <p className="invitations-asked">{asked.ask(named, title)}</p>
      {of.question === 'admit-uninvited' && person?.status !== undefined && (
        <AnswerTag status={person.status} />
      )}
      <ul className="plain-list invitations-facts">
        {of.about !== undefined && (
          <li>
            <Icon name="clock" /> <span>{times.range(of.about)}</span>
          </li>
        )}
        {of.about?.location !== undefined && (
          <li>
            <Icon name="place" /> <span>{of.about.location}</span>
          </li>
        )}
        {of.trust !== undefined && (
          <li>
            <Trust trust={of.trust} />
          </li>
        )}
      </ul>
      {of.about?.description !== undefined && of.question === 'unknown-sender' && (
        <p className="invitations-text soft">{of.about.description.slice(0, 500)}</p>
      )}
      <Outcomes kind={of.question as QuestionKind} who={who} onAnswer={answer} />
      {of.question === 'unknown-sender' && of.from !== undefined && owner === undefined && (
        <Button className="button quiet danger" onPress={block}>
          <Icon name="lock" /> {words.block}
        </Button>
      )}
      {of.event !== undefined && <Link href={`/events/${of.event}`}>{openMeeting}</Link>}
    </article>
  )
}

type OutcomesProps = {
  readonly kind: QuestionKind
  readonly who: string
  readonly onAnswer: (said: 'accept' | 'refuse', choice: string) => void
}

/** Either answer, and what would follow from it. */
function Outcomes({ kind, who, onAnswer }: OutcomesProps): ReactElement {
  const { yes, ifYes, no, ifNo } = useWords(questionWords).kinds[kind]
  return (
    <dl className="invitations-outcomes">
      <div>
        <dt>
          <Button className="button" onPress={() => onAnswer('accept', yes)}>
            <Icon name="check" /> {yes}
          </Button>
        </dt>
        <dd>{ifYes(who)}</dd>
      </div>
      <div>
        <dt>
          <Button className="button" onPress={() => onAnswer('refuse', no)}>
            <Icon name="cross" /> {no}
          </Button>
        </dt>
        <dd>{ifNo(who)}</dd>
      </div>
    </dl>
  )
}

type Asking = {
  readonly name: string
  readonly address: string
  readonly status: AnswerStatus | undefined
}

function whoAsks({ from, about }: Question): Asking | undefined {
  if (from === undefined) return undefined
  const guest = about?.attendees.find((each) => each.address === from)
  const known = guest ?? (about?.organizer?.address === from ? about.organizer : undefined)
  return {
    name: nameOf({ address: from, name: known?.name }),
    address: addressWords(from),
    status: guest?.status,
  }
}

/** Names are easily borrowed: who is not known yet is told with the address. */
function withAddress({ name, address }: Asking): string {
  return name === address ? address : `${name} (${address})`
}
