/** Text from calendar objects made fit for headers and bodies: nothing in it steers what reads it. */

// Control characters, line and paragraph separators, and marks that turn the direction of writing.
const lineControls = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]+/gu
const blockControls = /[^\P{Cc}\n\t]|[\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/gu
const loneSurrogates = /\p{Cs}/gu

/** One line: no control character, no run of white space, at most `maxLength` characters. */
export function cleanLine(text: string, maxLength: number): string {
  const line = text.replace(lineControls, ' ').replace(loneSurrogates, '\ufffd')
  return shorten(line.replace(/\s+/gu, ' ').trim(), maxLength)
}

/** Several lines: line breaks and tabs stay. */
export function cleanBlock(text: string, maxLength: number): string {
  const lines = text.replace(/\r\n?/g, '\n').replace(blockControls, '')
  return shorten(lines.replace(loneSurrogates, '\ufffd').trim(), maxLength)
}

const maxNameLength = 100

/**
 * A display name. It never holds an address: `"ceo@example.com" <mallory@example.net>` is how a
 * mail pretends to be from somebody else, and spam filters count it against the sender.
 */
export function cleanName(text: string): string {
  const withoutAddresses = cleanLine(text, 1_000).replace(/\S*[@\uff20\ufe6b]\S*/gu, '')
  return cleanLine(withoutAddresses.replace(/["<>\\]|\(\s*\)/g, ''), maxNameLength)
}

function shorten(text: string, maxLength: number): string {
  const characters = text.length > maxLength ? [...text.slice(0, maxLength + 1)] : []
  return text.length > maxLength ? `${characters.slice(0, -1).join('').trimEnd()}…` : text
}

/** An address that a mail can go to: nothing in it that ends it early. */
export function isMailAddress(address: string): boolean {
  return /^[^\s<>()[\]:;,"\\@\p{Cc}]+@[^\s<>()[\]:;,"\\@\p{Cc}]+$/u.test(address)
}
