/** Another time for an event, by keyboard. */
import {
  type CalendarDate,
  type CalendarDateTime,
  parseAbsolute,
  parseDate,
  toCalendarDateTime,
  toZoned,
} from '@internationalized/date'
import { type FormEvent, type KeyboardEvent, type ReactElement, useState } from 'react'
import { Button, DateField, DateInput, DateSegment, Label } from 'react-aria-components'
import { useReader, useWords } from '../app/languages.ts'
import { Dialog } from '../ui/dialog.tsx'
import { actionWords } from './action-words.ts'
import type { Line } from './entries.ts'
import type { Place } from './moved.ts'

type MoveDialogProps = {
  readonly line: Line
  readonly onMove: (place: Place) => void
  readonly onClose: () => void
}

type Wall = CalendarDate | CalendarDateTime

export function MoveDialog({ line, onMove, onClose }: MoveDialogProps): ReactElement {
  const words = useWords(actionWords)
  const { zone } = useReader()
  const at = (instant: string): Wall => toCalendarDateTime(parseAbsolute(instant, zone))
  const held = line.allDay
    ? { start: parseDate(line.start), end: parseDate(line.end).subtract({ days: 1 }) }
    : { start: at(line.startsAt), end: at(line.endsAt) }
  const [start, setStart] = useState<Wall | null>(held.start)
  const [end, setEnd] = useState<Wall | null>(held.end)
  // Another start takes the end along.
  const begin = (next: Wall | null): void => {
    if (next !== null && start !== null && end !== null) {
      const moved = next.toDate('UTC').getTime() - start.toDate('UTC').getTime()
      if ('hour' in end) setEnd(end.add({ seconds: Math.round(moved / 1000) }))
      else setEnd(end.add({ days: Math.round(moved / 86_400_000) }))
    }
    setStart(next)
  }
  const isWrong = start !== null && end !== null && end.compare(start as never) < 0
  const go = (event: FormEvent): void => {
    event.preventDefault()
    if (start === null || end === null || isWrong) return
    const until = line.allDay ? end.add({ days: 1 }) : end
    const instant = (of: Wall): Date => toZoned(toCalendarDateTime(of), zone).toDate()
    onMove({ allDay: line.allDay, start: instant(start), end: instant(until) })
  }
  return (
    <Dialog title={words.moveTitle(line.title)} isOpen onClose={onClose}>
      <form className="stack" onSubmit={go} onKeyDownCapture={submitByEnter}>
        <WallField
          label={line.allDay ? words.day : words.from}
          value={start}
          allDay={line.allDay}
          onChange={begin}
          autoFocus
        />
        <WallField
          label={line.allDay ? words.lastDay : words.to}
          value={end}
          allDay={line.allDay}
          onChange={setEnd}
        />
        <p className="fault" role="alert">
          {isWrong && words.endBeforeStart}
        </p>
        <div className="dialog-foot">
          <Button className="button" onPress={onClose}>
            {words.cancel}
          </Button>
          <Button type="submit" className="button primary" isDisabled={isWrong}>
            {words.continue}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/** The parts of a date are no inputs: Enter in them would do nothing. */
function submitByEnter(event: KeyboardEvent<HTMLFormElement>): void {
  const isPart = (event.target as HTMLElement).role === 'spinbutton'
  if (event.key === 'Enter' && isPart) event.currentTarget.requestSubmit()
}

type WallFieldProps = {
  readonly label: string
  readonly value: Wall | null
  readonly allDay: boolean
  readonly onChange: (value: Wall | null) => void
  readonly autoFocus?: boolean
}

function WallField({ label, value, allDay, onChange, autoFocus }: WallFieldProps): ReactElement {
  return (
    <DateField
      className="field"
      value={value}
      onChange={onChange}
      granularity={allDay ? 'day' : 'minute'}
      autoFocus={autoFocus}
    >
      <Label>{label}</Label>
      <DateInput className="input calendar-date-input">
        {(segment) => <DateSegment segment={segment} className="calendar-segment" />}
      </DateInput>
    </DateField>
  )
}
