/** Who one is to others, and how times are shown to oneself. */
import { type ReactElement, useState } from 'react'
import { Button, Form } from 'react-aria-components'
import { refresh, refreshAll, useChange } from '../api/queries.ts'
import { languages, useReader, useWords } from '../app/languages.ts'
import { useMe } from '../app/session.tsx'
import { setTheme, type Theme, themeNow, themes } from '../app/theme.ts'
import { Field, Select } from '../ui/fields.tsx'
import { notify } from '../ui/notices.tsx'
import { Problem } from '../ui/states.tsx'
import { setUndoTime, type UndoTime, undoTimeNow, undoTimes } from '../ui/undo-time.ts'
import { ZonePicker } from '../ui/zone-picker.tsx'
import { settingsWords } from './words.ts'

export function Profile(): ReactElement {
  const words = useWords(settingsWords)
  const me = useMe()
  const change = useChange('PATCH /me')
  const [name, setName] = useState(me.displayName)
  const [locale, setLocale] = useState(me.locale)
  const [zone, setZone] = useState(me.zone)
  const save = (): void => {
    change.mutate(
      { body: { displayName: name.trim(), locale, zone } },
      {
        onSuccess: () => {
          refresh('GET /me')
          refreshAll()
          notify(words.saved)
        },
      },
    )
  }
  return (
    <>
      <h2>{words.pages.profile}</h2>
      <Form
        className="card stack"
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <Field
          label={words.shownName}
          hint={words.shownNameHint}
          value={name}
          onChange={setName}
          maxLength={200}
          isRequired
        />
        <Locale value={locale} onChange={setLocale} />
        <Zone value={zone} onChange={setZone} />
        {change.error && <Problem error={change.error} />}
        <div>
          <Button type="submit" className="button primary" isPending={change.isPending}>
            {words.save}
          </Button>
        </div>
      </Form>
      <OnThisDevice />
      <section className="card stack">
        <h3>{words.addresses}</h3>
        <p className="soft">{words.addressesHint}</p>
        <ul className="plain-list settings-rows">
          {me.addresses.map((each, index) => (
            <li key={each}>
              <span>{each}</span>
              <span className="soft">{index === 0 ? words.mainAddress : words.alias}</span>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}

/** Kept in the browser: nothing of it needs to be saved. */
function OnThisDevice(): ReactElement {
  const words = useWords(settingsWords)
  const [theme, setShown] = useState<Theme>(themeNow)
  const [undoTime, setShownTime] = useState<UndoTime>(undoTimeNow)
  return (
    <section className="card stack">
      <Select
        label={words.colours}
        value={theme}
        onChange={(next) => {
          setTheme(next)
          setShown(next)
        }}
        choices={themes.map((each) => ({ id: each, label: words.themes[each] }))}
      />
      <Select
        label={words.undoTime}
        hint={words.undoTimeHint}
        value={String(undoTime)}
        onChange={(next) => {
          const chosen = undoTimes.find((each) => String(each) === next) ?? undoTime
          setUndoTime(chosen)
          setShownTime(chosen)
        }}
        choices={undoTimes.map((each) => ({ id: String(each), label: words.seconds(each) }))}
      />
    </section>
  )
}

/** Languages by region: how dates are written and weeks begin depends on it. */
const locales = [
  ...['en-US', 'en-GB', 'en-AU', 'en-CA', 'en-IE', 'en-IN'],
  ...['de-DE', 'de-AT', 'de-CH'],
  ...['fr-FR', 'fr-BE', 'fr-CA', 'fr-CH'],
  ...['es-ES', 'es-AR', 'es-CO', 'es-MX'],
  'ja-JP',
] as const

type ChoiceProps = { readonly value: string; readonly onChange: (value: string) => void }

function Locale({ value, onChange }: ChoiceProps): ReactElement {
  const words = useWords(settingsWords)
  const { zone } = useReader()
  const names = new Intl.DisplayNames([value || 'en'], { type: 'language' })
  const known = languages.some((each) => value === each) ? [value] : []
  const offered = [...new Set([...known, ...locales, ...(value === '' ? [] : [value])])]
  const date = new Intl.DateTimeFormat(value || undefined, {
    dateStyle: 'full',
    timeStyle: 'short',
    timeZone: zone,
  })
  return (
    <Select
      label={words.language}
      hint={words.languageHint(date.format(new Date()))}
      value={value}
      onChange={onChange}
      choices={offered.map((each) => ({ id: each, label: names.of(each) ?? each }))}
    />
  )
}

function Zone({ value, onChange }: ChoiceProps): ReactElement {
  const words = useWords(settingsWords)
  const { locale } = useReader()
  const now = new Intl.DateTimeFormat(locale, { timeZone: value, timeStyle: 'short' })
  return (
    <ZonePicker
      label={words.zone}
      hint={words.zoneHint(now.format(new Date()))}
      value={value}
      onChange={onChange}
    />
  )
}
