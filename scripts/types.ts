/** Type-checks every TypeScript project of the workspace, two at a time; prints what fails. */
import { globSync } from 'node:fs'
import { root } from './registers.ts'
import { run } from './run.ts'

const projects = globSync(['tsconfig.json', '{packages,apps}/*/tsconfig*.json'], {
  cwd: root,
}).sort()
let failed = 0
async function checkNext(): Promise<void> {
  for (let project = projects.shift(); project !== undefined; project = projects.shift()) {
    const { code, output } = await run('tsc', ['-p', project], { quiet: true })
    if (code === 0) continue
    failed++
    console.error(`${project}\n${output}`)
  }
}
const total = projects.length
await Promise.all([checkNext(), checkNext()])
console.log(`types: ${total - failed} of ${total} projects pass`)
process.exit(failed === 0 ? 0 : 1)
