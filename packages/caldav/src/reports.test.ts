import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  caldav,
  dav,
  isProblem,
  readMkcalendar,
  readMkcol,
  readPropfind,
  readProppatch,
  readReport,
  scheduleResponse,
} from './index.ts'
import { xmlns, xmlOf } from './testing.ts'

function read(name: string, inner: string, attributes = '') {
  return readReport(xmlOf(`<${name} ${xmlns} ${attributes}>${inner}</${name}>`))
}

describe('reports', () => {
  it('are told apart by the root of the body', () => {
    const filter = '<C:filter><C:comp-filter name="VCALENDAR"/></C:filter>'
    const range = '<C:time-range start="20260101T000000Z" end="20260102T000000Z"/>'
    const search =
      '<D:property-search><D:prop><D:displayname/></D:prop><D:match>x</D:match></D:property-search>'
    const rows: readonly (readonly [string, string])[] = [
      ['C:calendar-query', filter],
      ['C:calendar-multiget', '<D:href>/a</D:href>'],
      ['C:free-busy-query', range],
      ['D:sync-collection', '<D:sync-token/>'],
      ['D:principal-property-search', search],
      ['D:principal-match', '<D:self/>'],
      ['D:expand-property', '<D:property name="owner"/>'],
      ['D:principal-search-property-set', ''],
      ['D:acl-principal-prop-set', ''],
    ]
    for (const [name, inner] of rows) {
      const found = read(name, inner)
      assert.ok(!isProblem(found), name)
      assert.equal(found.kind, name.slice(2))
    }
  })

  it('that nobody knows are refused by name', () => {
    const found = read('D:version-tree', '')
    assert.ok(isProblem(found))
    assert.equal(found.condition, dav('supported-report'))
    assert.ok(isProblem(readReport(undefined)))
  })

  it('are refused where they lack what they are about', () => {
    for (const [name, inner] of [
      ['C:calendar-query', ''],
      ['C:free-busy-query', ''],
      ['C:free-busy-query', '<C:time-range start="20260101T000000Z"/>'],
      ['D:principal-property-search', ''],
      ['D:sync-collection', '<D:sync-level>7</D:sync-level>'],
    ] as const) {
      assert.ok(isProblem(read(name, inner)), `${name} ${inner}`)
    }
    const many = '<D:href>/a</D:href>'.repeat(5001)
    assert.ok(isProblem(read('C:calendar-multiget', many)))
  })

  it('read limits, tokens and zones', () => {
    const sync = read(
      'D:sync-collection',
      '<D:sync-token> urn:t </D:sync-token><D:sync-level>1</D:sync-level><D:limit><D:nresults>7</D:nresults></D:limit><D:prop><D:getetag/></D:prop>',
    )
    assert.ok(!isProblem(sync) && sync.kind === 'sync-collection')
    assert.deepEqual([sync.token, sync.limit, sync.isInfinite], ['urn:t', 7, false])
    const query = read(
      'C:calendar-query',
      '<C:filter><C:comp-filter name="VCALENDAR"/></C:filter><C:timezone-id>Europe/Paris</C:timezone-id><C:limit><C:nresults>-1</C:nresults></C:limit>',
    )
    assert.ok(!isProblem(query) && query.kind === 'calendar-query')
    assert.deepEqual([query.timezoneId, query.limit], ['Europe/Paris', undefined])
  })

  it('expand properties no deeper than five', () => {
    const deep = '<D:property name="owner">'.repeat(8) + '</D:property>'.repeat(8)
    const found = read('D:expand-property', deep)
    assert.ok(!isProblem(found) && found.kind === 'expand-property')
    let depth = 0
    for (let at = found.properties; at.length > 0; at = at[0]?.properties ?? []) depth++
    assert.equal(depth, 5)
  })
})

describe('other bodies', () => {
  it('a PROPFIND asks for all, for names, or for some', () => {
    assert.deepEqual(readPropfind(undefined), { kind: 'all', include: [] })
    const as = (inner: string) => readPropfind(xmlOf(`<D:propfind ${xmlns}>${inner}</D:propfind>`))
    assert.deepEqual(as('<D:propname/>'), { kind: 'names' })
    assert.deepEqual(as('<D:allprop/><D:include><D:owner/></D:include>'), {
      kind: 'all',
      include: [dav('owner')],
    })
    const some = as('<D:prop><D:owner/><C:calendar-home-set/></D:prop>')
    assert.ok(!isProblem(some) && some.kind === 'some')
    assert.deepEqual(
      some.properties.map((each) => each.name),
      [dav('owner'), caldav('calendar-home-set')],
    )
    assert.ok(isProblem(readPropfind(xmlOf(`<D:prop ${xmlns}/>`))))
  })

  it('a PROPPATCH keeps the order of what it sets and removes', () => {
    const found = readProppatch(
      xmlOf(
        `<D:propertyupdate ${xmlns}><D:remove><D:prop><D:a/></D:prop></D:remove><D:set><D:prop><D:b>1</D:b><D:c/></D:prop></D:set></D:propertyupdate>`,
      ),
    )
    assert.ok(!isProblem(found))
    assert.deepEqual(
      found.map(({ kind, name }) => `${kind} ${name}`),
      ['remove {DAV:}a', 'set {DAV:}b', 'set {DAV:}c'],
    )
    assert.ok(isProblem(readProppatch(undefined)))
  })

  it('an extended MKCOL makes a calendar where its resource type says so (RFC 5689)', () => {
    const mkcol = (type: string) =>
      readMkcol(
        xmlOf(
          `<D:mkcol ${xmlns}><D:set><D:prop><D:resourcetype>${type}</D:resourcetype><D:displayname>x</D:displayname></D:prop></D:set></D:mkcol>`,
        ),
      )
    const made = mkcol('<D:collection/><C:calendar/>')
    assert.ok(!isProblem(made) && made.isCalendar)
    assert.deepEqual(
      made.updates.map((each) => each.name),
      [dav('displayname')],
    )
    const plain = mkcol('<D:collection/>')
    assert.ok(!isProblem(plain) && !plain.isCalendar)
    for (const type of ['', '<C:calendar/>']) {
      const none = mkcol(type)
      assert.ok(!isProblem(none) && !none.isCalendar)
    }
    assert.ok(isProblem(readMkcol(xmlOf(`<C:mkcalendar ${xmlns}/>`))))
  })

  it('a MKCALENDAR may have no body', () => {
    const method = 'MKCALENDAR'
    assert.deepEqual(readMkcalendar(undefined), { method, isCalendar: true, updates: [] })
    assert.ok(isProblem(readMkcalendar(xmlOf(`<D:mkcol ${xmlns}/>`))))
  })
})

describe('the answer to a POST to the Outbox', () => {
  it('has one response for each recipient, with data where there is some', () => {
    const text = scheduleResponse([
      {
        recipient: 'mailto:a@example.com',
        requestStatus: '2.0;Success',
        calendarData: 'BEGIN:VCALENDAR\r\n',
      },
      {
        recipient: 'mailto:b&c@example.com',
        requestStatus: '3.7;Invalid',
        calendarData: undefined,
      },
    ])
    const root = xmlOf(text)
    assert.equal(root.name, caldav('schedule-response'))
    assert.equal(root.children.length, 2)
    assert.deepEqual(
      root.children[1]?.children.map((each) => each.name),
      [caldav('recipient'), caldav('request-status')],
    )
    assert.match(text, /b&amp;c@/)
  })
})
