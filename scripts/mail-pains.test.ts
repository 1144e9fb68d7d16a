import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { groups, page, pageText, shownBy } from './mail-pains.ts'
import { root } from './registers.ts'

const list = join(root, '../shared/user-pains.md')

describe('what hurts people who schedule by mail', () => {
  it('has a test, or a scenario, for each', () => {
    const shown = shownBy()
    const ids = Object.values(groups).flatMap((each) => each.ids)
    assert.deepEqual(
      ids.filter((id) => !shown.has(id)),
      [],
    )
  })

  it('is in the documents as the tests say it', () => {
    assert.equal(readFileSync(join(root, page), 'utf8'), pageText(), 'node scripts/mail-pains.ts')
  })

  it('is all that is on the list of P0 and P1', {
    skip: !existsSync(list) && 'no list here',
  }, () => {
    const text = readFileSync(list, 'utf8')
    const wanted = [...text.matchAll(/^\| ([AMXVN]\d+) \| P[01] \|/gm)].map(([, id]) => id)
    const ids = Object.values(groups).flatMap((each) => each.ids)
    assert.deepEqual(wanted.toSorted(), ids.toSorted())
  })
})
