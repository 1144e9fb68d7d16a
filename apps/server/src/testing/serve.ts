/** A server as a process of its own, for tests that kill it: serves when it is told to, and tells where. */
import { isConfigProblem, parseConfig } from '../config.ts'
import { startServer } from '../server.ts'

const config = parseConfig(JSON.parse(process.argv[2] ?? '{}'), 'arguments')
if (isConfigProblem(config)) throw new Error(config.lines.join('\n'))
process.once('message', async () => {
  const server = await startServer(config)
  process.send?.(server.url)
})
process.send?.('ready')
process.on('disconnect', () => process.exit(0))
