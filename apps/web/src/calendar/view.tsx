/** The days themselves: FullCalendar with our looks, our words and our keys. */
import FullCalendar, {
  type CalendarOptions,
  type CalendarRef,
  type DateSelectInfo,
  type EventChangeInfo,
  type EventDisplayInfo,
  type EventInput,
  type SlotHeaderInfo,
} from '@fullcalendar/react'
import dayGrid from '@fullcalendar/react/daygrid'
import interaction from '@fullcalendar/react/interaction'
import list from '@fullcalendar/react/list'
import timeGrid from '@fullcalendar/react/timegrid'
import '@fullcalendar/react/skeleton.css'
import { type ReactElement, type RefObject, useEffect, useMemo, useRef } from 'react'
import { useReader, useWords } from '../app/languages.ts'
import { shellWords } from '../app/words.ts'
import { Icon } from '../ui/icon.tsx'
import { type Entry, standingOf } from './entries.ts'
import { EntryContent } from './entry-content.tsx'
import { goByArrow } from './keyboard.ts'
import { looks } from './looks.ts'
import type { View } from './preferences.ts'
import { calendarWords } from './words.ts'
import type { Open } from './working-hours.ts'
import { clockElsewhere } from './zones.ts'

export const viewNames: Readonly<Record<View, string>> = {
  day: 'timeGridDay',
  week: 'timeGridWeek',
  month: 'dayGridMonth',
  list: 'listMonth',
}

export type Window = { readonly from: string; readonly to: string; readonly title: string }

type CalendarViewProps = {
  readonly view: View
  /** `2027-03-01`. */
  readonly date: string
  readonly entries: EventInput[]
  readonly secondZone: string | undefined
  readonly openHours: Open[]
  /** While a new event is written, its time stays marked. */
  readonly isSelecting: boolean
  readonly onWindow: (window: Window) => void
  readonly onOpen: (entry: Entry, at: HTMLElement) => void
  readonly onMove: (entry: Entry, moved: EventChangeInfo) => void
  /** By keyboard: a dialog asks for the new time. */
  readonly onAskMove: (entry: Entry) => void
  readonly onSelect: (selected: DateSelectInfo) => void
}

export function CalendarView(props: CalendarViewProps): ReactElement {
  const { view, date, entries, secondZone, openHours, isSelecting } = props
  const { locale, zone } = useReader()
  const words = useWords(calendarWords)
  const calendar = useRef<CalendarRef>(null)
  const root = useRef<HTMLElement>(null)
  const known = useRef<ReadonlyMap<string, Entry>>(new Map())
  known.current = useMemo(
    () => new Map(entries.map((each) => [String(each.id), each.extendedProps as Entry])),
    [entries],
  )
  useEffect(() => {
    // Within the effect it would change state while it is being drawn.
    queueMicrotask(() => calendar.current?.getApi().changeView(viewNames[view], date))
  }, [view, date])
  useEffect(() => {
    if (!isSelecting) queueMicrotask(() => calendar.current?.getApi().unselect())
  }, [isSelecting])
  useScrollingByKeyboard(root)
  const options = useOptions(props)
  return (
    <section
      ref={root}
      className={`calendar-view calendar-${view} ${secondZone === undefined ? '' : 'two-zones'}`}
      aria-label={words.calendar}
      aria-describedby="calendar-keys"
      onKeyDown={(event) => {
        const at = (event.target as HTMLElement).closest<HTMLElement>('.calendar-entry')
        if (at === null || root.current === null) return
        const entry = known.current.get(at.dataset['key'] ?? '')
        if (event.key.toLowerCase() === 'm' && entry !== undefined && !event.ctrlKey) {
          props.onAskMove(entry)
        } else if (!goByArrow(root.current, at, event.key)) return
        event.preventDefault()
      }}
    >
      <p id="calendar-keys" className="hidden">
        {words.keys}
      </p>
      <FullCalendar
        ref={calendar}
        {...looks}
        {...options}
        initialView={viewNames[view]}
        initialDate={date}
        events={entries}
        locale={locale}
        timeZone={zone}
        businessHours={openHours.length === 0 ? false : openHours}
      />
    </section>
  )
}

