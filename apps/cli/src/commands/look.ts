/** `parley list` and `parley show`: what is on the calendar, and what waits. */
import { allProperties, instancesBetween, isRecurring } from '@parley/icalendar'
import type { Context, HeldState } from '@parley/itip'
import { findAttendee, partStatOf, roleOf } from '@parley/itip'
import type { Call, Command } from '../command.ts'
import type { ExitCode } from '../failure.ts'
import { misused } from '../failure.ts'
import type { Folder } from '../folder/folder.ts'
import { lookInto } from '../folder/folder.ts'
import { calendarThere, contextOf } from '../identity.ts'
import { folderOptions } from '../options.ts'
import type { Paint } from '../terminal/paint.ts'
import { clipped, plain, table } from '../terminal/paint.ts'
import { spanWords } from '../times.ts'
import { heldCalled, setOf } from '../which.ts'
import {
  componentRows,
  labelled,
  partStatSigns,
  repetitionOf,
  startAndEnd,
  summaryOf,
  tellingComponents,
  textAt,
  whenOf,
} from '../words/component.ts'
import { instanceWords } from '../words/explanation.ts'

export const listCommand: Command = {
  name: 'list',
  summary: 'list what is on the calendar, and what waits for you',
  operands: '',
  count: [0, 0],
  options: folderOptions.filter((each) => each !== 'dry-run' && each !== 'language'),
  examples: [
    ['parley list -C cal --as anna@example.com', 'Everything, by start, with questions that wait.'],
    ['parley list --json', 'One line of JSON for each.'],
  ],
  run: list,
}

type Row = {
  readonly uid: string
  readonly summary: string
  readonly when: string
  readonly start: number
  readonly repeats?: string
  readonly role: string
  readonly partStat?: string
  readonly status?: string
  readonly file: string
  readonly counters: readonly { id: string; from: string; key: string; when: string }[]
  readonly questions: readonly { id: string; question: string; from?: string }[]
}

async function list(call: Call): Promise<ExitCode> {
  const context = contextOf(call)
  return lookInto(
    calendarThere(call),
    call.options.text('outbox'),
    async (folder): Promise<ExitCode> => {
      const rows = rowsOf(folder, context)
      const { world, paint } = call
      if (call.options.flag('json')) {
        for (const { start: _, ...row } of rows) world.write(`${JSON.stringify(row)}\n`)
      } else {
        world.write(rows.length === 0 ? 'Nothing is on the calendar.\n' : listText(rows, paint))
      }
      for (const { file, why } of folder.strays())
        world.warn(`parley list: ${plain(file)}: ${why}\n`)
      return 0
    },
  )
}

function rowsOf(folder: Folder, context: Context): readonly Row[] {
  const rows = [...folder.all().values()].flatMap(({ state, fileName }) => {
    const [first] = state.object === undefined ? [] : tellingComponents(state.object)
    if (first === undefined) return []
    const own = findAttendee(first, context.self)
    const repeats = repetitionOf(first)
    const status = textAt(first, 'STATUS')
    return [
      {
        uid: state.uid,
        summary: summaryOf(first),
        when: whenOf(first),
        start: startAndEnd(first).start?.wallSeconds ?? 0,
        ...(repeats === undefined ? {} : { repeats }),
        role: roleOf(state, context.self),
        ...(own === undefined ? {} : { partStat: partStatOf(own) }),
        ...(status === undefined ? {} : { status }),
        file: fileName,
        ...waiting(state),
      },
    ]
  })
  return rows.sort((one, other) => one.start - other.start)
}

function waiting({ ledger }: HeldState): Pick<Row, 'counters' | 'questions'> {
  return {
    counters: ledger.counters
      .filter((each) => each.state === 'pending')
      .map(({ id, from, key, component }) => ({ id, from, key, when: whenOf(component) })),
    questions: ledger.questions.map(({ id, question, from }) => ({
      id,
      question,
      ...(from === undefined ? {} : { from }),
    })),
  }
}

