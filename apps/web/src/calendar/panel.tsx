/** What is shown: the calendars by owner, what was declined, a second time zone. */
import { type ReactElement, Suspense, useState } from 'react'
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import { useChange } from '../api/queries.ts'
import { useWords } from '../app/languages.ts'
import { useMe } from '../app/session.tsx'
import { Checkbox } from '../ui/fields.tsx'
import { Icon } from '../ui/icon.tsx'
import { notifyProblem } from '../ui/notices.tsx'
import { nameOfZone, ZonePicker } from '../ui/zone-picker.tsx'
import { CalendarDialog, DeleteDialog, ShareDialog } from './dialogs.ts'
import { type Calendar, colourOf } from './entries.ts'
import type { Preferences } from './preferences.ts'
import { calendarWords } from './words.ts'

type PanelProps = {
  readonly calendars: readonly Calendar[]
  readonly preferences: Preferences
  readonly onChange: (next: Partial<Preferences>) => void
}

type Open = { readonly kind: 'new' | 'edit' | 'share' | 'delete'; readonly of?: Calendar }

export function Panel({ calendars, preferences, onChange }: PanelProps): ReactElement {
  const words = useWords(calendarWords)
  const me = useMe()
  const [open, setOpen] = useState<Open>()
  const close = (): void => setOpen(undefined)
  const colours = new Map(calendars.map((each, index) => [each.id, colourOf(each, index)]))
  const owners = [...Map.groupBy(calendars, (each) => each.owner.name)]
  const show = (id: string, shown: boolean): void => {
    const others = preferences.hidden.filter((each) => each !== id)
    onChange({ hidden: shown ? others : [...others, id] })
  }
  return (
    <aside className="calendar-panel" aria-label={words.shown}>
      {owners.map(([owner, own]) => (
        <section key={owner} className="calendar-owner">
          <h2>{owner === me.name ? words.mine : words.of(own[0]?.owner.displayName ?? owner)}</h2>
          <ul className="plain-list">
            {own.map((each) => (
              <CalendarLine
                key={each.id}
                calendar={each}
                colour={colours.get(each.id) ?? ''}
                isShown={!preferences.hidden.includes(each.id)}
                onShow={(shown) => show(each.id, shown)}
                onOpen={(kind) => setOpen({ kind, of: each })}
              />
            ))}
          </ul>
        </section>
      ))}
      <Button className="button quiet calendar-new" onPress={() => setOpen({ kind: 'new' })}>
        <Icon name="plus" /> {words.newCalendar}
      </Button>
      <Checkbox
        isSelected={!preferences.hideDeclined}
        onChange={(shown) => onChange({ hideDeclined: !shown })}
      >
        {words.showDeclined}
      </Checkbox>
      <SecondZone
        zone={preferences.secondZone}
        onChange={(secondZone) => onChange({ secondZone })}
      />
      <Suspense>
        {open?.kind === 'new' && <CalendarDialog onClose={close} />}
        {open?.kind === 'edit' && <CalendarDialog calendar={open.of} onClose={close} />}
        {open?.kind === 'share' && open.of && <ShareDialog calendar={open.of} onClose={close} />}
        {open?.kind === 'delete' && open.of && <DeleteDialog calendar={open.of} onClose={close} />}
      </Suspense>
    </aside>
  )
}

type LineProps = {
  readonly calendar: Calendar
  readonly colour: string
  readonly isShown: boolean
  readonly onShow: (shown: boolean) => void
  readonly onOpen: (kind: 'edit' | 'share' | 'delete') => void
}

function CalendarLine({ calendar, colour, isShown, onShow, onOpen }: LineProps): ReactElement {
  const words = useWords(calendarWords)
  const change = useChange('PATCH /calendars/:calendar')
  const { id, name, access, isDefault } = calendar
  const act = (key: string): void => {
    const given = { params: { calendar: id }, body: { isDefault: true } as const }
    if (key === 'default') change.mutate(given, { onError: notifyProblem })
    else onOpen(key as 'edit')
  }
  return (
    <li className="calendar-line" style={{ '--hue': colour } as object}>
      <Checkbox isSelected={isShown} onChange={onShow}>
        {name}
        {access === 'read' && <span className="calendar-readonly"> ({words.readOnly})</span>}
        {isDefault && access === 'all' && (
          <span className="calendar-default" title={words.isDefault}>
            <Icon name="inbox" />
            <span className="hidden">, {words.isDefault}</span>
          </span>
        )}
      </Checkbox>
      {access !== 'read' && (
        <MenuTrigger>
          <Button className="button quiet" aria-label={words.options(name)}>
            <Icon name="more" />
          </Button>
          <Popover className="popover" placement="bottom end">
            <Menu
              className="menu"
              aria-label={words.options(name)}
              onAction={(key) => act(String(key))}
            >
              <MenuItem id="edit" className="menu-item">
                {words.edit}
              </MenuItem>
              {access === 'all' && (
                <MenuItem id="share" className="menu-item">
                  {words.share}
                </MenuItem>
              )}
              {access === 'all' && !isDefault && (
                <MenuItem id="default" className="menu-item">
                  {words.makeDefault}
                </MenuItem>
              )}
              {access === 'all' && !isDefault && (
                <MenuItem id="delete" className="menu-item">
                  {words.remove}
                </MenuItem>
              )}
            </Menu>
          </Popover>
        </MenuTrigger>
      )}
    </li>
  )
}

type SecondZoneProps = {
  readonly zone: string | undefined
  readonly onChange: (zone: string | undefined) => void
}

function SecondZone({ zone, onChange }: SecondZoneProps): ReactElement {
  const words = useWords(calendarWords)
  return (
    <div className="calendar-zone">
      <ZonePicker
        label={words.secondZone}
        placeholder={words.noSecondZone}
        value={zone}
        onChange={onChange}
      />
      {zone !== undefined && (
        <Button
          className="button quiet"
          aria-label={`${words.removeZone}: ${nameOfZone(zone)}`}
          onPress={() => onChange(undefined)}
        >
          <Icon name="cross" />
        </Button>
      )}
    </div>
  )
}
