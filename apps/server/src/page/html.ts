/** HTML by templates: whatever is put into one is escaped, unless it is HTML already. */
export type Html = { readonly html: string }

export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  const parts = strings.map((each, i) => (i === 0 ? each : htmlOf(values[i - 1]) + each))
  return { html: parts.join('') }
}

type Value = string | number | Html | readonly Html[] | undefined

function htmlOf(value: Value): string {
  if (value === undefined) return ''
  if (typeof value === 'string' || typeof value === 'number') return escaped(String(value))
  if ('html' in value) return value.html
  return value.map((each) => each.html).join('')
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
