/** The answer to a POST to the Outbox: one response a recipient (RFC 6638 §5, §10.1). */
import { caldav, dav } from './names.ts'
import { document, element, escapeXml, textElement } from './xml-write.ts'

/** What is told of one recipient (RFC 6638 §10.2). */
export type RecipientResponse = {
  /** The calendar address as the request wrote it. */
  readonly recipient: string
  /** `2.0;Success`, `3.7;Invalid calendar user`, … */
  readonly requestStatus: string
  readonly calendarData: string | undefined
}

// Requirement: 6638/5/response-is-schedule-response
// Requirement: 6638/5/one-response-per-recipient
// Requirement: 6638/10.1/schedule-response-element
// Requirement: 6638/10.2/response-element
// Requirement: 6638/10.3/recipient-element
// Requirement: 6638/10.4/request-status-element
/** The body that answers a POST to the Outbox (RFC 6638 §10.1). */
export function scheduleResponse(responses: readonly RecipientResponse[]): string {
  const content = responses.map(({ recipient, requestStatus, calendarData }) =>
    element(
      caldav('response'),
      element(caldav('recipient'), textElement(dav('href'), recipient)) +
        textElement(caldav('request-status'), requestStatus) +
        (calendarData === undefined
          ? ''
          : element(caldav('calendar-data'), escapeXml(calendarData))),
    ),
  )
  return document(caldav('schedule-response'), content.join(''))
}
