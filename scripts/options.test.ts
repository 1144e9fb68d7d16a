/** A script with options says what it takes. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { it } from 'node:test'
import { root } from './registers.ts'

function said(...given: readonly string[]): { code: number | null; out: string; err: string } {
  const script = join(root, 'scripts/simulate.ts')
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...given], {
    encoding: 'utf8',
  })
  return { code: status, out: stdout, err: stderr }
}

it('a script prints the comment that it begins with where help is asked for', () => {
  const { code, out } = said('--help')
  assert.equal(code, 0)
  assert.match(out, /^`npm run simulate -- --seed N/)
  assert.doesNotMatch(out, /\*|import/)
})

it('a script names an option that it does not know, and what it takes', () => {
  const { code, out, err } = said('--storys', '3')
  assert.deepEqual([code, out], [2, ''])
  assert.match(err, /^Unknown option '--storys'/)
  assert.match(err, /--stories K/)
  assert.doesNotMatch(err, /\n {4}at /)
})
