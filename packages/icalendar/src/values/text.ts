import type { Parameter, Property } from '../model.ts'
import { parameter, property } from '../model.ts'
import { propertyTypes } from '../registry.ts'

/**
 * Undoes the escapes of TEXT (RFC 5545 §3.3.11). A backslash before any other character stays.
 *
 * @example
 * unescapeText('Tea\\, then\\ncake') // 'Tea, then\ncake'
 */
export function unescapeText(escaped: string): string {
  let at = escaped.indexOf('\\')
  if (at < 0) return escaped
  let text = ''
  let from = 0
  while (at >= 0 && at + 1 < escaped.length) {
    const next = escaped.charAt(at + 1)
    const plain = next === 'n' || next === 'N' ? '\n' : escapable.has(next) ? next : `\\${next}`
    text += escaped.slice(from, at) + plain
    from = at + 2
    at = escaped.indexOf('\\', from)
  }
  return text + escaped.slice(from)
}

// `\:` and `\"` are no escapes of the RFC, but are written by software in the field.
const escapable: ReadonlySet<string> = new Set(['\\', ';', ',', ':', '"'])

/**
 * Writes TEXT. Any line break becomes `\n`; control characters other than tab, which no content line
 * can carry, are left out.
 *
 * @example
 * escapeText('Tea, then\ncake') // 'Tea\\, then\\ncake'
 */
// Requirement: 5545/3.3.11/newline-escaped
export function escapeText(text: string): string {
  if (!special.test(text)) return text
  return text
    .replaceAll(/\r\n|[\r\n\\;,]/g, (each) =>
      each === '\\' || each === ';' || each === ',' ? `\\${each}` : '\\n',
    )
    .replaceAll(unwritable, '')
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const special = /[\0-\x08\n-\x1f\x7f\\;,]/
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const unwritable = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g

/** The TEXT of a property, its escapes undone. */
export function textOf(of: Property): string {
  return unescapeText(of.value)
}

/** The TEXTs of a list such as CATEGORIES and RESOURCES. */
export function textListOf(of: Property): readonly string[] {
  return splitEscaped(of.value, ',').map(unescapeText)
}

/** Splits at each separator that no backslash stands before. */
export function splitEscaped(value: string, separator: string): readonly string[] {
  if (!value.includes('\\')) return value.split(separator)
  const parts: string[] = []
  let from = 0
  for (let at = 0; at < value.length; at++) {
    const each = value.charAt(at)
    if (each === '\\') at += 1
    else if (each === separator) {
      parts.push(value.slice(from, at))
      from = at + 1
    }
  }
  parts.push(value.slice(from))
  return parts
}

/** Makes a property of one TEXT (RFC 5545 §3.3.11). Escapes it. */
export function textProperty(
  name: string,
  text: string,
  parameters: readonly Parameter[] = [],
): Property {
  return property(name, escapeText(text), textParameters(name, parameters))
}

/** Makes a property of several TEXTs, such as CATEGORIES (RFC 5545 §3.3.11). Escapes them. */
export function textListProperty(
  name: string,
  texts: readonly string[],
  parameters: readonly Parameter[] = [],
): Property {
  return property(name, texts.map(escapeText).join(','), textParameters(name, parameters))
}

/** VALUE is set where the property may hold TEXT but does not by default. */
function textParameters(name: string, given: readonly Parameter[]): readonly Parameter[] {
  const type = propertyTypes.get(name)
  const kept = given.filter((each) => each.name !== 'VALUE')
  const says = type !== undefined && type.defaultType !== 'TEXT' && type.allowed.includes('TEXT')
  return says ? [parameter('VALUE', 'TEXT'), ...kept] : kept
}
