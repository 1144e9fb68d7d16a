/** A small DAV client: what tests say to a server, and what came back. */

export type DavAnswer = {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

export type DavClient = {
  readonly url: string
  readonly name: string
  request(method: string, path: string, options?: DavOptions): Promise<DavAnswer>
  put(path: string, body: string, headers?: Record<string, string>): Promise<DavAnswer>
  get(path: string, headers?: Record<string, string>): Promise<DavAnswer>
  delete(path: string, headers?: Record<string, string>): Promise<DavAnswer>
  propfind(path: string, props: string, depth?: string): Promise<DavAnswer>
  report(path: string, body: string, headers?: Record<string, string>): Promise<DavAnswer>
  /** The texts of all calendar objects in one's default calendar, by name; of one UID, where given. */
  objects(collection?: string, owner?: string, uid?: string): Promise<ReadonlyMap<string, string>>
}

type DavOptions = {
  readonly headers?: Record<string, string>
  readonly body?: string | Uint8Array<ArrayBuffer>
}

export const namespaces =
  'xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav" xmlns:CS="http://calendarserver.org/ns/" xmlns:A="http://apple.com/ns/ical/"'

export function davClient(url: string, name: string, password = `${name}-secret`): DavClient {
  const authorization = `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`
  const client: DavClient = {
    url,
    name,
    async request(method, path, { headers = {}, body } = {}): Promise<DavAnswer> {
      const answer = await fetch(url + path, {
        method,
        redirect: 'manual',
        headers: { authorization, ...headers },
        ...(body !== undefined && { body }),
      })
      return { status: answer.status, headers: answer.headers, text: await answer.text() }
    },
    put: (path, body, headers = {}) =>
      client.request('PUT', path, {
        body,
        headers: { 'content-type': 'text/calendar; charset=utf-8', ...headers },
      }),
    get: (path, headers = {}) => client.request('GET', path, { headers }),
    delete: (path, headers = {}) => client.request('DELETE', path, { headers }),
    propfind: (path, props, depth = '0') =>
      client.request('PROPFIND', path, {
        headers: { depth, 'content-type': 'application/xml' },
        body: `<D:propfind ${namespaces}><D:prop>${props}</D:prop></D:propfind>`,
      }),
    report: (path, body, headers = {}) =>
      client.request('REPORT', path, {
        headers: { depth: '1', 'content-type': 'application/xml', ...headers },
        body,
      }),
    async objects(
      collection = 'calendar',
      owner = name,
      uid = '',
    ): Promise<ReadonlyMap<string, string>> {
      const answer = await client.report(
        `/dav/calendars/${owner}/${collection}/`,
        `<C:calendar-query ${namespaces}><D:prop><D:getetag/><C:calendar-data/></D:prop>` +
          `<C:filter><C:comp-filter name="VCALENDAR">${ofUid(uid)}</C:comp-filter></C:filter></C:calendar-query>`,
      )
      if (answer.status !== 207) throw new Error(`${answer.status}: ${answer.text}`)
      return new Map(
        responsesOf(answer.text).map((each) => [
          each.href.split('/').at(-1) ?? '',
          unescapeXml(/<C:calendar-data>([\s\S]*?)<\/C:calendar-data>/.exec(each.xml)?.[1] ?? ''),
        ]),
      )
    },
  }
  return client
}

/** The responses of a multistatus, each with its href and its XML. */
export function responsesOf(text: string): readonly { href: string; xml: string }[] {
  return [...text.matchAll(/<D:response>([\s\S]*?)<\/D:response>/g)].map(([, xml = '']) => ({
    href: unescapeXml(/<D:href>([\s\S]*?)<\/D:href>/.exec(xml)?.[1] ?? ''),
    xml,
  }))
}

export function unescapeXml(text: string): string {
  return text
    .replaceAll('&#13;', '\r')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
}

/** The content of the first element of that prefixed name, or undefined. */
export function contentOf(text: string, tag: string): string | undefined {
  const found = new RegExp(`<${tag}(?: [^>]*)?(?:/>|>([\\s\\S]*?)</${tag}>)`).exec(text)
  return found === null ? undefined : unescapeXml(found[1] ?? '')
}

function ofUid(uid: string): string {
  if (uid === '') return ''
  return (
    '<C:comp-filter name="VEVENT"><C:prop-filter name="UID">' +
    `<C:text-match collation="i;octet">${uid}</C:text-match></C:prop-filter></C:comp-filter>`
  )
}
