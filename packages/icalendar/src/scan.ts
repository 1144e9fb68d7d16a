import { classCount, classOf, equalsClass, nameAt, nextNode, parameterAt } from './known-names.ts'
import type { ParseLimits } from './limits.ts'
import type { Parameter, Property, Source } from './model.ts'
import { decodeParameterValue } from './parameter-values.ts'
import type { Lines } from './unfold.ts'
import type { RequirementId } from './violation.ts'

/** How far the line read last has been read. */
export type Scanner = {
  readonly lines: Lines
  readonly limits: ParseLimits
  /** Told of what is wrong with the line. */
  readonly complain: (requirement: RequirementId, expected: string, found: string) => void
  /** Position in the bytes of the line. */
  at: number
  /** Bytes ahead of UTF-16 units there. */
  ahead: number
  /** Where in the trie of known names the name read last ended. */
  node: number
  /** Set where the line is known to hold no closing quote, so that none is looked for again. */
  unclosed: boolean
  /** Room to collect parameters in. */
  readonly parameters: Parameter[]
}

export function newScanner(
  lines: Lines,
  limits: ParseLimits,
  complain: Scanner['complain'],
): Scanner {
  return { lines, limits, complain, at: 0, ahead: 0, node: 0, unclosed: false, parameters: [] }
}

const colon = 0x3a
const semicolon = 0x3b
const comma = 0x2c
const equals = 0x3d
const quote = 0x22
const caret = 0x5e

const none: readonly Parameter[] = []

/**
 * The line as a property (RFC 5545 §3.1).
 *
 * A line that is no content line, or that is past a limit, becomes a property whose name is '' and
 * whose value is the line as it came, so that it is written back.
 */
export function scanProperty(scanner: Scanner): Property {
  const { lines, limits } = scanner
  const { bytes, start, end, text, textStart, textEnd } = lines
  const octets = end - start
  const source = sourceOf(lines)
  if (octets > limits.maxLineOctets) {
    scanner.complain('5545/7/size-limits', `maxLineOctets ${limits.maxLineOctets}`, `${octets}`)
    return unread(source)
  }
  scanner.at = start
  scanner.ahead = start - textStart
  const name = scanName(scanner)
  const after = scanner.at < end ? bytes[scanner.at] : 0
  const isName = name !== '' && name !== 'BEGIN' && name !== 'END'
  if (!isName || (after !== colon && after !== semicolon)) {
    const expected = isName ? 'a colon or semicolon after the name' : 'the name of a property'
    scanner.complain('5545/3.1/line-grammar', expected, source.text)
    return unread(source)
  }
  let parameters = none
  if (after === semicolon) {
    scanner.unclosed = false
    scanner.parameters.length = 0
    if (!scanParameters(scanner)) return unread(source)
    parameters = scanner.parameters.slice()
  }
  const value = text.slice(scanner.at + 1 - scanner.ahead, textEnd)
  return { kind: 'property', name, parameters, value, source }
}

/** The line read last as it came. */
export function sourceOf({ line, text, textStart, textEnd, start, end }: Lines): Source {
  return { line, text: text.slice(textStart, textEnd), octets: end - start }
}

/** Says whether the line begins or ends a component, and if so, reads up to the component's name. */
export function scanBoundary(scanner: Scanner): 'BEGIN' | 'END' | undefined {
  const { bytes, start, end, textStart } = scanner.lines
  const first = (bytes[start] as number) & 0xdf
  if ((first !== 0x42 && first !== 0x45) || end - start > scanner.limits.maxLineOctets) {
    return undefined
  }
  scanner.at = start
  scanner.ahead = start - textStart
  const name = knownName(scanner)
  const boundary = name === 'BEGIN' || name === 'END' ? name : undefined
  if (boundary === undefined || scanner.at + 1 >= end || bytes[scanner.at] !== colon) {
    return undefined
  }
  scanner.at += 1
  return boundary
}

/** The rest of the line in upper case. */
export function scanBoundaryName(scanner: Scanner): string {
  const { text, textEnd, end } = scanner.lines
  const from = scanner.at
  const known = knownName(scanner)
  if (known !== undefined && scanner.at === end) return known
  return text
    .slice(from - scanner.ahead, textEnd)
    .trim()
    .toUpperCase()
}

function unread(source: Source): Property {
  return { kind: 'property', name: '', parameters: none, value: source.text, source }
}

/** Reads a name; '' where there is none. Known names come back as one shared string each. */
// Requirement: 5545/3.1/names-case-insensitive
function scanName(scanner: Scanner): string {
  const start = scanner.at
  const known = knownName(scanner)
  if (known !== undefined) return known
  const name = scanner.lines.text.slice(start - scanner.ahead, scanner.at - scanner.ahead)
  if (name.includes('_') || name.includes('.')) {
    scanner.complain('5545/3.1/line-grammar', 'a name of letters, digits and hyphens', name)
  }
  return name.toUpperCase()
}

/** Reads a name, and gives it where it is a known one. */
function knownName(scanner: Scanner): string | undefined {
  const { bytes, end } = scanner.lines
  let at = scanner.at
  let node = 1
  for (; at < end; at++) {
    const byte = bytes[at] as number
    const kind = byte < 128 ? (classOf[byte] as number) : 0
    if (kind === 0) break
    node = nextNode[node * classCount + kind] as number
  }
  scanner.at = at
  scanner.node = node
  return nameAt[node]
}

