/** At which hours of which days a room can be booked. */
import { parseTime } from '@internationalized/date'
import type { ReactElement } from 'react'
import {
  DateInput,
  DateSegment,
  Label,
  TimeField,
  ToggleButton,
  ToggleButtonGroup,
} from 'react-aria-components'
import { useReader, useWords } from '../app/languages.ts'
import { Switch } from '../ui/fields.tsx'
import type { PartProps } from './booking-form.tsx'
import { bookingWords } from './booking-words.ts'
import { type Weekday, weekdays } from './policy.ts'

type HoursProps = PartProps & { readonly zone: string }

export function BookingHours({ booking, set, zone }: HoursProps): ReactElement {
  const words = useWords(bookingWords)
  const { locale } = useReader()
  const { hours } = booking
  const day = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' })
  const turn = (on: boolean): void => {
    const usual = { from: '08:00', to: '18:00', zone, days: weekdays.slice(0, 5) }
    set({ hours: on ? usual : undefined })
  }
  return (
    <>
      <Switch isSelected={hours !== undefined} onChange={turn}>
        {words.hours}
      </Switch>
      {hours !== undefined && (
        <div className="admin-hours">
          <Clock
            label={words.from}
            value={hours.from}
            onChange={(from) => set({ hours: { ...hours, from } })}
          />
          <Clock
            label={words.to}
            value={hours.to}
            onChange={(to) => set({ hours: { ...hours, to } })}
          />
          <div className="field">
            <span className="field-label">{words.days}</span>
            <ToggleButtonGroup
              className="admin-days"
              aria-label={words.days}
              selectionMode="multiple"
              selectedKeys={hours.days}
              onSelectionChange={(keys) => {
                const days = weekdays.filter((each) => keys.has(each))
                set({ hours: { ...hours, days } })
              }}
            >
              {weekdays.map((each, index) => (
                <ToggleButton key={each} id={each satisfies Weekday} className="button">
                  {day.format(Date.UTC(2024, 0, 1 + index))}
                </ToggleButton>
              ))}
            </ToggleButtonGroup>
          </div>
          <p className="hint">{hours.zone.replaceAll('_', ' ')}</p>
        </div>
      )}
    </>
  )
}

type ClockProps = {
  readonly label: string
  /** `09:00`, or `24:00` for the day's end. */
  readonly value: string
  readonly onChange: (value: string) => void
}

function Clock({ label, value, onChange }: ClockProps): ReactElement {
  return (
    <TimeField
      className="field"
      value={parseTime(value === '24:00' ? '00:00' : value)}
      onChange={(time) => time !== null && onChange(time.toString().slice(0, 5))}
    >
      <Label>{label}</Label>
      <DateInput className="input admin-clock">
        {(segment) => <DateSegment segment={segment} />}
      </DateInput>
    </TimeField>
  )
}
