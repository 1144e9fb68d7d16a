/** Choosing a time: who is invited by it, in which calendar, then one invitation. */
import { type ReactElement, useState } from 'react'
import { Button } from 'react-aria-components'
import { call } from '../api/client.ts'
import { refreshAll, useApi } from '../api/queries.ts'
import { useReader, useWords } from '../app/languages.ts'
import { useMe } from '../app/session.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Select } from '../ui/fields.tsx'
import { undoable } from '../ui/notices.tsx'
import { nameOf } from '../ui/person.tsx'
import { useOptionTime } from './option-time.ts'
import { decide } from './poll-page.tsx'
import { type Invite, invitedBy, type Poll, type PollOption } from './standing.ts'
import { pollWords } from './words.ts'

type ChooseProps = {
  readonly poll: Poll
  readonly option: PollOption
  readonly onClose: () => void
}

export function ChooseDialog({ poll, option, onClose }: ChooseProps): ReactElement {
  const words = useWords(pollWords)
  const { locale } = useReader()
  const me = useMe()
  const optionTime = useOptionTime()
  const calendars = useApi('GET /calendars').data?.calendars.filter(
    ({ owner }) => owner.name === me.name,
  )
  const [calendar, setCalendar] = useState('')
  const [invite, setInvite] = useState<Invite>('yes-or-maybe')
  const usual = calendars?.find((each) => each.isDefault) ?? calendars?.[0]
  const chosen = calendar === '' ? (usual?.id ?? '') : calendar
  const guests = invitedBy(poll, option.option, invite)
  const time = optionTime(option.event)
  const names = new Intl.ListFormat(locale).format(guests.map((each) => nameOf(each)))
  const act = (): Promise<void> => makeMeeting(poll, option, { calendar: chosen, invite })
  return (
    <Dialog title={words.chooseTime(time)} isOpen onClose={onClose}>
      <Select
        label={words.whoInvited}
        value={invite}
        choices={[
          { id: 'yes', label: words.inviteYes },
          { id: 'yes-or-maybe', label: words.inviteMaybe },
          { id: 'all', label: words.inviteAll },
        ]}
        onChange={setInvite}
      />
      {calendars !== undefined && calendars.length > 1 && (
        <Select
          label={words.calendar}
          value={chosen}
          choices={calendars.map(({ id, name }) => ({ id, label: name }))}
          onChange={setCalendar}
        />
      )}
      <p aria-live="polite">{guests.length === 0 ? words.nobodyInvited : words.invites(names)}</p>
      <div className="dialog-foot">
        <Button className="button" onPress={onClose}>
          {words.cancel}
        </Button>
        <Button
          className="button primary"
          isDisabled={chosen === ''}
          onPress={() => {
            undoable({ text: words.made(`${poll.title}, ${time}`), act })
            onClose()
          }}
        >
          {words.makeMeeting}
        </Button>
      </div>
    </Dialog>
  )
}

type Submission = { readonly calendar: string; readonly invite: Invite }

async function makeMeeting(poll: Poll, option: PollOption, body: Submission): Promise<void> {
  if (poll.winner !== option.option) {
    await decide(poll, { kind: 'choose', option: option.option })
  }
  await call('POST /polls/:uid/submit', { params: { uid: poll.uid }, body })
  refreshAll()
}
