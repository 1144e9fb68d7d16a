/** One person's row: the name, and what is known of the time. */
import { memo, type ReactElement } from 'react'
import { useWords } from '../app/languages.ts'
import { Icon } from '../ui/icon.tsx'
import { Avatar, nameOf } from '../ui/person.tsx'
import type { GridRow, Period } from './busy.ts'
import { placed } from './grid-board.tsx'
import type { GridWindow } from './window.ts'
import { gridWords } from './words.ts'

type RowProps = { readonly row: GridRow; readonly window: GridWindow; readonly locale: string }

export const GridRowLine = memo(function RowLine({ row, window, locale }: RowProps): ReactElement {
  const words = useWords(gridWords)
  const name = nameOf(row)
  const nothingKnown = !row.known && row.members === undefined
  return (
    <div className="grid-row">
      <div className={row.isMember ? 'grid-name member' : 'grid-name'} title={row.address}>
        {row.role === 'room' ? (
          <span className="grid-place">
            <Icon name="place" />
          </span>
        ) : (
          <Avatar name={name} />
        )}
        <span className="grid-who">
          <span className="grid-person">{name}</span>
          <span className="grid-role">
            {row.members === undefined ? words.roles[row.role] : words.members(row.members)}
          </span>
        </span>
      </div>
      <div className={nothingKnown ? 'grid-track unknown' : 'grid-track'} aria-hidden="true">
        {row.outside.map(({ startMs, endMs }) => (
          <span
            key={startMs}
            className="grid-outside"
            style={placed(startMs, endMs, window)}
            title={words.states.outside}
          />
        ))}
        {row.periods.map((each) => (
          <span
            key={each.startMs}
            className={`grid-period ${each.kind}`}
            style={placed(each.startMs, each.endMs, window)}
            title={`${name}: ${words.states[each.kind]}, ${hours(each, window.zone, locale)}`}
          />
        ))}
        {nothingKnown && <span className="grid-unknown-word">{words.states.unknown}</span>}
      </div>
    </div>
  )
})

function hours({ startMs, endMs }: Period, zone: string, locale: string): string {
  return clockOf(zone, locale).formatRange(startMs, endMs)
}

const clocks = new Map<string, Intl.DateTimeFormat>()

function clockOf(timeZone: string, locale: string): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone}`
  const made = clocks.get(key) ?? new Intl.DateTimeFormat(locale, { timeZone, timeStyle: 'short' })
  clocks.set(key, made)
  return made
}
