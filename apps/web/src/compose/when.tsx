/** When it is: from, to, all day, on which clock. */
import type { ReactElement } from 'react'
import { useReader, useWords } from '../app/languages.ts'
import { Switch } from '../ui/fields.tsx'
import { Icon } from '../ui/icon.tsx'
import { timesOf } from '../ui/time.ts'
import { ZonePicker } from '../ui/zone-picker.tsx'
import { ClockField, DayField } from './date-fields.tsx'
import type { Draft } from './draft.ts'
import { spanOf, startingAt } from './wall.ts'
import { composeWords } from './words.ts'

export type PartProps = {
  readonly draft: Draft
  readonly change: (part: Partial<Draft>) => void
}

export function When({ draft, change }: PartProps): ReactElement {
  const words = useWords(composeWords)
  const { allDay, start, end, zone } = draft
  const isWrong = allDay ? end.slice(0, 10) < start.slice(0, 10) : end < start
  return (
    <fieldset className="compose-when">
      <legend className="hidden">{words.when}</legend>
      <Points draft={draft} change={change} isWrong={isWrong} />
      {isWrong && (
        <p className="fault" role="alert">
          {words.endBeforeStart}
        </p>
      )}
      <div className="row">
        <Switch
          isSelected={allDay}
          onChange={(next) => change({ allDay: next, ...(!next && withHours(draft)) })}
        >
          {words.allDay}
        </Switch>
        {!allDay && (
          <ZonePicker
            label={words.zone}
            labelHidden
            value={zone}
            onChange={(next) => change({ zone: next })}
          />
        )}
      </div>
      {!isWrong && <Elsewhere draft={draft} />}
    </fieldset>
  )
}

type PointsProps = PartProps & { readonly isWrong: boolean }

/** Another start moves the end along. */
function Points({ draft, change, isWrong }: PointsProps): ReactElement {
  const words = useWords(composeWords)
  const { allDay, start, end } = draft
  const starts = (wall: string): void => {
    const moved = startingAt(draft, wall)
    change({ start: moved.start, end: moved.end })
  }
  return (
    <div className="compose-times">
      <div className="compose-point">
        <DayField
          label={words.starts}
          value={start.slice(0, 10)}
          onChange={(day) => starts(`${day}${start.slice(10)}`)}
        />
        {!allDay && (
          <ClockField
            label={words.startTime}
            value={start.slice(11)}
            onChange={(time) => starts(`${start.slice(0, 10)}T${time}`)}
          />
        )}
      </div>
      <div className="compose-point">
        <DayField
          label={words.ends}
          value={end.slice(0, 10)}
          isInvalid={isWrong}
          onChange={(day) => change({ end: `${day}${end.slice(10)}` })}
        />
        {!allDay && (
          <ClockField
            label={words.endTime}
            value={end.slice(11)}
            isInvalid={isWrong}
            onChange={(time) => change({ end: `${end.slice(0, 10)}T${time}` })}
          />
        )}
      </div>
    </div>
  )
}

/** An event of a day that gets hours gets an hour of the morning. */
function withHours({ start, end }: Draft): Partial<Draft> {
  if (start.slice(11) !== end.slice(11)) return {}
  return { start: `${start.slice(0, 10)}T09:00`, end: `${start.slice(0, 10)}T10:00` }
}

/** The same time on the reader’s own clock, where that is another; and whether it is past. */
function Elsewhere({ draft }: { readonly draft: Draft }): ReactElement | undefined {
  const words = useWords(composeWords)
  const reader = useReader()
  const { startMs, endMs } = spanOf(draft)
  const here = timesOf(reader).range({
    startsAt: new Date(startMs).toISOString(),
    endsAt: new Date(endMs).toISOString(),
    allDay: false,
    start: draft.start,
    end: draft.end,
  })
  const isElsewhere = !draft.allDay && draft.zone !== reader.zone
  const isPast = endMs < Date.now()
  if (!(isElsewhere || isPast)) return undefined
  return (
    <p className="hint">
      {isElsewhere && words.inYourZone(here)}{' '}
      {isPast && (
        <span className="compose-past">
          <Icon name="warning" /> {words.inThePast}
        </span>
      )}
    </p>
  )
}
