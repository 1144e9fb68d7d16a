import type { Parameter, Property } from '../model.ts'
import { parameter, parameterValue, parameterValues, property } from '../model.ts'
import { propertyTypes } from '../registry.ts'
import { escapeText, splitEscaped, unescapeText } from './text.ts'

/** The URI, where the property holds one by VALUE or by default. */
export function uriOf(of: Property): string | undefined {
  const type = parameterValue(of, 'VALUE')?.toUpperCase() ?? propertyTypes.get(of.name)?.defaultType
  if (type === 'BINARY' || type === 'TEXT') return undefined
  const uri = of.value.trim()
  return isUri(uri) ? uri : undefined
}

/** Whether a text has the outward form of a URI (RFC 3986 §3): a scheme, and no spaces. */
export function isUri(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:[^\s]*$/i.test(text)
}

/**
 * A calendar address as a URI. An address of mail that lacks its `mailto:` gets it; one whose value
 * is no address, as iCloud writes it, is read from EMAIL (RFC 7986 §6.2).
 */
// Requirement: 5545/3.3.3/mail-address-is-mailto
export function calAddressOf(of: Property): string | undefined {
  const text = of.value.trim()
  if (isUri(text)) return text
  if (isMailbox(text)) return `mailto:${text}`
  const email = parameterValue(of, 'EMAIL')?.trim()
  if (email === undefined) return undefined
  if (isUri(email)) return email
  return isMailbox(email) ? `mailto:${email}` : undefined
}

function isMailbox(text: string): boolean {
  return /^[^\s@:,;]+@[^\s@:,;]+$/.test(text)
}

/** A property that holds a URI or a calendar address; VALUE is set where it is not the default. */
export function uriProperty(
  name: string,
  uri: string,
  parameters: readonly Parameter[] = [],
): Property {
  const type = propertyTypes.get(name)
  const kept = parameters.filter((each) => each.name !== 'VALUE' && each.name !== 'ENCODING')
  const says = type !== undefined && type.defaultType !== 'URI' && type.allowed.includes('URI')
  return property(name, uri, says ? [parameter('VALUE', 'URI'), ...kept] : kept)
}

/** The bytes of a BINARY value (RFC 5545 §3.3.1), which stand in BASE64. */
export function binaryOf(of: Property): Uint8Array | undefined {
  if (parameterValue(of, 'VALUE')?.toUpperCase() !== 'BINARY') return undefined
  return parseBase64(of.value)
}

/** A property with bytes; VALUE and ENCODING are set. */
export function binaryProperty(
  name: string,
  bytes: Uint8Array,
  parameters: readonly Parameter[] = [],
): Property {
  const kept = parameters.filter((each) => each.name !== 'VALUE' && each.name !== 'ENCODING')
  const says = [parameter('VALUE', 'BINARY'), parameter('ENCODING', 'BASE64')]
  return property(name, formatBase64(bytes), [...says, ...kept])
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const sextets: ReadonlyMap<number, number> = new Map(
  Array.from(alphabet, (each, i) => [each.charCodeAt(0), i]),
)

/** The bytes of a BASE64 text (RFC 4648 §4); undefined where it is none. */
export function parseBase64(text: string): Uint8Array | undefined {
  const packed = text.replaceAll(/[\t ]/g, '').replace(/={1,2}$/, '')
  if (packed.length % 4 === 1) return undefined
  const bytes = new Uint8Array(Math.floor((packed.length * 3) / 4))
  let bits = 0
  let held = 0
  let at = 0
  for (let i = 0; i < packed.length; i++) {
    const sextet = sextets.get(packed.charCodeAt(i))
    if (sextet === undefined) return undefined
    held = ((held << 6) | sextet) & 0xffff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes[at++] = (held >> bits) & 0xff
    }
  }
  return bytes
}

/** Bytes as BASE64 (RFC 4648 §4), for BINARY values (RFC 5545 §3.3.1). */
export function formatBase64(bytes: Uint8Array): string {
  const parts: string[] = []
  for (let at = 0; at < bytes.length; at += 3) {
    const left = bytes.length - at
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    parts.push(
      alphabet.charAt(group >> 18) +
        alphabet.charAt((group >> 12) & 63) +
        (left > 1 ? alphabet.charAt((group >> 6) & 63) : '=') +
        (left > 2 ? alphabet.charAt(group & 63) : '='),
    )
  }
  return parts.join('')
}

/** The parts of a REQUEST-STATUS (RFC 5545 §3.8.8.3). */
export type RequestStatus = {
  /** Two or three numbers, as in '2.0' or '3.1.1'. */
  readonly code: string
  readonly description: string
  /** What the status is about, often a property. */
  readonly data: string | undefined
}

/** REQUEST-STATUS (RFC 5545 §3.8.8.3). */
export function parseRequestStatus(text: string): RequestStatus | undefined {
  const [code = '', description = '', ...rest] = splitEscaped(text, ';')
  if (!/^\d{1,9}(\.\d{1,9}){1,2}$/.test(code.trim())) return undefined
  return {
    code: code.trim(),
    description: unescapeText(description),
    data: rest.length === 0 ? undefined : unescapeText(rest.join(';')),
  }
}

/** A REQUEST-STATUS value, its texts escaped (RFC 5545 §3.8.8.3). */
export function formatRequestStatus(status: RequestStatus): string {
  const { code, description, data } = status
  const text = `${code};${escapeText(description)}`
  return data === undefined ? text : `${text};${escapeText(data)}`
}

/** The parts of a REQUEST-STATUS (RFC 5545 §3.8.8.3); undefined where it is none. */
export function requestStatusOf(of: Property): RequestStatus | undefined {
  return parseRequestStatus(of.value)
}

/** Makes a REQUEST-STATUS (RFC 5545 §3.8.8.3). */
export function requestStatusProperty(
  status: RequestStatus,
  parameters: readonly Parameter[] = [],
): Property {
  return property('REQUEST-STATUS', formatRequestStatus(status), parameters)
}

/** FEATURE of a CONFERENCE (RFC 7986 §6.3), in upper case. */
export function featuresOf(of: Property): readonly string[] {
  return parameterValues(of, 'FEATURE').map((each) => each.toUpperCase())
}
