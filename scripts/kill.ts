/**
 * `npm run kill [-- --times 200] [--postgres] [--processes 3]`: kills serving processes amid load,
 * and checks that nothing that was answered with success is missing.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from '@parley/testkit/postgres'
import { killAmidLoad } from '../apps/server/src/testing/kill.ts'
import { optionsOf } from './options.ts'

const values = optionsOf(import.meta.filename, {
  times: { type: 'string', default: '200' },
  processes: { type: 'string' },
  postgres: { type: 'boolean', default: false },
})
const folder = mkdtempSync(join(tmpdir(), 'parley-kill-'))
const postgres = values.postgres ? await startPostgres() : undefined
const url = await postgres?.freshUrl()
const report = await killAmidLoad(
  url === undefined
    ? { file: join(folder, 'parley.db'), synchronous: 'FULL' }
    : { url, poolSize: 5 },
  {
    times: Number(values.times),
    processes: Number(values.processes ?? (values.postgres ? 3 : 1)),
    note: (line) => console.log(line),
  },
)
await postgres?.stop()
rmSync(folder, { recursive: true, force: true })
for (const each of report.broken) console.error(each)
console.log(`${report.kills} kills, ${report.promised} promises, ${report.broken.length} broken`)
process.exit(report.broken.length === 0 ? 0 : 1)
