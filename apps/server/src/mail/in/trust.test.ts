import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { vouches } from './authentication-results.ts'
import { type Evidence, judge, trustTable } from './trust.ts'

const none: Evidence = {
  from: ['bob@example.org'],
  signature: undefined,
  signer: undefined,
  signatureMissing: false,
  dmarc: 'none',
  dmarcPolicy: 'none',
  dkimAligned: false,
  spfAligned: false,
  vouchedByHost: false,
  vouchedBySeal: false,
  token: undefined,
  throughList: false,
}
const reply = { method: 'REPLY', uid: '1' } as const
const request = { method: 'REQUEST', uid: '1' } as const
const token = { recipient: 'eve@example.net', uid: '1' }

// Requirement: 5546/6.2.2/sources-limited
describe('trust in a mail', () => {
  const rows: readonly {
    it: string
    is: Partial<Evidence>
    about?: typeof reply | typeof request
    row: string
    verdict: string
    originator?: string
  }[] = [
    {
      it: 'refuses a mail from nobody',
      is: { from: [] },
      row: 'no-author',
      verdict: 'refuse',
      originator: '',
    },
    {
      it: 'refuses a mail from two, whatever else speaks for it',
      is: { from: ['bob@example.org', 'eve@example.net'], dmarc: 'pass' },
      row: 'several-authors',
      verdict: 'refuse',
    },
    { it: 'takes what DMARC passes', is: { dmarc: 'pass' }, row: 'dmarc', verdict: 'apply' },
    { it: 'takes an aligned signature', is: { dkimAligned: true }, row: 'dkim', verdict: 'apply' },
    { it: 'takes an aligned path', is: { spfAligned: true }, row: 'spf', verdict: 'apply' },
    {
      it: 'takes the word of a named host',
      is: { vouchedByHost: true, dmarc: 'fail', dmarcPolicy: 'reject' },
      row: 'named-host',
      verdict: 'apply',
    },
    {
      it: 'takes the word of a named relay',
      is: { vouchedBySeal: true, dmarc: 'fail', dmarcPolicy: 'reject' },
      row: 'sealed',
      verdict: 'apply',
    },
    {
      it: 'takes an answer by token as that of whom the token was for',
      is: { token },
      row: 'reply-token',
      verdict: 'apply',
      originator: 'eve@example.net',
    },
    {
      it: 'prefers who is proven to whom the token names: a Delegate answers for himself',
      is: { token, dmarc: 'pass' },
      row: 'dmarc',
      verdict: 'apply',
    },
    {
      it: 'takes no token for another event',
      is: { token: { ...token, uid: '2' } },
      row: 'nothing-proven',
      verdict: 'hold',
    },
    {
      it: 'takes no token for what an Organizer says',
      is: { token },
      about: request,
      row: 'nothing-proven',
      verdict: 'hold',
    },
    {
      it: 'refuses what the domain asks to refuse',
      is: { dmarc: 'fail', dmarcPolicy: 'quarantine' },
      row: 'dmarc-forbids',
      verdict: 'refuse',
    },
    {
      it: 'holds what fails without such a wish',
      is: { dmarc: 'fail' },
      row: 'nothing-proven',
      verdict: 'hold',
    },
    {
      it: 'holds an unsigned mail of one who used to sign',
      is: { signatureMissing: true, dmarc: 'pass' },
      row: 'signature-missing',
      verdict: 'hold',
    },
    {
      it: 'refuses a broken S/MIME signature',
      is: { signature: 'broken', dmarc: 'pass' },
      row: 'signature-broken',
      verdict: 'refuse',
    },
    {
      it: 'holds an S/MIME signature of somebody else',
      is: { signature: 'of-another', dmarc: 'pass' },
      row: 'signature-of-another',
      verdict: 'hold',
    },
  ]
  for (const { it: title, is, about = reply, row, verdict, originator } of rows) {
    it(title, () => {
      const judged = judge({ ...none, ...is }, about, 'hold')
      assert.deepEqual([judged.row, judged.verdict], [row, verdict])
      assert.equal(judged.originator, originator ?? 'bob@example.org')
    })
  }

  it('lets the administrator decide about what nobody vouches for, and calls it unproven', () => {
    for (const unproven of ['apply', 'hold', 'refuse'] as const) {
      const { verdict, proven } = judge(none, reply, unproven)
      assert.deepEqual([verdict, proven], [unproven, false])
    }
  })

  it('is shown in the documents row by row', () => {
    const page = readFileSync(new URL('../../../../../docs/mail-trust.md', import.meta.url), 'utf8')
    const shown = page.split('\n').filter((each) => /^\| `/.test(each))
    assert.deepEqual(
      shown,
      trustTable.map(
        ({ name, words, verdict, requirement }) =>
          `| \`${name}\` | ${words} | ${verdict} | ${requirement} |`,
      ),
    )
  })
})

describe('Authentication-Results', () => {
  const rows: readonly { it: string; fields: readonly string[]; is: boolean }[] = [
    {
      it: 'count from a named host',
      fields: ['mx.own.example; dkim=pass header.d=example.org'],
      is: true,
    },
    {
      it: 'count with comments, versions and DMARC',
      fields: ['mx.own.example 1; (checked) dmarc=pass (p=none) header.from=example.org'],
      is: true,
    },
    {
      it: 'count for the author’s domain only',
      fields: [
        'mx.own.example; dkim=pass header.d=evil.example; spf=pass smtp.mailfrom=x@evil.example',
      ],
      is: false,
    },
    { it: 'do not count from others', fields: ['mx.evil.example; dmarc=pass'], is: false },
    {
      it: 'do not count below those of others, where anybody may have written them',
      fields: ['mx.evil.example; none', 'mx.own.example; dkim=pass header.d=example.org'],
      is: false,
    },
    { it: 'do not count when they fail', fields: ['mx.own.example; dmarc=fail'], is: false },
  ]
  for (const row of rows) {
    it(row.it, () => assert.equal(vouches(row.fields, ['MX.own.example'], 'example.org'), row.is))
  }

  it('of nobody count while no host is named', () => {
    assert.equal(vouches(['mx.own.example; dmarc=pass'], [], 'example.org'), false)
  })
})
