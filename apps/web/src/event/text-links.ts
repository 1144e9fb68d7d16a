/** Plain text with the links in it told apart: each is shown whole, never as HTML. */
export type Piece = { readonly text: string; readonly href?: string }

const link = /\bhttps?:\/\/[^\s<>"'`]+/gi
const maxLinks = 200

/**
 * @example
 * piecesOf('See https://a.example/x.') // 'See ', the link without the full stop, '.'
 */
export function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const found of text.matchAll(link)) {
    if (pieces.length > maxLinks * 2) break
    const href = trimmed(found[0])
    if (!URL.canParse(href)) continue
    if (found.index > at) pieces.push({ text: text.slice(at, found.index) })
    pieces.push({ text: href, href })
    at = found.index + href.length
  }
  if (at < text.length) pieces.push({ text: text.slice(at) })
  return pieces
}

/** What ends a sentence ends the link; a bracket stays where it was opened within. */
function trimmed(found: string): string {
  let href = found.replace(/[.,;:!?…]+$/u, '')
  for (const [open, close] of ['()', '[]'] as const) {
    if (href.endsWith(close ?? '') && !href.includes(open ?? '')) href = href.slice(0, -1)
  }
  return href
}
