/** Place, description and the rest: what most meetings leave as it is comes last. */
import type { ReactElement } from 'react'
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import { Link } from 'wouter'
import { useApi } from '../api/queries.ts'
import { useReader, useWords } from '../app/languages.ts'
import { useMe } from '../app/session.tsx'
import { Field, Select, Switch } from '../ui/fields.tsx'
import { alarmWords, usualAlarms } from './alarms.ts'
import type { PartProps } from './when.tsx'
import { composeWords } from './words.ts'

type DetailsProps = PartProps & { readonly isNew: boolean }

export function Details({ draft, change, isNew }: DetailsProps): ReactElement {
  const words = useWords(composeWords)
  return (
    <section className="compose-details" aria-labelledby="compose-details">
      <h2 id="compose-details">{words.details}</h2>
      <Field
        label={words.location}
        value={draft.location}
        onChange={(location) => change({ location })}
      />
      <Field
        label={words.conference}
        type="url"
        hint={words.conferenceHint}
        isInvalid={draft.conference !== '' && !/^https?:\/\/\S+$/.test(draft.conference)}
        value={draft.conference}
        onChange={(conference) => change({ conference })}
      />
      <Field
        label={words.description}
        rows={4}
        value={draft.description}
        onChange={(description) => change({ description })}
      />
      <div className="compose-pairs">
        {isNew && <CalendarChoice draft={draft} change={change} />}
        <Select
          label={words.visibility}
          value={draft.visibility}
          choices={[
            { id: 'public', label: words.visPublic },
            { id: 'private', label: words.visPrivate },
            { id: 'confidential', label: words.visConfidential },
          ]}
          onChange={(visibility) => change({ visibility })}
        />
      </div>
      <Reminders draft={draft} change={change} />
      <Switch isSelected={draft.busy} onChange={(busy) => change({ busy })}>
        {words.busy}
      </Switch>
      {draft.guests.length > 0 && <WhatGuestsMay draft={draft} change={change} />}
    </section>
  )
}

function WhatGuestsMay({ draft, change }: PartProps): ReactElement {
  const words = useWords(composeWords)
  return (
    <>
      <Switch
        isSelected={draft.guestsMayPropose}
        onChange={(guestsMayPropose) => change({ guestsMayPropose })}
      >
        {words.mayPropose}
      </Switch>
      <Switch
        isSelected={draft.guestsMayForward}
        onChange={(guestsMayForward) => change({ guestsMayForward })}
      >
        {words.mayForward}
      </Switch>
      <GuestList draft={draft} change={change} />
    </>
  )
}

function CalendarChoice({ draft, change }: PartProps): ReactElement | undefined {
  const words = useWords(composeWords)
  const me = useMe()
  const calendars = useApi('GET /calendars').data?.calendars.filter(
    (each) => each.access !== 'read',
  )
  if (calendars === undefined || calendars.length === 0) return undefined
  const usual = calendars.find((each) => each.isDefault && each.owner.name === me.name)
  return (
    <Select
      label={words.calendar}
      value={draft.calendar === '' ? (usual?.id ?? calendars[0]?.id ?? '') : draft.calendar}
      choices={calendars.map(({ id, name, owner }) => ({
        id,
        label: owner.name === me.name ? name : words.calendarOf(name, owner.displayName),
      }))}
      onChange={(calendar) => change({ calendar })}
    />
  )
}

function Reminders({ draft, change }: PartProps): ReactElement {
  const words = useWords(composeWords)
  const { locale } = useReader()
  const shown = [...new Set([...usualAlarms, ...draft.alarms])]
  return (
    <div className="field">
      <span className="field-label" id="compose-reminders">
        {words.reminders}
      </span>
      <ToggleButtonGroup
        className="compose-features"
        aria-labelledby="compose-reminders"
        selectionMode="multiple"
        selectedKeys={draft.alarms}
        onSelectionChange={(keys) => change({ alarms: shown.filter((each) => keys.has(each)) })}
      >
        {shown.map((each) => (
          <ToggleButton key={each} id={each} className="button">
            {alarmWords(each, { words, locale })}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </div>
  )
}

/** Whether guests see one another: as the settings say, until it is chosen for this meeting. */
function GuestList({ draft, change }: PartProps): ReactElement | undefined {
  const words = useWords(composeWords)
  const policy = useApi('GET /me/settings').data?.effectivePolicy
  if (policy === undefined) return undefined
  const chosen = draft.guestList ?? policy['guestList']
  const hides = chosen === 'hide'
  return (
    <div>
      <Switch isSelected={hides} onChange={(next) => change({ guestList: next ? 'hide' : 'show' })}>
        {words.hideGuests}
      </Switch>
      <p className="hint" aria-live="polite">
        {hides ? words.guestListHidden : words.guestListShown}{' '}
        {draft.guestList === undefined && (
          <>
            {words.asSettings} <Link href="/settings">{words.changeSetting}</Link>
          </>
        )}
      </p>
    </div>
  )
}
