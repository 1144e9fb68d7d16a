/** Help, made from the tables of commands and options. */
import type { Command } from './command.ts'
import { adminGroups, commands, groups } from './commands.ts'
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
  for (const [title, names] of groups) lines.push('', ...groupLines(title, names, paint, 16))
  lines.push(
    '',
    paint.bold('Run a server'),
    `  ${paint.cyan(padded('admin', 16))}   people, rooms, backup, check, trace …: see parley help admin`,
    `  ${paint.cyan(padded('mail', 16))}   receive, check, list, again: see parley mail --help`,
  )
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

/** The commands of a server's administrator; with a word, those that begin with it. */
export function adminOverview(paint: Paint, word = ''): string {
  const lines = [
    `${paint.bold('parley admin')} looks after a Parley server, also while it runs.`,
    '',
    'It opens the database that the configuration names: by --config FILE, PARLEY_CONFIG and the',
    'environment, as the server itself does.',
  ]
  const prefix = word === '' ? 'admin ' : `admin ${word} `
  for (const [title, names] of adminGroups) {
    const shown = names.filter((name) => name.startsWith(prefix))
    if (shown.length > 0) lines.push('', ...groupLines(title, shown, paint, 28))
  }
  lines.push('', 'parley help admin COMMAND tells more, with examples.', '')
  return lines.join('\n')
}

function groupLines(
  title: string,
  names: readonly string[],
  paint: Paint,
  width: number,
): readonly string[] {
  const rows = names.flatMap((name) => {
    const command = commands.find((each) => each.name === name)
    return command === undefined ? [] : [[`  ${paint.cyan(padded(name, width))}`, command.summary]]
  })
  return [paint.bold(title), table(rows, 3)]
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
  const shared: readonly OptionName[] = [
    ...folderOptions,
    ...identityOptions,
    'config',
    'json',
    'help',
  ]
  const names = optionsOf(command)
  const isShared = (name: OptionName): boolean =>
    shared.includes(name) && command.meanings?.[name] === undefined
  const own = names.filter((name) => !isShared(name))
  const others = names.filter(isShared)
  if (own.length > 0) lines.push('', paint.bold('Options'), optionRows(own, command, paint))
  lines.push('', paint.bold(own.length > 0 ? 'Common options' : 'Options'))
  lines.push(optionRows(others, command, paint), '')
  return lines.join('\n')
}

function optionRows(names: readonly OptionName[], command: Command, paint: Paint): string {
  const rows = names.map((name) => {
    const { value, short, words } = rowOf(name, command)
    const label = `--${name}${value === undefined ? '' : ` ${value}`}`
    return [`  ${short === undefined ? '    ' : `-${short}, `}${paint.cyan(label)}`, words]
  })
  return table(rows, 3)
}
