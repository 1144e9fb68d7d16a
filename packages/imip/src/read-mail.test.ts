import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  base64Lines,
  envelopeLines,
  eventLines,
  latin1,
  multipart,
  review,
  utf8,
} from '../fixtures/build.ts'
import type { MailMessage } from './mail.ts'
import { readMail } from './read-mail.ts'

const request = eventLines('REQUEST', ...review)
const calendarType = 'Content-Type: text/calendar; method=REQUEST; charset=utf-8'
const part = [calendarType, '', ...request]
const text = ['Content-Type: text/plain', '', 'Please come.']
const html = ['Content-Type: text/html', '', '<p>Please come.</p>']
const attachment = [
  'Content-Type: application/ics; name=invite.ics',
  'Content-Disposition: attachment; filename=invite.ics',
  'Content-Transfer-Encoding: base64',
  '',
  ...base64Lines(utf8(...request)),
]
const mailOf = (...lines: readonly string[]): MailMessage =>
  readMail(utf8(...envelopeLines, ...lines))
const paths = (mail: MailMessage): readonly (readonly string[])[] =>
  mail.calendars.map(({ places }) => places.map(({ path }) => path))
const requirements = (mail: MailMessage): readonly string[] =>
  mail.violations.map(({ requirement }) => requirement)

describe('a calendar object is found', () => {
  // Requirement: 6047/2.4/find-parts-in-any-multipart
  const rows: readonly {
    it: string
    lines: readonly string[]
    at: readonly (readonly string[])[]
  }[] = [
    { it: 'alone', lines: part, at: [['1']] },
    {
      it: 'as an alternative',
      lines: multipart('alternative', 'a', text, html, part),
      at: [['3']],
    },
    { it: 'in mixed', lines: multipart('mixed', 'a', text, part), at: [['2']] },
    { it: 'in related', lines: multipart('related', 'a', html, part), at: [['2']] },
    {
      it: 'as an alternative and as an attachment, once',
      lines: multipart('mixed', 'a', multipart('alternative', 'b', text, html, part), attachment),
      at: [['1.3', '2']],
    },
    { it: 'as an attachment only', lines: multipart('mixed', 'a', text, attachment), at: [['2']] },
    {
      it: 'in a signed mail',
      lines: multipart('signed', 'a', multipart('mixed', 'b', text, part), [
        'Content-Type: application/pkcs7-signature',
        '',
        'x',
      ]),
      at: [['1.2']],
    },
    {
      it: 'in a nested mail',
      lines: multipart('mixed', 'a', text, [
        'Content-Type: message/rfc822',
        '',
        ...envelopeLines,
        ...part,
      ]),
      at: [['2.1']],
    },
    {
      it: 'in a multipart of a nested mail in base64',
      lines: multipart('mixed', 'a', text, [
        'Content-Type: message/rfc822',
        'Content-Transfer-Encoding: base64',
        '',
        ...base64Lines(utf8(...envelopeLines, ...multipart('alternative', 'b', text, part))),
      ]),
      at: [['2.2']],
    },
    {
      it: 'as octet-stream that begins like one',
      lines: ['Content-Type: application/octet-stream; name=invite.ics', '', ...request],
      at: [['1']],
    },
    {
      it: 'in the text of the mail, after other words',
      lines: ['Content-Type: text/plain', '', 'See below:', '', ...request],
      at: [['1']],
    },
    {
      it: 'in two parts of mixed, both',
      lines: multipart('mixed', 'a', part, [
        'Content-Type: text/calendar; method=CANCEL',
        '',
        ...eventLines('CANCEL', 'SUMMARY:Other', 'SEQUENCE:4'),
      ]),
      at: [['1'], ['2']],
    },
  ]
  for (const row of rows) {
    it(row.it, () => {
      const mail = mailOf(...row.lines)
      assert.deepEqual(paths(mail), row.at)
      assert.equal(mail.calendars[0]?.messages[0]?.uid, 'review@example.com')
      assert.equal(mail.calendars[0]?.method, 'REQUEST')
    })
  }

  it('in the first of several multiparts that use no closing delimiter', () => {
    const lines = multipart('mixed', 'a', part).slice(0, -2)
    assert.deepEqual(paths(mailOf(...lines)), [['1']])
  })

  it('byte for byte, though a fold splits a UTF-8 sequence', () => {
    // Requirement: 6047/2.4/charset-is-utf-8
    const split = latin1('SUMMARY:Gr\u00c3', ' \u00bcn')
    const [before, after] = request.join('\r\n').split('SUMMARY:Review')
    const bytes = Buffer.concat([
      utf8(...envelopeLines, calendarType, 'Content-Transfer-Encoding: 8bit', '', before ?? ''),
      split,
      utf8(after ?? ''),
    ])
    const [event] = readMail(bytes).calendars[0]?.messages[0]?.components ?? []
    const summary = event?.properties.find(({ name }) => name === 'SUMMARY')
    assert.equal(summary?.value, 'Grün')
  })
})

