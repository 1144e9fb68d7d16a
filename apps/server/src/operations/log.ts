/** The log: one JSON object a line, with ids, methods and numbers, and never what people write. */
import { type DestinationStream, type Logger, pino } from 'pino'

export function makeLog(level: string, to?: DestinationStream): Logger {
  const options = { level, base: null, serializers: { err: toldError } }
  return to === undefined ? pino(options) : pino(options, to)
}

const messageLength = 300

/** What an error is and where it arose. What it quotes may be an address, a title or a body. */
export function toldError(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { name: typeof error }
  const { name, message, stack, code, errcode } = error as Error & Record<string, unknown>
  return {
    name,
    message: scrubbed(String(message)),
    ...(code !== undefined && { code }),
    ...(errcode !== undefined && { errcode }),
    at: String(stack)
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .map((line) => line.trim()),
  }
}

/** Quoted words, addresses and paths of resources, taken out. */
export function scrubbed(message: string): string {
  return message
    .slice(0, messageLength)
    .replaceAll(/"[^"]*("|$)|'[^']*('|$)|`[^`]*(`|$)/g, '…')
    .replaceAll(/[^\s<>,;:()]+@[^\s<>,;:()]+/g, '…')
    .replaceAll(/\/dav\/\S*/g, '/dav/…')
}
