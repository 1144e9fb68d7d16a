/** Backup while running, and restore: SQLite by its own online backup; PostgreSQL by pg_dump, which says so. */
import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs'
import { backup, DatabaseSync } from 'node:sqlite'
import type { Config } from '../config.ts'
import type { Parts } from '../parts.ts'
import { AdminProblem } from './people.ts'

/** Writes a copy that is one moment's state, while the server goes on. */
export async function backupTo(parts: Parts, file: string): Promise<void> {
  const { sqlite } = parts.store
  if (sqlite === undefined) {
    throw new AdminProblem(
      'PostgreSQL is backed up by pg_dump: pg_dump --format=custom --file=FILE "$DATABASE_URL"',
    )
  }
  if (existsSync(file)) throw new AdminProblem(`${file} is there already.`)
  const partial = `${file}.partial`
  rmSync(partial, { force: true })
  await backup(sqlite, partial)
  judge(partial)
  renameSync(partial, file)
}

/** Puts a backup in the place of the database. The server must not be running. */
export function restoreFrom(config: Config, file: string): void {
  if (!('file' in config.database)) {
    throw new AdminProblem(
      'PostgreSQL is restored by pg_restore: pg_restore --clean --dbname="$DATABASE_URL" FILE',
    )
  }
  judge(file)
  const target = config.database.file
  refuseWhileRunning(target)
  const partial = `${target}.restoring`
  copyFileSync(file, partial)
  for (const suffix of ['-wal', '-shm']) rmSync(`${target}${suffix}`, { force: true })
  renameSync(partial, target)
}

function judge(file: string): void {
  if (!existsSync(file)) throw new AdminProblem(`${file} is not there.`)
  try {
    const database = new DatabaseSync(file, { readOnly: true })
    const [row] = database.prepare('pragma integrity_check').all()
    database.prepare('select count(*) from principal').get()
    database.close()
    if (row?.['integrity_check'] !== 'ok') throw new Error('it is damaged')
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error)
    throw new AdminProblem(`${file} is no backup of Parley: ${what}`)
  }
}

function refuseWhileRunning(target: string): void {
  if (!existsSync(target)) return
  const database = new DatabaseSync(target, { timeout: 100 })
  try {
    database.exec('pragma locking_mode = EXCLUSIVE')
    database.exec('begin exclusive')
    database.exec('rollback')
  } catch {
    throw new AdminProblem('The database is in use: stop the server first.')
  } finally {
    database.close()
  }
}
