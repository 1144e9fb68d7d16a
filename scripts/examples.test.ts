/** Examples are tests: each program of examples/ runs to its end, and says something. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { pathToFileURL } from 'node:url'
import { root } from './registers.ts'

const folder = join(root, 'examples')
const programs = readdirSync(folder).filter((name) => name.endsWith('.ts') && name !== 'setting.ts')

describe('the examples', () => {
  for (const name of programs) {
    it(`${name} runs to its end and fits on a screen`, async (test) => {
      const log = test.mock.method(console, 'log', () => {})
      await import(pathToFileURL(join(folder, name)).href)
      assert.ok(log.mock.callCount() > 0)
      assert.ok(readFileSync(join(folder, name), 'utf8').split('\n').length <= 60)
    })
    it(`${name} is in the list of README.md`, () => {
      assert.ok(readFileSync(join(folder, 'README.md'), 'utf8').includes(`\`${name}\``))
    })
  }
})
