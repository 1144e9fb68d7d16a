/** What the tests of this package share. */

import type { CalendarObject } from '@parley/icalendar'
import { parseCalendar, type Zones, zoneCatalog, zonesOf } from '@parley/icalendar'
import { readXml, type XmlElement } from './index.ts'

export const xmlns = 'xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"'

export function xmlOf(text: string): XmlElement {
  const read = readXml(text)
  if (read.kind !== 'element') throw new Error(read.what)
  return read
}

export function objectOf(...lines: readonly string[]): CalendarObject {
  const text = ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n')
  const [object] = parseCalendar(text).objects
  if (object === undefined) throw new Error('not a calendar object')
  return object
}

const catalog = zoneCatalog()

export function zonesFor(object: CalendarObject, floating = 'UTC'): Zones {
  return zonesOf(object, catalog, floating)
}