describe('the method of a mail', () => {
  const lines = (header: string, method: string | undefined): readonly string[] => [
    `Content-Type: text/calendar${header}`,
    '',
    ...eventLines(method, ...review),
  ]
  it('comes from the object when the header has none', () => {
    const mail = mailOf(...lines('', 'REQUEST'))
    assert.equal(mail.calendars[0]?.method, 'REQUEST')
    assert.equal(mail.calendars[0]?.methodInHeader, undefined)
    assert.deepEqual(requirements(mail), ['6047/2.4/method-parameter-present'])
  })
  it('comes from the header when the object has none', () => {
    const mail = mailOf(...lines('; method=request', undefined))
    assert.equal(mail.calendars[0]?.method, 'REQUEST')
    assert.equal(mail.calendars[0]?.messages[0]?.method, 'REQUEST')
    assert.deepEqual(requirements(mail), ['6047/2.4/method-parameter-equals-method'])
  })
  it('is the object\u2019s when both differ, and the difference is reported', () => {
    const [violation] = mailOf(...lines('; method=REQUEST', 'PUBLISH')).violations
    const [calendar] = mailOf(...lines('; method=REQUEST', 'PUBLISH')).calendars
    assert.equal(calendar?.method, 'PUBLISH')
    assert.equal(calendar?.methodReason.requirement, '6047/2.4/method-parameter-equals-method')
    assert.deepEqual(violation?.path, ['1', 'Content-Type', 'method'])
    assert.deepEqual([violation?.expected, violation?.found], ['PUBLISH', 'REQUEST'])
  })
  it('is the same in any letter case', () => {
    assert.deepEqual(requirements(mailOf(...lines('; method=request', 'REQUEST'))), [])
  })
  it('may be missing: then there is a calendar object and no message', () => {
    // Requirement: 6047/2.4/no-method-is-not-imip
    const mail = mailOf(...lines('', undefined))
    assert.equal(mail.calendars.length, 1)
    assert.deepEqual(mail.calendars[0]?.messages, [])
    assert.equal(mail.calendars[0]?.methodReason.requirement, '6047/2.4/no-method-is-not-imip')
  })
})

describe('who speaks in a mail', () => {
  // Requirement: 6047/2.3/address-from-calendar-object
  // Requirement: 6047/2.3/sender-may-differ-from-organizer
  // Requirement: 6047/2/reply-to-not-reliable
  it('is read from the calendar object, whatever the header says', () => {
    const header = ['From: eve@example.net', 'Sender: mx@example.net', 'Reply-To: x@example.net']
    const mail = readMail(utf8(...header, ...part))
    assert.equal(mail.calendars[0]?.messages[0]?.organizer, 'alice@example.com')
    assert.equal(mail.envelope.from[0]?.address, 'eve@example.net')
    assert.equal(mail.calendars.length, 1)
  })
})

