/** A day chosen from a month. */
import { parseDate } from '@internationalized/date'
import type { ReactElement } from 'react'
import {
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  Dialog,
  Heading,
} from 'react-aria-components'
import { useWords } from '../app/languages.ts'
import { Icon } from '../ui/icon.tsx'
import { calendarWords } from './words.ts'

type DatePickProps = { readonly date: string; readonly onDate: (date: string) => void }

export function DatePick({ date, onDate }: DatePickProps): ReactElement {
  const words = useWords(calendarWords)
  return (
    <Dialog className="calendar-pick" aria-label={words.pickDate}>
      {({ close }) => (
        <Calendar
          aria-label={words.pickDate}
          value={parseDate(date)}
          onChange={(chosen) => {
            onDate(chosen.toString())
            close()
          }}
        >
          <header className="calendar-pick-head">
            <Button slot="previous" className="button quiet">
              <Icon name="left" />
            </Button>
            <Heading />
            <Button slot="next" className="button quiet">
              <Icon name="right" />
            </Button>
          </header>
          <CalendarGrid weekdayStyle="short">
            <CalendarGridHeader>
              {(day) => <CalendarHeaderCell>{day}</CalendarHeaderCell>}
            </CalendarGridHeader>
            <CalendarGridBody>
              {(day) => <CalendarCell className="calendar-pick-day" date={day} />}
            </CalendarGridBody>
          </CalendarGrid>
        </Calendar>
      )}
    </Dialog>
  )
}
