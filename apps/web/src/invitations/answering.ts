/** What one has decided and can still take back: gone from the lists at once, sent some seconds on. */
import { useSyncExternalStore } from 'react'
import { refreshAll } from '../api/queries.ts'
import { undoable } from '../ui/notices.tsx'

let decided: ReadonlySet<string> = new Set()
const listeners = new Set<() => void>()

/** The keys of what was decided here; what failed or was undone is in it no more. */
export function useDecided(): ReadonlySet<string> {
  return useSyncExternalStore(listen, () => decided)
}

type Decision = {
  /** Of what is decided, and of which version: a later one awaits an answer again. */
  readonly key: string
  /** What will have happened. */
  readonly text: string
  readonly act: () => Promise<unknown>
}

/** Hides it, waits the seconds in which it can be undone, then acts. */
export function decide({ key, text, act }: Decision): void {
  tell(new Set([...decided, key]))
  undoable({
    text,
    act: async () => {
      await act()
      refreshAll()
    },
    undo: () => tell(new Set([...decided].filter((each) => each !== key))),
  })
}

function tell(next: ReadonlySet<string>): void {
  decided = next
  for (const listener of listeners) listener()
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
