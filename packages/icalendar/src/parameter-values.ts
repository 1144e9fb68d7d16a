/** RFC 6868 §3: `^n` is a line break, `^'` a double quote, `^^` a caret; other pairs stay as they are. */
export function decodeParameterValue(text: string): string {
  if (!text.includes('^')) return text
  return text.replaceAll(/\^[n^']/g, (pair) => (pair === '^n' ? '\n' : pair === '^^' ? '^' : '"'))
}

/** A parameter value as it is written: escaped by RFC 6868, in quotes where RFC 5545 §3.2 wants them. */
// Requirement: 5545/3.1.1/separators-need-quotes
export function encodeParameterValue(value: string): string {
  if (plain.test(value)) return value
  const escaped = value
    .replaceAll(/[\^"]|\r\n|\r|\n/g, (each) => (each === '^' ? '^^' : each === '"' ? "^'" : '^n'))
    // Nothing can carry the other control characters (RFC 5545 §3.1).
    .replaceAll(controls, ' ')
  return needsQuotes.test(escaped) ? `"${escaped}"` : escaped
}

const plain = /^[^\p{Cc}"^:;,]+$/u
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const controls = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g
const needsQuotes = /[:;,]|^$|^\s|\s$/
