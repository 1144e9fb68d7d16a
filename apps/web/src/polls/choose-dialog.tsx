/** Choosing a time: who is invited by it, in which calendar, who is told; then one invitation. */
import { type ReactElement, useMemo, useState } from 'react'
import { Button } from 'react-aria-components'
import { call } from '../api/client.ts'
import { refreshAll, useApi } from '../api/queries.ts'
import { useWords } from '../app/languages.ts'
import { useMe } from '../app/session.tsx'
import { Consequences } from '../consequences/consequences.tsx'
import { usePreview } from '../consequences/preview.ts'
import { countOf } from '../consequences/told.ts'
import { consequencesWords } from '../consequences/words.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Select } from '../ui/fields.tsx'
import { undoable } from '../ui/notices.tsx'
import { Loading, Problem } from '../ui/states.tsx'
import { useOptionTime } from './option-time.ts'
import type { Invite, Poll, PollOption } from './standing.ts'
import { pollWords } from './words.ts'

type ChooseProps = {
  readonly poll: Poll
  readonly option: PollOption
  readonly onClose: () => void
}

export function ChooseDialog({ poll, option, onClose }: ChooseProps): ReactElement {
  const words = useWords(pollWords)
  const me = useMe()
  const calendars = useApi('GET /calendars').data?.calendars.filter(
    ({ owner }) => owner.name === me.name,
  )
  const [calendar, setCalendar] = useState('')
  const [invite, setInvite] = useState<Invite>('yes-or-maybe')
  const usual = calendars?.find((each) => each.isDefault) ?? calendars?.[0]
  const chosen = calendar === '' ? (usual?.id ?? '') : calendar
  const time = useOptionTime()(option.event)
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
      {chosen === '' ? (
        <Loading />
      ) : (
        <Meeting
          poll={poll}
          submission={{ calendar: chosen, option: option.option, invite }}
          time={time}
          onClose={onClose}
        />
      )}
    </Dialog>
  )
}

type Submission = {
  readonly calendar: string
  readonly option: number
  readonly invite: Invite
}

type MeetingProps = {
  readonly poll: Poll
  readonly submission: Submission
  readonly time: string
  readonly onClose: () => void
}

/** What the server says would follow, and the button that does it. */
function Meeting({ poll, submission, time, onClose }: MeetingProps): ReactElement {
  const words = useWords(pollWords)
  const { tell } = useWords(consequencesWords)
  const { uid, title } = poll
  const { calendar, option, invite } = submission
  const asked = useMemo(
    () => ({ preview: () => submit(uid, { calendar, option, invite }, 'true') }),
    [uid, calendar, option, invite],
  )
  const { changed, problem, again } = usePreview(asked, '')
  const act = async (): Promise<void> => {
    await submit(uid, submission, 'false')
    refreshAll()
  }
  const label = words.makeMeeting
  return (
    <>
      <div aria-live="polite">
        {problem !== undefined ? (
          <Problem error={problem} again={again} />
        ) : changed === undefined ? (
          <Loading />
        ) : (
          <Consequences of={changed.consequences} names={namesOf(poll)} />
        )}
      </div>
      <div className="dialog-foot">
        <Button className="button" onPress={onClose}>
          {words.cancel}
        </Button>
        <Button
          className="button primary"
          isDisabled={changed === undefined}
          onPress={() => {
            undoable({ text: words.made(`${title}, ${time}`), act })
            onClose()
          }}
        >
          {changed === undefined ? label : tell(label, countOf(changed.consequences))}
        </Button>
      </div>
    </>
  )
}

function namesOf({ voters }: Poll): ReadonlyMap<string, string> {
  return new Map(
    voters.flatMap(({ address, name }) => (name === undefined ? [] : [[address, name]])),
  )
}

function submit(
  uid: string,
  body: Submission,
  preview: 'true' | 'false',
): ReturnType<typeof call<'POST /polls/:uid/submit'>> {
  const options = { keepalive: preview === 'false' }
  return call('POST /polls/:uid/submit', { params: { uid }, query: { preview }, body }, options)
}
