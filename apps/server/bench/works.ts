/** The works that are measured, in their order: each returns rows of figures. */
import { type Answered, must, type Person, query, syncFrom } from './client.ts'
import { answered, busyRequest, meetingText } from './objects.ts'

export type Figure = {
  readonly work: string
  readonly value: number
  readonly unit: 'ms' | 'per s' | 'of 50' | 'MB'
  /** What one request cost, where the server tells. */
  readonly cost?: Counters
  /** What the yardstick took just before: machines are slower at one moment than at another. */
  readonly bareMs?: number
}

/** Database statements, waits for the disk, and processor time. */
export type Counters = {
  readonly queries: number
  readonly syncs: number
  readonly cpuMs: number
}

function costOf(before: Counters | undefined, after: Counters | undefined, requests: number) {
  if (before === undefined || after === undefined || requests === 0) return {}
  const cost: Counters = {
    queries: (after.queries - before.queries) / requests,
    syncs: (after.syncs - before.syncs) / requests,
    cpuMs: (after.cpuMs - before.cpuMs) / requests,
  }
  return { cost }
}
export type Bench = {
  readonly people: readonly Person[]
  /** What the server counted so far; undefined for servers that do not tell. */
  readonly counters: () => Promise<Counters | undefined>
  /** The yardstick, once (`bare.ts`). */
  readonly bare: () => Promise<Answered>
  readonly runs: number
  /** So often is each work done before it counts: a server has run for a while. */
  readonly warmUps: number
  readonly secondsEach: number
  readonly eventsEach: number
  readonly note: (figure: Figure) => void
}

const hour = 3600
const day = 24 * hour
/** A Monday morning, far enough ahead. */
const monday = Date.UTC(2027, 2, 1, 9) / 1000
let made = 0
const freshUid = (): string => `bench-${process.pid}-${Date.now()}-${made++}`

/** Calendars are full before anything is measured, and of busy people nothing but that is asked. */
export async function runAll(bench: Bench): Promise<void> {
  await fill(bench)
  await plain(bench)
  await busyTime(bench)
  await meetings(bench)
  await replies(bench)
  await queries(bench)
}

function person(bench: Bench, index: number): Person {
  const found = bench.people[index % bench.people.length]
  if (found === undefined) throw new Error('there is nobody')
  return found
}

/** The median of as many runs, after those that do not count, and that of the yardstick before them. */
async function median(
  bench: Bench,
  work: string,
  once: (run: number) => Promise<Answered>,
): Promise<void> {
  const bareMs = await yardstick(bench)
  for (let run = 0; run < bench.warmUps; run++) await once(-1 - run)
  const before = await bench.counters()
  const times: number[] = []
  for (let run = 0; run < bench.runs; run++) times.push((await once(run)).ms)
  const after = await bench.counters()
  const value = middle(times)
  bench.note({ work, value, unit: 'ms', bareMs, ...costOf(before, after, bench.runs) })
}

async function yardstick(bench: Bench): Promise<number> {
  const times: number[] = []
  for (let run = 0; run < bench.runs; run++) times.push((await bench.bare()).ms)
  return middle(times)
}

function middle(times: readonly number[]): number {
  return times.toSorted((one, other) => one - other)[times.length >> 1] ?? Number.NaN
}

/** How many a second, with eight at once. */
async function rate(
  bench: Bench,
  work: string,
  once: (worker: number) => Promise<Answered>,
): Promise<void> {
  const before = await bench.counters()
  const end = performance.now() + bench.secondsEach * 1000
  let count = 0
  const began = performance.now()
  await Promise.all(
    Array.from({ length: 8 }, async (_, worker) => {
      while (performance.now() < end) {
        await once(worker)
        count++
      }
    }),
  )
  const value = (count * 1000) / (performance.now() - began)
  bench.note({ work, value, unit: 'per s', ...costOf(before, await bench.counters(), count) })
}

async function put(of: Person, uid: string, text: string): Promise<Answered> {
  return must(
    of.send('PUT', `${of.calendar}${uid}.ics`, text, {
      'content-type': 'text/calendar; charset=utf-8',
    }),
  )
}

