import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  type HeaderReader,
  judgeConditions,
  readConditions,
  readDepth,
  readDestination,
  readOverwrite,
  readPrefer,
  readScheduleReply,
} from './index.ts'

function headers(of: Record<string, string>): HeaderReader {
  return (name) => of[name]
}
const here = { etag: '"e1"', scheduleTag: '"s1"' }
const nothing = { etag: undefined, scheduleTag: undefined }

type Row = {
  readonly it: string
  readonly headers: Record<string, string>
  readonly at?: { etag: string | undefined; scheduleTag: string | undefined }
  readonly fails?: string
}

const rows: readonly Row[] = [
  { it: 'without conditions all is well', headers: {} },
  { it: 'an If-Match of the very tag holds', headers: { 'if-match': '"e0", "e1"' } },
  { it: 'an If-Match of another tag fails', headers: { 'if-match': '"e2"' }, fails: 'If-Match' },
  {
    it: 'If-Match: * fails where there is nothing',
    headers: { 'if-match': '*' },
    at: nothing,
    fails: 'If-Match',
  },
  { it: 'If-Match: * holds where there is something', headers: { 'if-match': '*' } },
  {
    it: 'If-None-Match: * fails where there is something',
    headers: { 'if-none-match': '*' },
    fails: 'If-None-Match',
  },
  {
    it: 'If-None-Match: * holds where there is nothing',
    headers: { 'if-none-match': '*' },
    at: nothing,
  },
  {
    it: 'an If-None-Match with the tag, weakly, fails',
    headers: { 'if-none-match': 'W/"e1"' },
    fails: 'If-None-Match',
  },
  {
    it: 'an If-Schedule-Tag-Match of the tag holds',
    headers: { 'if-schedule-tag-match': ' "s1" ' },
  },
  {
    it: 'an If-Schedule-Tag-Match of another fails',
    headers: { 'if-schedule-tag-match': '"s2"' },
    fails: 'If-Schedule-Tag-Match',
  },
  {
    it: 'an If-Schedule-Tag-Match fails where there is no tag',
    headers: { 'if-schedule-tag-match': '"s1"' },
    at: nothing,
    fails: 'If-Schedule-Tag-Match',
  },
  { it: 'an If list of the tag holds', headers: { if: '(["e1"])' } },
  { it: 'one If list of several is enough', headers: { if: '(["e2"]) (["e1"])' } },
  { it: 'all of one If list must hold', headers: { if: '(["e1"] <urn:lock>)' }, fails: 'If' },
  { it: 'Not turns a condition round', headers: { if: '(Not <DAV:no-lock>)' } },
  { it: 'an If list about another resource is judged there', headers: { if: '</other> (["o1"])' } },
  {
    it: 'an If list about a resource that is not there fails',
    headers: { if: '</none> (["o1"])' },
    fails: 'If',
  },
  ...[
    '',
    '(',
    '()',
    ')',
    '(Not)',
    '<a>',
    '(["e1"]',
    '(["e1"]) rest',
    '((["e1"]))',
    'x'.repeat(9000),
  ].map(
    (value): Row => ({
      it: `an If header that reads ${JSON.stringify(value.slice(0, 20))} fails`,
      headers: { if: value },
      fails: 'If',
    }),
  ),
]

describe('conditions of a request', () => {
  for (const row of rows) {
    it(row.it, () => {
      const other = (path: string) =>
        path === '/other' ? { etag: '"o1"', scheduleTag: undefined } : undefined
      const judged = judgeConditions(readConditions(headers(row.headers)), row.at ?? here, other)
      assert.equal(judged.holds ? undefined : judged.header, row.fails)
    })
  }
})

describe('other headers', () => {
  it('Depth is 0, 1 or infinity', () => {
    assert.deepEqual(
      ['0', ' 1', 'Infinity', undefined, '2', '-1', ''].map((each) => readDepth(each, 0)),
      [0, 1, 'infinity', 0, undefined, undefined, undefined],
    )
  })

  it('Prefer is read in all its spellings (RFC 7240, RFC 8144)', () => {
    assert.deepEqual(readPrefer(headers({ prefer: 'return=minimal, depth-noroot' })), {
      minimal: true,
      representation: false,
      depthNoroot: true,
    })
    assert.equal(readPrefer(headers({ prefer: 'return="representation"' })).representation, true)
    assert.equal(readPrefer(headers({ brief: 't' })).minimal, true)
    assert.equal(readPrefer(headers({ prefer: 'return-minimal' })).minimal, true)
    assert.equal(readPrefer(headers({})).minimal, false)
  })

  it('a Destination is a path of this host', () => {
    const at = (destination: string) => readDestination(headers({ destination, host: 'me:80' }))
    assert.equal(at('/dav/a'), '/dav/a')
    assert.equal(at('http://ME:80/dav/a?x'), '/dav/a')
    assert.equal(at('http://other/dav/a'), undefined)
    assert.equal(at('nonsense'), undefined)
    assert.equal(readDestination(headers({ host: 'me' })), undefined)
  })

  // Requirement: 6638/8.1/schedule-reply-values
  it('Overwrite and Schedule-Reply are true unless they say F', () => {
    assert.equal(readOverwrite(headers({ overwrite: 'f' })), false)
    assert.equal(readOverwrite(headers({})), true)
    assert.equal(readScheduleReply(headers({ 'schedule-reply': 'F' })), false)
    assert.equal(readScheduleReply(headers({ 'schedule-reply': 'T' })), true)
  })
})
