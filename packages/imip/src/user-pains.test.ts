/** What hurt people in other products, by the name it has in our list: each stays mended. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { property } from '@parley/icalendar'
import type { InstanceChange } from '@parley/itip'
import {
  base64Lines,
  composeOptions,
  effectOf,
  envelopeLines,
  eventLines,
  latin1,
  multipart,
  review,
  utf8,
} from '../fixtures/build.ts'
import { composeMail } from './compose-mail.ts'
import { defaultMailLimits } from './limits.ts'
import { mailBytes } from './mail-bytes.ts'
import { headerValue } from './mime/header.ts'
import { allParts, type MimePart, readParts } from './mime/part.ts'
import { readMail } from './read-mail.ts'

const invitation = effectOf('REQUEST', eventLines('REQUEST', ...review))
const bytesOf = (effect = invitation, more = {}): Promise<Uint8Array> =>
  mailBytes(composeMail(effect, composeOptions(more)))
const partsOf = (bytes: Uint8Array): readonly MimePart[] => [
  ...allParts(readParts(bytes, defaultMailLimits)),
]
const calendarPart = (bytes: Uint8Array): MimePart | undefined =>
  partsOf(bytes).find(({ contentType }) => contentType.value === 'text/calendar')

describe('the shape of mails', () => {
  it('M1: METHOD stands in the object and in the content type, and both are the same', async () => {
    // Requirement: 5546/3/method-property-matches-transport
    // Requirement: 6047/2.4/method-parameter-equals-method
    for (const method of ['REQUEST', 'CANCEL', 'REPLY', 'COUNTER', 'PUBLISH'] as const) {
      const mail = readMail(await bytesOf(effectOf(method, eventLines(method, ...review))))
      assert.equal(mail.calendars[0]?.methodInHeader, method)
      assert.equal(mail.calendars[0]?.methodInObject, method)
    }
  })

  it('M2: the alternative has neither Content-Disposition nor Content-ID', async () => {
    const part = calendarPart(await bytesOf())
    assert.deepEqual(
      part?.fields.map(({ name }) => name),
      ['content-type', 'content-transfer-encoding'],
    )
  })

  it('M3: further attachments leave the calendar part where it is', async () => {
    const attachment = { fileName: 'a.pdf', contentType: 'application/pdf', bytes: utf8('x') }
    const parts = partsOf(await bytesOf(invitation, { attachments: [attachment] }))
    const shape = parts.map(({ path, contentType }) => `${path} ${contentType.value}`)
    assert.deepEqual(shape.slice(1), [
      '1 multipart/alternative',
      '1.1 text/plain',
      '1.2 text/html',
      '1.3 text/calendar',
      '2 application/ics',
      '3 application/pdf',
    ])
  })

  it('M4: every line ends in CRLF, of the mail and of the calendar object in it', async () => {
    const bytes = await bytesOf()
    const calendar = readMail(bytes).calendars[0]?.bytes ?? utf8()
    for (const text of [bytes, calendar].map((each) => new TextDecoder().decode(each)))
      assert.doesNotMatch(text, /\r\r|\r(?!\n)|(?<!\r)\n/)
  })

  it('M5: a reply goes out with all that other products look for', async () => {
    const lines = eventLines('REPLY', ...review, 'SEQUENCE:3')
    const [event] =
      readMail(await bytesOf(effectOf('REPLY', lines))).calendars[0]?.messages[0]?.components ?? []
    for (const name of ['DTSTART', 'SUMMARY', 'ORGANIZER', 'SEQUENCE', 'UID', 'DTSTAMP'])
      assert.ok(
        event?.properties.some((each) => each.name === name),
        name,
      )
    assert.equal(event?.properties.filter(({ name }) => name === 'ATTENDEE').length, 1)
  })

  it('M6: a reply without ORGANIZER is read', () => {
    const lines = eventLines('REPLY', ...review).filter((line) => !line.startsWith('ORGANIZER'))
    const mail = readMail(
      utf8(...envelopeLines, 'Content-Type: text/calendar; method=REPLY', '', ...lines),
    )
    assert.equal(mail.calendars[0]?.messages[0]?.method, 'REPLY')
    assert.equal(mail.calendars[0]?.messages[0]?.organizer, undefined)
    assert.equal(mail.envelope.from[0]?.address, 'alice@example.com')
  })

  it('M7: a text/calendar part counts without file name or attachment', () => {
    const part = ['Content-Type: text/calendar', '', ...eventLines('REQUEST', ...review)]
    const mail = readMail(
      utf8(...envelopeLines, ...multipart('alternative', 'a', ['', 'Hi'], part)),
    )
    assert.equal(mail.calendars[0]?.places[0].fileName, undefined)
    assert.equal(mail.calendars[0]?.messages.length, 1)
  })

  it('M8: charset is UTF-8 always, and umlauts survive when it is missing or wrong', async () => {
    // Requirement: 6047/2.4/charset-when-not-ascii
    assert.equal(calendarPart(await bytesOf())?.contentType.parameters.get('charset'), 'utf-8')
    const lines = eventLines('REQUEST', 'SUMMARY:Grüße')
    const read = (charset: string, make: typeof utf8): string | undefined => {
      const mail = readMail(
        make(
          ...envelopeLines,
          `Content-Type: text/calendar; method=REQUEST${charset}`,
          '',
          ...lines,
        ),
      )
      const [event] = mail.calendars[0]?.messages[0]?.components ?? []
      return event?.properties.find(({ name }) => name === 'SUMMARY')?.value
    }
    for (const charset of ['', '; charset=utf-8', '; charset=us-ascii', '; charset=nonsense'])
      assert.equal(read(charset, utf8), 'Grüße', charset)
    for (const charset of [
      '',
      '; charset=iso-8859-1',
      '; charset="windows-1252"',
      '; charset=utf-8',
    ])
      assert.equal(read(charset, latin1), 'Grüße', charset)
  })

  it('M10: names and addresses are apart, and ids have one pair of brackets', async () => {
    const from = { name: 'Jürgen "J" <j@evil.example>', address: 'j@example.com' }
    const bytes = await bytesOf(invitation, { from, inReplyTo: '0@example.com' })
    const { envelope } = readMail(bytes)
    assert.deepEqual(envelope.from, [{ name: 'Jürgen J', address: 'j@example.com' }])
    const fields = readParts(bytes, defaultMailLimits).fields
    assert.equal(headerValue(fields, 'message-id'), '<review.1@example.com>')
    assert.equal(headerValue(fields, 'in-reply-to'), '<0@example.com>')
    assert.match(headerValue(fields, 'from') ?? '', /^=\?UTF-8\?Q\?[^@]*\?= <j@example\.com>$/)
  })

  it('M10: nothing from a calendar object makes a header of its own', async () => {
    const lines = eventLines('REQUEST', 'SUMMARY:Review\\nBcc: eve@example.net\\r\\nX: y')
    const effect = effectOf('REQUEST', lines)
    const fields = readParts(
      await bytesOf(effect, {
        to: [{ name: 'Bob\r\nBcc: eve@example.net', address: 'bob@example.org' }],
      }),
      defaultMailLimits,
    ).fields
    const names = fields.map(({ name }) => name)
    assert.equal(names.includes('bcc'), false)
    assert.equal(names.includes('x'), false)
  })

  it('M11: winmail.dat is recognised, by type or by its first bytes, and said so', () => {
    const tnef = base64Lines(Uint8Array.from([0x78, 0x9f, 0x3e, 0x22, 0, 0]))
    for (const type of ['application/ms-tnef; name="winmail.dat"', 'application/octet-stream']) {
      const part = [`Content-Type: ${type}`, 'Content-Transfer-Encoding: base64', '', ...tnef]
      const mail = readMail(utf8(...envelopeLines, ...multipart('mixed', 'a', ['', 'Hi'], part)))
      assert.deepEqual(
        mail.unread.map(({ path, why }) => [path, why]),
        [['2', 'winmail.dat']],
      )
    }
  })

  it('M14: the conference link is in text and HTML, whole, and in the object', () => {
    const link = 'https://meet.example.com/abc?pwd=1&x=2'
    for (const line of [
      `CONFERENCE;VALUE=URI:${link}`,
      `LOCATION:${link}`,
      `X-GOOGLE-CONFERENCE:${link}`,
    ]) {
      const { text, html, calendar } = composeMail(
        effectOf('REQUEST', eventLines('REQUEST', ...review, line)),
        composeOptions(),
      )
      assert.ok(text.includes(link), line)
      const escaped = link.replace('&', '&amp;')
      assert.ok(html.includes(`<a href="${escaped}">${escaped}</a>`), line)
      assert.ok(new TextDecoder().decode(calendar?.bytes).includes(link))
    }
  })

  it('M15: the mail is in the reader’s language, or in dates that everybody reads alike', () => {
    const mail = (languages?: readonly string[]): string =>
      composeMail(invitation, composeOptions(languages === undefined ? {} : { languages })).text
    assert.match(mail(['de-AT', 'en']), /Wann: .*Di\., 3\. März 2026, 10:00/)
    assert.match(mail(['en-US']), /When: .*Tue, Mar 3, 2026, 10:00 AM/)
    assert.match(mail(['pt', 'de']), /Wann: /)
    for (const languages of [undefined, [], ['zz']])
      assert.match(
        mail(languages),
        /When: +2026-03-03, 10:00 – 11:00 \(Europe\/Berlin, UTC\+01:00\)/,
      )
  })

  it('M16: the Organizer sees the answer and the date in the subject', () => {
    const lines = eventLines('REPLY', ...review).map((line) =>
      line.replace('NEEDS-ACTION', 'DECLINED'),
    )
    const { subject, text } = composeMail(
      effectOf('REPLY', lines),
      composeOptions({ languages: ['en'] }),
    )
    assert.equal(subject, 'Declined: Review – Tue, 3 Mar 2026, 10:00 (Europe/Berlin)')
    assert.match(text, /^Bob Roe <bob@example\.org> declined\.\n/)
  })

  it('M17: a mail that only informs is a PUBLISH and asks for nothing', async () => {
    const lines = eventLines('PUBLISH', ...review).filter((line) => !line.startsWith('ATTENDEE'))
    const effect = effectOf('PUBLISH', lines)
    assert.match(composeMail(effect, composeOptions()).text, /No answer is expected\./)
    assert.equal(
      calendarPart(await bytesOf(effect))?.contentType.parameters.get('method'),
      'PUBLISH',
    )
  })

  it('M18: the text is never empty', () => {
    const lines = [
      'BEGIN:VCALENDAR',
      'METHOD:REFRESH',
      'BEGIN:VEVENT',
      'UID:1',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ]
    for (const method of ['REQUEST', 'REPLY', 'CANCEL', 'REFRESH', 'COUNTER'] as const) {
      const { text, html } = composeMail(effectOf(method, lines), composeOptions())
      assert.match(text, /\S{3}/)
      assert.match(html, /<p[^>]*>[^<]{3}/)
    }
  })
})

describe('times in mails', () => {
  it('T5: the zone is always named, and the reader’s is added when known', () => {
    const { text } = composeMail(
      invitation,
      composeOptions({ languages: ['en'], readerTzid: 'Asia/Kolkata' }),
    )
    assert.match(
      text,
      /10:00 – 11:00 \(Europe\/Berlin, UTC\+01:00\)\n +Tue, 3 Mar 2026, 14:30 – 15:30 \(Asia\/Kolkata, UTC\+05:30\)/,
    )
    assert.match(composeMail(invitation, composeOptions()).subject, /\(Europe\/Berlin\)$/)
  })

  it('T6: a time and its label come from the same zone, across the change to summer time', () => {
    const lines = eventLines('REQUEST', 'DTSTART;TZID=America/New_York:20260310T100000')
    const { text } = composeMail(
      effectOf('REQUEST', lines),
      composeOptions({ readerTzid: 'Europe/Berlin' }),
    )
    assert.match(text, /2026-03-10, 10:00 \(America\/New_York, UTC−04:00\)/)
    assert.match(text, /2026-03-10, 15:00 \(Europe\/Berlin, UTC\+01:00\)/)
  })
})

describe('recurring events in mails', () => {
  const dated = (day: number, ...more: readonly string[]): string[] => [
    'SUMMARY:Review',
    `RECURRENCE-ID;TZID=Europe/Berlin:202603${day}T100000`,
    `DTSTART;TZID=Europe/Berlin:202603${day}T100000`,
    ...more,
  ]

  it('R2: a cancelled date is announced as that date alone', () => {
    const effect = effectOf('CANCEL', eventLines('CANCEL', ...dated(10, 'STATUS:CANCELLED')), {
      keys: ['20260310T090000Z'],
    })
    const { subject, text } = composeMail(effect, composeOptions({ languages: ['en'] }))
    assert.equal(
      subject,
      'Cancelled on this date: Review – Tue, 10 Mar 2026, 10:00 (Europe/Berlin)',
    )
    assert.match(
      text,
      /cancelled this event on this date only\. All other dates stay as they are\./,
    )
    assert.doesNotMatch(subject + text, /Invitation|invites/)
  })

  it('R16: changes to several dates are one mail that names each', () => {
    const berlin = [{ name: 'TZID', values: ['Europe/Berlin'] }]
    const change = (day: number, kind: InstanceChange['kind'], old?: string): InstanceChange => ({
      key: `202603${day}T090000Z`,
      kind,
      properties:
        old === undefined
          ? []
          : [{ name: 'DTSTART', before: [property('DTSTART', old, berlin)], after: [] }],
      raisesSequence: true,
      resetsParticipation: true,
      attendeesAdded: [],
      attendeesRemoved: [],
    })
    const lines = eventLines(
      'REQUEST',
      'SUMMARY:Review',
      'DTSTART;TZID=Europe/Berlin:20260303T100000',
      'RRULE:FREQ=WEEKLY',
      'END:VEVENT',
      'BEGIN:VEVENT',
      'UID:review@example.com',
      ...dated(10).slice(0, 2),
      'DTSTART;TZID=Europe/Berlin:20260311T140000',
    )
    const changes = [
      change(10, 'changed', '20260310T100000'),
      change(17, 'cancelled'),
      change(24, 'cancelled'),
    ]
    const { text } = composeMail(
      effectOf('REQUEST', lines, { changes }),
      composeOptions({ languages: ['en'] }),
    )
    assert.match(
      text,
      /Changed date Tue, 10 Mar 2026, 10:00 \(Europe\/Berlin\):\n +Wed, 11 Mar 2026, 14:00 \(Europe\/Berlin, UTC\+01:00\)\n +\(was: Tue, 10 Mar 2026, 10:00 /,
    )
    assert.match(
      text,
      /Cancelled dates: +Tue, 17 Mar 2026, 10:00 \(Europe\/Berlin\)\n +Tue, 24 Mar 2026, 10:00 \(Europe\/Berlin\)\n/,
    )
  })

  it('S5: prefixes never stack', () => {
    const title = 'Invitation: Einladung: RE: Updated: WG: Review: part 2'
    const { subject } = composeMail(
      effectOf('REQUEST', eventLines('REQUEST', `SUMMARY:${title}`)),
      composeOptions(),
    )
    assert.equal(subject, 'Invitation: Review: part 2')
  })
})
