/** A mail gateway in a process of its own, to be killed: prints its LMTP port when it runs. */
import { startGateway } from '../mail/gateway.ts'
import { openParts } from '../open-parts.ts'
import { testConfig } from './start.ts'

const config = testConfig(JSON.parse(process.argv[2] ?? '{}'))
const parts = await openParts(config)
const gateway = await startGateway(parts)
process.stdout.write(`${gateway.lmtp?.port ?? 0}\n`)
// Ends with its parent, whatever becomes of that.
process.stdin.resume()
process.stdin.on('end', () => process.exit(0))
