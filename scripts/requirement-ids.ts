/**
 * Writes the types of requirement ids from the registers, one file per package that emits them, so
 * that a misspelt id does not compile, and the words of all of them, which the command explains
 * decisions with. `--check` fails when a file is not what it would write.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readRegisters, root } from './registers.ts'

const packages: Readonly<Record<string, readonly string[]>> = {
  icalendar: ['rfc5545', 'rfc7529', 'rfc6868', 'rfc7986', 'rfc9073', 'rfc9074'],
  itip: ['rfc5546', 'rfc6638'],
  imip: ['rfc6047'],
  busytime: ['rfc7953', 'vpoll'],
}

const registers = readRegisters()
const check = process.argv.includes('--check')
let stale = 0
for (const [name, wanted] of Object.entries(packages)) {
  const ids = registers.filter((each) => wanted.includes(each.name)).flatMap((each) => each.rows)
  const text =
    '// Made from spec/requirements by `node scripts/requirement-ids.ts`.\n' +
    (ids.length > 390 ? '// Long because the registers are: a line for each of their rows.\n' : '') +
    '/** A row of a register in `spec/requirements` that this package decides by: RFC, section, name. */\n' +
    `export type RequirementId =\n${ids.map((row) => `  | '${row.id}'`).join('\n')}\n`
  keep(`packages/${name}/src/requirement-ids.ts`, text)
}
const words = registers.flatMap(({ rows }) => rows.map((row) => [row.id, row.words]))
const wordsText = `${JSON.stringify(Object.fromEntries(words), undefined, 2)}\n`
for (const path of ['apps/cli/src', 'apps/server/src/api']) {
  keep(`${path}/requirement-words.json`, wordsText)
}
if (stale > 0) {
  console.error('Run: node scripts/requirement-ids.ts')
  process.exit(1)
}

function keep(path: string, text: string): void {
  const file = join(root, path)
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return
  if (check) {
    stale++
    console.error(`${path} is not what the registers say`)
  } else writeFileSync(file, text)
}
