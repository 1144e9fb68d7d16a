/** What else one can do with an invitation: propose, delegate, forward, remove, report. */
import { type ReactElement, useState } from 'react'
import { Button, Menu, MenuItem, MenuTrigger, Popover, Separator } from 'react-aria-components'
import { call } from '../api/client.ts'
import { useWords } from '../app/languages.ts'
import { useMe } from '../app/session.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Icon, type IconName } from '../ui/icon.tsx'
import { actionWords } from './action-words.ts'
import { type Invitation, keyOf, senderOf } from './answer-bar.tsx'
import { decide } from './answering.ts'
import { DelegateDialog } from './delegate-dialog.tsx'
import { ForwardDialog } from './forward-dialog.tsx'
import { ProposeDialog } from './propose-dialog.tsx'
import { invitationWords } from './words.ts'

type MoreMenuProps = {
  readonly of: Invitation
  /** The name of whoever is invited. */
  readonly owner: string
  readonly onGone: () => void
}
type Opened = 'propose' | 'delegate' | 'forward' | 'report'

export function MoreMenu({ of, owner, onGone }: MoreMenuProps): ReactElement {
  const me = useMe()
  const words = useWords(actionWords)
  const { untitled } = useWords(invitationWords)
  const [opened, setOpened] = useState<Opened>()
  const title = of.title || untitled
  const close = (): void => setOpened(undefined)
  const remove = (): void => {
    onGone()
    decide({ key: keyOf(of), text: words.removed(title), act: () => removeSilently(of) })
  }
  return (
    <>
      <MenuTrigger>
        <Button className="button quiet" aria-label={words.more(title)}>
          <Icon name="more" />
        </Button>
        <Popover className="popover" placement="bottom end">
          <Menu
            className="menu"
            aria-label={words.more(title)}
            onAction={(key) => (key === 'remove' ? remove() : setOpened(key as Opened))}
          >
            <Item id="propose" icon="clock" label={words.propose} />
            <Item id="delegate" icon="swap" label={words.delegate} />
            <Item id="forward" icon="forward" label={words.forward} />
            <Separator className="menu-line" />
            <Item id="remove" icon="trash" label={words.remove} />
            {/* Whom somebody blocks is his own affair. */}
            {owner === me.name && <Item id="report" icon="warning" label={words.report} />}
          </Menu>
        </Popover>
      </MenuTrigger>
      {opened === 'propose' && <ProposeDialog of={of} onClose={close} onGone={onGone} />}
      {opened === 'delegate' && <DelegateDialog of={of} onClose={close} onGone={onGone} />}
      {opened === 'forward' && <ForwardDialog of={of} onClose={close} />}
      {opened === 'report' && <ReportDialog of={of} onClose={close} onGone={onGone} />}
    </>
  )
}

type ItemProps = { readonly id: string; readonly icon: IconName; readonly label: string }

function Item({ id, icon, label }: ItemProps): ReactElement {
  return (
    <MenuItem id={id} className="menu-item" textValue={label}>
      <Icon name={icon} /> {label}
    </MenuItem>
  )
}

function removeSilently({ event }: Invitation): Promise<unknown> {
  const given = { params: { event }, query: { silent: 'true' as const } }
  return call('DELETE /events/:event', given, { keepalive: true })
}

type ReportDialogProps = Omit<MoreMenuProps, 'owner'> & { readonly onClose: () => void }

function ReportDialog({ of, onClose, onGone }: ReportDialogProps): ReactElement {
  const words = useWords(actionWords)
  const address = of.organizer?.address.replace(/^mailto:/i, '') ?? ''
  const report = (): void => {
    onClose()
    onGone()
    decide({
      key: keyOf(of),
      text: words.reported(senderOf(of)),
      act: async () => {
        await removeSilently(of)
        const params = { address }
        await call('PUT /me/unwanted-senders/:address', { params }, { keepalive: true })
      },
    })
  }
  return (
    <Dialog title={words.reportTitle} isOpen onClose={onClose}>
      <p>{words.reportLead(address)}</p>
      <div className="dialog-foot">
        <Button className="button" onPress={onClose}>
          {words.cancel}
        </Button>
        <Button className="button danger" isDisabled={address === ''} onPress={report}>
          {words.reportYes}
        </Button>
      </div>
    </Dialog>
  )
}
