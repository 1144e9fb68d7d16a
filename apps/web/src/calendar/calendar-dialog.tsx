/** A new calendar, or another name and colour for one. */
import { type FormEvent, type ReactElement, useState } from 'react'
import { Button, Form, Label, Radio, RadioGroup } from 'react-aria-components'
import { useChange } from '../api/queries.ts'
import { useWords } from '../app/languages.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/fields.tsx'
import { Problem } from '../ui/states.tsx'
import { type Calendar, colourOf, usualColours } from './entries.ts'
import { calendarWords } from './words.ts'

type CalendarDialogProps = {
  /** Undefined: a new one. */
  readonly calendar?: Calendar | undefined
  readonly onClose: () => void
}

export function CalendarDialog({ calendar, onClose }: CalendarDialogProps): ReactElement {
  const words = useWords(calendarWords)
  const [name, setName] = useState(calendar?.name ?? '')
  const held = calendar === undefined ? usualColours[0] : colourOf(calendar, 0)
  const [color, setColor] = useState<string>(held)
  const create = useChange('POST /calendars')
  const change = useChange('PATCH /calendars/:calendar')
  const error = create.error ?? change.error
  const save = (event: FormEvent): void => {
    event.preventDefault()
    const body = { name: name.trim(), color }
    if (calendar === undefined) create.mutate({ body }, { onSuccess: onClose })
    else change.mutate({ params: { calendar: calendar.id }, body }, { onSuccess: onClose })
  }
  const colours = [...new Set<string>([...usualColours, held])]
  return (
    <Dialog title={calendar?.name ?? words.newCalendar} isOpen onClose={onClose}>
      <Form className="stack" onSubmit={save}>
        <Field label={words.name} value={name} onChange={setName} isRequired maxLength={200} />
        <RadioGroup className="field" value={color} onChange={setColor}>
          <Label>{words.colour}</Label>
          <div className="calendar-colours">
            {colours.map((each, index) => (
              <Radio
                key={each}
                value={each}
                className="calendar-colour"
                aria-label={`${words.colour} ${index + 1}`}
                style={{ backgroundColor: each }}
              />
            ))}
          </div>
        </RadioGroup>
        <label className="calendar-own-colour">
          <input type="color" value={color} onChange={(event) => setColor(event.target.value)} />
          {words.ownColour}
        </label>
        {error && <Problem error={error} />}
        <div className="dialog-foot">
          <Button className="button" onPress={onClose}>
            {words.cancel}
          </Button>
          <Button type="submit" className="button primary" isDisabled={name.trim() === ''}>
            {words.save}
          </Button>
        </div>
      </Form>
    </Dialog>
  )
}
