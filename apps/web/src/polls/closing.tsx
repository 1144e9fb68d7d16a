/** Until when votes are taken, and whether voters see one another's. */
import type { ReactElement } from 'react'
import { useWords } from '../app/languages.ts'
import { ClockField, DayField } from '../compose/date-fields.tsx'
import { Switch } from '../ui/fields.tsx'
import type { PartProps } from './new-poll.tsx'
import { pollWords } from './words.ts'

export function Closing({ draft, change }: PartProps): ReactElement {
  const words = useWords(pollWords)
  const { hasClosing, closesAt, hidesVotes } = draft
  return (
    <div className="stack">
      <Switch isSelected={hasClosing} onChange={(next) => change({ hasClosing: next })}>
        {words.hasClosing}
      </Switch>
      {hasClosing && (
        <div className="compose-point">
          <DayField
            label={words.closingDay}
            value={closesAt.slice(0, 10)}
            onChange={(day) => change({ closesAt: `${day}${closesAt.slice(10)}` })}
          />
          <ClockField
            label={words.closingTime}
            value={closesAt.slice(11)}
            onChange={(time) => change({ closesAt: `${closesAt.slice(0, 10)}T${time}` })}
          />
        </div>
      )}
      <Switch isSelected={hidesVotes} onChange={(next) => change({ hidesVotes: next })}>
        {words.hideVotes}
      </Switch>
    </div>
  )
}
