/** Drafts outlive a reload: kept in this tab for the page that they belong to. */
import { useCallback, useEffect, useState } from 'react'
import type { Draft } from './draft.ts'

const prefix = 'parley.draft '

function readDraft(key: string): Draft | undefined {
  try {
    const text = sessionStorage.getItem(prefix + key)
    return text === null ? undefined : (JSON.parse(text) as Draft)
  } catch {
    return undefined
  }
}

export function forgetDraft(key: string): void {
  sessionStorage.removeItem(prefix + key)
}

export function keepDraft(key: string, draft: Draft): void {
  sessionStorage.setItem(prefix + key, JSON.stringify(draft))
}

export type KeptDraft = {
  readonly draft: Draft
  readonly change: (part: Partial<Draft>) => void
  /** It was brought back, and differs from what the page would begin with. */
  readonly isRestored: boolean
  readonly startOver: () => void
}

export function useKeptDraft(key: string, initial: Draft): KeptDraft {
  const [found] = useState(() => readDraft(key))
  const [draft, setDraft] = useState(() => ({ ...initial, ...found }))
  const [isRestored, setRestored] = useState(
    () =>
      found !== undefined && JSON.stringify({ ...initial, ...found }) !== JSON.stringify(initial),
  )
  const [touched, setTouched] = useState(false)
  useEffect(() => {
    if (touched) keepDraft(key, draft)
  }, [touched, key, draft])
  const change = useCallback((part: Partial<Draft>) => {
    setTouched(true)
    setDraft((before) => ({ ...before, ...part }))
  }, [])
  return {
    draft,
    change,
    isRestored,
    startOver: () => {
      forgetDraft(key)
      setTouched(false)
      setRestored(false)
      setDraft(initial)
    },
  }
}
