import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { utf8 } from '../fixtures/build.ts'
import { readMail } from './read-mail.ts'

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
