import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { calendarType } from '../fixtures/build.ts'
import type { MailMessage } from './mail.ts'
import { readMail } from './read-mail.ts'

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
    const started = cpuMs()
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
    assert.ok(cpuMs() - started < 20_000, `${cpuMs() - started} ms`)
  })
})

/** Processor time, so that a busy machine does not count: what runs away takes minutes of it. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