/** Five hundred events each: one in ten is weekly for ever. */
async function fill(bench: Bench): Promise<void> {
  const asked = busyPeople(bench)
  const waiting = asked.flatMap((who, index) =>
    Array.from({ length: bench.eventsEach }, (_, event) => ({ who, index, event })),
  )
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        const uid = freshUid()
        const weekly = next.event % 10 === 0
        const startSeconds = monday - 200 * day + next.event * 17 * hour + next.index * 900
        await put(
          next.who,
          uid,
          meetingText({ uid, startSeconds, ...(weekly && { rule: 'FREQ=WEEKLY' }) }),
        )
      }
    }),
  )
}

function busyPeople(bench: Bench): readonly Person[] {
  return bench.people.slice(8, 58)
}

async function plain(bench: Bench): Promise<void> {
  const one = person(bench, 0)
  const store = (of: Person): Promise<Answered> => {
    const uid = freshUid()
    return put(of, uid, meetingText({ uid, startSeconds: monday }))
  }
  await median(bench, 'PUT without Attendees', () => store(one))
  await rate(bench, 'PUT without Attendees, 8 at once', (worker) => store(person(bench, worker)))
  const uid = freshUid()
  await put(one, uid, meetingText({ uid, startSeconds: monday }))
  const read = (): Promise<Answered> => must(one.send('GET', `${one.calendar}${uid}.ics`))
  await median(bench, 'GET', read)
  await rate(bench, 'GET, 8 at once', read)
}

async function meetings(bench: Bench): Promise<void> {
  for (const count of [1, 10, 50]) {
    const invite = (organizer: number): Promise<Answered> => {
      const uid = freshUid()
      const self = person(bench, organizer)
      const attendees = Array.from(
        { length: count },
        (_, index) => person(bench, 8 + index).address,
      )
      const text = meetingText({
        uid,
        organizer: self.address,
        attendees,
        startSeconds: monday + made * 60,
      })
      return put(self, uid, text)
    }
    await median(bench, `PUT of a meeting, ${count} local`, () => invite(0))
    await rate(bench, `PUT of a meeting, ${count} local, 8 Organizers`, invite)
  }
}

async function meetingOf(bench: Bench, count: number): Promise<string> {
  const uid = freshUid()
  const self = person(bench, 0)
  const attendees = Array.from({ length: count }, (_, index) => person(bench, 8 + index).address)
  await put(
    self,
    uid,
    meetingText({ uid, organizer: self.address, attendees, startSeconds: monday }),
  )
  return uid
}

/** Where that person holds the UID, and the text. */
async function copyOf(of: Person, uid: string): Promise<{ path: string; text: string }> {
  const filter =
    '<C:comp-filter name="VEVENT"><C:prop-filter name="UID">' +
    `<C:text-match collation="i;octet">${uid}</C:text-match></C:prop-filter></C:comp-filter>`
  const { text } = await must(
    of.send('REPORT', of.calendar, query(filter, '<D:getetag/>'), {
      depth: '1',
      'content-type': 'application/xml',
    }),
  )
  const path = /href[^>]*>([^<]+\.ics[^<]*)</.exec(text)?.[1]
  if (path === undefined) throw new Error(`${of.name} does not hold ${uid}`)
  return { path, text: (await must(of.send('GET', path))).text }
}

async function replies(bench: Bench): Promise<void> {
  for (const count of [10, 50]) {
    const uid = await meetingOf(bench, count)
    const bob = person(bench, 8)
    const { path, text } = await copyOf(bob, uid)
    await median(bench, `a reply, ${count} Attendees`, (run) => {
      const partStat = run % 2 === 0 ? 'ACCEPTED' : 'TENTATIVE'
      const body = answered(text, bob.address, partStat)
      return must(bob.send('PUT', path, body, { 'content-type': 'text/calendar; charset=utf-8' }))
    })
  }
  await answersKept(bench)
}

