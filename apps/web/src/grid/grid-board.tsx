/** The board of the grid: hours on top, a row for each person, the band of the chosen time. */
import {
  type MouseEvent,
  memo,
  type ReactElement,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
} from 'react'
import { useReader, useWords } from '../app/languages.ts'
import type { GridRow } from './busy.ts'
import { GridHead } from './grid-head.tsx'
import { GridRowLine } from './grid-row.tsx'
import { Slot } from './slot.tsx'
import type { Suggested } from './time-grid.tsx'
import { alongOf, type GridWindow, snapped, type Zoom } from './window.ts'
import { gridWords } from './words.ts'

export type SlotValue = { readonly startMs: number; readonly minutes: number }

type BoardProps = {
  readonly window: GridWindow
  readonly zoom: Zoom
  readonly rows: readonly GridRow[]
  readonly zones: readonly string[]
  readonly suggestions: readonly Suggested[]
  readonly slot: SlotValue
  readonly onChoose: (ms: number) => void
}

export function GridBoard(props: BoardProps): ReactElement {
  const { window, zoom, rows, zones, suggestions, slot, onChoose } = props
  const words = useWords(gridWords)
  const scroller = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLDivElement>(null)
  useSlotInView(scroller, { window, zoom, slot })
  const msAt = (clientX: number): number => {
    const box = canvas.current?.getBoundingClientRect()
    if (box === undefined || box.width === 0) return slot.startMs
    const part = (clientX - box.left) / box.width
    return window.startMs + part * (window.endMs - window.startMs)
  }
  const click = (event: MouseEvent): void => {
    const box = canvas.current?.getBoundingClientRect()
    if (box === undefined || event.clientX < box.left) return
    onChoose(snapped(msAt(event.clientX), { zone: window.zone, minutes: slot.minutes }))
  }
  return (
    <section className={`grid-scroller zoom-${zoom}`} ref={scroller} aria-label={words.label}>
      <div
        className="grid-board"
        style={{ '--grid-hours': (window.endMs - window.startMs) / 3_600_000 } as object}
      >
        <GridHead window={window} zones={zones} />
        {/* The keyboard moves the band itself; a click is only the shorter way. */}
        {/* biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: see above */}
        <div className="grid-body" onClick={click}>
          <Rows rows={rows} window={window} />
          <div className="grid-canvas" ref={canvas}>
            {suggestions.map(({ startsAt, endsAt }) => (
              <span
                key={startsAt}
                className="grid-suggested"
                style={placed(Date.parse(startsAt), Date.parse(endsAt), window)}
              />
            ))}
            <Slot window={window} slot={slot} msAt={msAt} onChoose={onChoose} />
          </div>
        </div>
      </div>
    </section>
  )
}

type RowsProps = { readonly rows: readonly GridRow[]; readonly window: GridWindow }

/** Does not follow the band: what moves is drawn over it. */
const Rows = memo(function AllRows({ rows, window }: RowsProps): ReactElement {
  const { locale } = useReader()
  return (
    <>
      {rows.map((row) => (
        <GridRowLine key={row.address} row={row} window={window} locale={locale} />
      ))}
    </>
  )
})

/** Where a stretch of time stands in its row. */
export function placed(
  startMs: number,
  endMs: number,
  window: GridWindow,
): { insetInlineStart: string; inlineSize: string } {
  const from = alongOf(startMs, window)
  return { insetInlineStart: `${from}%`, inlineSize: `${alongOf(endMs, window) - from}%` }
}

type InView = { readonly window: GridWindow; readonly zoom: Zoom; readonly slot: SlotValue }

/** The band is brought into view when it leaves it, and stands well in it when days or scale change. */
function useSlotInView(
  scroller: RefObject<HTMLDivElement | null>,
  { window, zoom, slot }: InView,
): void {
  const { startMs } = slot
  const endMs = startMs + slot.minutes * 60_000
  const bounds = (): { left: number; right: number; own: HTMLElement } | undefined => {
    const own = scroller.current
    if (own === null) return undefined
    const names = own.querySelector<HTMLElement>('.grid-corner')?.offsetWidth ?? 0
    const width = own.scrollWidth - names
    const left = (alongOf(startMs, window) / 100) * width
    const right = (alongOf(endMs, window) / 100) * width
    return { left, right, own }
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when days or scale change
  useLayoutEffect(() => {
    const found = bounds()
    if (found === undefined) return
    const within = startMs >= window.startMs && startMs < window.endMs
    const hour = (found.own.scrollWidth / (window.endMs - window.startMs)) * 3_600_000
    found.own.scrollLeft = within ? Math.max(0, found.left - 3 * hour) : 7 * hour
  }, [window, zoom])
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the band moves
  useEffect(() => {
    const found = bounds()
    if (found === undefined) return
    const { own, left, right } = found
    const names = own.querySelector<HTMLElement>('.grid-corner')?.offsetWidth ?? 0
    const seen = own.clientWidth - names
    if (left < own.scrollLeft) own.scrollLeft = Math.max(0, left - 24)
    else if (right > own.scrollLeft + seen) own.scrollLeft = right - seen + 24
  }, [startMs])
}
