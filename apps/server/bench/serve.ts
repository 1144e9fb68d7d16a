/** Our server with sixty people, for the benchmark: a process of its own that tells what it counted. */
import { addCredential } from '@parley/store'
import {
  createPrincipal,
  hashPassword,
  isConfigProblem,
  parseConfig,
  startServer,
} from '../src/index.ts'

const [database = '', count = '60'] = process.argv.slice(2)
const config = parseConfig(
  {
    listen: { port: 0 },
    domains: ['bench.example'],
    log: { level: 'error' },
    database: database.startsWith('postgres') ? { url: database } : { file: database },
  },
  'benchmark',
)
if (isConfigProblem(config)) throw new Error(config.lines.join('\n'))
const server = await startServer(config)
const { parts } = server
process.send?.({ kind: 'started', url: server.url })

process.on('message', async (wanted: string) => {
  if (wanted === 'people') {
    // As the server's own program does, soon after its start.
    parts.store.reserve()
    for (let index = 1; index <= Number(count); index++) await addPerson(index)
    process.send?.({ kind: 'people' })
  }
  if (wanted === 'count') {
    const { queries, syncs } = parts.store.statistics
    const { user, system } = process.cpuUsage()
    const rss = process.memoryUsage().rss
    process.send?.({ kind: 'counted', queries, syncs, rss, cpuMs: (user + system) / 1000 })
  }
  if (wanted === 'stop') {
    await server.stop()
    process.exit(0)
  }
})

async function addPerson(index: number): Promise<void> {
  const hash = await hashPassword(`pass${index}`)
  await parts.store.write([], async (tables) => {
    const principal = await createPrincipal(tables, parts, {
      name: `user${index}`,
      kind: 'user',
      displayName: `User ${index}`,
      addresses: [`user${index}@bench.example`],
      tzid: 'Europe/Berlin',
    })
    await addCredential(tables, {
      id: parts.newId(),
      principalId: principal.id,
      kind: 'password',
      hash,
      label: '',
      createdSeconds: 0,
      lastUsedSeconds: undefined,
    })
  })
}
