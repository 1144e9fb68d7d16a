/**
 * All files of one command change together, or none does.
 *
 * What is to be written goes into one journal file first. Replacing that file is the moment at
 * which the command has happened; only then are the files themselves replaced, and the journal
 * taken away. A process killed before that moment has changed nothing; one killed after it leaves
 * the journal, and the next command on the folder finishes the work, as often as needed.
 */
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from '../failure.ts'
import { makeFolder, readBytesIfThere, replaceFile, syncFolder, unfinishedPrefix } from './files.ts'
import { isPlainFileName } from './names.ts'

export type Place = 'calendar' | 'ledger' | 'outbox' | 'parley'

/** One file to be: its bytes, or undefined to take it away. */
export type FileChange = {
  readonly place: Place
  readonly name: string
  readonly bytes: Uint8Array | undefined
}

export type Places = Readonly<Record<Place, string>>

type WrittenChange = { readonly place: string; readonly name: string; readonly base64?: string }
type WrittenJournal = {
  readonly version: 1
  readonly outbox: string
  readonly files: readonly WrittenChange[]
}

/** Makes all the changes. `stopAfter` ends it early, for tests: -1 before the journal stands. */
export function commitFiles(
  places: Places,
  changes: readonly FileChange[],
  stopAfter: number = Number.POSITIVE_INFINITY,
): void {
  if (changes.length === 0) return
  for (const place of new Set(changes.map((each) => each.place))) makeFolder(places[place])
  const journal: WrittenJournal = {
    version: 1,
    outbox: places.outbox,
    files: changes.map(({ place, name, bytes }) =>
      bytes === undefined
        ? { place, name }
        : { place, name, base64: Buffer.from(bytes).toString('base64') },
    ),
  }
  if (stopAfter < 0) return
  replaceFile(journalOf(places), Buffer.from(JSON.stringify(journal)))
  syncFolder(places.parley)
  applyFiles(places, changes, stopAfter)
}

function applyFiles(places: Places, changes: readonly FileChange[], stopAfter: number): void {
  let done = 0
  for (const { place, name, bytes } of changes) {
    if (done++ >= stopAfter) return
    const file = join(places[place], name)
    if (bytes === undefined) rmSync(file, { force: true })
    else replaceFile(file, bytes)
  }
  for (const place of new Set(changes.map((each) => each.place))) syncFolder(places[place])
  rmSync(journalOf(places), { force: true })
  syncFolder(places.parley)
}

export function journalOf(places: Places): string {
  return join(places.parley, 'journal.json')
}

/**
 * Finishes what an interrupted command began and clears away what it left. The caller holds the
 * lock. True when there was something to finish.
 */
export function finishInterrupted(places: Places): boolean {
  const bytes = readBytesIfThere(journalOf(places))
  if (bytes !== undefined) {
    const journal = journalFrom(bytes)
    if (journal === undefined) {
      throw new Failure(2, `${journalOf(places)}: not a journal of ours; move it away to go on`)
    }
    const mails = journal.changes.some((each) => each.place === 'outbox')
    if (mails && journal.outbox !== places.outbox) {
      throw new Failure(
        2,
        `an interrupted command left mail for the outbox ${journal.outbox}; ` +
          'run once with --outbox of that folder to finish it',
      )
    }
    for (const place of new Set(journal.changes.map((each) => each.place))) {
      makeFolder(places[place])
    }
    applyFiles(places, journal.changes, Number.POSITIVE_INFINITY)
  }
  for (const folder of new Set(Object.values(places))) clearUnfinished(folder)
  return bytes !== undefined
}

/** The journal, if it is one of ours and stays within the places it names. */
function journalFrom(
  bytes: Uint8Array,
): { outbox: string; changes: readonly FileChange[] } | undefined {
  try {
    const { version, outbox, files }: Partial<WrittenJournal> = JSON.parse(
      Buffer.from(bytes).toString('utf8'),
    )
    if (version !== 1 || typeof outbox !== 'string' || !Array.isArray(files)) return undefined
    const changes: FileChange[] = []
    for (const { place, name, base64 } of files as readonly WrittenChange[]) {
      if (!isPlace(place) || !mayStandIn(place, name)) return undefined
      const held = base64 === undefined ? undefined : Buffer.from(base64, 'base64')
      changes.push({ place, name, bytes: held })
    }
    return { outbox, changes }
  } catch {
    return undefined
  }
}

function isPlace(text: string): text is Place {
  return text === 'calendar' || text === 'ledger' || text === 'outbox' || text === 'parley'
}

/** A calendar's own files keep the names that people gave them; all others are named by us. */
function mayStandIn(place: Place, name: string): boolean {
  if (place !== 'calendar') return isPlainFileName(name)
  return /^[^.\\/\0][^\\/\0]*\.ics$/i.test(name)
}

function clearUnfinished(folder: string): void {
  let names: readonly string[]
  try {
    names = readdirSync(folder)
  } catch {
    return
  }
  for (const name of names) {
    if (!name.startsWith(unfinishedPrefix)) continue
    const maker = Number.parseInt(name.slice(unfinishedPrefix.length), 10)
    if (!isAlive(maker)) rmSync(join(folder, name), { force: true })
  }
}

/** An outbox may be shared by several calendars, whose commands do not wait for each other. */
function isAlive(processId: number): boolean {
  if (processId === process.pid || !(processId > 0)) return false
  try {
    process.kill(processId, 0)
    return true
  } catch {
    return false
  }
}

/** Where everything of a calendar folder lies. */
export function placesOf(calendar: string, outbox: string): Places {
  const parley = join(calendar, '.parley')
  return { calendar, outbox, parley, ledger: join(parley, 'ledger') }
}
