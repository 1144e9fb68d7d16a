/** `parley read`: what is in mails and calendar files. */
import type { CalendarObject, ZoneCatalog } from '@parley/icalendar'
import {
  allComponents,
  countInstances,
  firstProperty,
  isRecurring,
  lastInstance,
  recurrenceSet,
  roundTrip,
  textOf,
  zoneCatalog,
  zonesOf,
} from '@parley/icalendar'
import type { Call, Command } from '../command.ts'
import type { ExitCode } from '../failure.ts'
import { wordsOfError } from '../failure.ts'
import { uidsOf } from '../folder/folder.ts'
import type { Input, InputCalendar } from '../input.ts'
import { filesBelow, noCalendar, readInput } from '../input.ts'
import { plain } from '../terminal/paint.ts'
import { progressOf } from '../terminal/progress.ts'
import { componentRows, labelled, tellingComponents } from '../words/component.ts'
import type { LevelledViolation } from '../words/violations.ts'
import { violationLines, violationsOf } from '../words/violations.ts'

/** More instances than these are not counted. */
const mostInstances = 1000

export const readCommand: Command = {
  name: 'read',
  summary: 'say what mails and calendar files hold',
  operands: 'FILE|DIR|-...',
  count: [1, Number.POSITIVE_INFINITY],
  options: [],
  details:
    'Folders are read with all that is below them. A file without a calendar is named and passed over.\n' +
    'With --json, one line per file: file, readable, method, component, uid, instances, violations, ' +
    'roundTrip (identical, equivalent or lossy).',
  examples: [
    ['parley read invitation.eml', 'Who invites whom to what, when and where.'],
    ['parley read --json archive/ | grep lossy', 'Find files that would not survive.'],
    ['curl -s https://example.org/team.ics | parley read -', 'Read what comes through a pipe.'],
  ],
  run: read,
}

export type FileReport = {
  readonly file: string
  readonly readable: boolean
  /** Why it is not readable. */
  readonly why?: string
  readonly method?: string
  readonly component?: string
  readonly uid?: string
  /** How many UIDs there are, when more than one. */
  readonly uids?: number
  /** How many instances in all; `endless` series count up to a limit. */
  readonly instances?: number
  readonly endless?: true
  readonly violations?: readonly LevelledViolation[]
  readonly roundTrip?: 'identical' | 'equivalent' | 'lossy'
}

async function read(call: Call): Promise<ExitCode> {
  const { world, operands, options } = call
  const files = operands.flatMap(filesBelow)
  const progress = progressOf(world, files.length, { interleaved: true })
  const catalog = zoneCatalog()
  let code: ExitCode = 0
  for (const [i, file] of files.entries()) {
    progress.step(i, file)
    const { report, text, fault } = await readFile(file, call, catalog)
    // Below a folder there may be anything; a file that was named must hold a calendar.
    if (!report.readable && operands.includes(file)) code = 1
    if (fault) code = 2
    world.write(options.flag('json') ? `${JSON.stringify(report)}\n` : text)
  }
  progress.end()
  return code
}

async function readFile(
  file: string,
  call: Call,
  catalog: ZoneCatalog,
): Promise<{ report: FileReport; text: string; fault: boolean }> {
  try {
    const input = await readInput(file, call.world)
    const report = reportOf(input, catalog)
    const text = report.readable
      ? textOfFile(input, report, call)
      : `${plain(file)}: ${report.why}\n`
    return { report, text, fault: false }
  } catch (error) {
    if (call.operands.includes(file)) throw error
    const why = wordsOfError(error)
    return { report: { file, readable: false, why }, text: `${plain(file)}: ${why}\n`, fault: true }
  }
}

/** What `--json` prints about one file. */
export function reportOf(input: Input, catalog: ZoneCatalog): FileReport {
  const { file, calendars } = input
  const [first] = calendars
  if (first === undefined) return { file, readable: false, why: noCalendar(input) }
  const components = calendars.flatMap(({ object }) => tellingComponents(object))
  const uids = new Set(calendars.flatMap(({ object }) => uidsOf(object)))
  const [uid] = uids
  const method = calendars.find((each) => each.method !== undefined)?.method
  const { instances, endless } = instancesOf(calendars, catalog)
  return {
    file,
    readable: true,
    ...(method === undefined ? {} : { method }),
    ...(components[0] === undefined ? {} : { component: components[0].name }),
    ...(uid === undefined ? {} : { uid }),
    ...(uids.size > 1 ? { uids: uids.size } : {}),
    instances,
    ...(endless ? { endless } : {}),
    violations: violationsOf(input),
    roundTrip: worstRoundTrip(calendars),
  }
}

function instancesOf(
  calendars: readonly InputCalendar[],
  catalog: ZoneCatalog,
): { instances: number; endless: boolean } {
  let instances = 0
  let endless = false
  for (const { object } of calendars) {
    const zones = zonesOf(object, catalog)
    for (const components of componentsByUid(object).values()) {
      const set = recurrenceSet(components, zones)
      instances += countInstances(set, mostInstances)
      endless ||= isRecurring(set) && lastInstance(set) === undefined
    }
  }
  return { instances, endless }
}

/** The components that recur, by UID; without a UID each stands for itself. */
function componentsByUid(object: CalendarObject): Map<string, CalendarObject[]> {
  const byUid = new Map<string, CalendarObject[]>()
  for (const name of ['VEVENT', 'VTODO', 'VJOURNAL']) {
    for (const each of allComponents(object, name)) {
      const uid = firstProperty(each, 'UID')
      const key = uid === undefined ? `\n${byUid.size}` : textOf(uid)
      byUid.set(key, [...(byUid.get(key) ?? []), each])
    }
  }
  return byUid
}

function worstRoundTrip(calendars: readonly InputCalendar[]): 'identical' | 'equivalent' | 'lossy' {
  const charsets = new Map(calendars.map((each) => [each.bytes, each.charset]))
  const seen = new Set<string>()
  for (const [bytes, charset] of charsets) {
    seen.add(roundTrip(bytes, charset === undefined ? {} : { charset }))
  }
  return seen.has('lossy') ? 'lossy' : seen.has('equivalent') ? 'equivalent' : 'identical'
}

function textOfFile(input: Input, report: FileReport, call: Call): string {
  const { paint } = call
  const kind = input.kind === 'mail' ? 'mail' : 'calendar'
  const head = [report.method ?? 'no method', report.component ?? 'no component', kind]
  const rows: (readonly string[])[] = []
  const [from] = input.envelope?.from ?? []
  if (from !== undefined) rows.push(['mail from', plain(`${from.name} <${from.address}>`.trim())])
  const told = input.calendars.flatMap(({ object }) => tellingComponents(object))
  for (const component of told.slice(0, 5)) rows.push(...componentRows(component, paint), [''])
  if (told.length > 5) rows.push(['', paint.dim(`and ${told.length - 5} more components`)])
  const more = report.uids === undefined ? '' : ` and ${report.uids - 1} more`
  rows.push(
    ['uid', `${plain(report.uid ?? 'none')}${more}`],
    ['instances', `${report.instances}${report.endless ? ' and more, without end' : ''}`],
    ['round trip', report.roundTrip ?? ''],
  )
  const lines = [
    `${paint.bold(plain(input.file))} ${paint.dim(head.join(' · '))}`,
    labelled(rows, paint),
  ]
  const violations = report.violations ?? []
  if (violations.length > 0) lines.push(violationLines(violations, paint))
  return `${lines.join('\n')}\n\n`
}
