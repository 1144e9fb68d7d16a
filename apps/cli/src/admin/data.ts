/** `parley admin import`, `export`, `backup`, `restore`, `check`, `transfer`: the data as a whole. */
import { readFileSync } from 'node:fs'
import type { Call, Command } from '../command.ts'
import { type ExitCode, misused } from '../failure.ts'
import type { OptionName, OptionRow } from '../options.ts'
import { plain } from '../terminal/paint.ts'
import { barOf, type Open, operand, serverOptions, tell, withConfig, withServer } from './server.ts'

const meanings: Partial<Record<OptionName, OptionRow>> = {
  calendar: { value: 'NAME', words: 'which of their calendars, as its address names it' },
}

export const importCommand: Command = {
  name: 'admin import',
  summary: 'take over a calendar file, and tell nobody',
  operands: 'FILE|-',
  count: [1, 1],
  options: ['user', 'calendar', 'schedule', ...serverOptions],
  meanings,
  details:
    'What the user holds already, by its UID, is left as it is. What is imported is marked as not ' +
    'scheduled by this server (SCHEDULE-AGENT=NONE), so that not even deleting it mails anybody; ' +
    'with --schedule that is left out for meetings to come, whose later changes are then sent.',
  examples: [
    ['parley admin import ann.ics --user ann', 'Into her first calendar.'],
    [
      'parley admin import team.ics --user ann --calendar team --schedule',
      'Ann goes on organizing from here.',
    ],
  ],
  run: (call) => withServer(call, (open) => importFile(call, open)),
}

function userOf(call: Call): string {
  const name = call.options.text('user')
  if (name === undefined) throw misused('whose? Say --user NAME')
  return name
}

async function importFile(call: Call, { admin, parts }: Open): Promise<ExitCode> {
  const file = operand(call, 0)
  const bytes = file === '-' ? await call.world.readStandardInput() : readFileSync(file)
  const bar = barOf(call)
  const report = await admin
    .importCalendar(parts, {
      name: userOf(call),
      calendar: call.options.text('calendar') ?? 'calendar',
      bytes,
      schedule: call.options.flag('schedule'),
      progress: bar.step,
    })
    .finally(bar.end)
  for (const each of report.problems) call.world.warn(`${plain(each)}\n`)
  const { stored, present, problems } = report
  const words = `${stored} stored, ${present} were there already, ${problems.length} not stored`
  tell(call, `${words}. Nobody was told.`, report)
  return problems.length === 0 ? 0 : 1
}

export const exportCommand: Command = {
  name: 'admin export',
  summary: 'write the calendars of somebody as one calendar file',
  operands: '',
  count: [0, 0],
  options: ['user', 'calendar', ...serverOptions],
  meanings,
  details: 'To standard output. With --json, the file is the text of a JSON string.',
  examples: [
    ['parley admin export --user ann > ann.ics', 'All calendars of Ann.'],
    ['parley admin export --user ann --calendar team > team.ics', 'One of them.'],
  ],
  run: (call) =>
    withServer(call, async ({ admin, parts }) => {
      const bar = barOf(call)
      const calendar = call.options.text('calendar')
      const bytes = await admin
        .exportCalendar(parts, {
          name: userOf(call),
          progress: bar.step,
          ...(calendar !== undefined && { calendar }),
        })
        .finally(bar.end)
      const text = new TextDecoder().decode(bytes)
      call.world.write(call.options.flag('json') ? `${JSON.stringify({ calendar: text })}\n` : text)
      return 0
    }),
}

export const backupCommand: Command = {
  name: 'admin backup',
  summary: 'copy the database to a file while the server runs',
  operands: 'FILE',
  count: [1, 1],
  options: serverOptions,
  details: 'SQLite only: for PostgreSQL it says how pg_dump is called.',
  examples: [['parley admin backup parley-monday.db', 'One moment of everything, in one file.']],
  run: (call) =>
    withConfig(call, (admin, config) => {
      const file = operand(call, 0)
      const sizeBytes = admin.backupTo(config, file)
      tell(call, `${file}: ${Math.ceil(sizeBytes / 1024)} kB`, { file, sizeBytes })
      return 0
    }),
}

export const restoreCommand: Command = {
  name: 'admin restore',
  summary: 'put a backup in the place of the database, and check it',
  operands: 'FILE',
  count: [1, 1],
  options: serverOptions,
  details: 'The server must be stopped. The database as it was is kept beside, and named.',
  examples: [['parley admin restore parley-monday.db', 'As it was on Monday.']],
  run: async (call) => {
    const code = await withConfig(call, (admin, config) => {
      const file = operand(call, 0)
      const before = admin.restoreFrom(config, file)
      const kept = before === undefined ? '' : ` What was there before is ${before}.`
      tell(call, `${file} is the database now.${kept}`, { file, before })
      return 0
    })
    return code === 0 ? withServer(call, (open) => check(call, open)) : code
  },
}

export const checkCommand: Command = {
  name: 'admin check',
  summary: 'look whether everything that must hold of the data does hold',
  operands: '',
  count: [0, 0],
  options: serverOptions,
  details: 'Changes nothing. Ends in 1 when something is broken. The server may be running.',
  examples: [['parley admin check', 'Each fault is one line.']],
  run: (call) => withServer(call, (open) => check(call, open)),
}

async function check(call: Call, { admin, parts }: Open): Promise<ExitCode> {
  const bar = barOf(call)
  const report = await admin.checkStore(parts, bar.step).finally(bar.end)
  const { resources, ledgers, broken } = report
  if (!call.options.flag('json')) {
    for (const each of broken) call.world.write(`${call.paint.red('✗')} ${plain(each)}\n`)
  }
  const looked = `${resources} calendar objects and ${ledgers} ledgers`
  const words = broken.length === 0 ? 'all is well' : `${broken.length} faults`
  tell(call, `${looked}: ${words}`, report)
  return broken.length === 0 ? 0 : 1
}

export const transferCommand: Command = {
  name: 'admin transfer',
  summary: 'hand the meetings to come of one Organizer to another; everybody is told',
  operands: 'FROM TO',
  count: [2, 2],
  options: serverOptions,
  details: 'Answers stay. Attendees get the invitation anew, from the new Organizer.',
  examples: [['parley admin transfer ann bob', 'Before Ann leaves.']],
  run: (call) =>
    withServer(call, async ({ admin, parts }) => {
      const [from, to] = [operand(call, 0), operand(call, 1)]
      const bar = barOf(call)
      const meetings = await admin
        .transferMeetings(parts, { from, to, progress: bar.step })
        .finally(bar.end)
      tell(call, `${meetings} meetings are ${to}'s now.`, { from, to, meetings })
      return 0
    }),
}
