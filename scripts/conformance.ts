/**
 * `npm run conformance [-- NAME]`: runs every module of scripts/conformance against the oracles and
 * the corpus of ../shared, and sums up. Where that folder is absent it says what it skipped.
 */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './registers.ts'

export type ConformanceResult = {
  readonly name: string
  readonly passed: number
  readonly failed: number
  readonly lines: readonly string[]
}

const shared = join(root, '../shared')
const wanted = process.argv[2]
const modules = readdirSync(join(root, 'scripts/conformance'))
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .filter((name) => wanted === undefined || name.includes(wanted))
  .sort()

if (!existsSync(shared)) {
  console.log(`conformance: skipped ${modules.join(', ')}: the folder ../shared is not here`)
  process.exit(0)
}
let passed = 0
let failed = 0
for (const name of modules) {
  const { run }: { run: (folder: string) => Promise<ConformanceResult> } = await import(
    `./conformance/${name}`
  )
  const started = performance.now()
  const result = await run(shared)
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  for (const line of result.lines) console.log(`  ${line}`)
  console.log(`${result.name}: ${result.passed} right, ${result.failed} wrong (${seconds} s)`)
  passed += result.passed
  failed += result.failed
}
console.log(`conformance: ${passed} right, ${failed} wrong`)
process.exit(failed === 0 ? 0 : 1)
