/** Deleting a calendar tells many people: says so first. */
import { type ReactElement, useState } from 'react'
import { Button } from 'react-aria-components'
import { useApi, useChange } from '../api/queries.ts'
import { useWords } from '../app/languages.ts'
import { Dialog } from '../ui/dialog.tsx'
import { notify } from '../ui/notices.tsx'
import { Problem } from '../ui/states.tsx'
import type { Calendar } from './entries.ts'
import { calendarWords } from './words.ts'

const yearMs = 365 * 86_400_000

type DeleteDialogProps = { readonly calendar: Calendar; readonly onClose: () => void }

export function DeleteDialog({ calendar, onClose }: DeleteDialogProps): ReactElement {
  const words = useWords(calendarWords)
  const remove = useChange('DELETE /calendars/:calendar')
  const [from] = useState(() => new Date())
  const to = new Date(from.getTime() + yearMs)
  const query = { from: from.toISOString(), to: to.toISOString(), calendars: calendar.id }
  const { data } = useApi('GET /events', { query })
  const events = new Set(data?.instances.map((each) => each.event))
  const meetings = new Set(
    data?.instances.filter((each) => each.guests > 0).map((each) => each.event),
  )
  const act = (): void =>
    remove.mutate(
      { params: { calendar: calendar.id } },
      {
        onSuccess: () => {
          notify(words.deleted(calendar.name))
          onClose()
        },
      },
    )
  return (
    <Dialog title={words.delete(calendar.name)} isOpen onClose={onClose}>
      <p>{words.deleteHint}</p>
      {data !== undefined && <p>{words.deleteKnown(events.size, meetings.size)}</p>}
      {remove.error && <Problem error={remove.error} />}
      <div className="dialog-foot">
        <Button className="button" onPress={onClose}>
          {words.cancel}
        </Button>
        <Button className="button danger-solid" isDisabled={remove.isPending} onPress={act}>
          {words.deleteAction}
        </Button>
      </div>
    </Dialog>
  )
}
