/** The next dates of a series, each the way to its own page. */
import { type ReactElement, useMemo } from 'react'
import { Link } from 'wouter'
import { useApi } from '../api/queries.ts'
import { useWords } from '../app/languages.ts'
import { AnswerTag } from '../ui/person.tsx'
import { useTimes } from '../ui/time.ts'
import { type EventShown, keyShown } from './event.ts'
import { eventWords } from './words.ts'

const shownAtMost = 6
const aheadMs = 120 * 86_400_000

export function NextDates({ event }: { readonly event: EventShown }): ReactElement | undefined {
  const words = useWords(eventWords)
  const times = useTimes()
  const { id, calendar, shown } = event
  const query = useMemo(() => {
    // From now on, or from the start of what begins later.
    const from = Math.max(Date.now(), Date.parse(shown.startsAt) || 0)
    const day = new Date(from - (from % 86_400_000))
    return {
      from: day.toISOString(),
      to: new Date(day.getTime() + aheadMs).toISOString(),
      calendars: calendar,
    }
  }, [shown.startsAt, calendar])
  const { data } = useApi('GET /events', { query })
  const here = keyShown(event)
  const dates = (data?.instances ?? [])
    .filter((each) => each.event === id && each.instance !== here)
    .slice(0, shownAtMost)
  if (dates.length === 0) return undefined
  return (
    <section className="card">
      <h2>{words.nextDates}</h2>
      <ul className="plain-list event-dates">
        {dates.map((each) => (
          <li key={each.instance}>
            <Link href={`/events/${id}?instance=${each.instance}`}>{times.range(each)}</Link>
            {each.status === 'cancelled' ? (
              <span className="tag answer-declined">{words.cancelled}</span>
            ) : (
              each.role === 'attendee' &&
              each.myStatus !== undefined && <AnswerTag status={each.myStatus} />
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
