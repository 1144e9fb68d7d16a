/** For tests only: a calendar folder for each test, what two people do there, and what it holds then. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { eventText, guests, type Ran, ran, temporaryFolder } from '../testing.ts'

export const uid = 'planning@north.example'
export const series: readonly string[] = [...guests, 'RRULE:FREQ=WEEKLY;COUNT=4']
export const invitation: string = eventText({ uid, method: 'REQUEST', more: series })

export type Stage = {
  /** Before each test: the calendar folder is another one, not made yet. */
  readonly begin: () => void
  /** After the last: all of them are gone. */
  readonly end: () => void
  /** The folder around the calendar folders. */
  readonly path: string
  readonly calendar: string
  readonly anna: (...line: readonly string[]) => Promise<Ran>
  readonly ben: (...line: readonly string[]) => Promise<Ran>
  readonly receiving: (text: string, who: string, ...more: readonly string[]) => Promise<Ran>
  /** Anna holds the series that she organizes; nobody was told. */
  readonly organized: () => Promise<void>
  /** Every file of the calendar with its bytes. */
  readonly snapshot: () => ReadonlyMap<string, string>
  /** The names of the mails in the outbox. */
  readonly mails: () => readonly string[]
  /** All that the calendar holds, unfolded. */
  readonly heldText: () => string
}

export function calendarStage(): Stage {
  const folder = temporaryFolder()
  let number = 0
  const calendar = (): string => join(folder.path, `calendar-${number}`)
  const as = (who: string, line: readonly string[]): Promise<Ran> =>
    ran([...line, '-C', calendar(), '--as', who])
  return {
    begin: () => {
      number++
    },
    end: folder.remove,
    path: folder.path,
    get calendar() {
      return calendar()
    },
    anna: (...line) => as('anna@north.example', line),
    ben: (...line) => as('ben@south.example', line),
    receiving: (text, who, ...more) =>
      ran(['receive', '-', '-C', calendar(), '--as', who, '--json', ...more], { input: text }),
    organized: async () => {
      const file = join(folder.path, 'organized.ics')
      writeFileSync(file, eventText({ uid, more: series }))
      const { code, err } = await as('anna@north.example', ['save', '--silent', file])
      if (code !== 0) throw new TypeError(err)
    },
    snapshot: () => filesOf(calendar()),
    mails: () => {
      const outbox = join(calendar(), 'outbox')
      return existsSync(outbox) ? readdirSync(outbox).sort() : []
    },
    heldText: () =>
      readdirSync(calendar())
        .filter((name) => name.endsWith('.ics'))
        .map((name) => readFileSync(join(calendar(), name), 'utf8').replace(/\r\n /g, ''))
        .join(''),
  }
}

function filesOf(calendar: string): ReadonlyMap<string, string> {
  if (!existsSync(calendar)) return new Map()
  const names = readdirSync(calendar, { recursive: true, withFileTypes: true })
  return new Map(
    names
      .filter((each) => each.isFile())
      .map((each) => join(each.parentPath, each.name))
      .map((path) => [path, readFileSync(path, 'latin1')]),
  )
}
