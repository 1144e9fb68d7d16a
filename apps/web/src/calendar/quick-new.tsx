/** A new event at the time that was chosen; what needs more goes to the whole form. */
import { type FormEvent, type ReactElement, useState } from 'react'
import { Button, Form } from 'react-aria-components'
import { Link } from 'wouter'
import { useChange } from '../api/queries.ts'
import { useReader, useWords } from '../app/languages.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Field, Select } from '../ui/fields.tsx'
import { Icon } from '../ui/icon.tsx'
import { notify } from '../ui/notices.tsx'
import { Problem } from '../ui/states.tsx'
import { useTimes } from '../ui/time.ts'
import { actionWords } from './action-words.ts'
import type { Calendar } from './entries.ts'
import { type Place, timesAt } from './moved.ts'

type QuickNewProps = {
  readonly place: Place
  readonly calendars: readonly Calendar[]
  readonly onClose: () => void
}

export function QuickNew({ place, calendars, onClose }: QuickNewProps): ReactElement {
  const words = useWords(actionWords)
  const { zone } = useReader()
  const times = useTimes()
  const [title, setTitle] = useState('')
  const writable = calendars.filter((each) => each.access !== 'read')
  const usual = writable.find((each) => each.isDefault && each.access === 'all') ?? writable[0]
  const [calendar, setCalendar] = useState(usual?.id ?? '')
  const create = useChange('POST /calendars/:calendar/events')
  const fresh = { allDay: false, zone, start: '', end: '' }
  const fields = timesAt(fresh, place, zone)
  const when = times.range({
    ...fields,
    allDay: place.allDay,
    startsAt: place.start.toISOString(),
    endsAt: (place.end ?? place.start).toISOString(),
  })
  const more = new URLSearchParams({
    start: fields.start,
    end: fields.end,
    ...(title.trim() !== '' && { title: title.trim() }),
  })
  const save = (event: FormEvent): void => {
    event.preventDefault()
    const named = title.trim() === '' ? words.untitled : title.trim()
    const body = { ...fields, ...(!place.allDay && { zone }), title: named }
    create.mutate(
      { params: { calendar }, body },
      {
        onSuccess: () => {
          notify(words.created(named))
          onClose()
        },
      },
    )
  }
  return (
    <Dialog title={words.newEvent} isOpen onClose={onClose}>
      <Form className="stack" onSubmit={save}>
        <p className="calendar-when">
          <Icon name="clock" /> {when}
        </p>
        <Field label={words.eventTitle} value={title} onChange={setTitle} autoFocus />
        {writable.length > 1 && (
          <Select
            label={words.inCalendar}
            choices={writable.map(({ id, name }) => ({ id, label: name }))}
            value={calendar}
            onChange={setCalendar}
          />
        )}
        {create.error && <Problem error={create.error} />}
        <div className="dialog-foot calendar-quick-foot">
          <Link className="button quiet" href={`/new?${more}`}>
            {words.more}
          </Link>
          <Button type="submit" className="button primary" isDisabled={create.isPending}>
            {words.create}
          </Button>
        </div>
      </Form>
    </Dialog>
  )
}
