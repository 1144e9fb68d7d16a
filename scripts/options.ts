/** Options of the scripts. `--help` prints the comment that a script begins with, as does a wrong option. */
import { readFileSync } from 'node:fs'
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'

type Values<Options extends ParseArgsOptionsConfig> = ReturnType<
  typeof parseArgs<{ options: Options }>
>['values']

/** What was asked of `script`, a file's path. */
export function optionsOf<const Options extends ParseArgsOptionsConfig>(
  script: string,
  options: Options,
): Values<Options> {
  if (process.argv.includes('--help')) {
    console.log(helpOf(script))
    process.exit(0)
  }
  try {
    return parseArgs({ options }).values
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${helpOf(script)}`)
    process.exit(2)
  }
}

function helpOf(script: string): string {
  const [, comment = ''] = /^\/\*\*(.*?)\*\//s.exec(readFileSync(script, 'utf8')) ?? []
  return comment.replaceAll(/^[ \t]*\* ?/gm, '').trim()
}
