/** The properties of calendar objects. */
import { caldav, dav, element, textElement, type Xml, type XmlName } from '@parley/caldav'
import type { ResourceHead } from '@parley/store'
import {
  always,
  common,
  onRequest,
  type Provider,
  type Row,
  type Subject,
} from './property-rows.ts'

function headOf(of: Subject): ResourceHead | undefined {
  return of.head ?? of.resource
}

function ofHead(make: (head: ResourceHead) => Xml | undefined): Provider {
  return (of) => {
    const head = headOf(of)
    return head && make(head)
  }
}

export const objectRows: ReadonlyMap<XmlName, Row> = new Map([
  ...common,
  [dav('resourcetype'), always(() => element(dav('resourcetype')))],
  [dav('getetag'), always(ofHead((head) => textElement(dav('getetag'), head.etag)))],
  [
    dav('getcontenttype'),
    always(
      ofHead((head) =>
        textElement(
          dav('getcontenttype'),
          `text/calendar; charset=utf-8; component=${head.component.toLowerCase()}`,
        ),
      ),
    ),
  ],
  [
    dav('getcontentlength'),
    always(ofHead((head) => textElement(dav('getcontentlength'), String(head.sizeBytes)))),
  ],
  [
    dav('getlastmodified'),
    always(
      ofHead((head) =>
        textElement(dav('getlastmodified'), new Date(head.modifiedSeconds * 1000).toUTCString()),
      ),
    ),
  ],
  [
    // Requirement: 6638/9.3/schedule-tag-defined
    caldav('schedule-tag'),
    onRequest(
      ofHead((head) =>
        head.scheduleTag === undefined
          ? undefined
          : textElement(caldav('schedule-tag'), head.scheduleTag),
      ),
    ),
  ],
])
