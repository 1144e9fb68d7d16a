/** A poll that is being written, kept in this tab over a reload. */
import { instantMs } from '../compose/wall.ts'
import type { Suggested } from '../grid/time-grid.tsx'

export type PollDraft = {
  readonly title: string
  readonly description: string
  readonly location: string
  readonly voters: readonly { readonly address: string; readonly name?: string | undefined }[]
  readonly options: readonly Suggested[]
  readonly minutes: number
  /** The time chosen on the grid, not yet offered. */
  readonly at: string
  readonly hasClosing: boolean
  /** On the reader's clock. */
  readonly closesAt: string
  readonly hidesVotes: boolean
}

const key = 'parley.poll-draft'

export function keepPoll(draft: PollDraft | undefined): void {
  if (draft === undefined) sessionStorage.removeItem(key)
  else sessionStorage.setItem(key, JSON.stringify(draft))
}

/** What was begun, else an empty one whose grid stands at that hour of the next day. */
export function keptPoll(hour: string, zone: string): PollDraft {
  const tomorrow = new Date(`${hour.slice(0, 10)}T00:00:00Z`).getTime() + 86_400_000
  const day = new Date(tomorrow).toISOString().slice(0, 10)
  const empty: PollDraft = {
    title: '',
    description: '',
    location: '',
    voters: [],
    options: [],
    minutes: 60,
    at: `${new Date(instantMs(`${day}T10:00`, zone)).toISOString().slice(0, 19)}Z`,
    hasClosing: false,
    closesAt: `${day}T18:00`,
    hidesVotes: false,
  }
  try {
    return { ...empty, ...JSON.parse(sessionStorage.getItem(key) ?? '{}') }
  } catch {
    return empty
  }
}
