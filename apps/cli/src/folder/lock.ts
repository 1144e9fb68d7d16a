/**
 * One writer at a time per calendar folder.
 *
 * The lock is SQLite's, on an empty database file: the operating system gives it back when the
 * process ends, however it ends, so that no stale lock is ever left and none has to be guessed at.
 */
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { Failure } from '../failure.ts'

const betweenTriesMs = 15
const lockTimeoutMs = 20_000
const sqliteBusy = 5

/** Takes the lock; the function returned gives it back. */
export async function takeLock(
  file: string,
  timeoutMs: number = lockTimeoutMs,
): Promise<() => void> {
  const database = new DatabaseSync(file, { timeout: 0 })
  const untilMs = performance.now() + timeoutMs
  for (;;) {
    try {
      database.exec('BEGIN EXCLUSIVE')
      return () => database.close()
    } catch (error) {
      if ((error as { errcode?: number }).errcode === sqliteBusy && performance.now() < untilMs) {
        await sleep(betweenTriesMs * (0.5 + Math.random()))
        continue
      }
      database.close()
      throw new Failure(2, `${file}: another parley command has been at work for too long`)
    }
  }
}
