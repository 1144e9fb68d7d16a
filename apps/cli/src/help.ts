/** Help, made from the tables of commands and options. */
import type { Command } from './command.ts'
import { commands, groups } from './commands.ts'
import type { OptionName } from './options.ts'
import { folderOptions, identityOptions, optionsOf, rowOf } from './options.ts'
import type { Paint } from './terminal/paint.ts'
import { padded, table, wrapped } from './terminal/paint.ts'

const width = 88

export function overview(paint: Paint): string {
  const lines = [
    `${paint.bold('parley')} reads, explains, answers and sends invitations (iCalendar, iTIP, iMIP).`,
    '',
    'A calendar is a folder of .ics files; mails that it sends wait as .eml files in an outbox.',
  ]
  for (const [title, names] of groups) {
    const rows = names.flatMap((name) => {
      const command = commands.find((each) => each.name === name)
      return command === undefined ? [] : [[`  ${paint.cyan(padded(name, 16))}`, command.summary]]
    })
    lines.push('', paint.bold(title), table(rows, 3))
  }
  lines.push(
    '',
    'parley help COMMAND tells more, with examples. parley demo shows it all.',
    '',
    paint.bold('Exit codes'),
    '  0  done',
    '  1  the input has errors, or was refused',
    '  2  the call is wrong, or a file could not be read or written',
    '',
  )
  return lines.join('\n')
}

export function helpOf(command: Command, paint: Paint): string {
  const lines = [
    `${paint.bold(`parley ${command.name}`)} ${command.operands}`.trimEnd(),
    '',
    wrapped(`${command.summary[0]?.toUpperCase()}${command.summary.slice(1)}.`, width),
  ]
  if (command.details !== undefined) {
    lines.push('', ...command.details.split('\n').map((each) => wrapped(each, width)))
  }
  lines.push('', paint.bold('Examples'))
  for (const [line, what] of command.examples) {
    lines.push(`  ${paint.cyan(line)}`, `      ${paint.dim(what)}`)
  }
  const shared: readonly OptionName[] = [...folderOptions, ...identityOptions, 'json', 'help']
  const names = optionsOf(command)
  const own = names.filter((name) => !shared.includes(name))
  const others = names.filter((name) => shared.includes(name))
  if (own.length > 0) lines.push('', paint.bold('Options'), optionRows(own, paint))
  lines.push('', paint.bold(own.length > 0 ? 'Common options' : 'Options'))
  lines.push(optionRows(others, paint), '')
  return lines.join('\n')
}

function optionRows(names: readonly OptionName[], paint: Paint): string {
  const rows = names.map((name) => {
    const { value, short, words } = rowOf(name)
    const label = `--${name}${value === undefined ? '' : ` ${value}`}`
    return [`  ${short === undefined ? '    ' : `-${short}, `}${paint.cyan(label)}`, words]
  })
  return table(rows, 3)
}
