import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { CalendarObject } from '../model.ts'
import { serializeText } from '../serialize.ts'
import { zoneCatalog } from './iana.ts'
import { calendar, outlook, vtimezone } from './testing.ts'
import { usedTzids, withTimezones } from './with-timezones.ts'

const catalog = zoneCatalog()

describe('withTimezones', () => {
  const event = (...lines: readonly string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']
  const names = (object: CalendarObject) =>
    object.components
      .filter((each) => each.name === 'VTIMEZONE')
      .map((each) => each.properties[0]?.value)
  it('adds a VTIMEZONE for each TZID used and drops the rest', () => {
    const object = calendar(
      ...outlook('Unused'),
      ...event(
        'DTSTART;TZID=Europe/Berlin:20260301T090000',
        'RDATE;TZID=W. Europe Standard Time:20260301T090000',
        'BEGIN:VALARM',
        'TRIGGER;VALUE=DATE-TIME:20260301T090000Z',
        'X-AT;TZID=Asia/Tokyo:20260301T090000',
        'END:VALARM',
      ),
    )
    const made = withTimezones(object, catalog)
    assert.deepEqual(names(made), ['Europe/Berlin', 'W. Europe Standard Time', 'Asia/Tokyo'])
    assert.deepEqual(
      [...usedTzids(made)],
      ['Europe/Berlin', 'W. Europe Standard Time', 'Asia/Tokyo'],
    )
    assert.equal(made.components.at(-1)?.name, 'VEVENT')
    assert.equal(withTimezones(made, catalog), made)
  })
  it('keeps a VTIMEZONE that is there and can be read', () => {
    const object = calendar(
      ...outlook('Customized Time Zone'),
      ...event('DTSTART;TZID=Customized Time Zone:20260301T090000'),
    )
    assert.equal(withTimezones(object, catalog), object)
  })
  it('makes one anew that cannot be read', () => {
    const object = calendar(
      ...vtimezone('Europe/Berlin'),
      ...event('DTSTART;TZID=Europe/Berlin:20260301T090000'),
    )
    const made = withTimezones(object, catalog)
    assert.equal(made.components.filter((each) => each.name === 'VTIMEZONE').length, 1)
    assert.match(serializeText(made), /TZOFFSETTO:\+0100/)
  })
  it('covers an endless series and no more than a short event', () => {
    const series = calendar(
      ...event('DTSTART;TZID=Europe/Berlin:20260301T090000', 'RRULE:FREQ=DAILY'),
    )
    assert.match(
      serializeText(withTimezones(series, catalog)),
      /RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n/,
    )
    const moscow = calendar(
      ...event('DTSTART;TZID=Europe/Moscow:20260301T090000', 'RRULE:FREQ=DAILY'),
    )
    assert.doesNotMatch(serializeText(withTimezones(moscow, catalog)), /DAYLIGHT|RRULE:FREQ=YEARLY/)
  })
  it('writes the zone that an unknown TZID is read as', () => {
    const object = calendar(...event('DTSTART;TZID=UTC+2:20260301T090000'))
    assert.match(
      serializeText(withTimezones(object, catalog)),
      /TZID:UTC\+2\r\n(?:.*\r\n)*TZOFFSETTO:\+0200/,
    )
  })
})
