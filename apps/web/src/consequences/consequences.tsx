/**
 * Asks before others are told: shows what the server says would follow, then acts.
 *
 * @example
 * const { ask, dialog } = useConsequences()
 * await ask({ title, actionLabel: 'Move', preview: () => patch('true'), act: () => patch('false') })
 * // … and `{dialog}` somewhere in what the component returns
 */
import { type ReactElement, useCallback, useRef, useState } from 'react'
import { AskDialog } from './ask-dialog.tsx'
import type { Changed } from './told.ts'

export { Consequences } from './who-is-told.tsx'

export type Chosen = {
  /** Of `choices`; '' where there are none. */
  readonly choice: string
  /** What was written; undefined where nothing was, or nothing is asked. */
  readonly comment: string | undefined
}

export type Asked = {
  readonly title: string
  /** Said on the button; how many are told is added to it. */
  readonly actionLabel: string
  readonly danger?: boolean
  /** One of these is chosen first, as of which part of a series; the first is chosen already. */
  readonly choices?: readonly { readonly id: string; readonly label: string }[]
  readonly choicesLabel?: string
  /** Offers a field for words to those who are told. */
  readonly comment?: boolean
  /** Acts without asking where nobody is told and nothing is to be chosen. */
  readonly skipIfNobody?: boolean
  readonly preview: (chosen: Chosen) => Promise<Changed>
  readonly act: (chosen: Chosen) => Promise<unknown>
}

export type Outcome = 'done' | 'left'

export type UseConsequences = {
  /** `left`: closed without acting, to put back what was only tried. */
  readonly ask: (asked: Asked) => Promise<Outcome>
  readonly dialog: ReactElement | undefined
}

export function useConsequences(): UseConsequences {
  const [asked, setAsked] = useState<Asked>()
  const settle = useRef<(outcome: Outcome) => void>(undefined)
  const end = useCallback((outcome: Outcome): void => {
    setAsked(undefined)
    settle.current?.(outcome)
    settle.current = undefined
  }, [])
  const ask = useCallback((next: Asked): Promise<Outcome> => {
    settle.current?.('left')
    setAsked(next)
    return new Promise((resolve) => {
      settle.current = resolve
    })
  }, [])
  return { ask, dialog: asked && <AskDialog asked={asked} onEnd={end} /> }
}
