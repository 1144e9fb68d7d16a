/** Opens a server's database for one command; the server may be running or not. */
import { existsSync } from 'node:fs'
import type { Config, Parts } from '@parley/server/admin'
import type { Call } from '../command.ts'
import { type ExitCode, Failure, misused, refused } from '../failure.ts'
import type { OptionName } from '../options.ts'
import { plain } from '../terminal/paint.ts'
import { progressOf } from '../terminal/progress.ts'

/** Loaded when it is needed: other commands do without a database. */
export type Admin = typeof import('@parley/server/admin')

export const serverOptions: readonly OptionName[] = ['config']

export type Open = { readonly admin: Admin; readonly parts: Parts; readonly config: Config }

/** Runs the command on the database that the configuration names. */
export async function withServer(
  call: Call,
  work: (open: Open) => Promise<ExitCode | undefined>,
): Promise<ExitCode> {
  return withConfig(call, async (admin, config) => {
    const { database } = config
    if ('file' in database && !existsSync(database.file)) {
      throw misused(`there is no database ${database.file}; say --config FILE, or start the server`)
    }
    let parts: Parts
    try {
      parts = await admin.openParts({ ...config, log: { level: 'silent' } })
    } catch (error) {
      throw misused(admin.databaseProblem(error ?? {}, config) ?? String(error))
    }
    try {
      return (await work({ admin, parts, config })) ?? 0
    } finally {
      await parts.store.close()
    }
  })
}

/** Runs a command that needs no more than the configuration. */
export async function withConfig(
  call: Call,
  work: (admin: Admin, config: Config) => Promise<ExitCode | undefined> | ExitCode | undefined,
): Promise<ExitCode> {
  const admin = await import('@parley/server/admin')
  const config = admin.readConfig(call.options.text('config'), call.world.environment)
  if ('kind' in config) throw misused(config.lines.join('; '))
  try {
    return (await work(admin, config)) ?? 0
  } catch (error) {
    if (error instanceof admin.AdminProblem) throw refused(error.message)
    if (error instanceof Failure) throw error
    const problem = admin.databaseProblem(error ?? {}, config)
    throw problem === undefined ? error : misused(problem)
  }
}

/** One line for people, or one of JSON. */
export function tell(call: Call, words: string, json: Readonly<Record<string, unknown>>): void {
  call.world.write(call.options.flag('json') ? `${JSON.stringify(json)}\n` : `${words}\n`)
}

/** A bar whose length is known when the work has begun. */
export function barOf(call: Call): {
  readonly step: (done: number, total: number) => void
  readonly end: () => void
} {
  let bar: ReturnType<typeof progressOf> | undefined
  return {
    step(done, total) {
      bar ??= progressOf(call.world, total)
      bar.step(done, '')
    },
    end: () => bar?.end(),
  }
}

export function operand(call: Call, index: number): string {
  return call.operands[index] ?? ''
}

/** A whole number in the option, or nothing. */
export function numberOf(call: Call, name: OptionName): number | undefined {
  const text = call.options.text(name)
  if (text === undefined) return undefined
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < 1) throw misused(`--${name} ${text}: not a number`)
  return value
}

/** Names and texts of people, fit for a terminal. */
export function shown(texts: readonly string[]): string {
  return texts.map(plain).join(', ')
}
