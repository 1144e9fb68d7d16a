/** What stands on a command line as FILE, DIR or `-`: mails and calendar files. */
import { readdirSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { CalendarObject, Violation } from '@parley/icalendar'
import { parseCalendar } from '@parley/icalendar'
import type { MailEnvelope } from '@parley/imip'
import type { Originator } from '@parley/itip'
import { calendarAddress } from '@parley/itip'
import { misused } from './failure.ts'
import { readBytes } from './folder/files.ts'
import type { World } from './world.ts'

export type Input = {
  readonly file: string
  readonly kind: 'mail' | 'calendar'
  readonly calendars: readonly InputCalendar[]
  readonly envelope: MailEnvelope | undefined
  /** Why a mail's parts could not be read, like `winmail.dat`. */
  readonly unread: readonly string[]
  /** Of the bytes as a whole; those of the mail itself come first. */
  readonly violations: readonly InputViolation[]
}

export type InputCalendar = {
  readonly object: CalendarObject
  /** The object's METHOD, else the mail header's. */
  readonly method: string | undefined
  /** As they came: the part's, or the file's. */
  readonly bytes: Uint8Array
  /** As the mail declares it. */
  readonly charset: string | undefined
}

export type InputViolation = Pick<Violation, 'path' | 'expected' | 'found'> & {
  readonly requirement: string
  /** 0 where it is not known. */
  readonly line: number
}

/** Files below a folder, in order of their names; a file is itself; hidden ones are passed over. */
export function filesBelow(named: string): readonly string[] {
  if (named === '-' || !statSync(named).isDirectory()) return [named]
  const files: string[] = []
  const visit = (folder: string): void => {
    const entries = readdirSync(folder, { withFileTypes: true })
    for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
      const path = join(folder, entry.name)
      if (entry.name.startsWith('.')) continue
      if (entry.isDirectory()) visit(path)
      else if (entry.isFile()) files.push(path)
    }
  }
  visit(named)
  return files
}

export async function readInput(file: string, world: World): Promise<Input> {
  const bytes = file === '-' ? await world.readStandardInput() : readBytes(file)
  return readInputBytes(bytes, file)
}

/** Reads bytes as what they look like; a name that ends in .ics settles it. */
export async function readInputBytes(bytes: Uint8Array, file: string): Promise<Input> {
  const head = Buffer.from(bytes.subarray(0, 2048)).toString('latin1')
  const isCalendar =
    /^\.(ics|ical|icalendar|ifb|vcs)$/i.test(extname(file)) ||
    /^(\xef\xbb\xbf)?\s*BEGIN\s*:\s*VCALENDAR/i.test(head)
  if (!isCalendar && /^(From |[!-9;-~]+[ \t]*:)/.test(head)) {
    const mail = await readAsMail(bytes, file)
    if (mail.calendars.length > 0 || mail.unread.length > 0) return mail
    const calendar = readAsCalendar(bytes, file)
    return calendar.calendars.length > 0 ? calendar : mail
  }
  return readAsCalendar(bytes, file)
}

function readAsCalendar(bytes: Uint8Array, file: string): Input {
  const { objects, violations } = parseCalendar(bytes)
  return {
    file,
    kind: 'calendar',
    calendars: objects.map((object) => ({
      object,
      method: methodOf(object),
      bytes,
      charset: undefined,
    })),
    envelope: undefined,
    unread: [],
    violations,
  }
}

function methodOf(object: CalendarObject): string | undefined {
  const method = object.properties.find((each) => each.name === 'METHOD')?.value.trim()
  return method === undefined || method === '' ? undefined : method.toUpperCase()
}

async function readAsMail(bytes: Uint8Array, file: string): Promise<Input> {
  const { readMail } = await import('@parley/imip')
  const mail = readMail(bytes)
  const calendars = mail.calendars.map(({ object, method, bytes: part, places: [place] }) => ({
    object,
    method,
    bytes: part,
    charset: place.charset,
  }))
  return {
    file,
    kind: 'mail',
    calendars,
    envelope: mail.envelope,
    unread: mail.unread.filter((each) => each.why !== 'other-alternative').map((each) => each.why),
    violations: [
      ...mail.violations.map((each) => ({ ...each, line: 0 })),
      ...mail.calendars.flatMap((each) => each.violations),
    ],
  }
}

/** Who a mail claims to be from; nothing proves it (RFC 6047 §2.3). */
export function originatorOf({ envelope }: Input): Originator | undefined {
  const [from] = envelope?.from ?? []
  return from === undefined ? undefined : { address: calendarAddress(from.address), proven: false }
}

/** Reads one file that must hold a calendar. */
export async function readOne(file: string, world: World): Promise<Input> {
  const input = await readInput(file, world)
  if (input.calendars.length === 0) throw misused(`${file}: ${noCalendar(input)}`)
  return input
}

/** Why there is nothing to read. */
export function noCalendar({ unread, kind }: Pick<Input, 'unread' | 'kind'>): string {
  if (unread.includes('winmail.dat')) {
    return "holds winmail.dat, Microsoft's own format, which hides the invitation; have it sent again as iCalendar"
  }
  if (unread.includes('encrypted')) return 'is an encrypted mail'
  return kind === 'mail' ? 'the mail holds no calendar' : 'holds no calendar'
}