describe('several components', () => {
  // Requirement: 6047/4.4/same-method-components-together
  it('of one type and one method are a message for each UID', () => {
    const second = [
      'BEGIN:VEVENT',
      'UID:picnic@example.com',
      'DTSTAMP:20260201T080000Z',
      'END:VEVENT',
    ]
    const lines = [...request.slice(0, -2), ...second, ...request.slice(-2)]
    const [calendar] = mailOf(calendarType, '', ...lines).calendars
    assert.deepEqual(
      calendar?.messages.map(({ uid, method }) => [uid, method]),
      [
        ['review@example.com', 'REQUEST'],
        ['picnic@example.com', 'REQUEST'],
      ],
    )
  })

  // Requirement: 6047/2.4/read-all-parts-of-mixed
  // Requirement: 6047/2.4/different-methods-in-mixed
  it('with different methods are read from parts of their own', () => {
    const cancel = [
      'Content-Type: text/calendar; method=CANCEL',
      '',
      ...eventLines('CANCEL', 'SEQUENCE:4'),
    ]
    const mail = mailOf(...multipart('mixed', 'a', part, cancel))
    assert.deepEqual(
      mail.calendars.map(({ method }) => method),
      ['REQUEST', 'CANCEL'],
    )
    assert.deepEqual(mail.violations, [])
  })
})

describe('what breaks RFC 6047 is named', () => {
  const reported = (lines: readonly string[]): readonly string[] => requirements(mailOf(...lines))
  const event = (type: string, ...more: readonly string[]): readonly string[] => [
    `Content-Type: ${type}`,
    '',
    ...eventLines('REQUEST', ...more),
  ]
  const rows: readonly { it: string; lines: readonly string[]; is: readonly string[] }[] = [
    {
      it: 'nothing, when all is right',
      lines: event('text/calendar; method=REQUEST', ...review),
      is: [],
    },
    {
      it: 'another content type',
      lines: event('application/octet-stream', ...review),
      is: ['6047/2.4/content-type-text-calendar'],
    },
    {
      it: 'no charset though not ASCII',
      lines: event('text/calendar; method=REQUEST', 'SUMMARY:Grüße'),
      is: ['6047/2.4/charset-when-not-ascii'],
    },
    {
      it: 'a charset that is not UTF-8',
      lines: event('text/calendar; method=REQUEST; charset=iso-8859-1', 'SUMMARY:Grüße'),
      is: ['6047/2.4/charset-is-utf-8'],
    },
    {
      it: 'a component parameter that is wrong',
      lines: event('text/calendar; method=REQUEST; component=VTODO', ...review),
      is: ['6047/2.4/component-parameter'],
    },
    {
      it: 'an address that is no mailto',
      lines: event('text/calendar; method=REQUEST', 'ATTENDEE:/principals/x'),
      is: ['6047/2.3/addresses-are-mailto'],
    },
    {
      it: 'a CID that is not in the mail',
      lines: event('text/calendar; method=REQUEST', 'ATTACH:cid:a@b'),
      is: ['6047/5.1/referenced-parts-included'],
    },
    {
      it: 'several types of component',
      lines: event(
        'text/calendar; method=REQUEST',
        'END:VEVENT',
        'BEGIN:VTODO',
        'UID:2',
        'END:VTODO',
        'BEGIN:VEVENT',
        'UID:3',
      ),
      is: ['6047/4.5/mixed-component-types-apart'],
    },
    {
      it: 'alternatives that differ',
      lines: multipart('alternative', 'a', text, part, [
        'Content-Type: text/calendar; method=REQUEST',
        '',
        ...eventLines('REQUEST', 'SUMMARY:Another'),
      ]),
      is: ['6047/2.4/alternatives-are-the-same'],
    },
    {
      it: 'one object with two methods',
      lines: multipart('mixed', 'a', part, [
        'Content-Type: application/ics',
        '',
        ...eventLines('PUBLISH', ...review),
      ]),
      is: ['6047/2.4/alternatives-are-the-same'],
    },
  ]
  for (const row of rows) it(row.it, () => assert.deepEqual(reported(row.lines), row.is))

  it('and a CID that is in the mail is not', () => {
    const lines = multipart(
      'related',
      'a',
      event('text/calendar; method=REQUEST', 'ATTACH:cid:a@b') as string[],
      ['Content-Type: image/png', 'Content-ID: <a@b>', '', 'x'],
    )
    assert.deepEqual(reported(lines), [])
  })

  it('and of differing alternatives the best alone is taken', () => {
    // Requirement: 6047/2.4/choose-among-alternatives
    const other = ['Content-Type: text/calendar', '', ...eventLines(undefined, 'SUMMARY:Another')]
    const mail = mailOf(...multipart('alternative', 'a', other, part))
    assert.deepEqual(paths(mail), [['2']])
    assert.deepEqual(
      mail.unread.map(({ path, why }) => [path, why]),
      [['1', 'other-alternative']],
    )
  })
})

