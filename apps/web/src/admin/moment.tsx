/** A field for a day and a time of it, which may stay empty. */
import type { CalendarDateTime } from '@internationalized/date'
import type { ReactElement } from 'react'
import { DateField, DateInput, DateSegment, Label } from 'react-aria-components'

type MomentProps = {
  readonly label: string
  readonly value: CalendarDateTime | null
  readonly onChange: (value: CalendarDateTime | null) => void
}

export function Moment({ label, value, onChange }: MomentProps): ReactElement {
  return (
    <DateField
      className="field"
      granularity="minute"
      value={value}
      onChange={(given) => onChange(given)}
    >
      <Label>{label}</Label>
      <DateInput className="input admin-clock">
        {(segment) => <DateSegment segment={segment} />}
      </DateInput>
    </DateField>
  )
}
