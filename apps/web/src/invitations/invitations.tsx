/** What waits for a person: invitations, proposals of guests, questions, strangers' invitations. */
import { type KeyboardEvent, type ReactElement, useEffect, useRef, useState } from 'react'
import { Button } from 'react-aria-components'
import { Link } from 'wouter'
import { useApi } from '../api/queries.ts'
import { useWords } from '../app/languages.ts'
import { useMe } from '../app/session.tsx'
import { OwnMails } from '../mails/own-mails.tsx'
import { Select } from '../ui/fields.tsx'
import { Icon } from '../ui/icon.tsx'
import { Empty, Loading, Problem } from '../ui/states.tsx'
import { type Invitation, keyOf, senderOf } from './answer-bar.tsx'
import { useDecided } from './answering.ts'
import { InvitationCard } from './invitation-card.tsx'
import { Proposals } from './proposals.tsx'
import { Questions } from './questions.tsx'
import './invitations.css'
import { invitationWords } from './words.ts'

/** One's own: the key of whoever one acts for is a name, and names are not empty. */
const myself = ''

export function Invitations(): ReactElement {
  const words = useWords(invitationWords)
  const me = useMe()
  const [owner, setOwner] = useState(myself)
  const given = owner === myself ? {} : { query: { for: owner } }
  const { data, error, refetch } = useApi('GET /waiting', given)
  const decided = useDecided()
  const actsFor = me.actsFor.filter((each) => each.access === 'write')
  const open = (data?.invitations ?? []).filter((each) => !decided.has(keyOf(each)))
  const isEmpty =
    data !== undefined && open.length + data.questions.length + data.counters.length === 0
  return (
    <div className="invitations">
      <header className="page-head">
        <h1>{words.heading}</h1>
        {actsFor.length > 0 && (
          <Select
            label={words.whose}
            value={owner}
            onChange={setOwner}
            choices={[
              { id: myself, label: words.myself },
              ...actsFor.map((each) => ({ id: each.name, label: each.displayName })),
            ]}
          />
        )}
      </header>
      <Arrivals invitations={data?.invitations} />
      {data === undefined ? (
        error ? (
          <Problem error={error} again={() => void refetch()} />
        ) : (
          <Loading />
        )
      ) : isEmpty ? (
        <Empty title={words.none}>
          <p>{words.noneHint}</p>
          <Link className="button" href="/calendar">
            <Icon name="calendar" /> {words.openCalendar}
          </Link>
        </Empty>
      ) : (
        <>
          {open.length > 0 && (
            <Cards invitations={soonestFirst(open)} owner={owner === myself ? me.name : owner} />
          )}
          <Proposals counters={data.counters} />
          <Questions questions={data.questions} owner={owner === myself ? undefined : owner} />
        </>
      )}
      <OwnMails owner={owner === myself ? undefined : owner} />
    </div>
  )
}

function soonestFirst(all: readonly Invitation[]): readonly Invitation[] {
  return all.toSorted((one, other) => one.startsAt.localeCompare(other.startsAt))
}

const shownAtFirst = 25

type CardsProps = {
  readonly invitations: readonly Invitation[]
  /** The name of whoever is invited. */
  readonly owner: string
}

function Cards({ invitations, owner }: CardsProps): ReactElement {
  const words = useWords(invitationWords)
  const [current, setCurrent] = useState<string>()
  const [shownCount, setShownCount] = useState(shownAtFirst)
  const list = useRef<HTMLElement>(null)
  const shown = invitations.slice(0, shownCount)
  const currentId = shown.some((each) => each.event === current) ? current : shown[0]?.event
  const focusOn = (of: Invitation | undefined): void => {
    if (of === undefined) {
      // The list may be gone with its last card.
      document.getElementById('content')?.focus()
      return
    }
    setCurrent(of.event)
    const found = list.current?.querySelector<HTMLElement>(
      `[data-invitation="${CSS.escape(of.event)}"]`,
    )
    found?.focus()
    found?.scrollIntoView({ block: 'nearest' })
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || isWritten(event.target)) return
    const step = steps.get(event.key)
    if (step === undefined || !(event.target instanceof Element)) return
    const card = event.target.closest('[data-invitation]')
    if (card === null || (event.key.startsWith('Arrow') && event.target !== card)) return
    event.preventDefault()
    const at = shown.findIndex((each) => each.event === card.getAttribute('data-invitation'))
    const next = shown[Math.min(Math.max(at + step, 0), shown.length - 1)]
    if (next !== undefined) focusOn(next)
  }
  return (
    <section
      ref={list}
      className="stack"
      aria-labelledby="invitations-awaiting"
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      <div className="apart">
        <h2 id="invitations-awaiting">{words.awaiting}</h2>
        <p className="soft invitations-keys">{words.keys}</p>
      </div>
      {shown.map((each, index) => (
        <InvitationCard
          key={keyOf(each)}
          of={each}
          owner={owner}
          isCurrent={each.event === currentId}
          onFocus={() => setCurrent(each.event)}
          onGone={() => focusOn(shown[index + 1] ?? shown[index - 1])}
        />
      ))}
      {invitations.length > shownCount && (
        <Button className="button" onPress={() => setShownCount(shownCount + shownAtFirst)}>
          {words.showMore(Math.min(shownAtFirst, invitations.length - shownCount))}
        </Button>
      )}
    </section>
  )
}

const steps: ReadonlyMap<string, number> = new Map([
  ['j', 1],
  ['ArrowDown', 1],
  ['k', -1],
  ['ArrowUp', -1],
])

function isWritten(target: EventTarget): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, textarea, [role="spinbutton"]') !== null
  )
}

type ArrivalsProps = { readonly invitations: readonly Invitation[] | undefined }

/** Says politely what arrived while the page was open. */
function Arrivals({ invitations }: ArrivalsProps): ReactElement {
  const words = useWords(invitationWords)
  const known = useRef<ReadonlySet<string>>(undefined)
  const [said, setSaid] = useState('')
  useEffect(() => {
    if (invitations === undefined) return
    const before = known.current
    known.current = new Set(invitations.map(keyOf))
    const fresh = before && invitations.filter((each) => !before.has(keyOf(each)))
    if (fresh === undefined || fresh.length === 0) return
    setSaid(fresh.map((each) => words.arrived(each.title, senderOf(each))).join('. '))
  }, [invitations, words])
  return (
    <p className="hidden" role="status">
      {said}
    </p>
  )
}