describe('what cannot be read is named', () => {
  const why = (lines: readonly string[], limits = {}): readonly (readonly string[])[] =>
    readMail(utf8(...envelopeLines, ...lines), { limits }).unread.map((each) => [
      each.path,
      each.why,
    ])
  it('a nested mail deeper than the limit', () => {
    const deep = ['Content-Type: message/rfc822', '', 'Content-Type: message/rfc822', '', ...part]
    assert.deepEqual(why(deep, { maxDepth: 1 }), [['1.1', 'maxDepth']])
    assert.deepEqual(why(deep), [])
  })
  it('more parts than the limit', () => {
    const many = multipart('mixed', 'a', text, text, text, part)
    assert.deepEqual(why(many, { maxParts: 3 }), [['', 'maxParts']])
  })
  it('more calendar objects than the limit', () => {
    const many = multipart('mixed', 'a', part, [
      'Content-Type: text/calendar',
      '',
      ...eventLines('ADD'),
    ])
    assert.deepEqual(why(many, { maxCalendars: 1 }), [['2', 'maxCalendars']])
    const inOnePart = [calendarType, '', ...request.slice(0, -1), ...eventLines('ADD')]
    assert.deepEqual(why(inOnePart, { maxCalendars: 1 }), [['1', 'maxCalendars']])
  })
  it('a mail longer than the limit, whose envelope is read all the same', () => {
    const mail = readMail(utf8(...envelopeLines, ...part), { limits: { maxBytes: 300 } })
    assert.equal(mail.unread[0]?.why, 'maxBytes')
    assert.equal(mail.envelope.messageId, '1@example.com')
    assert.deepEqual(mail.calendars, [])
  })
  it('encryption, opaque signatures, foreign encodings, empty calendars', () => {
    assert.deepEqual(
      why(['Content-Type: application/pkcs7-mime; smime-type=enveloped-data', '', 'x']),
      [['1', 'encrypted']],
    )
    assert.deepEqual(
      why(['Content-Type: application/pkcs7-mime; smime-type=signed-data', '', 'x']),
      [['1', 'signed-opaque']],
    )
    assert.deepEqual(why(multipart('encrypted', 'a', ['', 'x'])), [['', 'encrypted']])
    assert.deepEqual(why([calendarType, 'Content-Transfer-Encoding: x-uuencode', '', 'x']), [
      ['1', 'transfer-encoding'],
    ])
    assert.deepEqual(why([calendarType, '', 'nothing here']), [['1', 'no-calendar-object']])
  })
  it('and a file name makes no calendar object of a part', () => {
    // Requirement: 6047/2.6/content-type-decides
    const mail = mailOf('Content-Type: application/octet-stream; name=invite.ics', '', 'MZ\u0000')
    assert.deepEqual([mail.calendars, mail.unread], [[], []])
  })
})

