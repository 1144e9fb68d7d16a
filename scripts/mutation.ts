/**
 * `npm run mutation [-- NAME …]`: mutation testing with Stryker, on demand. Each name is a row of
 * `subjects`; without names, all of them in turn. Only a subject's own tests run against its mutants,
 * so the score says what these show, and a run stays short. The figures go into docs/mutation.md.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { table } from './document-parts.ts'
import { root } from './registers.ts'
import { run } from './run.ts'

type Subject = { readonly mutate: readonly string[]; readonly tests: readonly string[] }

const itip = 'packages/itip/src'
const ofTables = [
  'tables/tables',
  'tables/comments',
  'tables/values',
  'tables/general',
  'tables/rules',
  'tables/busy-rules',
  'tables/readable',
  'tables/quirks',
  'validate',
]
/** What is mutated, and the tests that are to notice. */
const subjects: Readonly<Record<string, Subject>> = {
  revision: subject(['revision'], ['revision', 'methods/order']),
  order: subject(['methods/order'], ['methods/judge', 'methods/order']),
  classify: subject(['classify'], ['receive']),
  significant: subject(['significant', 'tables/significant'], ['significant', 'changes/sequence']),
  rules: subject(['tables/rules'], ofTables),
  'busy-rules': subject(['tables/busy-rules'], ofTables),
  judging: subject(['tables/table', 'tables/scope', 'tables/breach', 'tables/readable'], ofTables),
  tables: subject(['tables/methods', 'tables/general', 'tables/vfreebusy'], ofTables),
}

type Mutant = { readonly status: string; readonly mutatorName: string } & Place
type Place = {
  readonly location: { readonly start: { readonly line: number } }
  replacement?: string
}
type Report = { readonly files: Readonly<Record<string, { readonly mutants: readonly Mutant[] }>> }

const page = join(root, 'docs/mutation.md')
const work = join(root, '.cache/mutation')
mkdirSync(work, { recursive: true })
const wanted = process.argv.slice(2)
for (const name of wanted.length > 0 ? wanted : Object.keys(subjects)) {
  const of = subjects[name]
  if (of === undefined)
    throw new TypeError(`${name} is none of ${Object.keys(subjects).join(', ')}`)
  await mutate(name, of)
}

function subject(mutate: readonly string[], tests: readonly string[]): Subject {
  return {
    mutate: mutate.map((each) => `${itip}/${each}.ts`),
    tests: tests.map((each) => `${itip}/${each}.test.ts`),
  }
}

async function mutate(name: string, { mutate, tests }: Subject): Promise<void> {
  const report = join(work, `${name}.json`)
  const config = join(work, `${name}.config.json`)
  const nodeArgs = ['--test-reporter=tap', '-r', '{{hookFile}}', '{{testFile}}']
  const options = {
    testRunner: 'tap',
    plugins: ['@stryker-mutator/tap-runner'],
    tap: { testFiles: tests, nodeArgs },
    mutate,
    // Of the tables, words and ids are not mutated: conformance and trace look after those.
    mutator: {
      excludedMutations: mutate.some((each) => /tables\/(?!significant)/.test(each))
        ? ['StringLiteral']
        : [],
    },
    // The sandbox holds what these tests read; there is no compiler to prepare it for.
    ignorePatterns: ['/*', '!/packages', '/packages/*', '!/packages/itip', '!/spec', '**/dist'],
    tsconfigFile: 'none',
    coverageAnalysis: 'perTest',
    concurrency: 1,
    reporters: ['json', 'clear-text'],
    clearTextReporter: { allowColor: false, reportTests: false, logTests: false },
    jsonReporter: { fileName: report },
    tempDirName: join(work, 'sandbox'),
  }
  writeFileSync(config, JSON.stringify(options, undefined, 2))
  const { code } = await run('stryker', ['run', config])
  if (code !== 0) process.exit(code)
  note(JSON.parse(readFileSync(report, 'utf8')))
}

/** Puts the figures of a run into the page: a row a file. */
function note({ files }: Report): void {
  const text = readFileSync(page, 'utf8')
  const rows = new Map(
    [...text.matchAll(/^\| `(.*)$/gm)].map(([line]) => {
      const cells = line.split('|').map((cell) => cell.trim())
      return [cells[1] ?? '', cells.slice(1, -1)]
    }),
  )
  const date = new Date().toISOString().slice(0, 10)
  for (const [file, { mutants }] of Object.entries(files)) {
    const count = (...states: readonly string[]): number =>
      mutants.filter((each) => states.includes(each.status)).length
    const killed = count('Killed', 'Timeout')
    const all = killed + count('Survived', 'NoCoverage')
    const score = all === 0 ? 'none' : ((100 * killed) / all).toFixed(1)
    const name = `\`${file.replace(`${itip}/`, '')}\``
    rows.set(name, [name, `${all}`, `${killed}`, score, date])
  }
  const head = ['file', 'mutants', 'killed', 'score, %', 'measured']
  const made = table(head, [...rows.values()])
  writeFileSync(
    page,
    text.replace(/^\|[\s\S]*\|$/m, () => made),
  )
  console.log(made)
}
