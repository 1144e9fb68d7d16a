/** A time zone by the name of a city, typed or chosen. */
import { type ReactElement, useMemo, useState } from 'react'
import {
  Button,
  ComboBox,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  useFilter,
} from 'react-aria-components'
import { Icon } from '../ui/icon.tsx'

type ZonePickerProps = {
  readonly label: string
  readonly labelHidden?: boolean
  readonly placeholder?: string
  /** Absent: what is chosen is handed on, and the field is empty again. */
  readonly value?: string
  readonly onChange: (zone: string) => void
}

const shownAtMost = 40

export function ZonePicker(props: ZonePickerProps): ReactElement {
  const { label, labelHidden, placeholder, value, onChange } = props
  const shown = value === undefined ? '' : nameOfZone(value)
  const [text, setText] = useState(shown)
  const [held, setHeld] = useState(value)
  const { contains } = useFilter({ sensitivity: 'base' })
  if (held !== value) {
    setHeld(value)
    setText(shown)
  }
  const found = useMemo(() => {
    const wanted = text === shown ? '' : text.trim()
    return allZones()
      .filter(({ label: name }) => contains(name, wanted))
      .slice(0, shownAtMost)
  }, [text, shown, contains])
  const choose = (zone: string | undefined): void => {
    if (zone !== undefined) onChange(zone)
    setText(zone === undefined ? shown : value === undefined ? '' : nameOfZone(zone))
  }
  return (
    <ComboBox
      className="field grid-zone-picker"
      menuTrigger="focus"
      items={found}
      inputValue={text}
      onInputChange={setText}
      value={value ?? null}
      onChange={(key) => choose(key === null ? undefined : String(key))}
      onBlur={() => setText(shown)}
    >
      <Label className={labelHidden === true ? 'hidden' : undefined}>{label}</Label>
      <div className="grid-zone-field">
        <Input className="input" placeholder={placeholder} />
        <Button className="button quiet">
          <Icon name="down" />
        </Button>
      </div>
      <Popover className="popover">
        <ListBox className="menu">
          {(zone: Zone) => (
            <ListBoxItem id={zone.id} className="menu-item" textValue={zone.label}>
              {zone.label}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}

type Zone = { readonly id: string; readonly label: string }

function allZones(): readonly Zone[] {
  const listed = ['UTC', ...Intl.supportedValuesOf('timeZone')]
  return [...new Set(listed)].map((id) => ({ id, label: nameOfZone(id) }))
}

/**
 * @example
 * nameOfZone('America/New_York') // 'New York (America)'
 */
export function nameOfZone(zone: string): string {
  const parts = zone.replaceAll('_', ' ').split('/')
  return parts.length === 1 ? zone : `${parts.at(-1)} (${parts.slice(0, -1).join(', ')})`
}
