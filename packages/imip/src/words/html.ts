/** The body as HTML, in what all mail programs show alike: one table, no image, no script. */
import type { Line } from './component-rows.ts'
import type { MailDocument, Row } from './document.ts'

// No colours: what reads on light would not on dark, and whoever reads may have chosen.
const font = 'font-family:-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif;font-size:15px'
const labelStyle = 'padding:4px 16px 4px 0;text-align:left;vertical-align:top;font-weight:600'
const valueStyle = 'padding:4px 0;vertical-align:top;overflow-wrap:anywhere'

export function htmlText({ language, opening, rows, closing, links }: MailDocument): string {
  return [
    '<!DOCTYPE html>',
    `<html lang="${escapeHtml(language)}">`,
    '<head><meta charset="utf-8"><meta name="color-scheme" content="light dark">' +
      '<meta name="viewport" content="width=device-width"></head>',
    `<body style="margin:0;padding:16px;${font};line-height:1.45">`,
    `<p style="margin:0 0 16px">${escapeHtml(opening)}</p>`,
    '<table cellpadding="0" cellspacing="0" border="0" style="border-collapse:collapse">',
    ...rows.map(rowHtml),
    '</table>',
    ...(closing === undefined
      ? []
      : [`<p style="margin:16px 0 0;font-size:13px">${escapeHtml(closing)}</p>`]),
    ...links.map(
      (each) => `<p style="margin:16px 0 0;overflow-wrap:anywhere">${lineHtml(each)}</p>`,
    ),
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

function rowHtml({ label, lines, was }: Row): string {
  const values = [...lines.map(lineHtml), ...was.map((each) => `<s>${lineHtml(each)}</s>`)]
  return (
    `<tr><th scope="row" style="${labelStyle}">${escapeHtml(label)}</th>` +
    `<td style="${valueStyle}">${values.join('<br>\n')}</td></tr>`
  )
}

/** A link shows where it leads, and nothing else. */
function lineHtml({ label, text, href }: Line): string {
  const shown = escapeHtml(text)
  const linked = href === undefined ? shown : `<a href="${escapeHtml(href)}">${shown}</a>`
  return label === undefined ? linked : `${escapeHtml(label)}: ${linked}`
}

const entities: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
])

/** Text as HTML: markup escaped. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities.get(character) ?? '')
}