async function answersKept(bench: Bench): Promise<void> {
  const uid = await meetingOf(bench, 50)
  const organizer = person(bench, 0)
  const copies = await Promise.all(
    Array.from({ length: 50 }, async (_, index) => {
      const who = person(bench, 8 + index)
      return { who, ...(await copyOf(who, uid)) }
    }),
  )
  const waiting = [...copies]
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const body = answered(next.text, next.who.address, 'ACCEPTED')
        await must(
          next.who.send('PUT', next.path, body, { 'content-type': 'text/calendar; charset=utf-8' }),
        )
      }
    }),
  )
  const { text } = await copyOf(organizer, uid)
  const lines = text.replaceAll(/\r?\n[ \t]/g, '').split(/\r?\n/)
  const kept = copies.filter(({ who }) =>
    lines.some(
      (line) =>
        /^ATTENDEE.*PARTSTAT=ACCEPTED/i.test(line) &&
        line.toLowerCase().endsWith(`:mailto:${who.address}`),
    ),
  )
  bench.note({ work: '50 answer one meeting, 8 at once: kept', value: kept.length, unit: 'of 50' })
}

async function busyTime(bench: Bench): Promise<void> {
  const asked = busyPeople(bench)
  const self = person(bench, 0)
  const ask = (count: number, days: number): Promise<Answered> => {
    const fromSeconds = monday + days * day
    const people = asked.slice(0, count).map((each) => each.address)
    const text = busyRequest(self.address, people, {
      fromSeconds,
      toSeconds: fromSeconds + 7 * day,
    })
    const headers = { 'content-type': 'text/calendar; charset=utf-8' }
    return must(self.send('POST', self.outbox, text, headers))
  }
  // Each time a week that nobody asked for before; the weeks around it were asked for.
  for (const count of [1, 10, 50]) {
    await median(bench, `free-busy of ${count}, one week`, (run) =>
      ask(count, run / 4 + count / 1440),
    )
  }
  await median(bench, 'free-busy of 50, a week asked before', () => ask(50, 0))
  // All their calendars have changed: nothing but what recurs is known from before.
  const uid = freshUid()
  const move = (run: number): Promise<Answered> =>
    put(
      self,
      uid,
      meetingText({
        uid,
        organizer: self.address,
        attendees: asked.map((each) => each.address),
        startSeconds: monday + (run + bench.warmUps) * 60,
      }),
    )
  await median(bench, 'free-busy of 50, all changed since', async (run) => {
    await move(run)
    return ask(50, run / 4)
  })
}

async function queries(bench: Bench): Promise<void> {
  const reader = person(bench, 59)
  const total = bench.eventsEach * 4
  for (let event = 0; event < total; event++) {
    const uid = freshUid()
    const startSeconds = monday + Math.floor(event * ((230 * day) / total)) - 100 * day
    await put(reader, uid, meetingText({ uid, startSeconds }))
  }
  const month =
    '<C:comp-filter name="VEVENT"><C:time-range start="20270301T000000Z" end="20270401T000000Z"/></C:comp-filter>'
  const headers = { depth: '1', 'content-type': 'application/xml' }
  await median(bench, 'calendar-query of a month with data', () =>
    must(
      reader.send(
        'REPORT',
        reader.calendar,
        query(month, '<D:getetag/><C:calendar-data/>'),
        headers,
      ),
    ),
  )
  const first = await must(
    reader.send('REPORT', reader.calendar, syncFrom(''), { ...headers, depth: '0' }),
  )
  let token = tokenIn(first.text)
  await median(bench, 'sync-collection, one change', async () => {
    const uid = freshUid()
    await put(reader, uid, meetingText({ uid, startSeconds: monday }))
    const found = await must(
      reader.send('REPORT', reader.calendar, syncFrom(token), { ...headers, depth: '0' }),
    )
    token = tokenIn(found.text)
    return found
  })
}

function tokenIn(text: string): string {
  const found = /sync-token[^>]*>([^<]+)</.exec(text)?.[1]
  if (found === undefined) throw new Error('no sync token in the answer')
  return found
}
