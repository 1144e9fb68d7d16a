/** Backup while running, and restore: SQLite here; PostgreSQL by its own tools, as the message says. */
import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { dirname, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Config } from '../config.ts'
import { AdminProblem } from './people.ts'

/** Writes a copy that is one moment's state, while the server goes on. Its size in bytes. */
export function backupTo(config: Config, file: string): number {
  if (!('file' in config.database)) {
    throw new AdminProblem(
      'PostgreSQL is backed up by pg_dump: pg_dump --format=custom --file=FILE "$DATABASE_URL"',
    )
  }
  const database = config.database.file
  if (!existsSync(database)) throw new AdminProblem(`There is no database ${database}.`)
  if (existsSync(file)) throw new AdminProblem(`${file} is there already.`)
  if (!existsSync(dirname(resolve(file)))) throw new AdminProblem(`${dirname(file)} is not there.`)
  const partial = `${file}.partial`
  rmSync(partial, { force: true })
  const source = new DatabaseSync(database, { timeout: 10_000 })
  try {
    // One read transaction sees one moment; those who write meanwhile do not wait for it.
    source.prepare('vacuum into ?').run(partial)
  } catch (error) {
    rmSync(partial, { force: true })
    throw error
  } finally {
    source.close()
  }
  judge(partial, file)
  flush(partial)
  renameSync(partial, file)
  flush(dirname(resolve(file)))
  return statSync(file).size
}

/**
 * Puts a backup in the place of the database; the server must not be running. What was there before
 * is kept: the answer names the file.
 */
export function restoreFrom(config: Config, file: string): string | undefined {
  if (!('file' in config.database)) {
    throw new AdminProblem(
      'PostgreSQL is restored by pg_restore: pg_restore --clean --if-exists --dbname="$DATABASE_URL" FILE',
    )
  }
  if (!existsSync(file)) throw new AdminProblem(`${file} is not there.`)
  const target = config.database.file
  const partial = `${target}.restoring`
  const before = existsSync(target) ? `${target}.before-restore` : undefined
  copyFileSync(file, partial)
  try {
    judge(partial, file)
    flush(partial)
    if (before !== undefined) takeAlone(target)
  } catch (error) {
    rmSync(partial, { force: true })
    throw error
  }
  if (before !== undefined) {
    for (const suffix of ['-wal', '-shm']) rmSync(`${target}${suffix}`, { force: true })
    renameSync(target, before)
  }
  renameSync(partial, target)
  flush(dirname(resolve(target)))
  return before
}

function judge(file: string, called: string): void {
  try {
    const database = new DatabaseSync(file)
    try {
      // A backup is one file: nothing of it may be left in a log beside it.
      database.exec('pragma journal_mode = delete')
      const [row] = database.prepare('pragma integrity_check').all()
      database.prepare('select count(*) from principal').get()
      if (row?.['integrity_check'] !== 'ok') throw new Error('it is damaged')
    } finally {
      database.close()
    }
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error)
    throw new AdminProblem(`${called} is no backup of Parley: ${what}`)
  }
}

/** Nobody else has the database open; all of it is in the one file afterwards. */
function takeAlone(target: string): void {
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(target, { timeout: 100 })
    database.exec('pragma locking_mode = exclusive')
    database.exec('pragma wal_checkpoint(truncate)')
    database.exec('begin exclusive')
    database.exec('rollback')
  } catch (error) {
    const { errcode } = error as { errcode?: number }
    if (errcode === 5) throw new AdminProblem('The database is in use: stop the server first.')
    // What is damaged is in nobody's use, and is what a restore is for.
  } finally {
    database?.close()
  }
}

function flush(path: string): void {
  const handle = openSync(path, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
