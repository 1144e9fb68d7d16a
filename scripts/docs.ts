/**
 * `npm run docs`: writes the API reference of each package from its docstrings (`docs/api/*.md`), and
 * makes the made parts of the other documents anew: regions of examples, diagrams, tables.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { refreshed } from './document-parts.ts'
import { documents, readDocument } from './documents.ts'
import { entriesOf, type PublicName, publicNames, publishedPackages } from './public-names.ts'
import { root } from './registers.ts'

const folder = join(root, 'docs/api')
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
const index: string[] = []
let total = 0
for (const each of publishedPackages()) {
  const { name, description } = JSON.parse(readFileSync(join(root, each, 'package.json'), 'utf8'))
  const entries = [...entriesOf(each)].map(([entry, file]) => [entry, publicNames(file)] as const)
  const count = entries.reduce((sum, [, names]) => sum + names.length, 0)
  total += count
  const page = `${basename(each)}.md`
  writeFileSync(join(folder, page), pageOf(name, description, entries))
  index.push(`| [\`${name}\`](${page}) | ${count} | ${description} |`)
}
const head = '# API reference\n\nMade by `npm run docs` from the docstrings; edit those.\n\n'
const table = `| package | public names | holds |\n| --- | --- | --- |\n${index.join('\n')}\n`
writeFileSync(join(folder, 'README.md'), head + table)
for (const document of documents()) {
  const text = readDocument(document)
  const made = refreshed(text)
  if (made !== text) writeFileSync(join(root, document), made)
}
console.log(`docs: ${total} public names of ${index.length} packages`)

function pageOf(
  name: string,
  description: string,
  entries: readonly (readonly [string, readonly PublicName[]])[],
): string {
  const parts = [`# ${name}`, `${description}. Made by \`npm run docs\` from the docstrings.`]
  for (const [entry, names] of entries) {
    parts.push(`## \`${entry}\``, contentsOf(names), ...names.flatMap(sectionOf))
  }
  return `${parts.join('\n\n')}\n`
}

function contentsOf(names: readonly PublicName[]): string {
  const link = ({ name }: PublicName): string => `[${name}](#${name.toLowerCase()})`
  const line = (title: string, some: readonly PublicName[]): readonly string[] =>
    some.length === 0 ? [] : [`${title}: ${some.map(link).join(', ')}`]
  return [
    ...line(
      'Functions',
      names.filter((each) => each.kind === 'function'),
    ),
    ...line(
      'Values',
      names.filter((each) => each.kind === 'const'),
    ),
    ...line(
      'Types',
      names.filter((each) => each.kind === 'type'),
    ),
  ].join('\n\n')
}

function sectionOf({ name, declaration, doc, file }: PublicName): readonly string[] {
  const [words = '', example] = doc.split(/^@example\n/m)
  const parts = [`### ${name}`, `\`\`\`ts\n${declaration}\n\`\`\``, words.trim()]
  if (example !== undefined) parts.push(`Example:\n\n\`\`\`ts\n${example.trim()}\n\`\`\``)
  return [...parts, `<sub>[${file}](../../${file})</sub>`].filter((each) => each !== '')
}
