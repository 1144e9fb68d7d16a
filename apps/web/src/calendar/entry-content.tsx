/** What stands on an event: its time and title, and in words how one stands to it. */
import type { EventDisplayInfo } from '@fullcalendar/react'
import type { ReactElement } from 'react'
import { useWords } from '../app/languages.ts'
import { Icon, type IconName } from '../ui/icon.tsx'
import { type Entry, type Standing, standingOf } from './entries.ts'
import { calendarWords } from './words.ts'

const icons: Readonly<Partial<Record<Standing, IconName>>> = {
  open: 'question',
  tentative: 'clock',
  declined: 'cross',
  cancelled: 'cross',
}

export function EntryContent({ info }: { readonly info: EventDisplayInfo }): ReactElement {
  const words = useWords(calendarWords)
  const { line, calendar } = info.event.extendedProps as Partial<Entry>
  const standing = line === undefined ? 'plain' : standingOf(line)
  const icon = icons[standing]
  // In the column of a day its place says the time already.
  const titleFirst = info.view.type.startsWith('timeGrid')
  const time = info.timeText !== '' && (
    <span className="calendar-entry-time"> {info.timeText} </span>
  )
  return (
    <span className={`calendar-entry-text${info.isShort ? ' is-short' : ''}`}>
      {!titleFirst && time}
      <span className="calendar-entry-title">
        {icon !== undefined && <Icon name={icon} />}
        {info.event.title}
      </span>
      {titleFirst && time}
      {line?.location !== undefined && (
        <span className="calendar-entry-place"> {line.location}</span>
      )}
      <span className="hidden">
        {[
          words.standing[standing],
          line?.recurring === true ? words.recurring : '',
          line !== undefined && line.guests > 0 ? words.guests(line.guests) : '',
          calendar?.name ?? '',
        ]
          .filter((each) => each !== '')
          .map((each) => `, ${each}`)}
      </span>
    </span>
  )
}
