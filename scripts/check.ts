/** `npm run check`: all that must hold before a change goes in. Stops at nothing, sums up at the end. */
import { run } from './run.ts'

const steps: readonly (readonly [string, string, readonly string[]])[] = [
  ['format and lint', 'biome', ['check', '--error-on-warnings', '.']],
  ['requirement ids', 'node', ['scripts/requirement-ids.ts', '--check']],
  ['types of the API', 'node', ['scripts/api-types.ts', '--check']],
  ['documents', 'node', ['scripts/docs.ts', '--check']],
  ['types', 'node', ['scripts/types.ts']],
  ['tests and trace', 'node', ['scripts/trace.ts']],
  ['build', 'node', ['scripts/build.ts', '--check']],
]

const failed: string[] = []
for (const [title, command, args] of steps) {
  const started = performance.now()
  const { code, output } = await run(command, args, { quiet: true })
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${title} (${seconds} s)`)
  if (code === 0) continue
  failed.push(title)
  console.log(output)
}
if (failed.length > 0) {
  console.error(`check: ${failed.join(', ')} failed`)
  process.exit(1)
}
console.log('check: all well')
