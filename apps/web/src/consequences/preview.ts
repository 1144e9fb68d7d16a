/** What the server says would follow. */
import { useEffect, useState } from 'react'
import { ApiProblem } from '../api/client.ts'
import type { Asked } from './consequences.tsx'
import type { Changed } from './told.ts'

type Preview = {
  readonly changed: Changed | undefined
  readonly problem: ApiProblem | undefined
  readonly again: () => void
}

/** What would follow from the choice; an answer that comes late is not shown. */
export function usePreview(asked: Pick<Asked, 'preview'>, choice: string): Preview {
  const [changed, setChanged] = useState<Changed>()
  const [problem, setProblem] = useState<ApiProblem>()
  const [round, setRound] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a round more is to be asked again
  useEffect(() => {
    let stale = false
    setChanged(undefined)
    setProblem(undefined)
    asked.preview({ choice, comment: undefined }).then(
      (answer) => stale || setChanged(answer),
      (error: unknown) => stale || setProblem(problemOf(error)),
    )
    return () => {
      stale = true
    }
  }, [asked, choice, round])
  return { changed, problem, again: () => setRound(round + 1) }
}

export function problemOf(error: unknown): ApiProblem {
  return error instanceof ApiProblem ? error : new ApiProblem(500, { code: 'page' })
}
