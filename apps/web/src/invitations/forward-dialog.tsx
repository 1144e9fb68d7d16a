import { type ReactElement, useState } from 'react'
import { Button } from 'react-aria-components'
import { call } from '../api/client.ts'
import { useApi } from '../api/queries.ts'
import { useWords } from '../app/languages.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/fields.tsx'
import { undoable } from '../ui/notices.tsx'
import { actionWords } from './action-words.ts'
import { AddressField, Chosen, type Someone } from './address-field.tsx'
import type { Invitation } from './answer-bar.tsx'

type ForwardDialogProps = {
  readonly of: Pick<Invitation, 'event' | 'title'>
  readonly onClose: () => void
}

/** Passes an invitation on (RFC 5546 §3.2.2.6); one's own answer stays open. */
export function ForwardDialog({ of, onClose }: ForwardDialogProps): ReactElement {
  const words = useWords(actionWords)
  const [people, setPeople] = useState<readonly Someone[]>([])
  const [comment, setComment] = useState('')
  const [tried, setTried] = useState(false)
  const { data } = useApi('GET /events/:event', { params: { event: of.event } })
  const add = (one: Someone | undefined): void => {
    if (one === undefined || people.some((each) => each.address === one.address)) return
    setPeople([...people, one])
  }
  const send = (): void => {
    if (people.length === 0) {
      setTried(true)
      return
    }
    onClose()
    const body = {
      to: people.map((each) => each.address),
      ...(comment.trim() !== '' && { comment: comment.trim() }),
    }
    undoable({
      text: words.forwarded(of.title, people.map((each) => each.displayName).join(', ')),
      act: () =>
        call(
          'POST /events/:event/forward',
          { params: { event: of.event }, body },
          { keepalive: true },
        ),
    })
  }
  return (
    <Dialog title={words.forward} isOpen onClose={onClose}>
      <p>{data?.shown.guestsMayForward === false ? words.mayNotForward : words.forwardLead}</p>
      <Chosen
        people={people}
        removeLabel={words.takeOff}
        onRemove={(address) => setPeople(people.filter((each) => each.address !== address))}
      />
      <AddressField
        label={words.people}
        hint={words.personHint}
        without={people.map((each) => each.address)}
        onChoose={add}
        autoFocus
        empties
        fault={tried && people.length === 0 ? words.noAddress : undefined}
      />
      <Field label={words.comment} rows={2} value={comment} onChange={setComment} />
      <div className="dialog-foot">
        <Button className="button" onPress={onClose}>
          {words.cancel}
        </Button>
        <Button
          className="button primary"
          isDisabled={data?.shown.guestsMayForward === false}
          onPress={send}
        >
          {words.forward}
        </Button>
      </div>
    </Dialog>
  )
}
