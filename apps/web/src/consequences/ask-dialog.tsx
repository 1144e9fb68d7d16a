/** The dialog that says what would follow, with the button that says what will happen. */
import { type ReactElement, useEffect, useRef, useState } from 'react'
import { Button, Label, Radio, RadioGroup } from 'react-aria-components'
import type { ApiProblem } from '../api/client.ts'
import { refreshAll } from '../api/queries.ts'
import { useWords } from '../app/languages.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/fields.tsx'
import { Loading, Problem } from '../ui/states.tsx'
import type { Asked, Chosen, Outcome } from './consequences.tsx'
import { problemOf, usePreview } from './preview.ts'
import { countOf, namesOf } from './told.ts'
import { Consequences } from './who-is-told.tsx'
import { consequencesWords } from './words.ts'

type AskDialogProps = { readonly asked: Asked; readonly onEnd: (outcome: Outcome) => void }

export function AskDialog({ asked, onEnd }: AskDialogProps): ReactElement | undefined {
  const words = useWords(consequencesWords)
  const [choice, setChoice] = useState(asked.choices?.[0]?.id ?? '')
  const [comment, setComment] = useState('')
  const chosen: Chosen = { choice, comment: comment.trim() === '' ? undefined : comment.trim() }
  const { changed, problem, again } = usePreview(asked, choice)
  const { acting, failed, act } = useActing(asked, onEnd)
  const count = changed === undefined ? 0 : countOf(changed.consequences)
  const skips = asked.skipIfNobody === true && asked.choices === undefined
  const skipped = skips && changed?.changed === true && count === 0
  const started = useRef(false)
  useEffect(() => {
    if (!skipped || started.current) return
    started.current = true
    void act({ choice: '', comment: undefined })
  })
  // What need not be asked shows nothing while it is found out.
  if (skips && problem === undefined && failed === undefined && count === 0) {
    if (changed === undefined || skipped) return undefined
  }
  const nothing = changed?.changed === false
  return (
    <Dialog title={asked.title} isOpen onClose={() => onEnd('left')}>
      {asked.choices !== undefined && <Choices asked={asked} value={choice} onChange={setChoice} />}
      <div aria-live="polite">
        {problem !== undefined ? (
          <Problem error={problem} again={again} />
        ) : changed === undefined ? (
          <Loading />
        ) : nothing ? (
          <p>{words.nothing}</p>
        ) : (
          <Consequences of={changed.consequences} names={namesOf(changed)} />
        )}
      </div>
      {asked.comment === true && count > 0 && (
        <Field label={words.comment} rows={2} value={comment} onChange={setComment} />
      )}
      {failed !== undefined && <Problem error={failed} />}
      <div className="dialog-foot">
        <Button className="button" onPress={() => onEnd('left')}>
          {words.cancel}
        </Button>
        <Button
          className={asked.danger === true ? 'button danger-solid' : 'button primary'}
          isDisabled={changed === undefined || nothing || acting}
          isPending={acting}
          onPress={() => void act(chosen)}
        >
          {words.tell(asked.actionLabel, count)}
        </Button>
      </div>
    </Dialog>
  )
}

type ChoicesProps = {
  readonly asked: Asked
  readonly value: string
  readonly onChange: (choice: string) => void
}

function Choices({ asked, value, onChange }: ChoicesProps): ReactElement {
  return (
    <RadioGroup className="consequences-choices" value={value} onChange={onChange}>
      <Label className={asked.choicesLabel === undefined ? 'hidden' : 'field-label'}>
        {asked.choicesLabel ?? asked.title}
      </Label>
      {asked.choices?.map(({ id, label }) => (
        <Radio key={id} value={id} className="consequences-choice">
          <span className="consequences-dot" aria-hidden="true" />
          {label}
        </Radio>
      ))}
    </RadioGroup>
  )
}

type Acting = {
  readonly acting: boolean
  readonly failed: ApiProblem | undefined
  readonly act: (chosen: Chosen) => Promise<void>
}

function useActing(asked: Asked, onEnd: (outcome: Outcome) => void): Acting {
  const [acting, setActing] = useState(false)
  const [failed, setFailed] = useState<ApiProblem>()
  const act = async (chosen: Chosen): Promise<void> => {
    setActing(true)
    setFailed(undefined)
    try {
      await asked.act(chosen)
      refreshAll()
      onEnd('done')
    } catch (error) {
      setFailed(problemOf(error))
      setActing(false)
    }
  }
  return { acting, failed, act }
}
