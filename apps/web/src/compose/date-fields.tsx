/** A day to type or to pick, and a time of day to type: each part by arrow keys too. */
import { parseDate, parseTime } from '@internationalized/date'
import type { ReactElement } from 'react'
import {
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  DateInput,
  DatePicker,
  DateSegment,
  Dialog,
  Group,
  Heading,
  Label,
  Popover,
  TimeField,
} from 'react-aria-components'
import { useWords } from '../app/languages.ts'
import { Icon } from '../ui/icon.tsx'
import { composeWords } from './words.ts'

type DayProps = {
  readonly label: string
  /** `2027-03-01`. */
  readonly value: string
  readonly onChange: (day: string) => void
  readonly isInvalid?: boolean
}

export function DayField({ label, value, onChange, isInvalid = false }: DayProps): ReactElement {
  const words = useWords(composeWords)
  return (
    <DatePicker
      className="field"
      value={parseDate(value)}
      isInvalid={isInvalid}
      onChange={(date) => date !== null && onChange(date.toString())}
    >
      <Label>{label}</Label>
      <Group className="input compose-date">
        <DateInput className="compose-segments">
          {(segment) => <DateSegment segment={segment} className="compose-segment" />}
        </DateInput>
        <Button className="compose-date-button" aria-label={words.chooseDate}>
          <Icon name="calendar" />
        </Button>
      </Group>
      <Popover className="popover">
        <Dialog className="compose-calendar">
          <Calendar>
            <header className="compose-calendar-head">
              <Button slot="previous" className="button quiet" aria-label={words.earlierMonth}>
                <Icon name="left" />
              </Button>
              <Heading />
              <Button slot="next" className="button quiet" aria-label={words.laterMonth}>
                <Icon name="right" />
              </Button>
            </header>
            <CalendarGrid className="compose-month">
              {(date) => <CalendarCell date={date} className="compose-day" />}
            </CalendarGrid>
          </Calendar>
        </Dialog>
      </Popover>
    </DatePicker>
  )
}

type TimeProps = {
  readonly label: string
  /** `10:00`. */
  readonly value: string
  readonly onChange: (time: string) => void
  readonly isInvalid?: boolean
}

export function ClockField({ label, value, onChange, isInvalid = false }: TimeProps): ReactElement {
  return (
    <TimeField
      className="field"
      value={parseTime(value)}
      isInvalid={isInvalid}
      onChange={(time) => time !== null && onChange(time.toString().slice(0, 5))}
    >
      <Label>{label}</Label>
      <DateInput className="input compose-segments">
        {(segment) => <DateSegment segment={segment} className="compose-segment" />}
      </DateInput>
    </TimeField>
  )
}
