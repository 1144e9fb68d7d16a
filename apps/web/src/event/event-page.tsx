/** One meeting, whole: when, where, who, what was answered, and what each may do with it. */
import { type ReactElement, useState } from 'react'
import { Link, useParams, useSearchParams } from 'wouter'
import { useApi } from '../api/queries.ts'
import { useWords } from '../app/languages.ts'
import { useMe } from '../app/session.tsx'
import { Icon } from '../ui/icon.tsx'
import { Loading, Problem } from '../ui/states.tsx'
import { AfterSending } from './after-sending.tsx'
import { type EventShown, keyShown } from './event.ts'
import { Facts } from './facts.tsx'
import { Guests } from './guests.tsx'
import { MyPart } from './my-part.tsx'
import { NextDates } from './next-dates.tsx'
import { OrganizerPart } from './organizer-part.tsx'
import { Proposals } from './proposals.tsx'
import { eventWords } from './words.ts'
import './event.css'

export function EventPage(): ReactElement {
  const { event = '' } = useParams()
  const [parameters] = useSearchParams()
  const instance = parameters.get('instance') ?? ''
  const given = { params: { event }, ...(instance !== '' && { query: { instance } }) }
  const { data, error, refetch } = useApi('GET /events/:event', given, { keepPrevious: true })
  // What was on the page stays while something is read anew; what is gone is said.
  if (error !== null) return <Problem error={error} again={() => void refetch()} />
  if (data === undefined) return <Loading />
  return <Shown key={`${data.id} ${instance}`} event={data} />
}

function Shown({ event }: { readonly event: EventShown }): ReactElement {
  const words = useWords(eventWords)
  const { shown, role, mayWrite } = event
  const title = shown.title === '' ? words.untitled : shown.title
  const isOrganizer = role === 'organizer'
  const answers = (role === 'attendee' || role === 'other') && mayWrite
  const isCancelled = shown.status === 'cancelled'
  const [uninvite, setUninvite] = useState<string>()
  return (
    <article className="event">
      <header className="event-head">
        <h1 className={isCancelled ? 'event-struck' : undefined}>{title}</h1>
        {isCancelled && <Flag icon="cross" label={words.cancelled} isBad />}
        {shown.status === 'tentative' && <Flag icon="clock" label={words.tentative} />}
        {keyShown(event) !== undefined && (
          <p className="soft">
            {words.series} <Link href={`/events/${event.id}`}>{words.toSeries}</Link>
          </p>
        )}
      </header>
      <div className="event-columns">
        <div className="event-main">
          <Facts event={event} />
          {isOrganizer && mayWrite && <Proposals event={event} />}
          {isOrganizer && mayWrite && shown.attendees.length > 0 && <AfterSending event={event} />}
        </div>
        <div className="event-side">
          {mayWrite && <ActingFor event={event} />}
          {answers && !isCancelled && <MyPart event={event} title={title} />}
          {mayWrite && (isOrganizer || role === 'owner') && (
            <OrganizerPart
              event={event}
              title={title}
              uninvite={uninvite}
              onUninvited={() => setUninvite(undefined)}
            />
          )}
          <Guests
            event={event}
            onUninvite={isOrganizer && mayWrite && !isCancelled ? setUninvite : undefined}
          />
          {event.recurring && <NextDates event={event} />}
          <p>
            <a className="event-file" href={`/api/events/${event.id}/text`} download>
              <Icon name="download" /> {words.calendarFile}
            </a>
          </p>
        </div>
      </div>
    </article>
  )
}

/** A delegate does all this in another's name: said before it is done. */
function ActingFor({ event }: { readonly event: EventShown }): ReactElement | undefined {
  const words = useWords(eventWords)
  const me = useMe()
  const calendars = useApi('GET /calendars').data?.calendars
  if (event.owner === me.name) return undefined
  const owner = calendars?.find((each) => each.id === event.calendar)?.owner
  return (
    <p className="event-acting">
      <Icon name="people" /> {words.actingFor(owner?.displayName ?? event.owner)}
    </p>
  )
}

type FlagProps = {
  readonly icon: 'cross' | 'clock'
  readonly label: string
  readonly isBad?: boolean
}

function Flag({ icon, label, isBad }: FlagProps): ReactElement {
  return (
    <p className={isBad === true ? 'event-flag is-bad' : 'event-flag'}>
      <Icon name={icon} /> {label}
    </p>
  )
}
