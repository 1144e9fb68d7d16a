/** The chosen time: a band that arrow keys, dragging and clicking move. */
import { type KeyboardEvent, type PointerEvent, type ReactElement, useId, useRef } from 'react'
import { useReader, useWords } from '../app/languages.ts'
import { placed, type SlotValue } from './grid-board.tsx'
import { type GridWindow, movedBy, snapped } from './window.ts'
import { gridWords } from './words.ts'

const halfStepMs = 450_000

type SlotProps = {
  readonly window: GridWindow
  readonly slot: SlotValue
  readonly msAt: (clientX: number) => number
  readonly onChoose: (ms: number) => void
}

export function Slot({ window, slot, msAt, onChoose }: SlotProps): ReactElement {
  const words = useWords(gridWords)
  const { locale } = useReader()
  const help = useId()
  const { startMs, minutes } = slot
  const endMs = startMs + minutes * 60_000
  const by = { zone: window.zone, minutes }
  const keyDown = (event: KeyboardEvent): void => {
    const next = movedBy(event, startMs, by)
    if (next === undefined) return
    event.preventDefault()
    onChoose(next)
  }
  const drag = useDrag({ msAt, startMs, by, onChoose })
  const within = endMs > window.startMs && startMs < window.endMs
  const text = new Intl.DateTimeFormat(locale, {
    timeZone: window.zone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: 'numeric',
    minute: '2-digit',
  }).formatRange(startMs, endMs)
  return (
    <>
      <span id={help} className="hidden">
        {words.help}
      </span>
      <div
        role="slider"
        tabIndex={0}
        className={within ? 'grid-slot' : 'grid-slot away'}
        style={placed(startMs, endMs, window)}
        aria-label={words.slot}
        aria-describedby={help}
        aria-valuemin={Math.min(0, (startMs - window.startMs) / 60_000)}
        aria-valuemax={Math.max(startMs - window.startMs, window.endMs - window.startMs) / 60_000}
        aria-valuenow={(startMs - window.startMs) / 60_000}
        aria-valuetext={text}
        onKeyDown={keyDown}
        {...drag}
        onClick={(event) => event.stopPropagation()}
      />
    </>
  )
}

type Drag = {
  readonly msAt: (clientX: number) => number
  readonly startMs: number
  readonly by: { readonly zone: string; readonly minutes: number }
  readonly onChoose: (ms: number) => void
}

type DragHandlers = {
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void
  readonly onPointerMove: (event: PointerEvent) => void
  readonly onPointerUp: () => void
  readonly onPointerCancel: () => void
}

/** The band stays under the pointer where it was taken hold of. */
function useDrag({ msAt, startMs, by, onChoose }: Drag): DragHandlers {
  const held = useRef<number>(undefined)
  const release = (): void => {
    held.current = undefined
  }
  return {
    onPointerDown: (event) => {
      event.currentTarget.setPointerCapture(event.pointerId)
      held.current = msAt(event.clientX) - startMs
    },
    onPointerMove: (event) => {
      if (held.current === undefined) return
      const next = snapped(msAt(event.clientX) - held.current + halfStepMs, by)
      if (next !== startMs) onChoose(next)
    },
    onPointerUp: release,
    onPointerCancel: release,
  }
}