/** Days without events have nothing to go to by keyboard: then the first of them, to scroll the hours. */
function useScrollingByKeyboard(root: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    for (const each of root.current?.querySelectorAll<HTMLElement>('[style*="overflow"]') ?? []) {
      if (!/auto|scroll/.test(getComputedStyle(each).overflowY)) continue
      if (each.querySelector('[tabindex="0"], a[href], button') !== null) continue
      const day = each.querySelector<HTMLElement>('[role="cell"], [role="gridcell"]')
      if (day !== null) day.tabIndex = 0
    }
  })
}

function useOptions(props: CalendarViewProps): CalendarOptions {
  const latest = useRef(props)
  latest.current = props
  const words = useWords(calendarWords)
  const shell = useWords(shellWords)
  const { locale, zone } = useReader()
  const { secondZone, date } = props
  return useMemo(
    () => ({
      plugins: [dayGrid, timeGrid, list, interaction],
      headerToolbar: false,
      height: '100%',
      firstDay: firstDayOf(locale),
      nowIndicator: true,
      selectable: true,
      selectMirror: true,
      unselectAuto: false,
      editable: true,
      eventResizableFromStart: true,
      dayMaxEvents: true,
      views: { list: { height: 'auto' } },
      scrollTime: '07:30:00',
      scrollTimeReset: false,
      slotDuration: '00:30:00',
      snapDuration: '00:15:00',
      eventInteractive: true,
      progressiveEventRendering: true,
      allDayText: words.allDay,
      timedText: words.timed,
      noEventsText: words.noEvents,
      moreLinkText: (count: number) => words.more(count),
      moreLinkHint: (count: number) => words.more(count),
      eventTimeFormat: { hour: 'numeric', minute: '2-digit' },
      slotHeaderContent: (info: SlotHeaderInfo) => (
        <Clocks info={info} zone={zone} second={secondZone} locale={locale} date={date} />
      ),
      closeHint: shell.close,
      popoverCloseContent: () => <Icon name="cross" />,
      eventClass: classOf,
      eventContent: (info: EventDisplayInfo) => <EntryContent info={info} />,
      eventDidMount: ({ el, event }) => {
        el.dataset['key'] = event.id
        el.setAttribute('role', 'button')
        el.setAttribute('aria-haspopup', 'dialog')
      },
      datesSet: ({ start, end, view }) =>
        latest.current.onWindow({
          from: start.toISOString(),
          to: end.toISOString(),
          title: view.title,
        }),
      eventClick: ({ event, el, jsEvent }) => {
        jsEvent.preventDefault()
        latest.current.onOpen(event.extendedProps as Entry, el)
      },
      eventDrop: (info) => latest.current.onMove(info.event.extendedProps as Entry, info),
      eventResize: (info) => latest.current.onMove(info.event.extendedProps as Entry, info),
      select: (info) => latest.current.onSelect(info),
    }),
    [words, shell, locale, zone, secondZone, date],
  )
}

function classOf({ event, isMirror }: EventDisplayInfo): string {
  const { line } = event.extendedProps as Partial<Entry>
  const standing = line === undefined ? 'plain' : standingOf(line)
  return `calendar-entry is-${standing}${isMirror ? ' is-mirror' : ''}`
}

function firstDayOf(locale: string): number {
  const own = new Intl.Locale(locale) as Intl.Locale & { getWeekInfo?(): { firstDay: number } }
  return (own.getWeekInfo?.().firstDay ?? 1) % 7
}

type ClocksProps = {
  readonly info: SlotHeaderInfo
  readonly zone: string
  readonly second: string | undefined
  readonly locale: string
  readonly date: string
}

/** The hour on one's own clock, and on the other where one is chosen. */
function Clocks({ info, zone, second, locale, date }: ClocksProps): ReactElement {
  const at = { date, minutes: (info.time?.milliseconds ?? 0) / 60_000, from: zone, locale }
  const own = clockElsewhere({ ...at, to: zone })
  if (second === undefined) return <>{own}</>
  return (
    <span className="calendar-clocks">
      <span>{own}</span>
      <span className="calendar-clock-two">{clockElsewhere({ ...at, to: second })}</span>
    </span>
  )
}
