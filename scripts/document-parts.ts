/** Parts of documents that are made: regions of examples, diagrams of states, tables of data. */
import { defaultPolicy } from '@parley/itip'
import { fence, regionOf } from './documents.ts'
import { publicNames } from './public-names.ts'
import { classificationDiagrams } from './state-diagram.ts'

const parts: Readonly<Record<string, () => string>> = {
  classification: classificationDiagrams,
  policy: policyTable,
}

/** The document as it is to be: blocks equal to the regions they name, made parts made anew. */
export function refreshed(text: string): string {
  return text
    .replaceAll(fence, (whole, source: string | undefined) =>
      source === undefined ? whole : `\`\`\`ts ${source}\n${regionOf(source)}\`\`\``,
    )
    .replaceAll(/^<!-- begin (\w+) -->\n[\s\S]*?^<!-- end \1 -->$/gm, (whole, name: string) =>
      parts[name] === undefined
        ? whole
        : `<!-- begin ${name} -->\n\n${parts[name]()}\n\n<!-- end ${name} -->`,
    )
}

/** Each field of the type `Policy`: its values, its default, its words. */
function policyTable(): string {
  const policy = publicNames('packages/itip/src/index.ts').find((each) => each.name === 'Policy')
  const declaration = policy?.declaration ?? ''
  const fields = declaration.matchAll(/\/\*\*([\s\S]*?)\*\/\s+readonly (\w+): (.*)/g)
  const rows = [...fields].map(([, doc = '', name = '', type = '']) => {
    const words = doc
      .replaceAll(/\s*\n\s+\* ?/g, ' ')
      .replace(/ Default( `[^`]*`|: [^.]*)\./, '')
      .trim()
    const values = type.startsWith("'")
      ? type.replaceAll("'", '`').replaceAll(' | ', ', ')
      : 'a list'
    return [`\`${name}\``, values, defaultOf(name), words]
  })
  return table(['field', 'values', 'default', 'decides'], rows)
}

/** A table in Markdown, its columns aligned as the formatter aligns them. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, i) => Math.max(...[head, ...rows].map((row) => row[i]?.length ?? 0)))
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((each, i) => each.padEnd(widths[i] ?? 0)).join(' | ')} |`
  return [head, widths.map((width) => '-'.repeat(width)), ...rows].map(line).join('\n')
}

function defaultOf(name: string): string {
  const value = new Map<string, unknown>(Object.entries(defaultPolicy)).get(name)
  if (!Array.isArray(value)) return `\`${value}\``
  return value.length === 0 ? 'none' : `${value.length} public mail services`
}
