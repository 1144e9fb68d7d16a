/**
 * Notices that say what was done, and actions that can still be taken back: `undoable` waits some
 * seconds before it acts, so that an undone answer was never sent. Leaving the page acts at once.
 */
import { type ReactElement, useEffect, useState, useSyncExternalStore } from 'react'
import { Button } from 'react-aria-components'
import { ApiProblem } from '../api/client.ts'
import { useWords } from '../app/languages.ts'
import { shellWords } from '../app/words.ts'
import { Icon } from './icon.tsx'
import { undoTimeNow } from './undo-time.ts'

export type Notice = {
  readonly id: number
  readonly kind: 'done' | 'pending' | 'acting' | 'failed'
  readonly text: string
  /** Of a pending action: when it is carried out, in milliseconds of `performance.now()`. */
  readonly dueMs?: number
}

const shownSeconds = 6
/** What can still be undone is shown in any case. */
const shownAtMost = 5

let notices: readonly Notice[] = []
let lastId = 0
const listeners = new Set<() => void>()
const pending = new Map<number, { readonly timer: number; act(): Promise<void>; undo?(): void }>()

/** Says that something is done. */
export function notify(text: string, kind: 'done' | 'failed' = 'done'): void {
  const id = add({ kind, text })
  if (kind === 'done') setTimeout(() => remove(id), shownSeconds * 1000)
}

export function notifyProblem(error: unknown): void {
  notify(error instanceof Error ? error.message : String(error), 'failed')
}

type Undoable = {
  /** What will have happened: `Accepted: Planning`. */
  readonly text: string
  readonly act: () => Promise<unknown>
  /** What to put back when it is undone. */
  readonly undo?: () => void
}

/** Carries `act` out after some seconds, unless it is undone before. */
export function undoable({ text, act, undo }: Undoable): void {
  const waitMs = undoTimeNow() * 1000
  const id = add({ kind: 'pending', text, dueMs: performance.now() + waitMs })
  const run = async (): Promise<void> => {
    const own = pending.get(id)
    if (own === undefined) return
    pending.delete(id)
    clearTimeout(own.timer)
    tell(notices.map((each) => (each.id === id ? { id, kind: 'acting', text } : each)))
    try {
      await act()
      remove(id)
      notify(text)
    } catch (error) {
      remove(id)
      undo?.()
      notifyProblem(error instanceof ApiProblem ? error : new Error(text))
    }
  }
  const timer = window.setTimeout(() => void run(), waitMs)
  pending.set(id, { timer, act: run, ...(undo !== undefined && { undo }) })
}

/** Nothing that a person decided may be lost because a page was closed. */
addEventListener('pagehide', () => {
  for (const { act } of [...pending.values()]) void act()
})

function takeBack(id: number): void {
  const own = pending.get(id)
  if (own === undefined) return
  clearTimeout(own.timer)
  pending.delete(id)
  remove(id)
  own.undo?.()
}

function add(notice: Omit<Notice, 'id'>): number {
  lastId += 1
  const all = [...notices, { ...notice, id: lastId }]
  const isOver = all.length > shownAtMost
  const first = all.findIndex(({ kind }) => kind === 'done' || kind === 'failed')
  tell(isOver && first >= 0 ? all.toSpliced(first, 1) : all)
  return lastId
}

function remove(id: number): void {
  tell(notices.filter((each) => each.id !== id))
}

function tell(next: readonly Notice[]): void {
  notices = next
  for (const listener of listeners) listener()
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function Notices(): ReactElement {
  const words = useWords(shellWords)
  const shown = useSyncExternalStore(listen, () => notices)
  return (
    <section className="notices" aria-label={words.notices}>
      <ul aria-live="polite">
        {shown.map((each) => (
          <NoticeLine key={each.id} notice={each} />
        ))}
      </ul>
    </section>
  )
}

function NoticeLine({ notice }: { readonly notice: Notice }): ReactElement {
  const words = useWords(shellWords)
  const { id, kind, text } = notice
  return (
    <li className={`notice ${kind}`}>
      <Icon name={kind === 'failed' ? 'warning' : kind === 'done' ? 'check' : 'clock'} />
      <span className="notice-text">
        {text} {notice.dueMs !== undefined && <Countdown dueMs={notice.dueMs} />}
        {kind === 'acting' && <span className="soft">{words.sending}</span>}
      </span>
      {kind === 'pending' && (
        <>
          <Button className="button quiet" onPress={() => takeBack(id)}>
            {words.undo}
          </Button>
          <Button className="button quiet" onPress={() => void pending.get(id)?.act()}>
            {words.now}
          </Button>
        </>
      )}
      {kind === 'failed' && (
        <Button className="button quiet" aria-label={words.close} onPress={() => remove(id)}>
          <Icon name="cross" />
        </Button>
      )}
    </li>
  )
}

/** Silent to screen readers: a count each second would drown the page. */
function Countdown({ dueMs }: { readonly dueMs: number }): ReactElement {
  const words = useWords(shellWords)
  const left = (): number => Math.max(0, Math.ceil((dueMs - performance.now()) / 1000))
  const [seconds, setSeconds] = useState(left)
  useEffect(() => {
    const timer = setInterval(() => setSeconds(left()), 500)
    return () => clearInterval(timer)
  })
  return (
    <span className="soft" aria-hidden="true">
      {words.sendingIn(seconds)}
    </span>
  )
}
