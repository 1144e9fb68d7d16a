/** One's days: events of all calendars, moved by drag or key, with what follows said first. */
import { getLocalTimeZone, today as todayIn } from '@internationalized/date'
import { type ReactElement, Suspense, useCallback, useMemo, useRef, useState } from 'react'
import { useLocation, useSearchParams } from 'wouter'
import { useApi } from '../api/queries.ts'
import { useReader, useWords } from '../app/languages.ts'
import { Problem } from '../ui/states.tsx'
import { nameOfZone } from '../ui/zone-picker.tsx'
import { MoveDialog } from './dialogs.ts'
import { type Entry, entriesOf } from './entries.ts'
import type { Place } from './moved.ts'
import { Panel } from './panel.tsx'
import { Peek } from './peek.tsx'
import { type Preferences, usePreferences, type View, views } from './preferences.ts'
import { QuickNew } from './quick-new.tsx'
import { Toolbar } from './toolbar.tsx'
import { useMove } from './use-move.tsx'
import { CalendarView, type Window } from './view.tsx'
import { calendarWords } from './words.ts'
import { openHours } from './working-hours.ts'
import './calendar.css'
import './days.css'

const none: never[] = []

export function Calendar(): ReactElement {
  const [preferences, setPreferences] = usePreferences()
  const { zone } = useReader()
  const { date, view, go, today } = usePlace(preferences, setPreferences)
  const [window, setWindow] = useState<Window>()
  const [isPanelOpen, setPanelOpen] = useState(() => matchMedia('(min-width: 72rem)').matches)
  const shown = useShown(window, preferences, date)
  const { opened, layers, ...on } = useActions(shown.calendars)
  return (
    <div className={`calendar ${isPanelOpen ? 'with-panel' : ''}`}>
      <Toolbar
        title={window?.title ?? ''}
        date={date}
        today={today}
        view={view}
        onDate={(next) => go({ date: next })}
        onView={(next) => go({ view: next })}
        onPanel={() => setPanelOpen(!isPanelOpen)}
        isPanelOpen={isPanelOpen}
      />
      {isPanelOpen && (
        <Panel calendars={shown.calendars} preferences={preferences} onChange={setPreferences} />
      )}
      <div className="calendar-main">
        {shown.problem}
        {preferences.secondZone !== undefined && (view === 'day' || view === 'week') && (
          <p className="calendar-zones">
            <span>{nameOfZone(zone)}</span>
            <span>{nameOfZone(preferences.secondZone)}</span>
          </p>
        )}
        <CalendarView
          view={view}
          date={date}
          entries={shown.entries}
          secondZone={preferences.secondZone}
          openHours={shown.hours}
          isSelecting={opened?.kind === 'new'}
          onWindow={setWindow}
          {...on}
        />
      </div>
      {layers}
    </div>
  )
}

type At = {
  readonly date: string
  readonly view: View
  readonly today: string
  readonly go: (to: { readonly date?: string; readonly view?: View }) => void
}

/** Day and view stand in the address, so that a link leads there and the browser's way back works. */
function usePlace(kept: Preferences, keep: (next: Partial<Preferences>) => void): At {
  const [parameters] = useSearchParams()
  const [, navigate] = useLocation()
  const { zone } = useReader()
  const today = todayIn(zone || getLocalTimeZone()).toString()
  const asked = parameters.get('date') ?? ''
  const date = /^\d{4}-\d{2}-\d{2}$/.test(asked) && !Number.isNaN(Date.parse(asked)) ? asked : today
  const view = views.find((each) => each === parameters.get('view')) ?? kept.view
  return {
    date,
    view,
    today,
    go: (to) => {
      const next = { date, view, ...to }
      if (to.view !== undefined) keep({ view: to.view })
      navigate(`/calendar?${new URLSearchParams(next)}`)
    },
  }
}

function useShown(window: Window | undefined, preferences: Preferences, date: string) {
  const words = useWords(calendarWords)
  const { zone } = useReader()
  const calendars = useApi('GET /calendars')
  const query = { from: window?.from ?? '', to: window?.to ?? '' }
  const events = useApi(
    'GET /events',
    { query },
    { enabled: window !== undefined, keepPrevious: true },
  )
  const hours = useApi('GET /me/settings').data?.workingHours
  const list = calendars.data?.calendars ?? none
  const lines = events.data?.instances ?? none
  const { hidden, hideDeclined } = preferences
  const entries = useMemo(
    () => entriesOf(lines, { calendars: list, hidden: new Set(hidden), hideDeclined }),
    [lines, list, hidden, hideDeclined],
  )
  const open = useMemo(
    () => (hours === undefined ? none : openHours(hours, zone, date)),
    [hours, zone, date],
  )
  const error = calendars.error ?? events.error
  const problem = error ? (
    <Problem error={error} again={() => void events.refetch()} />
  ) : events.data?.truncated === true ? (
    <p className="calendar-truncated" role="status">
      {words.truncated}
    </p>
  ) : undefined
  return { calendars: list, entries, hours: open, problem }
}

type Opened =
  | { readonly kind: 'peek' | 'move'; readonly entry: Entry }
  | { readonly kind: 'new'; readonly place: Place }

/** What a click, a drag or a key opens. */
function useActions(calendars: ReturnType<typeof useShown>['calendars']) {
  const [opened, setOpened] = useState<Opened>()
  const at = useRef<HTMLElement | null>(null)
  const { move, dialog } = useMove()
  const close = useCallback((): void => setOpened(undefined), [])
  const layers = (
    <Suspense>
      {opened?.kind === 'peek' && (
        <Peek
          entry={opened.entry}
          at={at}
          onClose={close}
          onMove={() => setOpened({ kind: 'move', entry: opened.entry })}
        />
      )}
      {opened?.kind === 'move' && (
        <MoveDialog
          line={opened.entry.line}
          onClose={close}
          onMove={(place) => {
            close()
            void move(opened.entry.line, place)
          }}
        />
      )}
      {opened?.kind === 'new' && (
        <QuickNew place={opened.place} calendars={calendars} onClose={close} />
      )}
      {dialog}
    </Suspense>
  )
  return {
    opened,
    layers,
    onOpen: (entry: Entry, element: HTMLElement): void => {
      at.current = element
      setOpened({ kind: 'peek', entry })
    },
    onAskMove: (entry: Entry): void => setOpened({ kind: 'move', entry }),
    onSelect: (selected: Place): void => {
      const { allDay, start, end } = selected
      setOpened({ kind: 'new', place: { allDay, start, end } })
    },
    onMove: (
      { line }: Entry,
      { event, revert }: { event: MovedEvent; revert: () => void },
    ): void => {
      const { allDay, start, end } = event
      if (start === null) revert()
      else void move(line, { allDay, start, end }).then((done) => done || revert())
    },
  }
}

type MovedEvent = {
  readonly allDay: boolean
  readonly start: Date | null
  readonly end: Date | null
}
