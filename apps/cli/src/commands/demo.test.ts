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

  it('plays a round of counter-proposals among five people with their calendars by itself', async () => {
    const { code, out } = await ran(['demo', '--act', 'counter-round', '--json'])
    assert.equal(code, 0, out)
    const scenes = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    assert.ok(scenes.every(({ act }) => act === 'counter-round'))
    const facts = scenes.flatMap((each) => each.facts.map(({ says }: { says: string }) => says))
    assert.ok(facts.includes('every copy has the new time'))
    assert.ok(facts.includes('every copy is on Wednesday'))
  })

  it('knows its acts by name', async () => {
    const { code, err } = await ran(['demo', '--act', 'last'])
    assert.equal(code, 2)
    assert.match(err, /every-method and counter-round/)
  })

  it('plays in no folder that holds something', async () => {
    writeFileSync(join(folder.path, 'mine.txt'), 'mine')
    const { code, err } = await ran(['demo', '--keep', folder.path])
    assert.equal(code, 2)
    assert.match(err, /not empty/)
    assert.ok(existsSync(join(folder.path, 'mine.txt')))
  })
})
