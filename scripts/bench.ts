/**
 * `npm run bench [-- NAME]`: runs the benchmarks of all packages and apps, each in a process of its
 * own, or those whose path contains NAME.
 */
import { globSync } from 'node:fs'
import { root } from './registers.ts'
import { run } from './run.ts'

const [filter = ''] = process.argv.slice(2)
const files = globSync('{packages,apps}/*/bench/*.bench.ts', { cwd: root })
  .filter((file) => file.includes(filter))
  .sort()
if (files.length === 0) {
  console.error(`bench: no benchmark is called ${filter}`)
  process.exit(2)
}
let failed = 0
for (const file of files) {
  console.log(`\n${file}`)
  const { code } = await run('node', [file])
  if (code !== 0) failed++
}
process.exit(failed === 0 ? 0 : 1)
