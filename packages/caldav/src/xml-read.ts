/** XML from outside: namespaces resolved, DTDs refused, depth and size limited. Never throws. */
import { SaxesParser } from 'saxes'
import type { XmlName } from './names.ts'

/** An element with its names resolved to namespaces. */
export type XmlElement = {
  readonly kind: 'element'
  readonly name: XmlName
  /** Attributes without a namespace by their local name. */
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly XmlElement[]
  /** The text directly inside, joined. */
  readonly text: string
}

/** Why a body is no XML that is read here. */
export type XmlProblem = { readonly kind: 'xml-problem'; readonly what: string }

/** How large a body may be. */
export type XmlLimits = {
  readonly maxBytes: number
  readonly maxDepth: number
  readonly maxElements: number
  readonly maxAttributes: number
}

/** The limits of reading a body where the caller sets none. */
export const defaultXmlLimits: XmlLimits = {
  maxBytes: 4_000_000,
  maxDepth: 40,
  maxElements: 60_000,
  maxAttributes: 40,
}

type Open = {
  name: XmlName
  attributes: ReadonlyMap<string, string>
  children: XmlElement[]
  text: string
}

/** The root element, or what is wrong with the document. */
export function readXml(
  text: string,
  limits: XmlLimits = defaultXmlLimits,
): XmlElement | XmlProblem {
  if (text.length > limits.maxBytes) return problem(`more than ${limits.maxBytes} bytes`)
  const parser = new SaxesParser({ xmlns: true, position: false })
  const stack: Open[] = []
  let root: XmlElement | undefined
  let found: XmlProblem | undefined
  let elements = 0
  // The parser stops at once: what is wrong may cost more the longer it goes on.
  const fail = (what: string): never => {
    found ??= problem(what)
    throw new Error(what)
  }
  parser.on('error', (error) => fail(error.message))
  parser.on('doctype', () => fail('document types are not taken'))
  parser.on('opentag', (tag) => {
    elements++
    if (elements > limits.maxElements) fail(`more than ${limits.maxElements} elements`)
    if (stack.length >= limits.maxDepth) fail(`nested deeper than ${limits.maxDepth}`)
    const attributes = new Map<string, string>()
    for (const each of Object.values(tag.attributes)) {
      if (each.uri === '' && each.local !== 'xmlns') attributes.set(each.local, each.value)
    }
    if (attributes.size > limits.maxAttributes) fail('too many attributes')
    stack.push({ name: `{${tag.uri}}${tag.local}`, attributes, children: [], text: '' })
  })
  const onText = (piece: string): void => {
    const open = stack.at(-1)
    if (open !== undefined) open.text += piece
  }
  parser.on('text', onText)
  parser.on('cdata', onText)
  parser.on('closetag', () => {
    const closed = stack.pop()
    if (closed === undefined) return
    const element: XmlElement = { kind: 'element', ...closed }
    const parent = stack.at(-1)
    if (parent === undefined) root = element
    else parent.children.push(element)
  })
  try {
    parser.write(text).close()
  } catch (error) {
    found ??= problem(error instanceof Error ? error.message : 'not well-formed')
  }
  return found ?? root ?? problem('no element')
}

function problem(what: string): XmlProblem {
  return { kind: 'xml-problem', what }
}

/** The first element of that name directly inside. */
export function childOf(of: XmlElement, name: XmlName): XmlElement | undefined {
  return of.children.find((each) => each.name === name)
}

/** The elements of that name directly inside. */
export function childrenOf(of: XmlElement, name: XmlName): readonly XmlElement[] {
  return of.children.filter((each) => each.name === name)
}
