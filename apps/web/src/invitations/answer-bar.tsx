/** Accept, tentative, decline in one press; for all or one date, with words if one likes. */
import { type ReactElement, useState } from 'react'
import { Button, ToggleButton } from 'react-aria-components'
import { type Answer, call } from '../api/client.ts'
import { useApi } from '../api/queries.ts'
import { useWords } from '../app/languages.ts'
import { dayOfKey } from '../event/difference.tsx'
import { Field, Select } from '../ui/fields.tsx'
import { Icon, type IconName } from '../ui/icon.tsx'
import { useTimes } from '../ui/time.ts'
import { decide, useDecided } from './answering.ts'
import { type AnswerWord, invitationWords } from './words.ts'

export type Invitation = Answer<'GET /waiting'>['invitations'][number]

/** Changes with the version: a later one is another invitation. */
export function keyOf({ event, changedAt }: Pick<Invitation, 'event' | 'changedAt'>): string {
  return `${event} ${changedAt}`
}

export function senderOf({ organizer }: Pick<Invitation, 'organizer'>): string {
  return organizer?.name ?? organizer?.address.replace(/^mailto:/, '') ?? ''
}

const answers: readonly { word: AnswerWord; icon: IconName; shortcut: string }[] = [
  { word: 'accepted', icon: 'check', shortcut: 'a' },
  { word: 'tentative', icon: 'question', shortcut: 't' },
  { word: 'declined', icon: 'cross', shortcut: 'd' },
]

export function answerFor(key: string): AnswerWord | undefined {
  return answers.find((each) => each.shortcut === key)?.word
}

export type Draft = { readonly which: string; readonly comment: string }
export const emptyDraft: Draft = { which: 'all', comment: '' }

/** Answers after the seconds in which it can be undone; `words` are what the notice says. */
export function answer(of: Invitation, word: AnswerWord, draft: Draft, said: string): void {
  const { which, comment } = draft
  const some = which === 'all' ? of.instances : [which]
  const body = {
    status: word,
    ...(some.length > 0 && { instances: some }),
    ...(comment.trim() !== '' && { comment: comment.trim() }),
  }
  decide({
    key: which === 'all' ? keyOf(of) : `${keyOf(of)} ${which}`,
    text: said,
    act: () =>
      call(
        'POST /events/:event/answer',
        { params: { event: of.event }, body },
        { keepalive: true },
      ),
  })
}

type AnswerBarProps = {
  readonly of: Invitation
  readonly draft: Draft
  readonly onDraft: (draft: Draft) => void
  readonly onAnswer: (word: AnswerWord) => void
}

export function AnswerBar({ of, draft, onDraft, onAnswer }: AnswerBarProps): ReactElement {
  const words = useWords(invitationWords)
  const [commenting, setCommenting] = useState(draft.comment !== '')
  return (
    <div className="invitations-answer">
      {of.recurring && <Which of={of} draft={draft} onDraft={onDraft} />}
      {commenting && (
        <Field
          label={words.comment}
          hint={words.commentHint(senderOf(of))}
          rows={2}
          autoFocus
          value={draft.comment}
          onChange={(comment) => onDraft({ ...draft, comment })}
        />
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would not be laid out as a row everywhere */}
      <div className="invitations-buttons" role="group" aria-label={words.yourAnswer}>
        {answers.map(({ word, icon, shortcut }) => (
          <Button
            key={word}
            className={`button invitations-${word}`}
            aria-keyshortcuts={shortcut}
            onPress={() => onAnswer(word)}
          >
            <Icon name={icon} /> {words.answers[word]}
            <span className="invitations-key" data-key={shortcut} />
          </Button>
        ))}
        <ToggleButton
          className="button quiet"
          isSelected={commenting}
          onChange={(on) => {
            setCommenting(on)
            if (!on) onDraft({ ...draft, comment: '' })
          }}
        >
          <Icon name="edit" /> {words.comment}
        </ToggleButton>
      </div>
    </div>
  )
}

type WhichProps = Omit<AnswerBarProps, 'onAnswer'>

const daysAhead = 120
const maxDates = 20

/** Of a series: all dates, or one of the next that await an answer. */
function Which({ of, draft, onDraft }: WhichProps): ReactElement | undefined {
  const words = useWords(invitationWords)
  const times = useTimes()
  const decided = useDecided()
  const to = new Date(Date.parse(of.startsAt) + daysAhead * 86_400_000).toISOString()
  const { data } = useApi('GET /events', { query: { from: of.startsAt, to } })
  const dates = (data?.instances ?? [])
    .filter((each) => each.event === of.event && each.instance !== '')
    .filter(
      (each) =>
        each.myStatus === undefined ||
        each.myStatus === 'needs-action' ||
        of.instances.includes(each.instance),
    )
    .map((each) => ({
      key: each.instance,
      label: each.allDay ? dayOfKey(each.instance, times) : times.range(each),
    }))
  const known = new Set(dates.map((each) => each.key))
  const asked = of.instances
    .filter((each) => !known.has(each))
    .map((each) => ({ key: each, label: dayOfKey(each, times) }))
  const offered = [...asked, ...dates]
    .filter(({ key }) => of.instances.length === 0 || of.instances.includes(key))
    .filter(({ key }) => !decided.has(`${keyOf(of)} ${key}`))
    .slice(0, maxDates)
  const all = of.instances.length > 1 ? words.allOf(of.instances.length) : words.all
  if (of.instances.length === 1 || offered.length === 0) return undefined
  return (
    <Select
      label={words.which}
      value={draft.which}
      onChange={(which) => onDraft({ ...draft, which })}
      choices={[
        { id: 'all', label: all },
        ...offered.map(({ key, label }) => ({ id: key, label })),
      ]}
    />
  )
}
