import { encodeUtf8 } from './encoding.ts'
import type { Component, Property } from './model.ts'
import { encodeParameterValue } from './parameter-values.ts'

/**
 * Writes calendar objects as text (RFC 5545 §3.1): CRLF, lines of at most 75 octets, each property
 * that came from bytes as it came, each other one canonically.
 *
 * Shapes: one object, or several for one stream. Errors: none.
 *
 * @example
 * serializeText(component('VCALENDAR', [property('VERSION', '2.0')]))
 * // 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n'
 */
export function serializeText(objects: Component | readonly Component[]): string {
  if (!isList(objects)) return writtenComponent(objects)
  return objects.map(writtenComponent).join('')
}

/** The same as UTF-8. */
export function serializeCalendar(
  objects: Component | readonly Component[],
): Uint8Array<ArrayBuffer> {
  return encodeUtf8(serializeText(objects))
}

function isList(objects: Component | readonly Component[]): objects is readonly Component[] {
  return Array.isArray(objects)
}

// Requirement: 5545/3.1/lines-at-most-75-octets
const maxOctets = 75

// Whatever was read is written, whether any standard has it or not.
// Requirement: 5545/3.6/unknown-components-ignored
// Requirement: 5545/3.6/components-not-dropped
// Requirement: 5545/3.2.20/unknown-type-preserved
function writtenComponent(of: Component): string {
  const { name, source, properties, components } = of
  const asItCame = source !== undefined && beginsAs(source.text, name)
  const begin = asItCame ? source.text : `BEGIN:${name}`
  const end = asItCame ? (source.end ?? endLineOf(begin)) : `END:${name}`
  let text = folded(begin)
  if (asItCame && source.mixed === true) {
    text += writtenMixed(properties, components)
  } else {
    for (const each of properties) text += writtenProperty(each)
    for (const each of components) text += writtenComponent(each)
  }
  return text + folded(end)
}

/** The END line that a BEGIN line makes expect: the name spelt alike. */
export function endLineOf(beginLine: string): string {
  return `END:${beginLine.slice(beginLine.indexOf(':') + 1)}`
}

function beginsAs(line: string, name: string): boolean {
  if (line.length === name.length + 6 && line.endsWith(name)) return true
  return (
    line
      .slice(line.indexOf(':') + 1)
      .trim()
      .toUpperCase() === name
  )
}

/** Properties and components by the lines they came from; a new one follows its neighbour. */
function writtenMixed(properties: readonly Property[], components: readonly Component[]): string {
  let text = ''
  let next = 0
  for (const each of properties) {
    const line = each.source?.line ?? 0
    for (; next < components.length; next++) {
      const component = components[next]
      if (component === undefined || (component.source?.line ?? line) >= line) break
      text += writtenComponent(component)
    }
    text += writtenProperty(each)
  }
  for (; next < components.length; next++) {
    const component = components[next]
    if (component !== undefined) text += writtenComponent(component)
  }
  return text
}

function writtenProperty(of: Property): string {
  const { source } = of
  if (source === undefined) return folded(contentLine(of))
  const { text, octets } = source
  if (octets !== undefined && octets <= maxOctets && of.name !== '') return `${text}\r\n`
  return of.name === '' ? unreadLine(text) : folded(text)
}

/** The unfolded line of a property that has none from bytes. */
function contentLine(of: Property): string {
  const value = hasBreak.test(of.value) ? of.value.replaceAll(breaks, '\\n') : of.value
  if (of.name === '') return value
  let line = of.name
  for (const { name, values } of of.parameters) {
    line += `;${name}=${values.map(encodeParameterValue).join(',')}`
  }
  return `${line}:${value}`
}

const hasBreak = /[\r\n]/
// A raw value cannot hold a line break: it would begin another line.
const breaks = /\r\n|\r|\n/g

/** A line that begins with a space would fold into the one before: an empty line stands between. */
function unreadLine(text: string): string {
  const first = text.charCodeAt(0)
  return first === 0x20 || first === 0x09 ? `\r\n ${folded(text)}` : folded(text)
}

/** A line with its line break, folded so that no line has more than 75 octets. */
// Requirement: 5545/3.1/lines-end-in-crlf
// Requirement: 5545/3.1/long-lines-folded
export function folded(line: string): string {
  const { length } = line
  if (length <= maxOctets / 3) return `${line}\r\n`
  let text = ''
  let start = 0
  let octets = 0
  for (let at = 0; at < length; at++) {
    const code = line.charCodeAt(at)
    let width = 1
    if (code > 0x7f) {
      if (code < 0x800) width = 2
      else if (code < 0xd800 || code > 0xdbff || at + 1 === length) width = 3
      else width = 4
    }
    if (octets + width > maxOctets) {
      text += `${line.slice(start, at)}\r\n `
      start = at
      octets = 1
    }
    octets += width
    if (width === 4) at += 1
  }
  return `${text}${start === 0 ? line : line.slice(start)}\r\n`
}
