import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readDeliveryReport } from './delivery-report.ts'
import { headerFields } from './header-fields.ts'

type Report = { readonly status: readonly string[]; readonly returned?: readonly string[] }

function mail({ status, returned = [] }: Report): Uint8Array {
  const lines = [
    'From: MAILER-DAEMON@relay.example',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'It could not be delivered.',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; relay.example',
    '',
    ...status,
    '--b',
    ...returned,
    '--b--',
    '',
  ]
  return new TextEncoder().encode(lines.join('\r\n'))
}

const failed = [
  'Final-Recipient: rfc822; Bob@Example.org',
  'Action: failed',
  'Status: 5.1.1',
  'Diagnostic-Code: smtp; 550 5.1.1 no such user',
]

describe('a delivery status notification', () => {
  it('names the mail and what became of each recipient', () => {
    const report = readDeliveryReport(
      mail({
        status: [
          ...failed,
          '',
          'Original-Recipient: rfc822;carol@example.org',
          'Final-Recipient: rfc822; c@inside.example.org',
          'Action: delayed (will retry)',
          'Status: 4.4.7',
        ],
        returned: ['Content-Type: message/rfc822', '', 'Message-ID: <1@parley.example>', '', 'x'],
      }),
    )
    assert.deepEqual(report, {
      messageId: '1@parley.example',
      recipients: [
        {
          address: 'bob@example.org',
          action: 'failed',
          status: '5.1.1',
          diagnostic: '550 5.1.1 no such user',
        },
        { address: 'carol@example.org', action: 'delayed', status: '4.4.7', diagnostic: '' },
      ],
    })
  })

  it('may give back the header alone, or nothing', () => {
    const header = ['Content-Type: text/rfc822-headers', '', 'Message-ID: <2@parley.example>']
    assert.equal(
      readDeliveryReport(mail({ status: failed, returned: header }))?.messageId,
      '2@parley.example',
    )
    assert.equal(readDeliveryReport(mail({ status: failed }))?.messageId, undefined)
  })

  it('is none without a part that says so, and has limits', () => {
    const plain = new TextEncoder().encode('From: a@b.example\r\n\r\nStatus: 5.0.0\r\n')
    assert.equal(readDeliveryReport(plain), undefined)
    const many = Array.from({ length: 3_000 }, (_, i) => [
      `Final-Recipient: rfc822; ${i}@x.example`,
      'Action: failed',
      '',
    ]).flat()
    assert.equal(readDeliveryReport(mail({ status: many }))?.recipients.length, 1_000)
    const long = [`Diagnostic-Code: smtp; ${'x'.repeat(9_000)}`, ...failed.slice(0, 2)]
    const [first] = readDeliveryReport(mail({ status: long }))?.recipients ?? []
    assert.equal(first?.diagnostic.length, 300)
  })
})

describe('header fields', () => {
  it('are those of the mail, not of its body', () => {
    for (const end of ['\r\n', '\n']) {
      const text = ['A: 1', 'B: 2', ' 3', '', 'C: 4'].join(end)
      const fields = headerFields(new TextEncoder().encode(text))
      assert.deepEqual(
        fields.map(({ name }) => name),
        ['a', 'b'],
      )
    }
  })
})
