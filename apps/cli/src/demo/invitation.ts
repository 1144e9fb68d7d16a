/** An invitation in the manner of Outlook and Exchange: Windows zone, X- properties, base64. */
import type { Person } from './stage.ts'

export const demoUid = '040000008200E00074C5B7101A82E00800000000B0A1C2D3E4F5'

export function outlookObject(organizer: Person, attendees: readonly Person[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'METHOD:REQUEST',
    'PRODID:Microsoft Exchange Server 2010',
    'VERSION:2.0',
    'BEGIN:VTIMEZONE',
    'TZID:W. Europe Standard Time',
    'BEGIN:STANDARD',
    'DTSTART:16010101T030000',
    'TZOFFSETFROM:+0200',
    'TZOFFSETTO:+0100',
    'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10',
    'END:STANDARD',
    'BEGIN:DAYLIGHT',
    'DTSTART:16010101T020000',
    'TZOFFSETFROM:+0100',
    'TZOFFSETTO:+0200',
    'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3',
    'END:DAYLIGHT',
    'END:VTIMEZONE',
    'BEGIN:VEVENT',
    `ORGANIZER;CN=${organizer.name}:MAILTO:${organizer.address}`,
    ...attendees.map(
      ({ name, address }) =>
        `ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN=${name}:MAILTO:${address}`,
    ),
    'DESCRIPTION;LANGUAGE=en-US:Numbers for the second quarter\\, then lunch.\\n',
    `UID:${demoUid}`,
    'SUMMARY;LANGUAGE=en-US:Budget review',
    'DTSTART;TZID=W. Europe Standard Time:20260303T100000',
    'DTEND;TZID=W. Europe Standard Time:20260303T110000',
    'CLASS:PUBLIC',
    'PRIORITY:5',
    'DTSTAMP:20260223T080000Z',
    'TRANSP:OPAQUE',
    'STATUS:CONFIRMED',
    'SEQUENCE:0',
    'LOCATION;LANGUAGE=en-US:Room Gröna',
    'X-MICROSOFT-CDO-APPT-SEQUENCE:0',
    'X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE',
    'X-MICROSOFT-CDO-IMPORTANCE:1',
    'BEGIN:VALARM',
    'DESCRIPTION:REMINDER',
    'TRIGGER;RELATED=START:-PT15M',
    'ACTION:DISPLAY',
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]
  return lines.join('\r\n')
}

export function outlookMail(organizer: Person, attendees: readonly Person[]): string {
  const calendar = Buffer.from(outlookObject(organizer, attendees)).toString('base64')
  const lines = [
    `From: ${organizer.name} <${organizer.address}>`,
    `To: ${attendees.map(({ name, address }) => `${name} <${address}>`).join(', ')}`,
    'Subject: Budget review',
    'Date: Mon, 23 Feb 2026 08:00:00 +0000',
    'Message-ID: <budget-review@north.example>',
    'MIME-Version: 1.0',
    'Content-Language: en-US',
    'Content-Type: multipart/alternative; boundary="_000_parley_demo_"',
    '',
    '--_000_parley_demo_',
    'Content-Type: text/plain; charset="us-ascii"',
    '',
    'Numbers for the second quarter, then lunch.',
    '',
    '--_000_parley_demo_',
    'Content-Type: text/calendar; charset="utf-8"; method=REQUEST',
    'Content-Transfer-Encoding: base64',
    '',
    ...(calendar.match(/.{1,76}/g) ?? []),
    '',
    '--_000_parley_demo_--',
    '',
  ]
  return lines.join('\r\n')
}
