/** Runs commands for the other scripts, from the root, with the output passed through or kept. */
import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { root } from './registers.ts'

const bins = [join(root, 'node_modules/node/bin'), join(root, 'node_modules/.bin')]
const path = [...bins, process.env['PATH'] ?? ''].join(delimiter)

export type Outcome = {
  readonly code: number
  readonly output: string
  readonly timedOut: boolean
}

/** Runs one command to its end, or to a limit. With `quiet`, the output is kept and not shown. */
export function run(
  command: string,
  args: readonly string[],
  options: { quiet?: boolean; cwd?: string; env?: Record<string, string>; limitMs?: number } = {},
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args], {
      cwd: options.cwd ?? root,
      env: { ...process.env, ...options.env, PATH: path },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    let timedOut = false
    const end = (): void => {
      timedOut = true
      child.kill('SIGKILL')
    }
    const timer = options.limitMs === undefined ? undefined : setTimeout(end, options.limitMs)
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text
        if (options.quiet !== true) process.stdout.write(text)
      })
    }
    child.on('error', reject)
    child.on('close', (code) => {
      clearTimeout(timer)
      resolve({ code: code ?? 1, output, timedOut })
    })
  })
}
