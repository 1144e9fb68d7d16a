/** Colour, and only where a person looks at it (https://no-color.org). */
import { stripVTControlCharacters } from 'node:util'
import type { World } from '../world.ts'

const codes = {
  bold: [1, 22],
  dim: [2, 22],
  struck: [9, 29],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  magenta: [35, 39],
  cyan: [36, 39],
} as const

type Colour = keyof typeof codes
export type Paint = Readonly<Record<Colour, (text: string) => string>>

/** Colours for standard output: on a terminal, unless NO_COLOR is set; always with FORCE_COLOR. */
export function paintFor(world: World): Paint {
  const { NO_COLOR, FORCE_COLOR, TERM } = world.environment
  const forced = FORCE_COLOR !== undefined && FORCE_COLOR !== '' && FORCE_COLOR !== '0'
  const refused = NO_COLOR !== undefined && NO_COLOR !== ''
  const coloured = !refused && (forced || (world.terminal.out && TERM !== 'dumb'))
  return Object.fromEntries(
    Object.entries(codes).map(([name, [on, off]]) => [
      name,
      coloured ? (text: string) => `\u001b[${on}m${text}\u001b[${off}m` : (text: string) => text,
    ]),
  ) as Paint
}

/**
 * Text from outside, fit for a terminal: control characters and those that turn the writing
 * direction are shown as U+FFFD, line breaks as spaces.
 */
export function plain(text: string): string {
  return text
    .replace(/[\r\n\t]+/g, ' ')
    .replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]/gu, '\ufffd')
}

/** Columns that the text takes: no escape codes, wide characters twice. */
export function widthOf(text: string): number {
  let width = 0
  for (const each of stripVTControlCharacters(text)) {
    if (/\p{Mn}|\p{Me}|\u200d|\ufe0f/u.test(each)) continue
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]|\p{Emoji_Presentation}/u.test(
        each,
      )
        ? 2
        : 1
  }
  return width
}

/** The text with spaces up to that width. */
export function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)))
}

/** The text cut to that width, with an ellipsis. */
export function clipped(text: string, width: number): string {
  if (widthOf(text) <= width) return text
  let kept = ''
  for (const each of text) {
    if (widthOf(kept) + widthOf(each) > width - 1) break
    kept += each
  }
  return `${kept}…`
}

/** Words broken into lines of that width; continuation lines are indented. */
export function wrapped(text: string, width: number, indent = ''): string {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && widthOf(line) + 1 + widthOf(word) > width) {
      lines.push(line)
      line = indent + word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line].join('\n')
}

/** Rows with columns as wide as their widest cell; the last column is left as it is. */
export function table(rows: readonly (readonly string[])[], gap = 2): string {
  const widths: number[] = []
  for (const row of rows) {
    row.forEach((cell, i) => {
      widths[i] = Math.max(widths[i] ?? 0, widthOf(cell))
    })
  }
  return rows
    .map((row) =>
      row
        .map((cell, i) => (i === row.length - 1 ? cell : padded(cell, (widths[i] ?? 0) + gap)))
        .join('')
        .trimEnd(),
    )
    .join('\n')
}
