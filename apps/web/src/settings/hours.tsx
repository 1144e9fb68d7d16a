/** When one works: a week painted in half hours. */
import { type ReactElement, useState } from 'react'
import { Button } from 'react-aria-components'
import type { Answer } from '../api/client.ts'
import { useApi, useChange } from '../api/queries.ts'
import { useReader, useWords } from '../app/languages.ts'
import { useMe } from '../app/session.tsx'
import { Switch } from '../ui/fields.tsx'
import { notify } from '../ui/notices.tsx'
import { Loading, Problem } from '../ui/states.tsx'
import { useTimes } from '../ui/time.ts'
import {
  type Block,
  days,
  emptyWeek,
  type Hours as HoursOf,
  hoursOf,
  isSame,
  usualWeek,
  type Week,
  weekOf,
} from './week.ts'
import { dayNames, WeekGrid } from './week-grid.tsx'
import { settingsWords } from './words.ts'

export function Hours(): ReactElement {
  const words = useWords(settingsWords)
  const { data, error, refetch } = useApi('GET /me/settings')
  return (
    <>
      <h2>{words.pages.hours}</h2>
      <p className="soft">{words.hoursLead}</p>
      {data !== undefined ? (
        <Edit key={JSON.stringify(data.workingHours)} settings={data} />
      ) : error ? (
        <Problem error={error} again={() => void refetch()} />
      ) : (
        <Loading />
      )}
    </>
  )
}

type EditProps = { readonly settings: Answer<'GET /me/settings'> }

/** From seven to eight; the nights are shown where somebody works then. */
const dayShown = { from: 12, to: 42 }

function Edit({ settings }: EditProps): ReactElement {
  const words = useWords(settingsWords)
  const times = useTimes()
  const me = useMe()
  const change = useChange('PATCH /me/settings')
  const zone = settings.workingHours?.zone ?? me.zone
  const held = weekOf(settings.workingHours)
  const [week, setWeek] = useState<Week>(held)
  const nights = week.some((day) =>
    day.some((works, slot) => works && (slot < dayShown.from || slot >= dayShown.to)),
  )
  const [whole, setWhole] = useState(nights)
  const save = (): void => {
    change.mutate(
      { body: { workingHours: hoursOf(week, zone) ?? null } },
      { onSuccess: () => notify(words.saved) },
    )
  }
  const foreign = settings.workingHours === undefined && settings.availability !== undefined
  return (
    <div className="card stack">
      {foreign && <p className="settings-note">{words.ownAvailability}</p>}
      <div className="row">
        <Button className="button" onPress={() => setWeek(usualWeek)}>
          {words.usualWeek}
        </Button>
        <Button className="button" onPress={() => setWeek(emptyWeek)}>
          {words.clear}
        </Button>
        <Switch isSelected={whole || nights} isDisabled={nights} onChange={setWhole}>
          {words.wholeDay}
        </Switch>
      </div>
      <WeekGrid
        week={week}
        onChange={setWeek}
        from={whole || nights ? 0 : dayShown.from}
        to={whole || nights ? 48 : dayShown.to}
      />
      <p className="hint" id="settings-hours-keys">
        {words.hoursKeys}
      </p>
      <p role="status">
        <Summary hours={hoursOf(week, zone)} />
      </p>
      <p className="soft">{words.inZone(`${times.zoneName(zone)} (${zone})`)}</p>
      {change.error && <Problem error={change.error} />}
      <div className="row">
        <Button
          className="button primary"
          isDisabled={isSame(week, held) && !foreign}
          isPending={change.isPending}
          onPress={save}
        >
          {words.save}
        </Button>
        {!isSame(week, held) && (
          <Button className="button quiet" onPress={() => setWeek(held)}>
            {words.discard}
          </Button>
        )}
      </div>
    </div>
  )
}

type SummaryProps = { readonly hours: HoursOf | undefined }

function Summary({ hours }: SummaryProps): ReactElement {
  const words = useWords(settingsWords)
  const { locale } = useReader()
  if (hours === undefined) return <>{words.noHours}</>
  const names = dayNames(locale, 'short')
  const list = new Intl.ListFormat(locale, { type: 'unit' })
  const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: 'UTC' })
  const said = ({ days: some, from, to }: Block): string => {
    const at = (time: string): Date => new Date(`2027-01-01T${time}:00Z`)
    const named = some.map((each) => names[days.indexOf(each)] ?? each)
    return `${list.format(named)} ${clock.format(at(from))}–${clock.format(at(to))}`
  }
  return <>{[hours, ...(hours.also ?? [])].map(said).join('; ')}</>
}
