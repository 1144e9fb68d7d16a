import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { after, describe, it } from 'node:test'
import { format } from 'node:util'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
const blocks = [...readme.matchAll(/## (.*)\n[^#]*?```ts\n([\s\S]*?)```/g)]

// Each block is a module of its own, `readme:0`, that imports as if it stood beside this file.
const hooks = registerHooks({
  resolve: (specifier, context, next) =>
    specifier.startsWith('readme:')
      ? { url: specifier, shortCircuit: true }
      : next(
          specifier,
          context.parentURL?.startsWith('readme:')
            ? { ...context, parentURL: import.meta.url }
            : context,
        ),
  load: (url, context, next) =>
    url.startsWith('readme:')
      ? {
          format: 'module-typescript',
          source: blocks[Number(url.slice(7))]?.[2] ?? '',
          shortCircuit: true,
        }
      : next(url, context),
})
after(() => hooks.deregister())

describe('the README', () => {
  it('has its blocks', () => assert.equal(blocks.length, 3))
  for (const [i, [, title, code = '']] of blocks.entries()) {
    it(`prints what it says: ${title}`, async (t) => {
      const promised = [...code.matchAll(/console\.log\(.*\) \/\/ (.*)/g)].map(([, text]) => text)
      const log = t.mock.method(console, 'log', () => undefined)
      await import(`readme:${i}`)
      const said = log.mock.calls.map((call) => format(...call.arguments))
      log.mock.restore()
      assert.deepEqual(said, promised)
    })
  }
})
