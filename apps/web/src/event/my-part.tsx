/** What who is invited may do: answer for this date or all, propose, delegate, forward, remove. */
import { type ReactElement, useState } from 'react'
import { Button } from 'react-aria-components'
import { useLocation } from 'wouter'
import { useWords } from '../app/languages.ts'
import type { Invitation } from '../invitations/answer-bar.tsx'
import { MoreMenu } from '../invitations/more-menu.tsx'
import { ProposeDialog } from '../invitations/propose-dialog.tsx'
import { Field, Select } from '../ui/fields.tsx'
import { Icon } from '../ui/icon.tsx'
import { AnswerTag } from '../ui/person.tsx'
import { AnswerButtons } from './answer-buttons.tsx'
import { answerWords } from './answer-words.ts'
import { doingWords } from './doing-words.ts'
import { type EventShown, keyShown } from './event.ts'

type MyPartProps = { readonly event: EventShown; readonly title: string }

export function MyPart({ event, title }: MyPartProps): ReactElement {
  const words = useWords(doingWords)
  const answers = useWords(answerWords)
  const [, navigate] = useLocation()
  const instance = keyShown(event)
  const [which, setWhich] = useState<'this' | 'all'>(instance === undefined ? 'all' : 'this')
  const [comment, setComment] = useState('')
  const [proposing, setProposing] = useState(false)
  const mine = event.shown.attendees.find((each) => each.isMe)
  const of = invitationOf(event)
  return (
    <section className="card stack event-mine">
      <div className="apart">
        <h2>{words.answerHeading}</h2>
        {mine !== undefined && <AnswerTag status={mine.status} />}
      </div>
      {instance !== undefined && (
        <Select
          label={words.answerWhich}
          value={which}
          onChange={setWhich}
          choices={[
            { id: 'this', label: words.onlyThis },
            { id: 'all', label: words.allOfThem },
          ]}
        />
      )}
      <AnswerButtons
        event={event.id}
        title={title}
        status={mine?.status}
        instance={which === 'this' ? instance : undefined}
        comment={comment}
        onAnswered={() => setComment('')}
      />
      <Field label={answers.comment} rows={2} value={comment} onChange={setComment} />
      <div className="row">
        <Button className="button" onPress={() => setProposing(true)}>
          <Icon name="clock" /> {words.propose}
        </Button>
        <MoreMenu of={of} owner={event.owner} onGone={() => navigate('/calendar')} />
      </div>
      {proposing && (
        <ProposeDialog of={of} onClose={() => setProposing(false)} onGone={() => undefined} />
      )}
    </section>
  )
}

/** As the list of what waits has it, whose dialogs serve here too. */
function invitationOf(event: EventShown): Invitation {
  const { shown, recurring, role } = event
  const { attendees, organizer, location, color, zone } = shown
  const mine = attendees.find((each) => each.isMe)
  const instance = keyShown(event) ?? ''
  return {
    event: event.id,
    instance,
    calendar: event.calendar,
    uid: event.uid,
    title: shown.title,
    start: shown.start,
    end: shown.end,
    allDay: shown.allDay,
    startsAt: shown.startsAt,
    endsAt: shown.endsAt,
    status: shown.status,
    busy: shown.busy,
    recurring,
    changed: false,
    role,
    guests: attendees.length,
    changedAt: event.etag,
    instances: instance === '' ? [] : [instance],
    changes: [],
    conflicts: [],
    ...(location !== undefined && { location }),
    ...(color !== undefined && { color }),
    ...(zone !== undefined && { zone }),
    ...(organizer !== undefined && { organizer }),
    ...(mine !== undefined && { myStatus: mine.status }),
  }
}
