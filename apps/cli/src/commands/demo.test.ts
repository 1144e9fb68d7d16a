import assert from 'node:assert/strict'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { ran, temporaryFolder } from '../testing.ts'

const folder = temporaryFolder()
after(() => folder.remove())

describe('parley demo', () => {
  it('comes out as it should, with every method, and leaves its folders where it is told', async () => {
    const keep = join(folder.path, 'kept')
    const { code, out, err } = await ran(['demo', '--keep', keep])
    assert.equal(code, 0, out + err)
    assert.equal(err, '')
    const methods = 'PUBLISH REQUEST REPLY ADD CANCEL REFRESH COUNTER DECLINECOUNTER'.split(' ')
    const counts = out.slice(out.indexOf('Messages received'))
    for (const method of methods) assert.match(counts, new RegExp(`\\b${method} +█+ +\\d`))
    for (const line of out.split('\n')) assert.ok(line.length <= 100, line)
    assert.deepEqual(
      readdirSync(keep, { withFileTypes: true })
        .filter((each) => each.isDirectory())
        .map((each) => each.name)
        .sort(),
      ['anna', 'ben', 'carla', 'dora', 'eve'],
    )
  })

  it('plays in no folder that holds something', async () => {
    writeFileSync(join(folder.path, 'mine.txt'), 'mine')
    const { code, err } = await ran(['demo', '--keep', folder.path])
    assert.equal(code, 2)
    assert.match(err, /not empty/)
    assert.ok(existsSync(join(folder.path, 'mine.txt')))
  })
})
