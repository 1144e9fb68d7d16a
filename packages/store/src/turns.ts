/**
 * Who writes to SQLite, in turn. Each decides alone, and sees what those before it decided; several
 * that wait at the same time share one sync to disk, and nobody is answered before that is done.
 */
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { Statistics } from './statistics.ts'

type Turn = {
  readonly work: () => Promise<unknown>
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
}

type Outcome = { readonly kind: 'done'; readonly value: unknown } | Failed
type Failed = { readonly kind: 'failed'; readonly error: unknown }

/** So many, and for so long, are those who come first kept waiting for the sync. */
const maxTurns = 32
const maxGroupMs = 30
/** So long is another process waited for. */
const patienceMs = 10_000

export type Turns = <T>(work: () => Promise<T>) => Promise<T>

type Writers = {
  /** `work` runs in a transaction of its own as far as it can tell; it may have to run again. */
  readonly write: Turns
  /**
   * A look through the connection that writes, which remembers what it has read and written; undefined
   * while somebody writes or looks.
   */
  lookBetween<T>(work: () => Promise<T>): Promise<T> | undefined
}

export function writeTurns(database: DatabaseSync, statistics: Statistics): Writers {
  const statements = statementsOn(database)
  const waiting: Turn[] = []
  let isBusy = false

  async function workOff(): Promise<void> {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      await runGroup(next, maxTurns)
    }
    isBusy = false
  }

  async function runGroup(first: Turn, limit: number): Promise<void> {
    const group: { readonly turn: Turn; outcome: Outcome }[] = []
    const endMs = performance.now() + maxGroupMs
    try {
      await begin(statements)
      for (let next: Turn | undefined = first; next !== undefined; ) {
        const member: (typeof group)[number] = { turn: next, outcome: notRun }
        group.push(member)
        member.outcome = await runOne(next, group.length > 1)
        if (group.length >= limit || performance.now() > endMs) break
        // Whoever has asked meanwhile is heard before the sync.
        if (waiting.length === 0) await heard()
        next = waiting.shift()
      }
      statements.commit.run()
      statistics.syncs++
    } catch (error) {
      if (database.isOpen && database.isTransaction) database.exec('rollback')
      if (group.length <= 1) return first.reject(error)
      // What undid one undid all: each once more, by itself.
      for (const { turn } of group) await runGroup(turn, 1)
      return
    }
    for (const { turn, outcome } of group) {
      if (outcome.kind === 'done') turn.resolve(outcome.value)
      else turn.reject(outcome.error)
    }
  }

  /** Throws where the whole transaction is lost: the first that fails, and what SQLite itself undoes. */
  async function runOne({ work }: Turn, isLater: boolean): Promise<Outcome> {
    statistics.transactions++
    if (isLater) statements.savepoint.run()
    try {
      const value = await work()
      if (isLater) statements.release.run()
      return { kind: 'done', value }
    } catch (error) {
      if (!isLater || !database.isTransaction) throw error
      database.exec('rollback to turn')
      statements.release.run()
      return { kind: 'failed', error }
    }
  }

  return {
    write: <T>(work: () => Promise<T>) =>
      new Promise<T>((resolve, reject) => {
        waiting.push({ work, resolve: (value) => resolve(value as T), reject })
        if (isBusy) return
        isBusy = true
        void workOff()
      }),
    lookBetween(work) {
      if (isBusy) return undefined
      isBusy = true
      return lookAt(database, statements, work).finally(() => void workOff())
    },
  }
}

type Statements = Readonly<
  Record<'begin' | 'beginImmediate' | 'commit' | 'savepoint' | 'release', StatementSync>
>

function statementsOn(database: DatabaseSync): Statements {
  return {
    begin: database.prepare('begin'),
    beginImmediate: database.prepare('begin immediate'),
    commit: database.prepare('commit'),
    savepoint: database.prepare('savepoint turn'),
    release: database.prepare('release turn'),
  }
}

/** Another process may be writing: its turn is waited for, and what goes on here goes on. */
async function begin({ beginImmediate }: Statements): Promise<void> {
  for (const endMs = performance.now() + patienceMs; ; ) {
    try {
      beginImmediate.run()
      return
    } catch (error) {
      const isBusy = (error as { errcode?: unknown }).errcode === 5
      if (!isBusy || performance.now() > endMs) throw error
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
}

const notRun: Failed = { kind: 'failed', error: new Error('the turn did not come') }

function heard(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/** Each looks at one moment's state; they look one after the other. */
export function readTurns(database: DatabaseSync): Turns {
  const statements = statementsOn(database)
  let last: Promise<unknown> = Promise.resolve()
  return <T>(work: () => Promise<T>) => {
    const mine = last.then(() => lookAt(database, statements, work))
    last = mine.catch(() => undefined)
    return mine
  }
}

async function lookAt<T>(
  database: DatabaseSync,
  { begin, commit }: Statements,
  work: () => Promise<T>,
): Promise<T> {
  begin.run()
  try {
    return await work()
  } finally {
    if (database.isOpen && database.isTransaction) commit.run()
  }
}
