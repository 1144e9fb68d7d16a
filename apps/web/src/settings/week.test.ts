import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { emptyWeek, hoursOf, isSame, usualWeek, weekOf, withSlot } from './week.ts'

describe('a week of working hours', () => {
  it('gives back the hours it was made from', () => {
    const hours = {
      zone: 'Europe/Berlin',
      days: ['MO', 'TU', 'WE', 'TH'] as const,
      from: '09:00',
      to: '17:30',
      also: [{ days: ['FR'] as const, from: '09:00', to: '13:00' }],
    }
    assert.deepEqual(hoursOf(weekOf(hours), hours.zone), hours)
    assert.equal(hoursOf(emptyWeek, 'UTC'), undefined)
  })

  it('parts a day with a break into two blocks', () => {
    const lunch = [24, 25].reduce((week, slot) => withSlot(week, 0, slot, false), usualWeek)
    assert.deepEqual(hoursOf(lunch, 'UTC'), {
      zone: 'UTC',
      days: ['MO'],
      from: '09:00',
      to: '12:00',
      also: [
        { days: ['MO'], from: '13:00', to: '17:00' },
        { days: ['TU', 'WE', 'TH', 'FR'], from: '09:00', to: '17:00' },
      ],
    })
  })

  it('lets a night go on into the next day, also from Sunday to Monday', () => {
    const night = weekOf({ zone: 'UTC', days: ['SU'], from: '22:00', to: '06:00' })
    assert.equal(night[6]?.[44], true)
    assert.equal(night[0]?.[11], true)
    assert.equal(night[0]?.[12], false)
    assert.ok(isSame(weekOf(hoursOf(night, 'UTC')), night))
  })

  it('widens what lies between half hours', () => {
    const odd = weekOf({ zone: 'UTC', days: ['MO'], from: '08:45', to: '09:10' })
    assert.deepEqual(hoursOf(odd, 'UTC'), { zone: 'UTC', days: ['MO'], from: '08:30', to: '09:30' })
  })
})
