/** Header fields of a mail or of a part (RFC 5322 §2.2), and values with parameters (RFC 2045 §5.1). */
import { decodeWords } from 'postal-mime'
import { decodeCharset, decodeText } from './host.ts'

/** A header field as it stands in a mail (RFC 5322 §2.2). */
export type HeaderField = {
  /** In lower case. */
  readonly name: string
  /** Unfolded; encoded words still encoded. */
  readonly value: string
}

/** A value such as `text/calendar; method=REQUEST`. */
export type ParameterizedValue = {
  /** In lower case. */
  readonly value: string
  /** Names in lower case. */
  readonly parameters: ReadonlyMap<string, string>
}

export function headerValue(fields: readonly HeaderField[], name: string): string | undefined {
  for (const each of fields) if (each.name === name) return each.value
  return undefined
}

/** The header fields in the order of the mail. A line that is no field is passed over. */
export function readFields(block: Uint8Array): readonly HeaderField[] {
  const unfolded: string[][] = []
  for (const line of decodeText(block).split(/\r\n|\n|\r/)) {
    if (line.startsWith(' ') || line.startsWith('\t')) unfolded.at(-1)?.push(line)
    else unfolded.push([line])
  }
  const fields: HeaderField[] = []
  for (const lines of unfolded) {
    const text = lines.join('')
    const colon = text.indexOf(':')
    if (colon <= 0) continue
    fields.push({
      name: text.slice(0, colon).trim().toLowerCase(),
      value: text.slice(colon + 1).trim(),
    })
  }
  return fields
}

/** Text for people: encoded words (RFC 2047) decoded. */
export function decodedWords(text: string): string {
  return decodeWords(text)
}

const token = /[^\s;="()]+/y
const white = /\s+/y

/**
 * Reads `value; name=value; name="value"`, with comments, continuations and charsets (RFC 2231).
 * The first of two parameters of one name counts.
 */
export function readParameterized(text: string): ParameterizedValue {
  const end = endOfValue(text)
  const found = new Map<string, string>()
  let at = end
  while (at < text.length) {
    at = skipComments(text, at + 1)
    const name = match(token, text, at)
    if (name === '') {
      at = nextSemicolon(text, at)
      continue
    }
    at = skipComments(text, at + name.length)
    if (text[at] === '=') {
      const read = readValue(text, skipComments(text, at + 1))
      const key = name.toLowerCase()
      if (!found.has(key)) found.set(key, read.value)
      at = read.end
    }
    at = nextSemicolon(text, at)
  }
  const start = skipComments(text, 0)
  const value = start < end ? (text.slice(start, end).split(/[\s(]/, 1)[0] ?? '') : ''
  return { value: value.toLowerCase(), parameters: joinContinuations(found) }
}

function endOfValue(text: string): number {
  const end = text.indexOf(';')
  return end < 0 ? text.length : end
}

function match(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? ''
}

function nextSemicolon(text: string, at: number): number {
  const found = text.indexOf(';', at)
  return found < 0 ? text.length : found
}

/** Passes over white space and comments, nested ones too. */
function skipComments(text: string, from: number): number {
  let at = from
  let depth = 0
  for (; at < text.length; at++) {
    const character = text[at]
    if (character === '(') depth++
    else if (character === ')' && depth > 0) depth--
    else if (character === '\\' && depth > 0) at++
    else if (depth === 0 && match(white, text, at) === '') break
  }
  return at
}

function readValue(text: string, from: number): { readonly value: string; readonly end: number } {
  if (text[from] !== '"') {
    const end = nextSemicolon(text, from)
    const bare = text.slice(from, end)
    const comment = bare.indexOf('(')
    return { value: (comment < 0 ? bare : bare.slice(0, comment)).trim(), end }
  }
  let value = ''
  let at = from + 1
  for (; at < text.length && text[at] !== '"'; at++) {
    if (text[at] === '\\') at++
    value += text[at] ?? ''
  }
  return { value, end: at + 1 }
}

const maxSegments = 1000

/** `name*0*=utf-8'en'a%20b; name*1=c` becomes `name=a bc` (RFC 2231 §3, §4). */
function joinContinuations(found: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const joined = new Map<string, string>()
  for (const [key, value] of found) {
    const star = key.indexOf('*')
    const name = star < 0 ? key : key.slice(0, star)
    if (star < 0 || joined.has(name)) {
      if (star < 0) joined.set(name, value)
      continue
    }
    const segments: { readonly text: string; readonly encoded: boolean }[] = []
    const whole = found.get(`${name}*`)
    if (whole !== undefined) segments.push({ text: whole, encoded: true })
    for (let i = 0; whole === undefined && i < maxSegments; i++) {
      const encoded = found.get(`${name}*${i}*`)
      const text = encoded ?? found.get(`${name}*${i}`)
      if (text === undefined) break
      segments.push({ text, encoded: encoded !== undefined })
    }
    joined.set(name, decodeSegments(segments))
  }
  return joined
}

function decodeSegments(
  segments: readonly { readonly text: string; readonly encoded: boolean }[],
): string {
  const first = segments[0]
  const quotes = first?.encoded === true ? first.text.split("'", 2) : []
  const charset = quotes.length === 2 ? (quotes[0] ?? '') : ''
  let made = ''
  for (const [i, { text, encoded }] of segments.entries()) {
    const start = i === 0 && quotes.length === 2 ? text.indexOf("'", text.indexOf("'") + 1) + 1 : 0
    made += encoded ? decodePercent(text.slice(start), charset) : text
  }
  return made
}

function decodePercent(text: string, charset: string): string {
  const bytes: number[] = []
  for (let i = 0; i < text.length; i++) {
    const hex = text[i] === '%' ? Number.parseInt(text.slice(i + 1, i + 3), 16) : Number.NaN
    if (Number.isNaN(hex)) bytes.push(text.charCodeAt(i) & 0xff)
    else {
      bytes.push(hex)
      i += 2
    }
  }
  return decodeCharset(Uint8Array.from(bytes), charset === '' ? 'utf-8' : charset)
}
