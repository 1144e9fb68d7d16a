/** `parley validate`: what breaks the standards, where, and how badly. */
import type { Call, Command } from '../command.ts'
import type { ExitCode } from '../failure.ts'
import { filesBelow, noCalendar, readInput } from '../input.ts'
import { plain } from '../terminal/paint.ts'
import { progressOf } from '../terminal/progress.ts'
import { sectionOf } from '../words/explanation.ts'
import { violationLines, violationsOf } from '../words/violations.ts'

export const validateCommand: Command = {
  name: 'validate',
  summary: 'check mails and calendar files against the standards',
  operands: 'FILE|DIR|-...',
  count: [1, Number.POSITIVE_INFINITY],
  options: [],
  details:
    'Names everything at once: RFC and section, path within the object, what was expected, what was ' +
    'found. An error is what keeps a message from being applied; a warning is tolerated.\n' +
    'Ends in 1 when there is an error or a file holds no calendar.',
  examples: [
    ['parley validate invitation.eml', 'Is this a proper invitation?'],
    ['parley validate --json out/*.ics', 'The same for a program: one line per file.'],
  ],
  run: validateAll,
}

async function validateAll(call: Call): Promise<ExitCode> {
  const { world, operands, options, paint } = call
  const files = operands.flatMap(filesBelow)
  const progress = progressOf(world, files.length, { interleaved: true })
  let wrong = 0
  for (const [i, file] of files.entries()) {
    progress.step(i, file)
    const input = await readInput(file, world)
    const readable = input.calendars.length > 0
    const violations = violationsOf(input)
    const errors = violations.filter((each) => each.level === 'error').length
    const valid = readable && errors === 0
    if (!valid) wrong++
    if (options.flag('json')) {
      const listed = violations.map((each) => ({ ...each, section: sectionOf(each.requirement) }))
      const why = readable ? {} : { why: noCalendar(input) }
      world.write(`${JSON.stringify({ file, valid, ...why, violations: listed })}\n`)
      continue
    }
    const verdict = !readable
      ? paint.red(`✗ ${noCalendar(input)}`)
      : errors > 0
        ? paint.red(`✗ ${errors} ${errors === 1 ? 'error' : 'errors'}`)
        : violations.length > 0
          ? paint.yellow(
              `! valid, ${violations.length} ${violations.length === 1 ? 'warning' : 'warnings'}`,
            )
          : paint.green('✓ valid')
    world.write(`${paint.bold(plain(file))}  ${verdict}\n`)
    if (violations.length > 0) world.write(`${violationLines(violations, paint)}\n`)
  }
  progress.end()
  return wrong > 0 ? 1 : 0
}
