/** Calendar objects from the field, where they are at hand: nothing of them is lost. */
import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { parseCalendar, roundTrip, sameModel, serializeCalendar } from './index.ts'

const corpus = fileURLToPath(new URL('../../../../shared/corpus', import.meta.url))
const skip = existsSync(corpus) ? false : 'the folder ../shared/corpus is absent'
const files = skip === false ? globSync('**/*.{ics,ical}', { cwd: corpus }).sort() : []

describe('the corpus', { skip }, () => {
  it('holds calendar files', () => {
    assert.ok(files.length > 300)
  })

  it('is read, written and read again without loss', () => {
    for (const file of files) {
      const bytes = readFileSync(join(corpus, file))
      const start = cpuMs()
      const { objects, complete } = parseCalendar(bytes)
      const written = serializeCalendar(objects)
      assert.ok(cpuMs() - start < 10_000, file)
      assert.ok(complete && objects.length > 0, file)
      assert.ok(sameModel(parseCalendar(written).objects, objects), file)
      assert.deepEqual(serializeCalendar(parseCalendar(written).objects), written, file)
      assert.notEqual(roundTrip(bytes), 'lossy', file)
    }
  })
})

/** Processor time, so that a busy machine does not count: what runs away takes minutes of it. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
