/** One call of `parley`: finds the command, takes its line apart, runs it, ends in an exit code. */
import type { Command } from './command.ts'
import { commands } from './commands.ts'
import type { ExitCode } from './failure.ts'
import { Failure, misused, wordsOfError } from './failure.ts'
import { helpOf, overview } from './help.ts'
import { version } from './identity.ts'
import { nearest, parseCall } from './options.ts'
import { paintFor, plain } from './terminal/paint.ts'
import type { World } from './world.ts'

export async function run(line: readonly string[], world: World): Promise<ExitCode> {
  const paint = paintFor(world)
  const [name, ...rest] = line
  try {
    if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
      const [about] = name === undefined ? [] : rest
      world.write(about === undefined ? overview(paint) : helpOf(commandCalled(about), paint))
      return name === undefined ? 2 : 0
    }
    if (name === '--version' || name === '-V') {
      world.write(`parley ${version}\n`)
      return 0
    }
    const command = commandCalled(name)
    const { operands, options } = parseCall(command, rest)
    if (options.flag('help')) {
      world.write(helpOf(command, paint))
      return 0
    }
    const [least, most] = command.count
    if (operands.length < least || operands.length > most) {
      throw misused(`usage: parley ${name} ${command.operands} (see parley help ${name})`)
    }
    return await command.run({ name, world, operands, options, paint })
  } catch (error) {
    return failed(error, name ?? '', world)
  }
}

function commandCalled(name: string): Command {
  const command = commands.find((each) => each.name === name)
  if (command !== undefined) return command
  const names = commands.map((each) => each.name)
  const near = nearest(name, names)
  const hint = near === undefined ? 'see parley help' : `did you mean ${near}?`
  throw misused(`there is no command ${name}; ${hint}`)
}

/** One line on standard error. A fault of our own shows where it is when PARLEY_DEBUG is set. */
function failed(error: unknown, name: string, world: World): ExitCode {
  const words = error instanceof Failure ? error.message : wordsOfError(error)
  world.warn(`parley ${plain(name)}: ${plain(words)}\n`)
  const debug = world.environment['PARLEY_DEBUG'] ?? ''
  if (debug !== '' && error instanceof Error) world.warn(`${error.stack}\n`)
  return error instanceof Failure ? error.exitCode : 2
}
