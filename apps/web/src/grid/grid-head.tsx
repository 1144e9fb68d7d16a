/** Days and hours on top of the grid, once for each time zone. */
import { memo, type ReactElement, useMemo } from 'react'
import { useReader, useWords } from '../app/languages.ts'
import { nameOfZone } from '../ui/zone-picker.tsx'
import { placed } from './grid-board.tsx'
import { alongOf, type GridWindow } from './window.ts'
import { gridWords } from './words.ts'

type HeadProps = { readonly window: GridWindow; readonly zones: readonly string[] }

export const GridHead = memo(function Head({ window, zones }: HeadProps): ReactElement {
  const words = useWords(gridWords)
  const { locale } = useReader()
  const day = useMemo(
    () =>
      new Intl.DateTimeFormat(locale, {
        timeZone: window.zone,
        weekday: 'short',
        day: 'numeric',
        month: 'short',
      }),
    [locale, window.zone],
  )
  return (
    <div className="grid-head" aria-hidden="true">
      <div className="grid-corner">{words.people}</div>
      <div className="grid-track grid-day-names">
        {window.days.map(({ startMs, endMs }) => (
          <span key={startMs} className="grid-day" style={placed(startMs, endMs, window)}>
            <b>{day.format(startMs)}</b>
          </span>
        ))}
      </div>
      {zones.map((zone) => (
        <Hours key={zone} zone={zone} window={window} named={zones.length > 1} />
      ))}
    </div>
  )
})

type HoursProps = { readonly zone: string; readonly window: GridWindow; readonly named: boolean }

function Hours({ zone, window, named }: HoursProps): ReactElement {
  const { locale } = useReader()
  const clock = useMemo(
    () => new Intl.DateTimeFormat(locale, { timeZone: zone, hour: 'numeric', minute: '2-digit' }),
    [locale, zone],
  )
  return (
    <>
      <div className="grid-zone">{named ? nameOfZone(zone) : ''}</div>
      <div className="grid-track grid-hours">
        {window.ticks.map((at) => (
          <span key={at} style={{ insetInlineStart: `${alongOf(at, window)}%` }}>
            {clock.format(at)}
          </span>
        ))}
      </div>
    </>
  )
}
