/** The rest of an invitation, read when it is asked for. */
import { type ReactElement, useState } from 'react'
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components'
import { Link } from 'wouter'
import { useApi } from '../api/queries.ts'
import { useWords } from '../app/languages.ts'
import { Icon } from '../ui/icon.tsx'
import { AnswerTag, Person } from '../ui/person.tsx'
import { Loading, Problem } from '../ui/states.tsx'
import { invitationWords } from './words.ts'

type DetailsProps = { readonly event: string }

export function Details({ event }: DetailsProps): ReactElement {
  const words = useWords(invitationWords)
  const [open, setOpen] = useState(false)
  return (
    <Disclosure className="invitations-details" isExpanded={open} onExpandedChange={setOpen}>
      <Heading level={4} className="invitations-details-head">
        <Button slot="trigger" className="button quiet">
          <Icon name="right" /> {words.details}
        </Button>
      </Heading>
      <DisclosurePanel>{open && <Read event={event} />}</DisclosurePanel>
    </Disclosure>
  )
}

const shownAtMost = 30

function Read({ event }: DetailsProps): ReactElement {
  const words = useWords(invitationWords)
  const { data, error, refetch } = useApi('GET /events/:event', { params: { event } })
  if (error) return <Problem error={error} again={() => void refetch()} />
  if (data === undefined) return <Loading />
  const { description, conference, url, attendees } = data.shown
  return (
    <div className="stack">
      {description !== undefined && <p className="invitations-text">{description}</p>}
      {[conference, url].map(
        (each) =>
          each !== undefined && (
            <p key={each}>
              <Icon name="link" />{' '}
              <a href={each} target="_blank" rel="noreferrer noopener">
                {each}
              </a>
            </p>
          ),
      )}
      <section>
        <h5 className="field-label">{words.guestList}</h5>
        <ul className="plain-list invitations-guests">
          {attendees.slice(0, shownAtMost).map((each) => (
            <li key={each.address}>
              <Person address={each.address} name={each.name} />
              <AnswerTag status={each.status} />
            </li>
          ))}
        </ul>
        {attendees.length > shownAtMost && (
          <p className="soft">… {words.guests(attendees.length)}</p>
        )}
      </section>
      <Link href={`/events/${event}`}>{words.openMeeting}</Link>
    </div>
  )
}
