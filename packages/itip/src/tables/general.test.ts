import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { CalendarObject, Component } from '@parley/icalendar'
import { component, parameter, property, withProperty } from '@parley/icalendar'
import {
  judge,
  leastComponent,
  objectOf,
  sampleComponent,
  tableOf,
  withProperties,
} from '../../fixtures/messages.ts'

describe('the general tables (§3.1)', () => {
  const request = tableOf('REQUEST', 'VEVENT')
  const own = leastComponent(request)
  const inZone = (...observances: readonly Component[]): CalendarObject =>
    objectOf(request, component('VTIMEZONE', [property('TZID', 'A')], observances), own)
  const standard = sampleComponent('STANDARD')
  const alarm = sampleComponent('VALARM')
  const withAlarm = (made: Component): CalendarObject =>
    objectOf(request, component(own.name, own.properties, [made]))

  const rows: readonly { it: string; object: CalendarObject; breaks: string | undefined }[] = [
    {
      it: 'refuses another VERSION than 2.0 with 3.9',
      object: withProperty(objectOf(request, own), property('VERSION', '1.0')),
      breaks: '5546/3.1.1/version-is-2-0 error 3.9',
    },
    {
      it: 'reads a VERSION that names the lowest and the highest',
      object: withProperty(objectOf(request, own), property('VERSION', '2.0;2.1')),
      breaks: undefined,
    },
    {
      it: 'asks a VTIMEZONE for an observance',
      object: inZone(),
      breaks: '5546/3.1.2/standard-or-daylight warning 2.1',
    },
    {
      it: 'takes STANDARD alone',
      object: inZone(standard),
      breaks: undefined,
    },
    {
      it: 'takes DAYLIGHT alone',
      object: inZone(sampleComponent('DAYLIGHT')),
      breaks: undefined,
    },
    {
      it: 'asks the DTSTART of an observance for local time',
      object: inZone(withProperty(standard, property('DTSTART', '19700101T000000Z'))),
      breaks: '5546/3.1.2/dtstart-is-local warning 2.1',
    },
    {
      it: 'lets the DTSTART of an observance have no TZID',
      object: inZone(
        withProperty(standard, property('DTSTART', '19700101T000000', [parameter('TZID', 'A')])),
      ),
      breaks: '5546/3.1.2/dtstart-is-local warning 2.1',
    },
    {
      it: 'lets STANDARD have RDATE or RRULE, not both',
      object: inZone(
        withProperties(
          standard,
          property('RDATE', '19710101T000000'),
          property('RRULE', 'FREQ=YEARLY'),
        ),
      ),
      breaks: '5546/3.1.2/rdate-or-rrule warning 2.1',
    },
    {
      it: 'lets DAYLIGHT have both, about which the RFC says nothing',
      object: inZone(
        withProperties(
          sampleComponent('DAYLIGHT'),
          property('RDATE', '19710101T000000'),
          property('RRULE', 'FREQ=YEARLY'),
        ),
      ),
      breaks: undefined,
    },
    {
      it: 'asks a VALARM with DURATION for REPEAT',
      object: withAlarm(withProperties(alarm, property('DURATION', 'PT5M'))),
      breaks: '5546/3.1.3/duration-needs-repeat warning 2.2',
    },
    {
      it: 'asks a VALARM with REPEAT for DURATION',
      object: withAlarm(withProperties(alarm, property('REPEAT', '2'))),
      breaks: '5546/3.1.3/repeat-needs-duration warning 2.2',
    },
    {
      it: 'takes a VALARM with both',
      object: withAlarm(
        withProperties(alarm, property('REPEAT', '2'), property('DURATION', 'PT5M')),
      ),
      breaks: undefined,
    },
    {
      it: 'asks a VALARM for TRIGGER',
      object: withAlarm(component('VALARM', [property('ACTION', 'DISPLAY')])),
      breaks: '5546/3.1.3/presence warning 2.1',
    },
    {
      it: 'asks a VTIMEZONE for TZID',
      object: objectOf(request, component('VTIMEZONE', [], [standard]), own),
      breaks: '5546/3.1.2/presence warning 2.1',
    },
    {
      it: 'lets PRODID stand once',
      object: withProperties(objectOf(request, own), property('PRODID', 'another')),
      breaks: '5546/3.1.1/presence warning 2.2',
    },
  ]
  for (const row of rows) {
    it(row.it, () => {
      const found = judge(request, row.object)
      assert.deepEqual(
        found.map(
          ({ requirement, level, requestStatus }) => `${requirement} ${level} ${requestStatus}`,
        ),
        row.breaks === undefined ? [] : [row.breaks],
      )
    })
  }

  it('asks for the VTIMEZONE that a REFRESH names, though its own table has no comment', () => {
    const refresh = tableOf('REFRESH', 'VEVENT')
    const id = property('RECURRENCE-ID', '20260302T090000', [parameter('TZID', 'Nowhere/Else')])
    const made = withProperties(leastComponent(refresh), id)
    assert.deepEqual(
      judge(refresh, objectOf(refresh, made)).map(({ requirement }) => requirement),
      ['5546/3.1.2/present-where-referred'],
    )
  })
})
