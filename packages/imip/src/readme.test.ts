import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const folder = fileURLToPath(new URL('..', import.meta.url))
const readme = readFileSync(`${folder}/README.md`, 'utf8')
const blocks = [...readme.matchAll(/## (.*)\n[^#]*?```ts\n([\s\S]*?)```/g)]

describe('the README', () => {
  it('has its blocks', () => assert.equal(blocks.length, 3))
  for (const [, title, code = ''] of blocks) {
    it(`prints what it says: ${title}`, async () => {
      const said = [...code.matchAll(/console\.log\(.*\) \/\/ (.*)/g)].map(([, text]) => text)
      const arguments_ = ['--input-type=module-typescript', '--eval', code]
      const { stdout } = await promisify(execFile)(process.execPath, arguments_, { cwd: folder })
      assert.deepEqual(stdout.trimEnd().split('\n'), said)
    })
  }
})
