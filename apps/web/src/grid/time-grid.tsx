/**
 * Everyone's time side by side: a row for each person and room, the hours of one or more days across,
 * and the chosen time as a band over all rows.
 *
 * @example
 * <TimeGrid people={people} zone="Europe/Berlin" minutes={30} value={startsAt} onChange={setStart} />
 */
import type { CalendarDate } from '@internationalized/date'
import { type ReactElement, useMemo, useState } from 'react'
import { useReader } from '../app/languages.ts'
import { type GridPerson, type GridRow, rowsOf, useBusy } from './busy.ts'
import { GridBoard } from './grid-board.tsx'
import { GridTools } from './grid-tools.tsx'
import { Legend } from './legend.tsx'
import { SlotSummary } from './slot-summary.tsx'
import { dayOf, type GridWindow, gridWindow, type Zoom } from './window.ts'
import './grid.css'

export type { GridPerson, GridRole } from './busy.ts'

export type Suggested = { readonly startsAt: string; readonly endsAt: string }

export type TimeGridProps = {
  readonly people: readonly GridPerson[]
  /** The days to begin with; otherwise that of the chosen time. */
  readonly from?: string
  readonly to?: string
  readonly zone?: string | undefined
  readonly minutes: number
  /** When the chosen time starts: a moment, as the API gives it. */
  readonly value: string
  readonly onChange: (startsAt: string) => void
  readonly suggestions?: readonly Suggested[]
  /** Meetings that are not in their own way: the one that is moved. */
  readonly ignoredUids?: readonly string[]
}

const zonesKey = 'parley.grid-zones'

export function TimeGrid(props: TimeGridProps): ReactElement {
  const { people, minutes, value, onChange, suggestions = [], ignoredUids } = props
  const reader = useReader()
  const zone = props.zone ?? reader.zone
  const startMs = Date.parse(value)
  const { window, zoom, setZoom, goTo, step } = useWindow(props, zone)
  const [zones, setZones] = useState(keptZones)
  const { data, error } = useBusy({
    addresses: useMemo(() => people.map((each) => each.address), [people]),
    from: new Date(window.startMs).toISOString(),
    to: new Date(window.endMs).toISOString(),
    ignoredUids,
  })
  const rows = useMemo(() => rowsOf(people, data?.people), [people, data])
  const choose = (ms: number): void => {
    onChange(instantOf(ms))
    if (ms < window.startMs || ms >= window.endMs) goTo(ms)
  }
  const shownZones = useMemo(
    () => [...new Set([zone, ...(zone === reader.zone ? [] : [reader.zone]), ...zones])],
    [zone, reader.zone, zones],
  )
  return (
    <section className="grid">
      <GridTools
        window={window}
        zoom={zoom}
        onZoom={setZoom}
        onStep={step}
        onHome={() => goTo(startMs)}
        zones={shownZones}
        onZones={(next) => setZones(keepZones(next.filter((each) => each !== zone)))}
      />
      <GridBoard
        window={window}
        zoom={zoom}
        rows={rows}
        zones={shownZones}
        suggestions={suggestions}
        slot={{ startMs, minutes }}
        onChoose={choose}
      />
      {error !== null && <p className="fault">{error.message}</p>}
      <WholeSummary
        rows={rows}
        window={window}
        startMs={startMs}
        minutes={minutes}
        ready={data !== undefined}
      />
      <Legend hasSuggestions={suggestions.length > 0} />
    </section>
  )
}

type WholeProps = {
  readonly rows: readonly GridRow[]
  readonly window: GridWindow
  readonly startMs: number
  readonly minutes: number
  readonly ready: boolean
}

/** Only of what is known: a time beyond the days that were read is not yet told of. */
function WholeSummary({ rows, window, startMs, minutes, ready }: WholeProps): ReactElement {
  const within = startMs >= window.startMs && startMs < window.endMs
  return (
    <SlotSummary
      rows={ready && within ? rows : []}
      startMs={startMs}
      endMs={startMs + minutes * 60_000}
      zone={window.zone}
    />
  )
}

type UseWindow = {
  readonly window: GridWindow
  readonly zoom: Zoom
  readonly setZoom: (zoom: Zoom) => void
  readonly goTo: (ms: number) => void
  readonly step: (sign: number) => void
}

/** Which days are shown; they follow the chosen time when it is set from elsewhere. */
function useWindow({ from, to, value }: TimeGridProps, zone: string): UseWindow {
  const { locale } = useReader()
  const [zoom, setZoom] = useState<Zoom>(() => zoomFor(from, to))
  const [first, setFirst] = useState<CalendarDate>(() => dayOf(Date.parse(from ?? value), zone))
  const [followed, setFollowed] = useState(value)
  const window = useMemo(
    () => gridWindow(first, { zoom, zone, locale }),
    [first, zoom, zone, locale],
  )
  const ms = Date.parse(value)
  if (followed !== value) {
    setFollowed(value)
    if (ms < window.startMs || ms >= window.endMs) setFirst(dayOf(ms, zone))
  }
  const length = { day: 1, days: 3, week: 7 }[zoom]
  return {
    window,
    zoom,
    setZoom: (next) => {
      setZoom(next)
      if (ms >= window.startMs && ms < window.endMs) setFirst(dayOf(ms, zone))
    },
    goTo: (at) => setFirst(dayOf(at, zone)),
    step: (sign) => setFirst(first.add({ days: sign * length })),
  }
}

function zoomFor(from: string | undefined, to: string | undefined): Zoom {
  if (from === undefined || to === undefined) return innerWidth < 700 ? 'day' : 'days'
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000
  return days <= 1.1 ? 'day' : days <= 3.1 ? 'days' : 'week'
}

/** `2027-03-01T09:00:00Z`, as the API writes moments. */
function instantOf(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`
}

function keptZones(): readonly string[] {
  const kept = localStorage.getItem(zonesKey)?.split(' ') ?? []
  return kept.filter((each) => Intl.supportedValuesOf('timeZone').includes(each))
}

function keepZones(zones: readonly string[]): readonly string[] {
  localStorage.setItem(zonesKey, zones.join(' '))
  return zones
}
