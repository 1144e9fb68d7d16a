import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { component } from '@parley/icalendar'
import { kindOf } from './busy-time.ts'
import { codeOfEvent } from './event.ts'
import { busyStateProperties } from './microsoft.ts'
import { bob } from './testing/calendars.ts'

describe('a busy state written for Outlook and for everyone else', () => {
  for (const kind of ['FREE', 'BUSY-TENTATIVE', 'BUSY-UNAVAILABLE', 'BUSY'] as const) {
    it(`reads back as ${kind}`, () => {
      const properties = busyStateProperties(kind)
      assert.equal(kindOf(codeOfEvent(component('VEVENT', properties), bob)), kind)
    })
  }

  it('frees the time for software that knows TRANSP alone', () => {
    const [transp] = busyStateProperties('FREE')
    assert.deepEqual([transp?.name, transp?.value], ['TRANSP', 'TRANSPARENT'])
    assert.equal(busyStateProperties('BUSY-UNAVAILABLE')[0]?.value, 'OPAQUE')
  })
})
