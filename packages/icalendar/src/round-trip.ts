import { toUtf8 } from './charset.ts'
import { sameModel } from './compare.ts'
import { encodeUtf8 } from './encoding.ts'
import { defaultLimits } from './limits.ts'
import { parseCalendar } from './parse.ts'
import { serializeCalendar } from './serialize.ts'
import { linesOf, readLine } from './unfold.ts'

/**
 * What becomes of bytes that are read and written: the same bytes (`identical`), the same content
 * lines in the same order (`equivalent`: folds, line breaks, empty lines, charset, BEGIN and END
 * lines may differ), or less (`lossy`). Lines outside of any component do not count.
 *
 * Shapes: as `parseCalendar`. Errors: none.
 */
export function roundTrip(
  bytes: Uint8Array | string,
  options?: { readonly charset?: string | undefined },
): 'identical' | 'equivalent' | 'lossy' {
  const came = typeof bytes === 'string' ? encodeUtf8(bytes) : bytes
  const charset = typeof bytes === 'string' ? undefined : options?.charset
  const limits = { ...defaultLimits, maxViolations: Number.POSITIVE_INFINITY }
  const first = parseCalendar(came, { limits, charset })
  const written = serializeCalendar(first.objects)
  if (!first.complete) return 'lossy'
  if (sameBytes(came, written)) return 'identical'
  const second = parseCalendar(written, { limits })
  const outside = new Set<number>()
  for (const { path, requirement, line } of first.violations) {
    if (path.length === 0 && requirement === '5545/3.4/begin-and-end-calendar') outside.add(line)
  }
  const before = contentLines(came, charset, outside)
  const after = contentLines(written, undefined, new Set())
  const kept = before.length === after.length && before.every((each, i) => each === after[i])
  return kept && sameModel(first.objects, second.objects) ? 'equivalent' : 'lossy'
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((each, i) => each === b[i])
}

/** The unfolded lines that are neither empty nor begin or end a component. */
function contentLines(
  bytes: Uint8Array,
  charset: string | undefined,
  without: ReadonlySet<number>,
): readonly string[] {
  const utf8 = toUtf8(bytes, charset)
  const lines = linesOf(utf8.bytes, utf8.text)
  const found: string[] = []
  while (readLine(lines)) {
    const text = lines.text.slice(lines.textStart, lines.textEnd)
    if (text !== '' && !without.has(lines.line) && !/^(?:BEGIN|END)[:;]/i.test(text)) {
      found.push(text)
    }
  }
  return found
}
