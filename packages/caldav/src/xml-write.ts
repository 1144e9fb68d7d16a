/** XML for others: strings, with one prefix for each namespace that is known. */
import { APPLE, CALDAV, CALENDARSERVER, DAV, localOf, namespaceOf, type XmlName } from './names.ts'
import type { XmlElement } from './xml-read.ts'

/** A piece of XML, already escaped. */
export type Xml = string & { readonly xml: true }

const prefixes: ReadonlyMap<string, string> = new Map([
  [DAV, 'D'],
  [CALDAV, 'C'],
  [CALENDARSERVER, 'CS'],
  [APPLE, 'A'],
])

const declarations = [...prefixes].map(([uri, prefix]) => ` xmlns:${prefix}="${uri}"`).join('')

/** Markup, and what XML cannot hold: all but tabs, line ends and printed characters. */
const special = /[^\t\n\r !#-%'-;=?-\ufffd]/g

const references: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
])

/** Text as XML: markup escaped, characters that XML 1.0 §2.2 forbids replaced. */
export function escapeXml(text: string): Xml {
  const escaped = text.replace(special, (each) => references.get(each) ?? '\ufffd')
  // In calendar data every line has one, and nothing else is as common.
  return escaped.replaceAll('\r', '&#13;') as Xml
}

/** One element with content that is XML already. */
export function element(
  name: XmlName,
  content: string = '',
  attributes?: Readonly<Record<string, string>>,
): Xml {
  const { tag, declaration } = tagOf(name)
  const head = `<${tag}${declaration}${attributes === undefined ? '' : written(attributes)}`
  return (content === '' ? `${head}/>` : `${head}>${content}</${tag}>`) as Xml
}

function written(attributes: Readonly<Record<string, string>>): string {
  return Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escapeXml(value)}"`)
    .join('')
}

/** One element with text in it. */
export function textElement(name: XmlName, text: string): Xml {
  return element(name, escapeXml(text))
}

/** A DAV:href element of a path (RFC 4918 §14.7). */
export function href(path: string): Xml {
  return textElement(`{${DAV}}href`, path)
}

/** Joins pieces. */
export function xml(...pieces: readonly string[]): Xml {
  return pieces.join('') as Xml
}

/** A whole document around its root's content. */
export function document(root: XmlName, content: string): string {
  const { tag } = tagOf(root)
  return `<?xml version="1.0" encoding="utf-8"?>\n<${tag}${declarations}>${content}</${tag}>\n`
}

/** An element that came from outside, written as it was understood: for dead properties. */
export function rewrite(of: XmlElement): Xml {
  const children = of.children.map(rewrite).join('')
  return element(
    of.name,
    children === '' ? escapeXml(of.text) : children,
    Object.fromEntries(of.attributes),
  )
}

function tagOf(name: XmlName): { tag: string; declaration: string } {
  const namespace = namespaceOf(name)
  const prefix = prefixes.get(namespace)
  if (prefix !== undefined) return { tag: `${prefix}:${localOf(name)}`, declaration: '' }
  return { tag: localOf(name), declaration: ` xmlns="${escapeXml(namespace)}"` }
}
