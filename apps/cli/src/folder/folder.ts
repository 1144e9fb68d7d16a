/**
 * A calendar as a plain folder: one .ics file per UID, what must be remembered beside it in
 * `.parley/ledger`, and an outbox of .eml files.
 */
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { CalendarObject } from '@parley/icalendar'
import { firstProperty, parseCalendar, serializeCalendar, textOf } from '@parley/icalendar'
import type { HeldState, Ledger } from '@parley/itip'
import { emptyLedger, ledgerFromJson, ledgerToJson, nothingHeld } from '@parley/itip'
import { Failure, misused } from '../failure.ts'
import { makeFolder, readBytes, readBytesIfThere } from './files.ts'
import type { FileChange, Places } from './journal.ts'
import { commitFiles, finishInterrupted, journalOf, placesOf } from './journal.ts'
import { takeLock } from './lock.ts'
import { nameOfUid, safeWords } from './names.ts'

/** All that the folder holds about one UID. */
export type Stored = {
  readonly state: HeldState
  /** Name of the .ics file, there or to be. */
  readonly fileName: string
}

/** A file in the folder that is no calendar object of one UID. */
type Stray = { readonly file: string; readonly why: string }

export type Folder = {
  readonly places: Places
  /** Everything held, by UID; read once, on first use. */
  readonly all: () => ReadonlyMap<string, Stored>
  readonly strays: () => readonly Stray[]
  /** What is held about a UID; nothing, where nothing is. */
  readonly held: (uid: string) => HeldState
  /** Saves states and mails together, or neither. Returns the mails' files. */
  readonly commit: (states: readonly HeldState[], mails: readonly OutgoingFile[]) => string[]
}

export type OutgoingFile = {
  /** Who speaks, and the method: parts of the file's name. */
  readonly originator: string
  readonly method: string
  readonly bytes: Uint8Array
}

/** Looks at a folder, which may be missing, without changing it. An interrupted command is finished first. */
export async function lookInto<T>(
  calendar: string,
  outbox: string | undefined,
  look: (folder: Folder) => Promise<T>,
): Promise<T> {
  const places = resolvedPlaces(calendar, outbox)
  if (existsSync(journalOf(places))) return changeFolder(calendar, outbox, look)
  return look(openFolder(places))
}

/** Works on a folder as its only writer. */
export async function changeFolder<T>(
  calendar: string,
  outbox: string | undefined,
  change: (folder: Folder) => Promise<T>,
): Promise<T> {
  const places = resolvedPlaces(calendar, outbox)
  if (existsSync(places.calendar)) requireFolder(places.calendar)
  makeFolder(places.parley)
  const release = await takeLock(join(places.parley, 'lock'))
  try {
    finishInterrupted(places)
    return await change(openFolder(places))
  } finally {
    release()
  }
}

function resolvedPlaces(calendar: string, outbox: string | undefined): Places {
  const folder = resolve(calendar)
  return placesOf(folder, outbox === undefined ? join(folder, 'outbox') : resolve(outbox))
}

/** Says so when there is no such folder. */
export function requireFolder(folder: string): void {
  if (!existsSync(folder)) throw misused(`${folder}: no such calendar folder`)
  if (!statSync(folder).isDirectory()) throw misused(`${folder}: is not a folder`)
}

function openFolder(places: Places): Folder {
  let read: { all: ReadonlyMap<string, Stored>; strays: readonly Stray[] } | undefined
  const single = new Map<string, Stored>()
  const everything = (): NonNullable<typeof read> => {
    read ??= readAll(places)
    return read
  }
  const stored = (uid: string): Stored | undefined => {
    const known = read === undefined ? single.get(uid) : read.all.get(uid)
    if (known !== undefined || read !== undefined) return known
    const own = readOwn(places, uid) ?? everything().all.get(uid)
    if (own !== undefined) single.set(uid, own)
    return own
  }
  return {
    places,
    all: () => everything().all,
    strays: () => everything().strays,
    held: (uid) => stored(uid)?.state ?? nothingHeld(uid),
    commit: (states, mails) => {
      const { changes, files } = changesOf(places, stored, states, mails)
      commitFiles(places, changes)
      read = undefined
      single.clear()
      return files
    },
  }
}

/** What the file of the UID's own name holds, if it is that UID and nothing else. */
function readOwn(places: Places, uid: string): Stored | undefined {
  const fileName = `${nameOfUid(uid)}.ics`
  const bytes = readBytesIfThere(join(places.calendar, fileName))
  if (bytes === undefined) return undefined
  const { objects } = parseCalendar(bytes)
  const [object] = objects
  const uids = objects.flatMap(uidsOf)
  if (object === undefined || objects.length > 1 || uids.length !== 1 || uids[0] !== uid) {
    return undefined
  }
  return { fileName, state: { uid, object, ledger: ledgerOf(places, uid) } }
}

