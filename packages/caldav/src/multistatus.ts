/** 207 answers: one response a resource, its properties grouped by status (RFC 4918 §13). */
import { DAV, type XmlName } from './names.ts'
import { document, element, href, textElement, type Xml } from './xml-write.ts'

/** A property that was found, as XML; or why it was not. */
export type PropertyResult =
  | {
      readonly name: XmlName
      readonly status: 200
      readonly xml: Xml
      readonly condition?: undefined
    }
  | {
      readonly name: XmlName
      readonly status: number
      readonly xml?: undefined
      /** The precondition that setting it broke. */
      readonly condition?: XmlName | undefined
    }

/** One DAV:response (RFC 4918 §14.24). */
export type ResponseItem = {
  readonly href: string
  /** Either properties, or the status of the resource as a whole. */
  readonly properties?: readonly PropertyResult[]
  readonly status?: number
  /** An error element inside. */
  readonly error?: Xml
}

const phrases: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  204: 'No Content',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  412: 'Precondition Failed',
  424: 'Failed Dependency',
  507: 'Insufficient Storage',
}

/** A status as DAV:status writes it (RFC 4918 §14.28): `HTTP/1.1 200 OK`. */
export function statusLine(status: number): string {
  return `HTTP/1.1 ${status} ${phrases[status] ?? 'Unknown'}`
}

function statusElement(status: number): Xml {
  return status === 200 ? found : textElement(`{${DAV}}status`, statusLine(status))
}

const found = textElement(`{${DAV}}status`, statusLine(200))

/** How a multistatus is written, and what it says beside its responses. */
export type MultistatusOptions = {
  /** Leave out what was not found (RFC 8144 §2.1). */
  readonly minimal?: boolean
  readonly syncToken?: string
}

/** The body of a 207 answer (RFC 4918 §13). */
export function multistatus(
  items: readonly ResponseItem[],
  options: MultistatusOptions = {},
): string {
  const token =
    options.syncToken === undefined ? '' : textElement(`{${DAV}}sync-token`, options.syncToken)
  // Put together piece by piece, texts are copied once: at the end.
  let content = ''
  for (const each of items) content += response(each, options.minimal === true)
  return document(`{${DAV}}multistatus`, content + token)
}

function response(item: ResponseItem, minimal: boolean): string {
  const head = href(item.href)
  if (item.properties === undefined) {
    const status = statusElement(item.status ?? 200)
    const error = item.error === undefined ? '' : element(`{${DAV}}error`, item.error)
    return element(`{${DAV}}response`, `${head}${status}${error}`)
  }
  const kept = minimal ? item.properties.filter((each) => each.status !== 404) : item.properties
  return element(`{${DAV}}response`, head + (propstats(kept) || propstat([])))
}

/** The body of the answer to an extended MKCOL that failed (RFC 5689 §3, §5.2). */
export function mkcolResponse(results: readonly PropertyResult[]): string {
  return document(`{${DAV}}mkcol-response`, propstats(results))
}

function propstats(results: readonly PropertyResult[]): string {
  if (results.length > 0 && results.every(isFound)) return propstat(results)
  const alike = Map.groupBy(results, (each) => `${each.status} ${conditionOf(each) ?? ''}`)
  return [...alike.values()].map(propstat).join('')
}

/** As mostly all are. */
function isFound({ status }: PropertyResult): boolean {
  return status === 200
}

function conditionOf(of: PropertyResult): XmlName | undefined {
  return of.condition
}

/** Of results that share a status and a broken precondition. */
function propstat(results: readonly PropertyResult[]): string {
  const [first] = results
  let properties = ''
  for (const each of results) properties += each.xml ?? element(each.name)
  const line = statusElement(first?.status ?? 200)
  const condition = first && conditionOf(first)
  const error = condition === undefined ? '' : element(`{${DAV}}error`, element(condition))
  return element(`{${DAV}}propstat`, element(`{${DAV}}prop`, properties) + line + error)
}
