/** A poll as a file: the calendar object, and beside it, hidden, what else is held. */
import { mkdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import {
  type HeldPoll,
  noPollHeld,
  type PollTransition,
  pollLedgerFromJson,
  pollLedgerToJson,
  readStoredPoll,
  writePoll,
} from '@parley/busytime'
import { parseCalendar, serializeCalendar } from '@parley/icalendar'
import type { Context } from '@parley/itip'
import type { Call } from '../command.ts'
import { misused } from '../failure.ts'
import { readBytesIfThere, replaceFile, syncFolder } from '../folder/files.ts'

function ledgerFile(file: string): string {
  return join(dirname(file), `.${basename(file)}.poll.json`)
}

/** Nothing held yet where there is no file. */
export function loadPoll(file: string, freshUid: () => string): HeldPoll {
  const bytes = readBytesIfThere(file)
  if (bytes === undefined) return noPollHeld(freshUid())
  const poll = parseCalendar(bytes)
    .objects.map(readStoredPoll)
    .find((each) => each !== undefined)
  if (poll === undefined) throw misused(`${file}: holds no poll`)
  const ledger = readBytesIfThere(ledgerFile(file))
  const held =
    ledger === undefined
      ? noPollHeld(poll.uid)
      : pollLedgerFromJson(poll.uid, JSON.parse(new TextDecoder().decode(ledger)))
  if (held === undefined) throw misused(`${ledgerFile(file)}: is no ledger of a poll`)
  return { ...held, poll }
}

export function savePoll(file: string, held: HeldPoll, context: Context): void {
  if (held.poll === undefined) return
  const ledger = new TextEncoder().encode(JSON.stringify(pollLedgerToJson(held)))
  replaceFile(ledgerFile(file), ledger)
  replaceFile(file, serializeCalendar(writePoll(held.poll, context)))
  syncFolder(dirname(file))
}

/** Messages wait as .ics files, their METHOD in the name. */
export function saveMessages(
  { effects }: PollTransition,
  { options, world }: Call,
): readonly SavedMessage[] {
  const sends = effects.filter((each) => each.kind === 'send')
  const outbox = options.text('outbox') ?? '.'
  if (sends.length > 0) mkdirSync(outbox, { recursive: true })
  return sends.map(({ method, recipients, message }) => {
    const name = world.freshName().replace(/[^\w.-]/g, '.')
    const file = join(outbox, `poll-${method.toLowerCase()}-${name}.ics`)
    replaceFile(file, serializeCalendar(message))
    return { method, recipients, file }
  })
}

type SavedMessage = {
  readonly method: string
  readonly recipients: readonly string[]
  readonly file: string
}
