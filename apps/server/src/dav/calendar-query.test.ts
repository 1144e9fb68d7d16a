/** What a calendar-query finds by its rows is what it finds by reading the texts (RFC 4791 §7.8, §9.9). */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { eventText } from '../testing/calendar-text.ts'
import { contentOf, namespaces, responsesOf } from '../testing/dav-client.ts'
import { startTestServer, type TestServer } from '../testing/start.ts'

const calendar = '/dav/calendars/ann/calendar/'
const hour = 3_600_000
/** What every text satisfies, and no row tells. */
const anyUid = '<C:prop-filter name="UID"><C:text-match></C:text-match></C:prop-filter>'

function written(at: number): string {
  return new Date(at).toISOString().replaceAll(/[-:]|\.000Z/g, '')
}

/** The lines that say when, at every third hour around the ends of a week: once in each form. */
function times(): ReadonlyMap<string, readonly [start: string, end: string, ...lines: string[]]> {
  const made = new Map<string, readonly [string, string, ...string[]]>()
  for (const end of [Date.UTC(2027, 2, 1), Date.UTC(2027, 2, 8)]) {
    for (let hours = -51; hours <= 51; hours += 3) {
      const start = end + hours * hour
      const [from, to] = [written(start), written(start + 2 * hour)]
      const name = `${new Date(end).getUTCDate()}${hours < 0 ? 'm' : 'p'}${Math.abs(hours)}`
      made.set(`utc-${name}`, [`${from}Z`, `${to}Z`])
      made.set(`floating-${name}`, [from, to])
      if (hours % 9 === 0) {
        made.set(`daily-${name}`, [`${from}Z`, `${to}Z`, 'RRULE:FREQ=DAILY;COUNT=2'])
        made.set(`instant-${name}`, [`${from}Z`, ''])
      }
    }
  }
  return made
}

describe('a calendar-query in a time range', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer()
    for (const [uid, [start, end, ...lines]] of times()) {
      await server.as('ann').put(`${calendar}${uid}.ics`, eventText({ uid, start, end, lines }))
    }
  })
  after(() => server.end())

  async function found(
    range: string,
    zone: string,
    more: string,
    data = '',
  ): Promise<ReadonlyMap<string, string | undefined>> {
    const answer = await server
      .as('ann')
      .report(
        calendar,
        `<C:calendar-query ${namespaces}><D:prop><D:getetag/>${data}</D:prop><C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT"><C:time-range ${range}/>${more}</C:comp-filter></C:comp-filter></C:filter><C:timezone-id>${zone}</C:timezone-id></C:calendar-query>`,
      )
    assert.equal(answer.status, 207, answer.text)
    return new Map(
      responsesOf(answer.text).map(({ href, xml }) => [href, contentOf(xml, 'C:calendar-data')]),
    )
  }

  const week = 'start="20270301T000000Z" end="20270308T000000Z"'
  const zones = ['UTC', 'Europe/Berlin', 'Asia/Tokyo', 'America/Los_Angeles', 'Pacific/Auckland']
  for (const zone of zones) {
    for (const range of [week, 'start="20270301T000000Z"', 'end="20270308T000000Z"']) {
      it(`is judged alike by rows and by texts: ${range}, floating times in ${zone}`, async () => {
        const byRows = await found(range, zone, '')
        assert.deepEqual([...byRows], [...(await found(range, zone, anyUid))])
        assert.ok(byRows.size > 50 && byRows.size < times().size)
      })
    }
  }

  it('returns the same data by rows and by texts, expanded too', async () => {
    for (const data of [
      '<C:calendar-data/>',
      `<C:calendar-data><C:expand ${week}/></C:calendar-data>`,
    ]) {
      const byRows = await found(week, 'Asia/Tokyo', '', data)
      assert.deepEqual([...byRows], [...(await found(week, 'Asia/Tokyo', anyUid, data))])
      for (const text of byRows.values()) assert.match(text ?? '', /BEGIN:VEVENT/)
    }
  })
})
