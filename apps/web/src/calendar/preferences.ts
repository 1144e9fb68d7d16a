/** What of the calendar is shown, kept in this browser. */
import { useState } from 'react'

export const views = ['day', 'week', 'month', 'list'] as const
export type View = (typeof views)[number]

export type Preferences = {
  readonly hidden: readonly string[]
  readonly hideDeclined: boolean
  readonly view: View
  readonly secondZone?: string | undefined
}

const key = 'parley-calendar'

function kept(): Preferences {
  // Seven columns are too narrow to read on a phone.
  const view = matchMedia('(max-width: 40rem)').matches ? 'day' : 'week'
  const usual: Preferences = { hidden: [], hideDeclined: false, view }
  try {
    const read: unknown = JSON.parse(localStorage.getItem(key) ?? '{}')
    return typeof read === 'object' && read !== null ? { ...usual, ...read } : usual
  } catch {
    return usual
  }
}

export function usePreferences(): [Preferences, (next: Partial<Preferences>) => void] {
  const [preferences, set] = useState(kept)
  return [
    preferences,
    (next) =>
      set((before) => {
        const made = { ...before, ...next }
        localStorage.setItem(key, JSON.stringify(made))
        return made
      }),
  ]
}
