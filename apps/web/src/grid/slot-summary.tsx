/** Who is free and who is not at the chosen time, in words: read out when it moves. */
import { type ReactElement, useMemo } from 'react'
import { useReader, useWords } from '../app/languages.ts'
import { Icon, type IconName } from '../ui/icon.tsx'
import { nameOf } from '../ui/person.tsx'
import { type GridRow, type SlotState, standingAt } from './busy.ts'
import { gridWords } from './words.ts'

type SummaryProps = {
  readonly rows: readonly GridRow[]
  readonly startMs: number
  readonly endMs: number
  readonly zone: string
}

const shown: readonly SlotState[] = ['busy', 'away', 'tentative', 'outside', 'unknown', 'free']
const namedAtMost = 8

const icons: Readonly<Record<SlotState, IconName>> = {
  busy: 'cross',
  away: 'leave',
  tentative: 'question',
  outside: 'clock',
  unknown: 'question',
  free: 'check',
  group: 'people',
}

export function SlotSummary({ rows, startMs, endMs, zone }: SummaryProps): ReactElement {
  const words = useWords(gridWords)
  const { locale } = useReader()
  const lines = useMemo(() => {
    const clock = new Intl.DateTimeFormat(locale, { timeZone: zone, timeStyle: 'short' })
    const list = new Intl.ListFormat(locale, { type: 'unit' })
    const found = rows.map((row) => standingAt(row, startMs, endMs))
    return shown.flatMap((state) => {
      const own = found.filter((each) => each.state === state)
      if (own.length === 0) return []
      const names = own.slice(0, namedAtMost).map(({ row, period }) => {
        const name = nameOf(row)
        if (period === undefined) return name
        return words.busyAt(name, clock.formatRange(period.startMs, period.endMs))
      })
      if (own.length > namedAtMost) names.push(`+${own.length - namedAtMost}`)
      return [{ state, text: words.standing(state, list.format(names)), count: own.length }]
    })
  }, [rows, startMs, endMs, zone, locale, words])
  const people = rows.filter((each) => each.members === undefined).length
  const allFree = people > 1 && lines.length === 1 && lines[0]?.state === 'free'
  return (
    <ul className="grid-summary plain-list" aria-live="polite">
      {allFree ? (
        <li className="grid-standing free">
          <Icon name="check" /> {words.allFree}
        </li>
      ) : (
        lines.map(({ state, text }) => (
          <li key={state} className={`grid-standing ${state}`}>
            <Icon name={icons[state]} /> <span>{text}</span>
          </li>
        ))
      )}
    </ul>
  )
}
