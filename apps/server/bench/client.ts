/** A CalDAV client that does nothing but speak: one kept connection for each at once. */
import { Agent, request } from 'node:http'
import { performance } from 'node:perf_hooks'

export type Answered = {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
  readonly ms: number
}

export type Person = {
  readonly name: string
  readonly address: string
  /** Paths, each with a slash at the end. */
  readonly calendar: string
  readonly outbox: string
  send(
    method: string,
    path: string,
    body?: string,
    headers?: Record<string, string>,
  ): Promise<Answered>
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 })
const namespaces = 'xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"'

/** Signs in and finds its way as calendar apps do: from the URL to principal, home, calendar. */
export async function findPerson(url: string, name: string, password: string): Promise<Person> {
  const authorization = `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`
  const send: Person['send'] = (method, path, body, headers = {}) =>
    exchange(new URL(path, url), method, body, { authorization, ...headers })
  const ask = async (path: string, property: string, depth = '0'): Promise<string> => {
    const body = `<D:propfind ${namespaces}><D:prop>${property}</D:prop></D:propfind>`
    let answered = await send('PROPFIND', path, body, { depth, 'content-type': 'application/xml' })
    for (let hops = 0; [301, 302, 307, 308].includes(answered.status) && hops < 3; hops++) {
      const to = new URL(String(answered.headers['location']), url).pathname
      answered = await send('PROPFIND', to, body, { depth, 'content-type': 'application/xml' })
    }
    if (answered.status !== 207) throw new Error(`PROPFIND ${path} as ${name}: ${answered.status}`)
    return answered.text
  }
  const given = new URL(url).pathname
  const first = given === '/' ? '/.well-known/caldav' : given
  const principal = hrefIn(
    await ask(first, '<D:current-user-principal/>'),
    'current-user-principal',
  )
  const found = await ask(
    principal,
    '<C:calendar-home-set/><C:calendar-user-address-set/><C:schedule-outbox-URL/>',
  )
  const home = hrefIn(found, 'calendar-home-set')
  const address = /mailto:([^<"]+)/i.exec(found)?.[1]
  if (address === undefined) throw new Error(`${name} has no calendar address`)
  const listed = await ask(home, '<D:resourcetype/>', '1')
  const responses = listed.split(/<\/[\w-]*:?response>/)
  const calendar = responses.find(
    (each) => /<[\w-]*:?calendar\s*\/>|<calendar xmlns/.test(each) && !/schedule-/.test(each),
  )
  const path = calendar && /href[^>]*>([^<]+)</.exec(calendar)?.[1]
  if (path === undefined) throw new Error(`${name} has no calendar`)
  return { name, address, calendar: path, outbox: hrefIn(found, 'schedule-outbox-URL'), send }
}

function hrefIn(text: string, property: string): string {
  const pattern = new RegExp(`${property}[^>]*>\\s*<[^>]*href[^>]*>([^<]+)<`)
  const found = pattern.exec(text)?.[1]
  if (found === undefined) throw new Error(`no ${property} in the answer`)
  return found
}

/** One request and its answer, and how long that took. */
export function exchange(
  url: URL,
  method: string,
  body: string | undefined,
  headers: Record<string, string>,
): Promise<Answered> {
  const bytes = body === undefined ? undefined : Buffer.from(body)
  return new Promise((resolve, reject) => {
    const began = performance.now()
    const length = bytes === undefined ? {} : { 'content-length': String(bytes.length) }
    const sent = request(url, { method, agent, headers: { ...headers, ...length } }, (answer) => {
      const pieces: Buffer[] = []
      answer.on('data', (piece: Buffer) => pieces.push(piece))
      answer.on('error', reject)
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          text: Buffer.concat(pieces).toString('utf8'),
          ms: performance.now() - began,
        }),
      )
    })
    sent.on('error', reject)
    sent.end(bytes)
  })
}

/** Fails where the server did: a figure for a refusal is none. */
export async function must(answered: Promise<Answered>): Promise<Answered> {
  const found = await answered
  if (found.status >= 300) throw new Error(`${found.status}: ${found.text.slice(0, 300)}`)
  return found
}

export function query(filter: string, properties: string): string {
  return (
    `<C:calendar-query ${namespaces}><D:prop>${properties}</D:prop><C:filter>` +
    `<C:comp-filter name="VCALENDAR">${filter}</C:comp-filter></C:filter></C:calendar-query>`
  )
}

export function syncFrom(token: string): string {
  return (
    `<D:sync-collection ${namespaces}><D:sync-token>${token}</D:sync-token>` +
    '<D:sync-level>1</D:sync-level><D:prop><D:getetag/></D:prop></D:sync-collection>'
  )
}
