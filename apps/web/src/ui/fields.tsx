/** Form fields with their label, hint and fault, as every page uses them. */
import type { ReactElement, ReactNode } from 'react'
import {
  Checkbox as AriaCheckbox,
  type CheckboxProps as AriaCheckboxProps,
  Select as AriaSelect,
  Switch as AriaSwitch,
  type SwitchProps as AriaSwitchProps,
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
  Button,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  SelectValue,
  Text,
  TextArea,
} from 'react-aria-components'
import { Icon } from './icon.tsx'

type FieldProps = AriaTextFieldProps & {
  readonly label: string
  readonly hint?: ReactNode
  /** More than one line. */
  readonly rows?: number
  readonly placeholder?: string
}

export function Field({ label, hint, rows, placeholder, ...props }: FieldProps): ReactElement {
  return (
    <AriaTextField {...props} className="field">
      <Label>{label}</Label>
      {rows === undefined ? (
        <Input className="input" placeholder={placeholder} />
      ) : (
        <TextArea className="input" rows={rows} placeholder={placeholder} />
      )}
      {hint !== undefined && (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      )}
      <FieldError className="fault" />
    </AriaTextField>
  )
}

export type Choice<Key extends string> = { readonly id: Key; readonly label: string }

type SelectProps<Key extends string> = {
  readonly label: string
  readonly choices: readonly Choice<Key>[]
  readonly value: Key
  readonly onChange: (key: Key) => void
  readonly hint?: ReactNode
  /** For screen readers alone, where what stands beside it says it to the eye. */
  readonly labelHidden?: boolean
  readonly isDisabled?: boolean
}

export function Select<Key extends string>({
  label,
  choices,
  value,
  onChange,
  hint,
  labelHidden,
  isDisabled,
}: SelectProps<Key>): ReactElement {
  return (
    <AriaSelect
      className="field"
      value={value}
      onChange={(key) => onChange(key as Key)}
      isDisabled={isDisabled}
    >
      <Label className={labelHidden === true ? 'hidden' : 'field-label'}>{label}</Label>
      <Button className="input select">
        <SelectValue />
        <Icon name="down" />
      </Button>
      {hint !== undefined && (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      )}
      <Popover className="popover">
        <ListBox className="menu" items={choices}>
          {({ id, label: shown }) => (
            <ListBoxItem id={id} className="menu-item" textValue={shown}>
              {shown}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}

type BoxProps = Omit<AriaCheckboxProps, 'children'> & { readonly children: ReactNode }

export function Checkbox({ children, ...props }: BoxProps): ReactElement {
  return (
    <AriaCheckbox {...props} className="checkbox">
      <span className="checkbox-box" aria-hidden="true">
        <Icon name="check" />
      </span>
      <span>{children}</span>
    </AriaCheckbox>
  )
}

type SwitchProps = Omit<AriaSwitchProps, 'children'> & { readonly children: ReactNode }

export function Switch({ children, ...props }: SwitchProps): ReactElement {
  return (
    <AriaSwitch {...props} className="switch">
      <span className="switch-track" aria-hidden="true" />
      <span>{children}</span>
    </AriaSwitch>
  )
}
