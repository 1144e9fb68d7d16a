/** Handing somebody's meetings to another: what follows is said first, progress while it goes. */
import { type ReactElement, useRef, useState } from 'react'
import { Button, Label, ProgressBar } from 'react-aria-components'
import { type ApiProblem, call } from '../api/client.ts'
import { refreshAll, useApi } from '../api/queries.ts'
import { useWords } from '../app/languages.ts'
import { Dialog } from '../ui/dialog.tsx'
import { notify } from '../ui/notices.tsx'
import { Loading, Problem } from '../ui/states.tsx'
import type { Principal } from './kinds.ts'
import { peopleWords } from './people-words.ts'
import { PrincipalPicker } from './pickers.tsx'

/** So many in one request: few enough that the bar moves. */
const atOnce = 10

type TransferProps = { readonly principal: Principal; readonly onClose: () => void }
type Progress = { readonly done: number; readonly all: number }

export function TransferDialog({ principal, onClose }: TransferProps): ReactElement {
  const words = useWords(peopleWords)
  const { name, displayName } = principal
  const [to, setTo] = useState<string>()
  const { data, error } = useApi('GET /admin/principals/:name/meetings', { params: { name } })
  const { progress, problem, start, stop } = useTransfer(name, (count) => {
    notify(words.transferred(count))
    onClose()
  })
  const isNothing = data?.meetings === 0
  return (
    <Dialog
      title={words.transferTitle(displayName)}
      isOpen
      onClose={() => {
        stop()
        onClose()
      }}
    >
      {error !== null ? (
        <Problem error={error} />
      ) : data === undefined ? (
        <Loading />
      ) : (
        <p>{isNothing ? words.noMeetings : words.transferWhat(data.meetings, data.guests)}</p>
      )}
      {isNothing || (
        <PrincipalPicker
          label={words.transferTo}
          kinds={['user']}
          without={[name]}
          value={to}
          onChange={setTo}
        />
      )}
      {progress !== undefined && <HowFar progress={progress} />}
      {problem !== undefined && <Problem error={problem} />}
      <div className="dialog-foot">
        <Button
          className="button"
          onPress={() => {
            stop()
            onClose()
          }}
        >
          {progress === undefined ? words.cancel : words.stop}
        </Button>
        <Button
          className="button primary"
          isDisabled={to === undefined || data === undefined || isNothing}
          isPending={progress !== undefined && problem === undefined}
          onPress={() => to !== undefined && data !== undefined && void start(to, data.meetings)}
        >
          {words.transferNow(data?.meetings ?? 0)}
        </Button>
      </div>
    </Dialog>
  )
}

function HowFar({ progress: { done, all } }: { readonly progress: Progress }): ReactElement {
  const words = useWords(peopleWords)
  return (
    <ProgressBar
      className="admin-progress"
      value={done}
      maxValue={Math.max(1, all)}
      valueLabel={words.progress(done, all)}
    >
      {({ percentage = 0, valueText }) => (
        <>
          <Label>{words.transferring}</Label>
          <span>{valueText}</span>
          <span className="admin-progress-track">
            <span style={{ inlineSize: `${percentage}%` }} />
          </span>
        </>
      )}
    </ProgressBar>
  )
}

type Transfer = {
  readonly progress: Progress | undefined
  readonly problem: ApiProblem | undefined
  readonly start: (to: string, all: number) => Promise<void>
  readonly stop: () => void
}

/** What was handed over stays so when it stops halfway; starting again takes up the rest. */
function useTransfer(name: string, onDone: (count: number) => void): Transfer {
  const [progress, setProgress] = useState<Progress>()
  const [problem, setProblem] = useState<ApiProblem>()
  const stopped = useRef(false)
  const start = async (to: string, all: number): Promise<void> => {
    stopped.current = false
    setProblem(undefined)
    setProgress({ done: 0, all })
    try {
      let done = 0
      for (let left = all; left > 0 && !stopped.current; ) {
        const body = { to, limit: atOnce }
        const step = await call('POST /admin/principals/:name/transfer', { params: { name }, body })
        done += step.meetings
        left = step.meetings === 0 ? 0 : step.left
        setProgress({ done, all: done + left })
      }
      refreshAll()
      if (!stopped.current) onDone(done)
    } catch (error) {
      setProblem(error as ApiProblem)
      refreshAll()
    }
  }
  return {
    ...{ progress, problem, start },
    stop: () => {
      stopped.current = true
    },
  }
}
