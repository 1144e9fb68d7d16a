/** A world for tests: nothing real but the disk. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from './run.ts'
import type { World } from './world.ts'

export type Ran = { readonly code: number; readonly out: string; readonly err: string }

/** Mon 23 Feb 2026, 09:00 UTC. */
export const testNowSeconds: number = Date.UTC(2026, 1, 23, 9) / 1000

/** Runs one command line in this process. */
export async function ran(
  line: readonly string[],
  options: Partial<World> & { readonly input?: string | Uint8Array } = {},
): Promise<Ran> {
  let out = ''
  let err = ''
  let names = 0
  const world: World = {
    write: (text) => {
      out += text
    },
    warn: (text) => {
      err += text
    },
    readStandardInput: async () => Buffer.from(options.input ?? ''),
    nowSeconds: () => testNowSeconds,
    freshName: () => `fresh-${++names}@parley.example`,
    environment: {},
    terminal: { out: false, error: false, columns: 80 },
    zone: 'Europe/Berlin',
    ...options,
  }
  const code = await run(line, world)
  return { code, out, err }
}

/** A temporary folder, and what takes it away. */
export function temporaryFolder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'parley-test-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** An .ics file of one event. */
export function eventText(lines: {
  readonly uid: string
  readonly method?: string
  readonly more?: readonly string[]
}): string {
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//North Example//Calendar 1.0//EN',
    ...(lines.method === undefined ? [] : [`METHOD:${lines.method}`]),
    'BEGIN:VEVENT',
    `UID:${lines.uid}`,
    'DTSTAMP:20260223T080000Z',
    'SEQUENCE:0',
    'SUMMARY:Planning',
    'DTSTART:20260303T090000Z',
    'DTEND:20260303T100000Z',
    ...(lines.more ?? []),
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n')
}

/** Anna organizes, Ben and Carla are invited. */
export const guests: readonly string[] = [
  'ORGANIZER;CN=Anna:mailto:anna@north.example',
  'ATTENDEE;CN=Ben;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:ben@south.example',
  'ATTENDEE;CN=Carla;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:carla@south.example',
]
