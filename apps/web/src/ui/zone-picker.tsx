/** A time zone by the name of a city or its own, typed or chosen. */
import { type ReactElement, type ReactNode, useMemo, useState } from 'react'
import {
  Button,
  ComboBox,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Text,
  useFilter,
} from 'react-aria-components'
import { Icon } from './icon.tsx'

type ZonePickerProps = {
  readonly label: string
  readonly labelHidden?: boolean
  readonly hint?: ReactNode
  readonly placeholder?: string
  /** Absent: what is chosen is handed on, and the field is empty again. */
  readonly value?: string | undefined
  readonly onChange: (zone: string) => void
}

const shownAtMost = 40

export function ZonePicker(props: ZonePickerProps): ReactElement {
  const { label, labelHidden, hint, placeholder, value, onChange } = props
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
    return allZones(value)
      .filter(({ id, label: name }) => contains(name, wanted) || contains(id, wanted))
      .slice(0, shownAtMost)
  }, [text, shown, value, contains])
  const choose = (zone: string | undefined): void => {
    if (zone !== undefined) onChange(zone)
    setText(zone === undefined ? shown : value === undefined ? '' : nameOfZone(zone))
  }
  return (
    <ComboBox
      className="field zone-picker"
      menuTrigger="focus"
      items={found}
      inputValue={text}
      onInputChange={setText}
      value={value ?? null}
      onChange={(key) => choose(key === null ? undefined : String(key))}
      onBlur={() => setText(shown)}
    >
      <Label className={labelHidden === true ? 'hidden' : undefined}>{label}</Label>
      <div className="combo">
        <Input className="input" placeholder={placeholder} />
        <Button className="button quiet">
          <Icon name="down" />
        </Button>
      </div>
      {hint !== undefined && (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      )}
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

function allZones(own: string | undefined): readonly Zone[] {
  const listed = ['UTC', ...Intl.supportedValuesOf('timeZone'), ...(own === undefined ? [] : [own])]
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
