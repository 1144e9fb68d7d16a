/** Every scenario of `scenarios/`, played on the engine. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { engineStage } from './scenario/engine-stage.ts'
import { parseScenarios } from './scenario/parse.ts'
import { playScenario } from './scenario/play.ts'

const folder = join(import.meta.dirname, '../../../scenarios')
for (const file of readdirSync(folder)
  .filter((name) => name.endsWith('.txt'))
  .sort()) {
  describe(`scenarios/${file}, on the engine`, () => {
    for (const scenario of parseScenarios(readFileSync(join(folder, file), 'utf8'))) {
      it(scenario.title, () => playScenario(scenario, engineStage))
    }
  })
}