function readAll(places: Places): { all: Map<string, Stored>; strays: Stray[] } {
  const all = new Map<string, Stored>()
  const strays: Stray[] = []
  for (const fileName of namesIn(places.calendar, '.ics')) {
    const file = join(places.calendar, fileName)
    const { objects } = parseCalendar(readBytes(file))
    const uids = new Set(objects.flatMap(uidsOf))
    const [object] = objects
    const [uid] = uids
    const why =
      object === undefined || uid === undefined
        ? 'holds no calendar object with a UID'
        : objects.length > 1 || uids.size > 1
          ? `holds ${uids.size} UIDs; move it away, then: parley save --silent ${fileName}`
          : all.has(uid)
            ? `holds the same UID as ${all.get(uid)?.fileName}`
            : undefined
    if (why !== undefined) strays.push({ file, why })
    else if (uid !== undefined) {
      all.set(uid, { fileName, state: { uid, object, ledger: ledgerOf(places, uid) } })
    }
  }
  for (const name of namesIn(places.ledger, '.json')) {
    const written = readLedger(join(places.ledger, name))
    if (all.has(written.uid) || `${nameOfUid(written.uid)}.json` !== name) continue
    const state = { uid: written.uid, object: undefined, ledger: written.ledger }
    all.set(written.uid, { fileName: `${nameOfUid(written.uid)}.ics`, state })
  }
  return { all, strays }
}

function namesIn(folder: string, ending: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.toLowerCase().endsWith(ending) && !name.startsWith('.'))
      .sort()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/** The UIDs of an object's scheduling components, each once. */
export function uidsOf(object: CalendarObject): readonly string[] {
  const uids = new Set<string>()
  for (const each of object.components) {
    const uid = each.name === 'VTIMEZONE' ? undefined : firstProperty(each, 'UID')
    if (uid !== undefined) uids.add(textOf(uid))
  }
  return [...uids]
}

function ledgerOf(places: Places, uid: string): Ledger {
  const file = join(places.ledger, `${nameOfUid(uid)}.json`)
  return existsSync(file) ? readLedger(file).ledger : emptyLedger
}

function readLedger(file: string): { uid: string; ledger: Ledger } {
  const bytes = readBytesIfThere(file)
  try {
    const { uid, ledger } = JSON.parse(Buffer.from(bytes ?? []).toString('utf8'))
    const read = ledgerFromJson(ledger)
    if (typeof uid === 'string' && read !== undefined) return { uid, ledger: read }
  } catch {
    // Falls through to the one line below.
  }
  throw new Failure(2, `${file}: not a ledger of ours; move it away to start without one`)
}

function changesOf(
  places: Places,
  stored: (uid: string) => Stored | undefined,
  states: readonly HeldState[],
  mails: readonly OutgoingFile[],
): { changes: FileChange[]; files: string[] } {
  const changes: FileChange[] = []
  for (const state of states) {
    const { uid, object, ledger } = state
    const before = stored(uid)
    if (before?.state === state) continue
    const own = nameOfUid(uid)
    if (object !== before?.state.object) {
      const bytes = object === undefined ? undefined : serializeCalendar(object)
      changes.push({ place: 'calendar', name: before?.fileName ?? freeName(places, own), bytes })
    }
    if (ledger !== (before?.state.ledger ?? emptyLedger)) {
      const text = `${JSON.stringify({ uid, ledger: ledgerToJson(ledger) }, undefined, 1)}\n`
      changes.push({ place: 'ledger', name: `${own}.json`, bytes: Buffer.from(text) })
    }
  }
  const names = namesOfMails(places, mails)
  mails.forEach(({ bytes }, i) => {
    changes.push({ place: 'outbox', name: names.made[i] ?? '', bytes })
  })
  if (mails.length > 0) {
    const bytes = Buffer.from(JSON.stringify({ next: names.next }))
    changes.push({ place: 'parley', name: 'outbox.json', bytes })
  }
  return { changes, files: names.made.map((name) => join(places.outbox, name)) }
}

/** The UID's own name; with a number when a file of another UID has it already. */
function freeName(places: Places, own: string): string {
  let name = `${own}.ics`
  for (let i = 2; existsSync(join(places.calendar, name)); i++) name = `${own}~${i}.ics`
  return name
}

/** `000012-anna@example.com-request.eml`: in the order of writing, also when mails are moved away. */
function namesOfMails(
  places: Places,
  mails: readonly OutgoingFile[],
): { made: string[]; next: number } {
  let next = nextNumber(places)
  const made = mails.map(({ originator, method }) => {
    for (;;) {
      const number = String(next++).padStart(6, '0')
      const name = `${number}-${safeWords(originator, 80)}-${safeWords(method, 20)}.eml`
      if (!existsSync(join(places.outbox, name))) return name
    }
  })
  return { made, next }
}

function nextNumber(places: Places): number {
  const bytes = readBytesIfThere(join(places.parley, 'outbox.json'))
  try {
    const { next } = JSON.parse(Buffer.from(bytes ?? []).toString('utf8'))
    return Number.isSafeInteger(next) && next > 0 ? next : 1
  } catch {
    return 1
  }
}