describe('the envelope', () => {
  it('holds what the header says', () => {
    const { envelope } = readMail(
      utf8(
        'From: =?utf-8?Q?J=C3=BCrgen?= <j@example.com>',
        'Sender: svc@example.com',
        'Reply-To: "Roe, Bob" <bob@example.org>',
        'To: Team: a@example.com, B <b@example.com>;',
        'Cc: c@example.com',
        'Subject: =?utf-8?B?R3LDvMOfZQ==?=',
        'Message-ID: <<1@example.com>>',
        'In-Reply-To: <0@example.com>',
        'References: <a@example.com>',
        ' <0@example.com>',
        'Date: Tue, 03 Mar 2026 10:00:00 +0100',
        'Auto-Submitted: auto-replied; x',
        'List-Id: <l.example.com>',
        'Content-Language: de-AT, en',
        'Content-Type: multipart/report; report-type=delivery-status; boundary=a',
        '',
      ),
    )
    assert.deepEqual(envelope, {
      from: [{ name: 'Jürgen', address: 'j@example.com' }],
      sender: { name: '', address: 'svc@example.com' },
      replyTo: [{ name: 'Roe, Bob', address: 'bob@example.org' }],
      to: [
        { name: '', address: 'a@example.com' },
        { name: 'B', address: 'b@example.com' },
      ],
      cc: [{ name: '', address: 'c@example.com' }],
      messageId: '1@example.com',
      inReplyTo: '0@example.com',
      references: ['a@example.com', '0@example.com'],
      dateSeconds: 1_772_528_400,
      subject: 'Grüße',
      autoSubmitted: 'auto-replied',
      listId: '<l.example.com>',
      language: 'de-AT',
      reportType: 'delivery-status',
    })
  })
  it('shows every From address of every From field', () => {
    const { envelope } = readMail(utf8('From: a@example.com', 'From: b@example.com', '', ''))
    assert.deepEqual(
      envelope.from.map(({ address }) => address),
      ['a@example.com', 'b@example.com'],
    )
  })
  it('is read behind the line that an mbox begins with', () => {
    assert.equal(readMail(utf8('From x Tue', 'Subject: y', '')).envelope.subject, 'y')
  })
})

describe('hostile bytes', () => {
  it('never make it throw', () => {
    const pieces = fc.constantFrom(
      'Content-Type: multipart/mixed; boundary=a\r\n',
      'Content-Type: text/calendar; method=REQUEST\r\n',
      'Content-Type: message/rfc822\r\n',
      'Content-Transfer-Encoding: base64\r\n',
      '\r\n',
      '--a\r\n',
      '--a--\r\n',
      'BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\n',
      'BEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\n',
      'From: "a" <',
    )
    const noise = fc.string()
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, noise), { maxLength: 30 }), (lines) => {
        const mail = readMail(new TextEncoder().encode(lines.join('')))
        assert.ok(Array.isArray(mail.calendars))
      }),
      { numRuns: 300 },
    )
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
        assert.ok(Array.isArray(readMail(bytes).violations))
      }),
    )
  })

  it('do not take long, whatever is repeated', () => {
    const started = performance.now()
    const many = (piece: string, head = ''): MailMessage =>
      readMail(new TextEncoder().encode(head + piece.repeat(1_000_000 / piece.length)))
    many('--a\r\n', 'Content-Type: multipart/mixed; boundary=a\r\n\r\n')
    many('Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n')
    many('Content-Type: message/rfc822\r\n\r\n')
    many('Subject: x\r\n')
    many('From: <a@b>,')
    many('=?utf-8?Q?', 'Subject: ')
    many('(', 'To: ')
    many(' ', 'References: ')
    many('BEGIN:VCALENDAR\r\n', 'Content-Type: text/plain\r\n\r\n')
    many('BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n', `${calendarType}\r\n\r\n`)
    assert.ok(performance.now() - started < 20_000, `${performance.now() - started} ms`)
  })
})
