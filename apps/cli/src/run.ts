/** One call of `parley`: finds the command, takes its line apart, runs it, ends in an exit code. */
import { commandOf, commands } from './commands.ts'
import type { ExitCode } from './failure.ts'
import { Failure, misused, wordsOfError } from './failure.ts'
import { adminOverview, helpOf, overview } from './help.ts'
import { version } from './identity.ts'
import { nearest, parseCall } from './options.ts'
import { type Paint, paintFor, plain } from './terminal/paint.ts'
import type { World } from './world.ts'

export async function run(line: readonly string[], world: World): Promise<number> {
  const paint = paintFor(world)
  const [name] = line
  let called = name ?? ''
  try {
    if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
      world.write(helpAbout(line.slice(1), paint))
      return name === undefined ? 2 : 0
    }
    if (name === '--version' || name === '-V') {
      world.write(`parley ${version}\n`)
      return 0
    }
    if (name === 'mail') return await mail(line.slice(1), world)
    const found = commandOf(line)
    if (found === undefined && isFamily(line)) {
      const asked = line.includes('--help') || line.includes('-h')
      world.write(adminOverview(paint, line[1]?.startsWith('-') === true ? '' : line[1]))
      return asked ? 0 : 2
    }
    if (found === undefined) throw unknownCommand(line)
    const { command, rest } = found
    called = command.name
    const { operands, options } = parseCall(command, rest)
    if (options.flag('help')) {
      world.write(helpOf(command, paint))
      return 0
    }
    const [least, most] = command.count
    if (operands.length < least || operands.length > most) {
      throw misused(`usage: parley ${called} ${command.operands} (see parley help ${called})`)
    }
    return await command.run({ name: called, world, operands, options, paint })
  } catch (error) {
    return failed(error, called, world)
  }
}

/** A server's mail has options and exit codes of its own: mail servers call it. */
async function mail(line: readonly string[], world: World): Promise<number> {
  const { mailCommand } = await import('@parley/server/mail')
  const { readStandardInput, environment, write, warn } = world
  return mailCommand(line, { readAll: readStandardInput, environment, out: write, err: warn })
}

function helpAbout(words: readonly string[], paint: Paint): string {
  if (words.length === 0) return overview(paint)
  if (isFamily(words) && commandOf(words) === undefined) return adminOverview(paint, words[1])
  const found = commandOf(words)
  if (found === undefined) throw unknownCommand(words)
  return helpOf(found.command, paint)
}

/** `admin` alone, or with a word that begins the names of several commands. */
function isFamily(line: readonly string[]): boolean {
  const words = line.filter((each) => !each.startsWith('-'))
  if (words.length === 0 || words.length > 2) return false
  return commands.some(({ name }) => name.startsWith(`${words.join(' ')} `))
}

function unknownCommand(line: readonly string[]): Error {
  const [first = ''] = line
  const family = commands.some(({ name }) => name.startsWith(`${first} `))
  const words = line.filter((each) => !each.startsWith('-')).slice(0, family ? 3 : 1)
  const names = commands.map((each) => each.name)
  const near =
    nearest(words.join(' '), names) ?? nearest(words.slice(0, 2).join(' '), names.concat('admin'))
  const hint =
    near === undefined ? `see parley help${family ? ` ${first}` : ''}` : `did you mean ${near}?`
  return misused(`there is no command ${words.join(' ')}; ${hint}`)
}

/** One line on standard error. A fault of our own shows where it is when PARLEY_DEBUG is set. */
function failed(error: unknown, name: string, world: World): ExitCode {
  const words = error instanceof Failure ? error.message : wordsOfError(error)
  world.warn(`parley ${plain(name)}: ${plain(words)}\n`)
  const debug = world.environment['PARLEY_DEBUG'] ?? ''
  if (debug !== '' && error instanceof Error) world.warn(`${error.stack}\n`)
  return error instanceof Failure ? error.exitCode : 2
}
