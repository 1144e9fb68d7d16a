/** Every scenario of `scenarios/`, played through a server, unchanged. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { parseScenarios, playScenario } from '@parley/testkit'
import { NotOnThisStage, type ServerStage, serverStage } from '../testing/server-stage.ts'

const folder = join(import.meta.dirname, '../../../../scenarios')

for (const file of readdirSync(folder)
  .filter((name) => name.endsWith('.txt'))
  .sort()) {
  describe(`scenarios/${file}, on a server`, () => {
    for (const scenario of parseScenarios(readFileSync(join(folder, file), 'utf8'))) {
      it(scenario.title, async (test) => {
        let stage: ServerStage | undefined
        try {
          await playScenario(scenario, async (cast, now) => {
            stage = await serverStage(cast, now)
            return stage
          })
        } catch (error) {
          const reason = reasonToSkip(error)
          if (reason === undefined) throw error
          test.skip(reason)
        } finally {
          await stage?.end()
        }
      })
    }
  })
}

/** The player names the line in an error of its own: what it was is in the words. */
function reasonToSkip(error: unknown): string | undefined {
  if (error instanceof NotOnThisStage) return error.message
  const words = error instanceof Error ? error.message : ''
  return /within one server no message [^)]*$|the lines hold no message that can be read$/.exec(
    words,
  )?.[0]
}
