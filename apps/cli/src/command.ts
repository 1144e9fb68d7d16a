/** A command as a row: what it is called, takes, and does. */
import type { ExitCode } from './failure.ts'
import type { OptionName, OptionRow } from './options.ts'
import type { Paint } from './terminal/paint.ts'
import type { World } from './world.ts'

export type Command = {
  /** One word, or several: `read`, `admin user add`. */
  readonly name: string
  /** What it does, in one line, verb first. */
  readonly summary: string
  /** What follows the name, like `FILE|DIR|-`. */
  readonly operands: string
  /** How many operands it takes. */
  readonly count: readonly [least: number, most: number]
  readonly options: readonly OptionName[]
  /** Options that mean something else here than in the table. */
  readonly meanings?: Partial<Readonly<Record<OptionName, OptionRow>>>
  /** More than the summary says; shown by `parley help NAME`. */
  readonly details?: string
  readonly examples: readonly (readonly [line: string, what: string])[]
  readonly run: (call: Call) => Promise<ExitCode>
}

export type Call = {
  /** The command's. */
  readonly name: string
  readonly world: World
  readonly operands: readonly string[]
  readonly options: Options
  readonly paint: Paint
}

/** What was given; nothing for what was not. */
export type Options = {
  readonly text: (name: OptionName) => string | undefined
  readonly texts: (name: OptionName) => readonly string[]
  readonly flag: (name: OptionName) => boolean
}
