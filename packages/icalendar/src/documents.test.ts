/** The README's programs run to their end, and what docstrings say a call gives, it gives. */
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import vm from 'node:vm'
import * as icalendar from './index.ts'

const here = fileURLToPath(new URL('.', import.meta.url))
const index = new URL('./index.ts', import.meta.url).href

describe('README.md', () => {
  const text = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  const blocks = [...text.matchAll(/```ts\n([\s\S]*?)```/g)].map((match) => match[1] ?? '')

  it('has programs', () => assert.ok(blocks.length > 3))

  for (const [i, block] of blocks.entries()) {
    it(`runs program ${i + 1}`, async () => {
      const code = stripTypeScriptTypes(block).replaceAll("'@parley/icalendar'", `'${index}'`)
      await import(`data:text/javascript,${encodeURIComponent(code)}`)
    })
  }
})

describe('docstrings', () => {
  let examples = 0
  for (const file of globSync('**/*.ts', { cwd: here, exclude: ['**/*.test.ts'] }).sort()) {
    const text = readFileSync(`${here}${file}`, 'utf8')
    for (const match of text.matchAll(/\* @example\n([\s\S]*?)\n \*\//g)) {
      const lines = (match[1] ?? '').replaceAll(/^ \* ?/gm, '')
      // The value stands in a comment at the end; where words stand instead, there is none.
      const found = /^([\s\S]*?)\s*\/\/ (['[{\d-].*|true|false|undefined)$/.exec(lines)
      if (found === null) continue
      const [, code = '', value = ''] = found
      examples += 1
      it(`${file}: ${code.split('\n')[0]}`, () => {
        const context = vm.createContext({ ...icalendar })
        const result = vm.runInContext(stripTypeScriptTypes(code), context)
        const expected = vm.runInContext(`(${value})`, context)
        assert.equal(JSON.stringify(result), JSON.stringify(expected))
      })
    }
  }

  it('have examples', () => assert.ok(examples > 12))
})
