/** A week to paint on: by pointer, or by arrow keys and the space bar. */
import {
  type HTMLAttributes,
  type KeyboardEvent,
  type PointerEvent,
  type ReactElement,
  useRef,
  useState,
} from 'react'
import { useReader, useWords } from '../app/languages.ts'
import { clockOf, days, type Week, withSlot } from './week.ts'
import { settingsWords } from './words.ts'

type WeekGridProps = {
  readonly week: Week
  readonly onChange: (week: Week) => void
  /** The first slot that is shown, and the one after the last. */
  readonly from: number
  readonly to: number
}

type Cell = { readonly day: number; readonly slot: number }

const moves: ReadonlyMap<string, Cell> = new Map([
  ['ArrowUp', { day: 0, slot: -1 }],
  ['ArrowDown', { day: 0, slot: 1 }],
  ['ArrowLeft', { day: -1, slot: 0 }],
  ['ArrowRight', { day: 1, slot: 0 }],
  ['PageUp', { day: 0, slot: -8 }],
  ['PageDown', { day: 0, slot: 8 }],
])

export function WeekGrid({ week, onChange, from, to }: WeekGridProps): ReactElement {
  const words = useWords(settingsWords)
  const { locale } = useReader()
  const [at, setAt] = useState<Cell>({ day: 0, slot: Math.max(from, 18) })
  const board = useRef<HTMLTableElement>(null)
  const long = dayNames(locale, 'long')
  const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: 'UTC' })
  const timeOf = (slot: number): string => clock.format(new Date(`2027-01-01T${clockOf(slot)}:00Z`))
  const goTo = (cell: Cell): void => {
    setAt(cell)
    board.current?.querySelector<HTMLElement>(`[data-cell="${cell.day}-${cell.slot}"]`)?.focus()
  }
  const pointer = usePainting({ week, onChange, goTo })
  const onKeyDown = keysFor({ week, onChange, from, to, at, goTo })
  const rows = Array.from({ length: to - from }, (_, index) => from + index)
  return (
    <table
      ref={board}
      className="settings-week"
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: its cells are painted on
      role="grid"
      aria-label={words.hoursGrid}
      aria-describedby="settings-hours-keys"
      onKeyDown={onKeyDown}
      {...pointer}
    >
      <thead>
        <tr>
          <td className="settings-week-time" />
          {dayNames(locale, 'short').map((name, index) => (
            <th key={name} scope="col" abbr={long[index]}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((slot) => (
          <tr key={slot} className={slot % 2 === 0 ? undefined : 'half'}>
            <th scope="row" className="settings-week-time">
              {slot % 2 === 0 ? timeOf(slot) : <span className="hidden">{timeOf(slot)}</span>}
            </th>
            {days.map((key, day) => (
              <Slot
                key={key}
                cell={{ day, slot }}
                works={week[day]?.[slot] === true}
                label={`${long[day]} ${timeOf(slot)}`}
                isCurrent={at.day === day && at.slot === slot}
                onFocus={() => setAt({ day, slot })}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

type KeysFor = WeekGridProps & { readonly at: Cell; readonly goTo: (cell: Cell) => void }

/** The space bar switches a slot, arrow keys move, and with Shift paint on. */
function keysFor(of: KeysFor): (event: KeyboardEvent) => void {
  const { week, onChange, from, to, at, goTo } = of
  const works = week[at.day]?.[at.slot] === true
  return (event) => {
    if (event.key === ' ' || event.key === 'Enter') {
      event.preventDefault()
      onChange(withSlot(week, at.day, at.slot, !works))
      return
    }
    const move = moves.get(event.key)
    if (move === undefined) return
    event.preventDefault()
    const next = {
      day: clamp(at.day + move.day, 0, days.length - 1),
      slot: clamp(at.slot + move.slot, from, to - 1),
    }
    if (event.shiftKey) onChange(withSlot(week, next.day, next.slot, works))
    goTo(next)
  }
}

type PaintingProps = Pick<WeekGridProps, 'week' | 'onChange'> & {
  readonly goTo: (cell: Cell) => void
}

type PointerHandlers = Pick<
  HTMLAttributes<HTMLElement>,
  'onPointerDown' | 'onPointerMove' | 'onPointerUp' | 'onPointerLeave'
>

/** What the first cell becomes, all become over which the pointer is drawn. */
function usePainting({ week, onChange, goTo }: PaintingProps): PointerHandlers {
  const painting = useRef<boolean>(undefined)
  const works = ({ day, slot }: Cell): boolean => week[day]?.[slot] === true
  const paint = (cell: Cell | undefined): void => {
    const wanted = painting.current
    if (cell === undefined || wanted === undefined || works(cell) === wanted) return
    onChange(withSlot(week, cell.day, cell.slot, wanted))
  }
  const stop = (): void => {
    painting.current = undefined
  }
  return {
    onPointerDown: (event) => {
      const cell = cellAt(event)
      if (cell === undefined) return
      event.preventDefault()
      painting.current = !works(cell)
      goTo(cell)
      paint(cell)
    },
    onPointerMove: (event) => paint(cellAt(event)),
    onPointerUp: stop,
    onPointerLeave: stop,
  }
}

function cellAt({ clientX, clientY }: PointerEvent): Cell | undefined {
  const found = document.elementFromPoint(clientX, clientY)?.closest('[data-cell]')
  const [day, slot] = found?.getAttribute('data-cell')?.split('-').map(Number) ?? []
  return day === undefined || slot === undefined ? undefined : { day, slot }
}

type SlotProps = {
  readonly cell: Cell
  readonly works: boolean
  readonly label: string
  readonly isCurrent: boolean
  readonly onFocus: () => void
}

function Slot({ cell, works, label, isCurrent, onFocus }: SlotProps): ReactElement {
  const words = useWords(settingsWords)
  return (
    <td
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a cell of a grid
      role="gridcell"
      data-cell={`${cell.day}-${cell.slot}`}
      className="settings-week-cell"
      aria-selected={works}
      aria-label={`${label}: ${works ? words.working : words.free}`}
      tabIndex={isCurrent ? 0 : -1}
      onFocus={onFocus}
    />
  )
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most)
}

/** Monday first, as the week's rows are. */
export function dayNames(locale: string, weekday: 'short' | 'long'): readonly string[] {
  const format = new Intl.DateTimeFormat(locale, { weekday, timeZone: 'UTC' })
  // 2027-01-04 is a Monday.
  return days.map((_, index) => format.format(new Date(Date.UTC(2027, 0, 4 + index))))
}
