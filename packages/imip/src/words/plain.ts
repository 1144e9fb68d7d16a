/** The body as plain text. */
import type { Line } from './component-rows.ts'
import type { MailDocument, Row } from './document.ts'

export function plainText({ opening, rows, closing, links }: MailDocument): string {
  const width = Math.max(0, ...rows.map(({ label }) => label.length)) + 2
  const blocks = [
    opening,
    rows.map((row) => rowText(row, Math.min(width, 20))).join('\n'),
    ...(closing === undefined ? [] : [closing]),
    links.map((each) => `${each.label ?? ''}:\n${each.text}`).join('\n'),
  ]
  return `${blocks.filter((each) => each !== '').join('\n\n')}\n`
}

function rowText({ label, lines, was, wasWord }: Row, width: number): string {
  const old = was.map((each, i) => `(${i === 0 ? `${wasWord}: ` : ''}${lineText(each)})`)
  const [first = '', ...rest] = [...lines.map(lineText), ...old]
  const indent = ' '.repeat(width)
  const head = `${label}:`
  const start = head.length < width ? `${head.padEnd(width)}${first}` : `${head}\n${indent}${first}`
  return [start, ...rest.map((each) => `${indent}${each}`)].map((each) => each.trimEnd()).join('\n')
}

function lineText({ label, text }: Line): string {
  return label === undefined ? text : `${label}: ${text}`
}
