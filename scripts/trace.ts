/**
 * `npm run trace`: runs the tests, sees which requirements the code emitted or cites, compares that
 * with the registers, and writes docs/conformance.md.
 *
 * A `met` row must have been emitted during a passing run, or be cited by a line
 * `// Requirement: <id>` in code and in a test. A `declined` row must name a decision page that
 * exists. `--write` first turns `open` rows that fulfil this into `met`.
 */
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { formatCsv } from './csv.ts'
import { type Register, type Row, readRegisters, registerFolder, root } from './registers.ts'
import { type Outcome, run } from './run.ts'

const seenFile = join(root, '.cache/requirements-seen.txt')
const write = process.argv.includes('--write')

const tests = await runTests()
const emitted = new Set(readFileSync(seenFile, 'utf8').split('\n'))
const cited = citedRequirements()
const registers = write ? promote(readRegisters()) : readRegisters()
const faults = registers.flatMap((register) => register.rows.flatMap(faultsOf))
writeConformance(registers)

for (const fault of faults) console.error(fault)
const rows = registers.flatMap((each) => each.rows)
const met = rows.filter((row) => row.state === 'met').length
const open = rows.filter((row) => row.state === 'open').length
console.log(`trace: ${rows.length} requirements, ${met} met, ${open} open, ${faults.length} faults`)
if (tests.code !== 0) console.error(tests.output)
process.exit(tests.code === 0 && faults.length === 0 ? 0 : 1)

function runTests(): Promise<Outcome> {
  mkdirSync(join(root, '.cache'), { recursive: true })
  rmSync(seenFile, { force: true })
  writeFileSync(seenFile, '')
  // The pages' tests play the whole app in a browser: they show nothing that the rooms below do not.
  const rooms = ['packages', 'apps/cli', 'apps/server', 'scripts']
  const env = { PARLEY_TRACE: seenFile }
  return run('node', ['scripts/test.ts', ...rooms], { quiet: true, env })
}

function citedRequirements(): ReadonlySet<string> {
  const inCode = new Set<string>()
  const inTests = new Set<string>()
  for (const file of globSync('{packages,apps}/*/src/**/*.ts', { cwd: root })) {
    const into = file.endsWith('.test.ts') ? inTests : inCode
    const text = readFileSync(join(root, file), 'utf8')
    for (const match of text.matchAll(/\/\/ Requirement: (\S+)/g)) into.add(match[1] ?? '')
  }
  return new Set([...inCode].filter((id) => inTests.has(id)))
}

function isShown(row: Row): boolean {
  return emitted.has(row.id) || cited.has(row.id)
}

function faultsOf(row: Row): string[] {
  if (row.state === 'met' && !isShown(row)) {
    return [`${row.id} is met, but no test saw it emitted and no code and test cite it`]
  }
  if (row.state === 'declined') {
    const page = /decisions\/[\w-]+\.md/.exec(row.why)?.[0]
    if (page === undefined) return [`${row.id} is declined, but names no page of decisions/`]
    if (!existsSync(join(root, page)))
      return [`${row.id} is declined by ${page}, which is not there`]
  }
  return []
}

function promote(held: readonly Register[]): readonly Register[] {
  return held.map(({ name, rows }) => {
    const promoted = rows.map((row) =>
      row.state === 'open' && isShown(row) ? { ...row, state: 'met' as const } : row,
    )
    const fields = promoted.map((row) => [row.id, row.level, row.words, row.state, row.why])
    const text = formatCsv([['id', 'level', 'words', 'state', 'why'], ...fields])
    writeFileSync(join(registerFolder, `${name}.csv`), text)
    return { name, rows: promoted }
  })
}

function writeConformance(held: readonly Register[]): void {
  const lines = [
    '# Conformance',
    '',
    'Made by `npm run trace` from `spec/requirements` and a passing test run; not edited by hand.',
    '',
    '| register | rows | met | open MUST | open | declined | not ours |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...held.map(({ name, rows }) => {
      const count = (state: Row['state']): number =>
        rows.filter((row) => row.state === state).length
      const must = rows.filter((row) => row.state === 'open' && row.level === 'MUST').length
      return `| ${name} | ${rows.length} | ${count('met')} | ${must} | ${count('open')} | ${count('declined')} | ${count('not-ours')} |`
    }),
    '',
  ]
  for (const { name, rows } of held) {
    lines.push(
      `## ${name}`,
      '',
      '| id | level | what | state | why |',
      '| --- | --- | --- | --- | --- |',
    )
    for (const row of rows) {
      const cells = [row.id, row.level, row.words, row.state, row.why]
      lines.push(`| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    }
    lines.push('')
  }
  mkdirSync(join(root, 'docs'), { recursive: true })
  writeFileSync(join(root, 'docs/conformance.md'), lines.join('\n'))
}
