import { type ReactElement, useState } from 'react'
import { Button } from 'react-aria-components'
import { call } from '../api/client.ts'
import { useWords } from '../app/languages.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Checkbox, Field } from '../ui/fields.tsx'
import { actionWords } from './action-words.ts'
import { AddressField, type Someone } from './address-field.tsx'
import { type Invitation, keyOf } from './answer-bar.tsx'
import { decide } from './answering.ts'

type DelegateDialogProps = {
  readonly of: Invitation
  readonly onClose: () => void
  readonly onGone: () => void
}

/** Somebody else goes in one's place (RFC 5546 §3.2.2.3). */
export function DelegateDialog({ of, onClose, onGone }: DelegateDialogProps): ReactElement {
  const words = useWords(actionWords)
  const [to, setTo] = useState<Someone>()
  const [informed, setInformed] = useState(false)
  const [comment, setComment] = useState('')
  const [tried, setTried] = useState(false)
  const send = (): void => {
    if (to === undefined) {
      setTried(true)
      return
    }
    onClose()
    onGone()
    const { address, displayName } = to
    const body = {
      to: address,
      ...(displayName !== address && { name: displayName }),
      stayInformed: informed,
      ...(of.instances.length > 0 && { instances: of.instances }),
      ...(comment.trim() !== '' && { comment: comment.trim() }),
    }
    decide({
      key: keyOf(of),
      text: words.delegated(of.title, displayName),
      act: () =>
        call(
          'POST /events/:event/delegate',
          { params: { event: of.event }, body },
          { keepalive: true },
        ),
    })
  }
  return (
    <Dialog title={words.delegate} isOpen onClose={onClose}>
      <p>{words.delegateLead}</p>
      <AddressField
        label={words.person}
        hint={words.personHint}
        onChoose={setTo}
        autoFocus
        fault={tried && to === undefined ? words.noAddress : undefined}
      />
      <Checkbox isSelected={informed} onChange={setInformed}>
        {words.stayInformed}
      </Checkbox>
      <Field label={words.comment} rows={2} value={comment} onChange={setComment} />
      <div className="dialog-foot">
        <Button className="button" onPress={onClose}>
          {words.cancel}
        </Button>
        <Button className="button primary" onPress={send}>
          {words.delegate}
        </Button>
      </div>
    </Dialog>
  )
}
