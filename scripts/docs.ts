/**
 * `npm run docs`: writes the API reference of each package from its docstrings (`docs/api/*.md`), and
 * makes the made parts of the other documents anew: regions of examples, diagrams, tables. `--check`
 * writes nothing, and fails when a document is not what it would write.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { refreshed } from './document-parts.ts'
import { documents, readDocument } from './documents.ts'
import { entriesOf, type PublicName, publicNames, publishedPackages } from './public-names.ts'
import { root } from './registers.ts'

const folder = 'docs/api'
const reference = referencePages()
const wanted = new Map([
  ...reference,
  ...documents().map((each) => [each, refreshed(readDocument(each))] as const),
])
const stale = [...wanted].filter(([file, text]) => textOf(file) !== text).map(([file]) => file)
const leftOver = (existsSync(join(root, folder)) ? readdirSync(join(root, folder)) : [])
  .map((each) => `${folder}/${each}`)
  .filter((file) => !wanted.has(file))

if (process.argv.includes('--check')) {
  for (const file of stale) console.error(`${file} is not what its sources say`)
  for (const file of leftOver) console.error(`${file} has no source`)
  if (stale.length + leftOver.length > 0) {
    console.error('Run: npm run docs')
    process.exit(1)
  }
} else {
  mkdirSync(join(root, folder), { recursive: true })
  for (const file of leftOver) rmSync(join(root, file), { recursive: true })
  for (const file of stale) writeFileSync(join(root, file), wanted.get(file) ?? '')
}

/** The pages of the API reference, by their paths: one for each package, and their index. */
function referencePages(): ReadonlyMap<string, string> {
  const pages = new Map<string, string>()
  const index: string[] = []
  let total = 0
  for (const each of publishedPackages()) {
    const { name, description } = JSON.parse(readFileSync(join(root, each, 'package.json'), 'utf8'))
    const entries = [...entriesOf(each)].map(([entry, file]) => [entry, publicNames(file)] as const)
    const count = entries.reduce((sum, [, names]) => sum + names.length, 0)
    total += count
    const page = `${basename(each)}.md`
    pages.set(`${folder}/${page}`, pageOf(name, description, entries))
    index.push(`| [\`${name}\`](${page}) | ${count} | ${description} |`)
  }
  const head = '# API reference\n\nMade by `npm run docs` from the docstrings; edit those.\n\n'
  const table = `| package | public names | holds |\n| --- | --- | --- |\n${index.join('\n')}\n`
  pages.set(`${folder}/README.md`, head + table)
  console.log(`docs: ${total} public names of ${index.length} packages`)
  return pages
}

function textOf(file: string): string | undefined {
  const path = join(root, file)
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}

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
