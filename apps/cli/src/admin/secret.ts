/** Passwords come from standard input or are made here: never from the command line. */
import { randomBytes } from 'node:crypto'
import type { Call } from '../command.ts'
import { misused } from '../failure.ts'

export type Secret = { readonly password: string; readonly made: boolean }

export async function readSecret(call: Call): Promise<Secret> {
  if (!call.options.flag('password-stdin')) {
    return { password: randomBytes(12).toString('base64url'), made: true }
  }
  const bytes = await call.world.readStandardInput()
  const password = new TextDecoder().decode(bytes).replace(/\r?\n$/, '')
  if (password === '') throw misused('standard input: there is no password in it')
  if (/[\r\n]/.test(password)) throw misused('standard input: one line was expected')
  return { password, made: false }
}

/** Shown once, and only if it was made here. */
export function secretWords({ password, made }: Secret): string {
  return made ? `\n  password  ${password}   (shown once)` : ''
}
