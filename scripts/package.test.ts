/** A built package, packed, installed from its tarball in an empty folder, and used. */
import assert from 'node:assert/strict'
import { globSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { root } from './registers.ts'
import { run } from './run.ts'

describe('a published package', () => {
  it('installs from its tarball into an empty folder and reads an invitation there', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'parley-package-'))
    try {
      const built = await run('node', ['scripts/build.ts', 'icalendar', 'itip'], { quiet: true })
      assert.equal(built.code, 0, built.output)
      const forTests = globSync('packages/{icalendar,itip}/dist/**/{*.test,testing}*', {
        cwd: root,
      })
      assert.deepEqual(forTests, [])
      for (const name of ['icalendar', 'itip']) {
        const dist = join(root, 'packages', name, 'dist')
        const packed = await run('npm', ['pack', dist, '--pack-destination', folder], {
          quiet: true,
        })
        assert.equal(packed.code, 0, packed.output)
      }
      const tarballs = readdirSync(folder).filter((name) => name.endsWith('.tgz'))
      assert.equal(tarballs.length, 2)
      writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }')
      const args = [
        'install',
        '--offline',
        '--no-audit',
        '--no-fund',
        ...tarballs.map((each) => `./${each}`),
      ]
      const installed = await run('npm', args, { quiet: true, cwd: folder })
      assert.equal(installed.code, 0, installed.output)
      writeFileSync(join(folder, 'use.mjs'), program)
      const used = await run('node', ['use.mjs'], { quiet: true, cwd: folder })
      assert.equal(used.output.trim(), 'REQUEST of lunch@example.com')
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

const program = `
import { parseCalendar } from '@parley/icalendar'
import { read } from '@parley/itip'
const text = [
  'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Example//EN', 'METHOD:REQUEST', 'BEGIN:VEVENT',
  'UID:lunch@example.com', 'DTSTAMP:20260301T090000Z', 'DTSTART:20260302T110000Z', 'SUMMARY:Lunch',
  'ORGANIZER:mailto:ann@example.com', 'ATTENDEE:mailto:bob@example.com', 'END:VEVENT', 'END:VCALENDAR', '',
].join('\\r\\n')
const { objects } = parseCalendar(text)
const { messages } = read(objects[0])
console.log(messages[0].method + ' of ' + messages[0].uid)
`
