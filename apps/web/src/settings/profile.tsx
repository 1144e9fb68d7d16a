/** Who one is to others, and how times are shown to oneself. */
import { type ReactElement, useMemo, useState } from 'react'
import {
  Button,
  ComboBox,
  FieldError,
  Form,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Text,
} from 'react-aria-components'
import { refresh, refreshAll, useChange } from '../api/queries.ts'
import { languages, useReader, useWords } from '../app/languages.ts'
import { useMe } from '../app/session.tsx'
import { setTheme, type Theme, themeNow, themes } from '../app/theme.ts'
import { Field, Select } from '../ui/fields.tsx'
import { Icon } from '../ui/icon.tsx'
import { notify } from '../ui/notices.tsx'
import { Problem } from '../ui/states.tsx'
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
      <Colours />
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

function Colours(): ReactElement {
  const words = useWords(settingsWords)
  const [theme, setShown] = useState<Theme>(themeNow)
  return (
    <section className="card">
      <Select
        label={words.colours}
        value={theme}
        onChange={(next) => {
          setTheme(next)
          setShown(next)
        }}
        choices={themes.map((each) => ({ id: each, label: words.themes[each] }))}
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

type ZoneChoice = { readonly id: string; readonly label: string }

function Zone({ value, onChange }: ChoiceProps): ReactElement {
  const words = useWords(settingsWords)
  const { locale } = useReader()
  const [text, setText] = useState(value.replaceAll('_', ' '))
  const zones = useMemo(
    (): readonly ZoneChoice[] =>
      [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', value])].map((each) => ({
        id: each,
        label: each.replaceAll('_', ' '),
      })),
    [value],
  )
  const now = new Intl.DateTimeFormat(locale, { timeZone: value, timeStyle: 'short' })
  const unknown = !zones.some((each) => each.label === text)
  return (
    <ComboBox
      className="field"
      defaultItems={zones}
      inputValue={text}
      onInputChange={setText}
      selectedKey={value}
      onSelectionChange={(key) => {
        const chosen = zones.find((each) => each.id === key)
        if (chosen === undefined) return
        onChange(chosen.id)
        setText(chosen.label)
      }}
      isInvalid={unknown && text !== ''}
    >
      <Label>{words.zone}</Label>
      <div className="settings-combo">
        <Input className="input" />
        <Button className="button quiet">
          <Icon name="down" />
        </Button>
      </div>
      <Text slot="description" className="hint">
        {words.zoneHint(now.format(new Date()))}
      </Text>
      <FieldError className="fault">{words.unknownZone}</FieldError>
      <Popover className="popover">
        <ListBox className="menu">
          {(each: ZoneChoice) => (
            <ListBoxItem id={each.id} className="menu-item" textValue={each.label}>
              {each.label}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}
