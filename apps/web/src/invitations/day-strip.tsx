/** One's own day as a small strip, with the invitation laid in: what collides is seen at once. */
import { parseAbsolute, toCalendarDate } from '@internationalized/date'
import type { CSSProperties, ReactElement } from 'react'
import type { Answer } from '../api/client.ts'
import { useApi } from '../api/queries.ts'
import { useReader, useWords } from '../app/languages.ts'
import { useTimes } from '../ui/time.ts'
import type { Invitation } from './answer-bar.tsx'
import { hourMarks, placed, type Stretch, shownWindow } from './strip-layout.ts'
import './day-strip.css'
import { invitationWords } from './words.ts'

type Entry = Answer<'GET /events'>['instances'][number]

type DayStripProps = {
  readonly of: Pick<Invitation, 'uid' | 'title' | 'startsAt' | 'endsAt'>
  /** The name of whoever is invited: the day is his. */
  readonly owner: string
}

export function DayStrip({ of, owner }: DayStripProps): ReactElement {
  const { uid, title, startsAt, endsAt } = of
  const words = useWords(invitationWords)
  const times = useTimes()
  const { locale, zone } = useReader()
  const hour = new Intl.DateTimeFormat(locale, { hour: 'numeric', timeZone: zone })
  const day = dayOf(startsAt, zone)
  const query = { from: new Date(day.startMs).toISOString(), to: new Date(day.endMs).toISOString() }
  const calendars = useCalendarsOf(owner)
  const { data } = useApi(
    'GET /events',
    { query: { ...query, calendars } },
    { keepPrevious: true, enabled: calendars !== '' },
  )
  const own = (data?.instances ?? []).filter((each) => each.uid !== uid && takesTime(each))
  const asked = { startMs: Date.parse(startsAt), endMs: Date.parse(endsAt) }
  const blocks = own.map((each) => ({
    startMs: Date.parse(each.startsAt),
    endMs: Date.parse(each.endsAt),
    entry: each,
  }))
  const window = shownWindow(day, [asked, ...blocks])
  const lanes = placed(blocks, window)
  const [mine] = placed([asked], window)
  const count = Math.max(1, ...lanes.map((each) => each.lane + 1))
  const spoken = own.map((each) => words.asText(each.title || words.untitled, times.hours(each)))
  return (
    <figure className="invitations-strip">
      <figcaption className="hidden">
        {words.stripOf(times.day(startsAt))}:{' '}
        {spoken.length === 0 ? words.nothingElse : spoken.join('; ')}
      </figcaption>
      <div className="invitations-strip-day" style={rowsOf(count)} aria-hidden="true">
        {hourMarks(window).map((mark) => (
          <span
            key={mark}
            className="invitations-strip-hour"
            style={{ insetInlineStart: `${percentOf(mark, window)}%` }}
          >
            <span>{hour.format(mark)}</span>
          </span>
        ))}
        {mine !== undefined && (
          <span
            className="invitations-strip-asked"
            title={title}
            style={{ insetInlineStart: `${mine.left}%`, inlineSize: `${mine.width}%` }}
          />
        )}
        {lanes.map(({ of: { entry, ...stretch }, left, width, lane }) => (
          <span
            key={`${entry.event} ${entry.startsAt}`}
            className={classOf(entry, overlaps(stretch, asked))}
            title={words.asText(entry.title || words.untitled, times.hours(entry))}
            style={{ insetInlineStart: `${left}%`, inlineSize: `${width}%`, ...rowAt(lane) }}
          >
            {entry.title}
          </span>
        ))}
      </div>
    </figure>
  )
}

function classOf(entry: Entry, collides: boolean): string {
  const uncertain = entry.myStatus === 'tentative' || entry.myStatus === 'needs-action'
  return [
    'invitations-strip-own',
    ...(uncertain ? ['uncertain'] : []),
    ...(collides ? ['collides'] : []),
  ].join(' ')
}

/** All-day entries are told in words: on a strip they would cover everything. */
function takesTime(of: Entry): boolean {
  return of.busy && !of.allDay && of.status !== 'cancelled' && of.myStatus !== 'declined'
}

function overlaps(one: Stretch, other: Stretch): boolean {
  return one.startMs < other.endMs && other.startMs < one.endMs
}

function percentOf(ms: number, window: Stretch): number {
  return ((ms - window.startMs) / (window.endMs - window.startMs)) * 100
}

/** Of the calendars that can be read only his own take up his time; '' until they are known. */
function useCalendarsOf(owner: string): string {
  const { data } = useApi('GET /calendars')
  const own = data?.calendars.filter((each) => each.owner.name === owner && !each.transparent)
  return (own ?? []).map((each) => each.id).join(',')
}

/** The reader's day in which that moment is. */
function dayOf(instant: string, zone: string): Stretch {
  const date = toCalendarDate(parseAbsolute(instant, zone))
  return {
    startMs: date.toDate(zone).getTime(),
    endMs: date.add({ days: 1 }).toDate(zone).getTime(),
  }
}

/** The style sheet reads them: React's types know no properties of one's own. */
function rowsOf(count: number): CSSProperties {
  return { '--lanes': count } as CSSProperties
}

function rowAt(lane: number): CSSProperties {
  return { '--lane': lane } as CSSProperties
}
