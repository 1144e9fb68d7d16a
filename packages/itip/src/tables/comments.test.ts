/** The comments in the tables of RFC 5546: each is broken once, and found. */

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { breaking } from '../../fixtures/breaking.ts'
import { judge, leastComponent, objectOf } from '../../fixtures/messages.ts'
import { allRestrictionTables } from './methods.ts'
import type { JudgedRule, RestrictionTable } from './table.ts'

const tables = allRestrictionTables()

describe('the comments of the tables', () => {
  for (const table of tables) {
    for (const rule of table.rules) {
      if (rule.kind !== 'judged') continue
      it(`${rule.requirement} is judged: ${rule.words}`, () => {
        breaks(table, rule)
      })
    }
  }
})

function breaks(table: RestrictionTable, rule: JudgedRule): void {
  const slug = rule.requirement.split('/').at(-1) ?? ''
  const make = breaking[slug]
  assert.ok(make, `no message breaks ${slug}`)
  const least = leastComponent(table)
  const found = judge(table, objectOf(table, ...make(least, table, rule.row)))
  const about = found.filter(({ requirement }) => requirement === rule.requirement)
  assert.equal(about.length, 1)
  assert.equal(about[0]?.expected, rule.words)
  assert.equal(about[0]?.level, 'warning')
  assert.ok(about[0]?.requestStatus.startsWith('2.'))
}
