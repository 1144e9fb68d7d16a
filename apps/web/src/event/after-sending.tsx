/** What happened after sending: to each guest, and which rules decided it. */
import { type ReactElement, useState } from 'react'
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components'
import { useApi } from '../api/queries.ts'
import { useWords } from '../app/languages.ts'
import { Icon, type IconName } from '../ui/icon.tsx'
import { addressWords, Person } from '../ui/person.tsx'
import { Loading, Problem } from '../ui/states.tsx'
import { useTimes } from '../ui/time.ts'
import { Why } from '../why/why.tsx'
import { type GuestDelivery, newestFirst, type Outcome, outcomeOf } from './delivered.ts'
import type { EventShown } from './event.ts'
import { eventWords } from './words.ts'

export function AfterSending({ event }: { readonly event: EventShown }): ReactElement {
  const words = useWords(eventWords)
  const { data, error } = useApi('GET /events/:event/delivery', { params: { event: event.id } })
  const { attendees, organizer } = event.shown
  const names = new Map(attendees.map((each) => [each.address, each.name]))
  const guests = (data?.guests ?? []).filter((each) => each.address !== organizer?.address)
  return (
    <section className="card" aria-label={words.afterSending}>
      <h2>{words.afterSending}</h2>
      {error !== null && <Problem error={error} />}
      {data !== undefined && guests.length === 0 && <p className="soft">{words.nothingSent}</p>}
      <ul className="plain-list event-deliveries">
        {guests.map((each) => (
          <DeliveryLine key={each.address} guest={each} name={names.get(each.address)} />
        ))}
      </ul>
      <Decisions event={event.id} />
    </section>
  )
}

const icons: Readonly<Record<Outcome, IconName>> = {
  here: 'calendar',
  sent: 'mail',
  waiting: 'clock',
  failed: 'warning',
  none: 'more',
}

type DeliveryLineProps = { readonly guest: GuestDelivery; readonly name: string | undefined }

function DeliveryLine({ guest, name }: DeliveryLineProps): ReactElement {
  const words = useWords(eventWords)
  const times = useTimes()
  const outcome = outcomeOf(guest)
  const code = guest.scheduleStatus.at(-1)
  return (
    <li>
      <div className="apart">
        <Person address={guest.address} name={name} />
        <span className={`tag event-outcome is-${outcome}`}>
          <Icon name={icons[outcome]} /> {words.outcomes[outcome]}
        </span>
      </div>
      {outcome === 'failed' && code !== undefined && (
        <p className="event-messages">{words.code(code)}</p>
      )}
      <ul className="plain-list event-messages">
        {newestFirst(guest.messages).map((each) => (
          <li key={`${each.method} ${each.at} ${each.state}`}>
            {[
              words.messages[each.method] ?? each.method,
              words.outcomes[each.state],
              each.at === undefined ? '' : times.moment(each.at),
              each.attempts > 1 ? words.attempts(each.attempts) : '',
              each.nextTryAt === undefined ? '' : words.nextTry(times.ago(each.nextTryAt)),
            ]
              .filter((part) => part !== '')
              .join(' · ')}
            {each.lastError !== undefined && (
              <code className="event-line" lang="en">
                {each.lastError}
              </code>
            )}
          </li>
        ))}
      </ul>
    </li>
  )
}

function Decisions({ event }: { readonly event: string }): ReactElement {
  const words = useWords(eventWords)
  const [isOpen, setOpen] = useState(false)
  return (
    <Disclosure className="why" isExpanded={isOpen} onExpandedChange={setOpen}>
      <Heading level={3} className="why-heading">
        <Button slot="trigger" className="why-button">
          <Icon name="right" /> {words.decisions}
        </Button>
      </Heading>
      <DisclosurePanel>{isOpen && <Trace event={event} />}</DisclosurePanel>
    </Disclosure>
  )
}

function Trace({ event }: { readonly event: string }): ReactElement {
  const words = useWords(eventWords)
  const times = useTimes()
  const { data, error } = useApi('GET /events/:event/trace', { params: { event } })
  if (error !== null) return <Problem error={error} />
  if (data === undefined) return <Loading />
  if (data.trace.length === 0) return <p className="soft">{words.noDecisions}</p>
  return (
    <ol className="plain-list event-trace">
      {data.trace.map((each) => (
        <li key={`${each.requestId} ${each.at} ${each.direction} ${each.method} ${each.peer}`}>
          <p>
            <time dateTime={each.at}>{times.moment(each.at)}</time>{' '}
            <strong>{words.messages[each.method] ?? each.method}</strong>{' '}
            <span className="soft">
              {words.directions[each.direction]} {addressWords(each.peer)}
            </span>
          </p>
          <Why reasons={each.reasons} open />
        </li>
      ))}
    </ol>
  )
}
