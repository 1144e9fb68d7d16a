import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { after, describe, it } from 'node:test'
import { format } from 'node:util'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
const blocks = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map((match) => match[1] ?? '')
const scheme = 'busytime-readme:'

// A block is a module of its own that resolves its imports as this file does.
const hooks = registerHooks({
  resolve(specifier, context, next) {
    if (specifier.startsWith(scheme)) return { url: specifier, shortCircuit: true }
    const inBlock = context.parentURL?.startsWith(scheme) === true
    return next(specifier, inBlock ? { ...context, parentURL: import.meta.url } : context)
  },
  load(url, context, next) {
    if (!url.startsWith(scheme)) return next(url, context)
    const source = blocks[Number(url.slice(scheme.length))] ?? ''
    return { format: 'module-typescript', source, shortCircuit: true }
  },
})
after(() => hooks.deregister())

describe('the README', () => {
  it('has its blocks', () => assert.equal(blocks.length, 3))
  for (const [i, code] of blocks.entries()) {
    it(`prints what block ${i + 1} says`, async (test) => {
      const log = test.mock.method(console, 'log', () => undefined)
      await import(`${scheme}${i}`)
      const promised = [...code.matchAll(/console\.log\(.*\) \/\/ (.*)/g)].map((match) => match[1])
      const said = log.mock.calls.map((call) => format(...call.arguments))
      log.mock.restore()
      assert.deepEqual(said, promised)
    })
  }
})
