import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  base64Lines,
  calendarPart,
  calendarType,
  envelopeLines,
  eventLines,
  latin1,
  mailOf,
  multipart,
  request,
  requirementsOf,
  review,
  textPart,
  utf8,
} from '../fixtures/build.ts'
import type { MailMessage } from './mail.ts'
import { readMail } from './read-mail.ts'

const html = ['Content-Type: text/html', '', '<p>Please come.</p>']
const attachment = [
  'Content-Type: application/ics; name=invite.ics',
  'Content-Disposition: attachment; filename=invite.ics',
  'Content-Transfer-Encoding: base64',
  '',
  ...base64Lines(utf8(...request)),
]
const paths = (mail: MailMessage): readonly (readonly string[])[] =>
  mail.calendars.map(({ places }) => places.map(({ path }) => path))

describe('a calendar object is found', () => {
  // Requirement: 6047/2.4/find-parts-in-any-multipart
  const rows: readonly {
    it: string
    lines: readonly string[]
    at: readonly (readonly string[])[]
  }[] = [
    { it: 'alone', lines: calendarPart, at: [['1']] },
    {
      it: 'as an alternative',
      lines: multipart('alternative', 'a', textPart, html, calendarPart),
      at: [['3']],
    },
    { it: 'in mixed', lines: multipart('mixed', 'a', textPart, calendarPart), at: [['2']] },
    { it: 'in related', lines: multipart('related', 'a', html, calendarPart), at: [['2']] },
    {
      it: 'as an alternative and as an attachment, once',
      lines: multipart(
        'mixed',
        'a',
        multipart('alternative', 'b', textPart, html, calendarPart),
        attachment,
      ),
      at: [['1.3', '2']],
    },
    {
      it: 'as an attachment only',
      lines: multipart('mixed', 'a', textPart, attachment),
      at: [['2']],
    },
    {
      it: 'in a signed mail',
      lines: multipart('signed', 'a', multipart('mixed', 'b', textPart, calendarPart), [
        'Content-Type: application/pkcs7-signature',
        '',
        'x',
      ]),
      at: [['1.2']],
    },
    {
      it: 'in a nested mail',
      lines: multipart('mixed', 'a', textPart, [
        'Content-Type: message/rfc822',
        '',
        ...envelopeLines,
        ...calendarPart,
      ]),
      at: [['2.1']],
    },
    {
      it: 'in a multipart of a nested mail in base64',
      lines: multipart('mixed', 'a', textPart, [
        'Content-Type: message/rfc822',
        'Content-Transfer-Encoding: base64',
        '',
        ...base64Lines(
          utf8(...envelopeLines, ...multipart('alternative', 'b', textPart, calendarPart)),
        ),
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
      lines: multipart('mixed', 'a', calendarPart, [
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
    const lines = multipart('mixed', 'a', calendarPart).slice(0, -2)
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
    assert.deepEqual(requirementsOf(mail), ['6047/2.4/method-parameter-present'])
  })
  it('comes from the header when the object has none', () => {
    const mail = mailOf(...lines('; method=request', undefined))
    assert.equal(mail.calendars[0]?.method, 'REQUEST')
    assert.equal(mail.calendars[0]?.messages[0]?.method, 'REQUEST')
    assert.deepEqual(requirementsOf(mail), ['6047/2.4/method-parameter-equals-method'])
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
    assert.deepEqual(requirementsOf(mailOf(...lines('; method=request', 'REQUEST'))), [])
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
    const mail = readMail(utf8(...header, ...calendarPart))
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
    const mail = mailOf(...multipart('mixed', 'a', calendarPart, cancel))
    assert.deepEqual(
      mail.calendars.map(({ method }) => method),
      ['REQUEST', 'CANCEL'],
    )
    assert.deepEqual(mail.violations, [])
  })
})

describe('what cannot be read is named', () => {
  const why = (lines: readonly string[], limits = {}): readonly (readonly string[])[] =>
    readMail(utf8(...envelopeLines, ...lines), { limits }).unread.map((each) => [
      each.path,
      each.why,
    ])
  it('a nested mail deeper than the limit', () => {
    const deep = [
      'Content-Type: message/rfc822',
      '',
      'Content-Type: message/rfc822',
      '',
      ...calendarPart,
    ]
    assert.deepEqual(why(deep, { maxDepth: 1 }), [['1.1', 'maxDepth']])
    assert.deepEqual(why(deep), [])
  })
  it('more parts than the limit', () => {
    const many = multipart('mixed', 'a', textPart, textPart, textPart, calendarPart)
    assert.deepEqual(why(many, { maxParts: 3 }), [['', 'maxParts']])
  })
  it('more calendar objects than the limit', () => {
    const many = multipart('mixed', 'a', calendarPart, [
      'Content-Type: text/calendar',
      '',
      ...eventLines('ADD'),
    ])
    assert.deepEqual(why(many, { maxCalendars: 1 }), [['2', 'maxCalendars']])
    const inOnePart = [calendarType, '', ...request.slice(0, -1), ...eventLines('ADD')]
    assert.deepEqual(why(inOnePart, { maxCalendars: 1 }), [['1', 'maxCalendars']])
  })
  it('a head longer than the limit, of which no more is read', () => {
    const late = [`X-Long: ${'x'.repeat(2_000)}`, 'Cc: late@example.com']
    const long = utf8(...envelopeLines, ...late, ...calendarPart)
    assert.deepEqual(readMail(long, { limits: { maxHeaderBytes: 1_000 } }).envelope.cc, [])
    assert.equal(readMail(long).envelope.cc.length, 1)
  })
  it('more addresses than the limit', () => {
    const to = Array.from({ length: 9 }, (_, i) => `p${i}@example.com`).join(', ')
    const crowd = utf8(...envelopeLines, `Cc: ${to}`, ...calendarPart)
    assert.equal(readMail(crowd, { limits: { maxAddresses: 3 } }).envelope.cc.length, 3)
    assert.equal(readMail(crowd).envelope.cc.length, 9)
  })
  it('a mail longer than the limit, whose envelope is read all the same', () => {
    // Requirement: 5546/6.2.2/sources-limited
    const mail = readMail(utf8(...envelopeLines, ...calendarPart), { limits: { maxBytes: 300 } })
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