function listText(rows: readonly Row[], paint: Paint): string {
  const lines = rows.map((row) => {
    const cancelled = row.status === 'CANCELLED'
    const name = clipped(row.summary, 40)
    return [
      cancelled ? paint.red('✗') : paint.green(partStatSigns[row.partStat ?? ''] ?? '·'),
      row.when + (row.repeats === undefined ? '' : ' ↻'),
      cancelled ? paint.struck(name) : paint.bold(name),
      paint.dim(
        [row.role, cancelled ? 'cancelled' : row.partStat?.toLowerCase()]
          .filter(Boolean)
          .join(', '),
      ),
      paint.dim(clipped(plain(row.uid), 40)),
    ]
  })
  const questions = rows.flatMap((row) => [
    ...row.counters.map(({ from, key, when }) => [
      paint.magenta('?'),
      `${row.summary}: ${plain(from)} proposes ${when}${key === '' ? '' : `, not ${instanceWords(key)}`}`,
      `parley accept-counter or decline-counter '${row.uid}'`,
    ]),
    ...row.questions
      .filter(({ question }) => question !== 'counter-proposal')
      .map(({ question, from }) => [
        paint.magenta('?'),
        `${row.summary}: ${question.replaceAll('-', ' ')}${from === undefined ? '' : `, ${plain(from)}`}`,
        `parley answer-question '${row.uid}' --accept or --dismiss`,
      ]),
  ])
  const waits =
    questions.length === 0 ? '' : `\n${paint.bold('Waiting for you')}\n${table(questions)}\n`
  return `${table(lines)}\n${waits}`
}

export const showCommand: Command = {
  name: 'show',
  summary: 'show one calendar object: who comes, the next instances, what waits',
  operands: 'WHICH',
  count: [1, 1],
  options: ['limit', ...folderOptions.filter((each) => each !== 'dry-run' && each !== 'language')],
  examples: [['parley show planning --limit 5', 'With the next five instances.']],
  run: show,
}

async function show(call: Call): Promise<ExitCode> {
  const { world, options, paint } = call
  const context = contextOf(call)
  const limit = Number(options.text('limit') ?? 3)
  if (!Number.isSafeInteger(limit) || limit < 0) throw misused('--limit is not a number')
  return lookInto(
    calendarThere(call),
    options.text('outbox'),
    async (folder): Promise<ExitCode> => {
      const held = await heldCalled(folder, call.operands[0] ?? '', call)
      const next = nextInstances(held, context, limit)
      if (options.flag('json')) {
        world.write(`${JSON.stringify(shownJson(held, next, context))}\n`)
        return 0
      }
      const components = held.object === undefined ? [] : tellingComponents(held.object)
      const rows = components.flatMap((each) => [...componentRows(each, paint), ['']])
      const facts = [
        ['uid', plain(held.uid)],
        ['you are', roleOf(held, context.self)],
        ...next.map((each, i) => [i === 0 ? 'next' : '', each]),
        ...[...held.ledger.revisions].map(([key, { sequence }], i) => [
          i === 0 ? 'revision' : '',
          `SEQUENCE ${sequence} of ${instanceWords(key)}`,
        ]),
        ...waiting(held).counters.map(({ id, from, when }) => [
          'proposal',
          `${plain(from)} proposes ${when}, id '${plain(id)}'`,
        ]),
        ...waiting(held).questions.map(({ id, question }) => [
          'question',
          `${question}, id '${plain(id)}'`,
        ]),
      ]
      world.write(`${labelled([...rows, ...facts], paint)}\n`)
      return 0
    },
  )
}

function nextInstances(held: HeldState, context: Context, limit: number): readonly string[] {
  if (held.object === undefined || limit === 0) return []
  const { set } = setOf(held, context)
  if (!isRecurring(set)) return []
  const { nowSeconds } = context
  const range = { fromSeconds: nowSeconds, toSeconds: nowSeconds + 10 * 366 * 86_400, limit }
  return instancesBetween(set, range)
    .filter(({ component }) => textAt(component, 'STATUS') !== 'CANCELLED')
    .map(({ start }) => spanWords(start, undefined))
}

function shownJson(held: HeldState, next: readonly string[], context: Context): unknown {
  const components = held.object === undefined ? [] : tellingComponents(held.object)
  return {
    uid: held.uid,
    role: roleOf(held, context.self),
    components: components.map((each) => ({
      component: each.name,
      summary: summaryOf(each),
      when: whenOf(each),
      recurrenceId: textAt(each, 'RECURRENCE-ID'),
      status: textAt(each, 'STATUS'),
      sequence: Number(textAt(each, 'SEQUENCE') ?? 0),
      attendees: allProperties(each, 'ATTENDEE').map((attendee) => ({
        address: attendee.value,
        partStat: partStatOf(attendee),
      })),
    })),
    next,
    ...waiting(held),
  }
}
