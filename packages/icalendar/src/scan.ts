import { classCount, classOf, nameAt, nextNode } from './known-names.ts'
import type { ParseLimits } from './limits.ts'
import type { Parameter, Property } from './model.ts'
import { decodeParameterValue } from './parameter-values.ts'
import type { Lines } from './unfold.ts'
import type { RequirementId } from './violation.ts'

/** Told of what is wrong with the line being read. */
export type Complain = (requirement: RequirementId, expected: string, found: string) => void

const colon = 0x3a
const semicolon = 0x3b
const comma = 0x2c
const equals = 0x3d
const quote = 0x22
const caret = 0x5e

const none: readonly Parameter[] = []

/**
 * One unfolded line as a property (RFC 5545 §3.1).
 *
 * A line that is no content line, or that is past a limit, becomes a property whose name is '' and
 * whose value is the line as it came, so that it is written back.
 */
export function scanProperty(lines: Lines, limits: ParseLimits, complain: Complain): Property {
  const { within, start, end } = lines
  const source = { line: lines.line, text: within.slice(start, end), octets: lines.octets }
  if (lines.controls) {
    complain('5545/3.1/no-control-characters', 'no control character but tab', source.text)
  }
  if (end - start > limits.maxLineLength) {
    complain('5545/7/size-limits', `maxLineLength ${limits.maxLineLength}`, `${end - start}`)
    return unread(source)
  }
  const nameEnd = endOfName(within, start, end)
  const after = nameEnd < end ? within.charCodeAt(nameEnd) : 0
  if (nameEnd === start || (after !== colon && after !== semicolon)) {
    complain('5545/3.1/line-grammar', 'name, parameters, colon, value', source.text)
    return unread(source)
  }
  const name = nameBetween(within, start, nameEnd, complain)
  if (after === colon) {
    const value = within.slice(nameEnd + 1, end)
    return { kind: 'property', name, parameters: none, value, source }
  }
  const parameters: Parameter[] = []
  const valueAt = scanParameters(lines, nameEnd, limits, parameters, complain)
  if (valueAt < 0) return unread(source)
  return { kind: 'property', name, parameters, value: within.slice(valueAt, end), source }
}

function unread(source: NonNullable<Property['source']>): Property {
  return { kind: 'property', name: '', parameters: none, value: source.text, source }
}

function endOfName(within: string, start: number, end: number): number {
  let at = start
  while (at < end) {
    const code = within.charCodeAt(at)
    if (code > 127 || classOf[code] === 0) return at
    at += 1
  }
  return at
}

/** The name in upper case: the shared string where the name is a known one. */
function nameBetween(within: string, start: number, end: number, complain: Complain): string {
  let node = 1
  for (let at = start; at < end; at++) {
    node = nextNode[node * classCount + (classOf[within.charCodeAt(at)] as number)] as number
    if (node === 0) break
  }
  const known = nameAt[node]
  if (known !== undefined) return known
  const name = within.slice(start, end)
  if (name.includes('_') || name.includes('.')) {
    complain('5545/3.1/line-grammar', 'a name of letters, digits and hyphens', name)
  }
  return name.toUpperCase()
}

/** Reads `;name=value,value` up to the colon; gives where the value begins, or -1. */
function scanParameters(
  lines: Lines,
  from: number,
  limits: ParseLimits,
  into: Parameter[],
  complain: Complain,
): number {
  const { within, end } = lines
  const state: ValueState = { at: from, unclosed: false }
  while (within.charCodeAt(state.at) === semicolon) {
    const start = state.at + 1
    const nameEnd = endOfName(within, start, end)
    const hasValue = nameEnd < end && within.charCodeAt(nameEnd) === equals
    if (nameEnd === start && !hasValue) {
      // A stray semicolon, as in `DTSTART;:…` or `ATTENDEE;;CN=…`.
      complain(
        '5545/3.1/line-grammar',
        'a parameter after the semicolon',
        within.slice(start - 1, start + 8),
      )
      state.at = start
      if (start >= end) return -1
      if (within.charCodeAt(start) === colon) return start + 1
      if (within.charCodeAt(start) === semicolon) continue
      return -1
    }
    if (into.length >= limits.maxParameters) {
      complain('5545/7/size-limits', `maxParameters ${limits.maxParameters}`, 'more')
      return -1
    }
    const name = nameBetween(within, start, nameEnd, complain)
    state.at = nameEnd
    const values: string[] = []
    if (hasValue) {
      do {
        state.at += 1
        values.push(scanValue(within, end, state, complain))
      } while (
        state.at < end &&
        within.charCodeAt(state.at) === comma &&
        values.length <= limits.maxParameterValues
      )
    } else {
      complain('5545/3.1/line-grammar', 'a parameter with a value', name)
      values.push('')
    }
    if (values.length > limits.maxParameterValues) {
      complain('5545/7/size-limits', `maxParameterValues ${limits.maxParameterValues}`, 'more')
      return -1
    }
    into.push({ name, values })
    if (state.at >= end) break
  }
  if (state.at < end && within.charCodeAt(state.at) === colon) return state.at + 1
  complain('5545/3.1/line-grammar', 'a colon before the value', within.slice(lines.start, end))
  return -1
}

type ValueState = {
  at: number
  /** Set where this line is known to hold no further quote, so that none is looked for again. */
  unclosed: boolean
}

function scanValue(within: string, end: number, state: ValueState, complain: Complain): string {
  const start = state.at
  if (start < end && within.charCodeAt(start) === quote && !state.unclosed) {
    let close = start + 1
    let carets = false
    for (; close < end; close++) {
      const code = within.charCodeAt(close)
      if (code === quote) break
      if (code === caret) carets = true
    }
    if (close < end) {
      state.at = close + 1
      const value = within.slice(start + 1, close)
      const next = state.at < end ? within.charCodeAt(state.at) : colon
      if (next === colon || next === semicolon || next === comma) {
        return carets ? decodeParameterValue(value) : value
      }
      complain('5545/3.2/no-double-quote-in-parameter', 'nothing after the closing quote', value)
      return decodeParameterValue(value) + scanBare(within, end, state, complain)
    }
    state.unclosed = true
    complain(
      '5545/3.2/no-double-quote-in-parameter',
      'a closing quote',
      within.slice(start, start + 80),
    )
  }
  return scanBare(within, end, state, complain)
}

function scanBare(within: string, end: number, state: ValueState, complain: Complain): string {
  const start = state.at
  let carets = false
  let quotes = false
  let at = start
  for (; at < end; at++) {
    const code = within.charCodeAt(at)
    if (code === semicolon || code === colon || code === comma) break
    if (code === caret) carets = true
    else if (code === quote) quotes = true
  }
  state.at = at
  const value = within.slice(start, at)
  if (quotes && !state.unclosed) {
    complain('5545/3.2/no-double-quote-in-parameter', 'quotes around the whole value only', value)
  }
  return carets ? decodeParameterValue(value) : value
}
