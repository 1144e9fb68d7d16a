/** Accept, maybe, decline: sent after some seconds, unless undone. */
import { type ReactElement, useState } from 'react'
import { ToggleButton } from 'react-aria-components'
import { call } from '../api/client.ts'
import { refreshAll } from '../api/queries.ts'
import { useWords } from '../app/languages.ts'
import { Icon, type IconName } from '../ui/icon.tsx'
import { undoable } from '../ui/notices.tsx'
import { answerWords, type GivenAnswer } from './answer-words.ts'

type AnswerButtonsProps = {
  readonly event: string
  readonly title: string
  /** As it stands on the server. */
  readonly status: string | undefined
  /** Only of this instance; without it, of all. */
  readonly instance?: string | undefined
  readonly comment?: string | undefined
  readonly onAnswered?: () => void
}

const answers: readonly (readonly [GivenAnswer, IconName])[] = [
  ['accepted', 'check'],
  ['tentative', 'question'],
  ['declined', 'cross'],
]

export function AnswerButtons(props: AnswerButtonsProps): ReactElement {
  const { event, title, status, instance, comment, onAnswered } = props
  const words = useWords(answerWords)
  const [chosen, setChosen] = useState<GivenAnswer>()
  const answer = (given: GivenAnswer): void => {
    setChosen(given)
    const body = {
      status: given,
      ...(instance !== undefined && instance !== '' && { instances: [instance] }),
      ...(comment !== undefined && comment.trim() !== '' && { comment: comment.trim() }),
    }
    undoable({
      text: words.done[given](title),
      act: () =>
        call('POST /events/:event/answer', { params: { event }, body }).then(() => {
          setChosen(undefined)
          refreshAll()
        }),
      undo: () => setChosen(undefined),
    })
    onAnswered?.()
  }
  const now = chosen ?? status
  return (
    <fieldset className="event-answers">
      <legend className="hidden">{words.label}</legend>
      {answers.map(([given, icon]) => (
        <ToggleButton
          key={given}
          className={`button event-answer is-${given}`}
          isSelected={now === given}
          onPress={() => answer(given)}
        >
          <Icon name={icon} /> {words.verbs[given]}
        </ToggleButton>
      ))}
    </fieldset>
  )
}
