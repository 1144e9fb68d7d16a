/** What breaks the rules, in the order of the message. */
import type { Input, InputViolation } from '../input.ts'
import { messagesOf } from '../messages.ts'
import type { Paint } from '../terminal/paint.ts'
import { clipped, plain, table } from '../terminal/paint.ts'
import { sectionOf } from './explanation.ts'

export type LevelledViolation = InputViolation & {
  /** An error keeps a message from being applied; a warning does not. */
  readonly level: 'error' | 'warning'
}

const mostShown = 12

/** Of the bytes, the mail, and the scheduling messages inside. */
export function violationsOf(input: Input): readonly LevelledViolation[] {
  const { messages, violations } = messagesOf(input)
  return [
    ...input.violations.map((each) => levelled(each, 'warning')),
    ...violations,
    ...messages.flatMap((each) => each.violations),
  ]
}

/** The facts of a violation and nothing else, in a steady order. */
export function levelled(
  { requirement, path, line, expected, found }: InputViolation,
  level: 'error' | 'warning',
): LevelledViolation {
  return { level, requirement, path, line, expected, found }
}

export function violationLines(violations: readonly LevelledViolation[], paint: Paint): string {
  const rows = violations
    .slice(0, mostShown)
    .map(({ level, requirement, path, line, expected, found }) => [
      level === 'error' ? paint.red('  ✗ error') : paint.yellow('  ! warning'),
      sectionOf(requirement),
      plain(path.join('/')) + (line > 0 ? paint.dim(` line ${line}`) : ''),
      `${plain(expected)}${found === '' ? '' : paint.dim(`; found: ${clipped(plain(found), 60)}`)}`,
    ])
  const more = violations.length - rows.length
  return more > 0 ? `${table(rows)}\n${paint.dim(`  and ${more} more`)}` : table(rows)
}