/** Behind a name and at its `=`, reads a value in capitals that makes a common parameter of it. */
function commonParameter(scanner: Scanner): Parameter | undefined {
  const { bytes, end } = scanner.lines
  let node = nextNode[scanner.node * classCount + equalsClass] as number
  if (node === 0) return undefined
  let at = scanner.at + 1
  for (; at < end; at++) {
    const byte = bytes[at] as number
    if (byte === colon || byte === semicolon) break
    // Values keep the letters they came in: no small one makes a common parameter.
    const kind = byte < 0x61 ? (classOf[byte] as number) : 0
    node = nextNode[node * classCount + kind] as number
    if (node === 0 || kind === 0) return undefined
  }
  const common = parameterAt[node]
  if (common !== undefined) scanner.at = at
  return common
}

/** Reads `;NAME=value,value` up to the colon; false where there is none, or too much. */
// Requirement: 5545/3.2/unknown-parameters-ignored
function scanParameters(scanner: Scanner): boolean {
  const { bytes, end } = scanner.lines
  const { limits, parameters, complain } = scanner
  while (scanner.at < end && bytes[scanner.at] === semicolon) {
    scanner.at += 1
    const name = scanName(scanner)
    const after = scanner.at < end ? bytes[scanner.at] : 0
    if (name === '' && (after === colon || after === semicolon)) {
      complain('5545/3.1/line-grammar', 'a parameter after the semicolon', 'none')
      continue
    }
    if (parameters.length >= limits.maxParameters) {
      complain('5545/7/size-limits', `maxParameters ${limits.maxParameters}`, 'more')
      return false
    }
    if (after !== equals) {
      complain('5545/3.1/line-grammar', 'a parameter with a value', name)
      parameters.push({ name, values: [''] })
      continue
    }
    const common = commonParameter(scanner)
    if (common !== undefined) {
      parameters.push(common)
      continue
    }
    scanner.at += 1
    const first = scanValue(scanner)
    const more = scanner.at < end && bytes[scanner.at] === comma
    const values = more ? scanMoreValues(scanner, first) : [first]
    if (values.length > limits.maxParameterValues) {
      complain('5545/7/size-limits', `maxParameterValues ${limits.maxParameterValues}`, 'more')
      return false
    }
    parameters.push({ name, values })
  }
  if (scanner.at < end && bytes[scanner.at] === colon) return true
  complain('5545/3.1/line-grammar', 'a colon before the value', 'none')
  return false
}

// Requirement: 5545/3.1.1/list-values-by-comma
function scanMoreValues(scanner: Scanner, first: string): readonly string[] {
  const { bytes, end } = scanner.lines
  const { limits } = scanner
  const values = [first]
  while (
    scanner.at < end &&
    bytes[scanner.at] === comma &&
    values.length <= limits.maxParameterValues
  ) {
    scanner.at += 1
    values.push(scanValue(scanner))
  }
  return values
}

function scanValue(scanner: Scanner): string {
  const { bytes, end } = scanner.lines
  if (bytes[scanner.at] !== quote || scanner.at >= end || scanner.unclosed) {
    return scanBare(scanner)
  }
  const value = scanQuoted(scanner)
  if (value === undefined) {
    scanner.unclosed = true
    scanner.complain('5545/3.2/no-double-quote-in-parameter', 'a closing quote', 'none')
    return scanBare(scanner)
  }
  const after = scanner.at < end ? bytes[scanner.at] : colon
  if (after === colon || after === semicolon || after === comma) return value
  const rest = scanBare(scanner)
  scanner.complain('5545/3.2/no-double-quote-in-parameter', 'nothing after a closing quote', rest)
  return value + rest
}

/** Reads a value in quotes; undefined, and nothing read, where the line does not close them. */
function scanQuoted(scanner: Scanner): string | undefined {
  const { bytes, end } = scanner.lines
  const from = scanner.at + 1
  let ahead = scanner.ahead
  let carets = false
  let at = from
  for (; at < end; at++) {
    const byte = bytes[at] as number
    if (byte === quote) break
    if (byte === caret) carets = true
    else if (byte >= 0xc0) ahead += byte >= 0xe0 ? 2 : 1
  }
  if (at === end) return undefined
  const value = scanner.lines.text.slice(from - scanner.ahead, at - ahead)
  scanner.at = at + 1
  scanner.ahead = ahead
  return carets ? decodeParameterValue(value) : value
}

function scanBare(scanner: Scanner): string {
  const { bytes, end } = scanner.lines
  const from = scanner.at
  let ahead = scanner.ahead
  let carets = false
  let quotes = false
  let at = from
  for (; at < end; at++) {
    const byte = bytes[at] as number
    if (byte === semicolon || byte === colon || byte === comma) break
    if (byte === caret) carets = true
    else if (byte === quote) quotes = true
    else if (byte >= 0xc0) ahead += byte >= 0xe0 ? 2 : 1
  }
  const value = scanner.lines.text.slice(from - scanner.ahead, at - ahead)
  scanner.at = at
  scanner.ahead = ahead
  if (quotes && !scanner.unclosed) {
    scanner.complain('5545/3.2/no-double-quote-in-parameter', 'quotes around the value', value)
  }
  return carets ? decodeParameterValue(value) : value
}
