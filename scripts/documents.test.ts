/** Documents keep their word: programs in them run, copies equal their sources, links lead somewhere. */
import assert from 'node:assert/strict'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { after, describe, it } from 'node:test'
import { pathToFileURL } from 'node:url'
import { format } from 'node:util'
import { examplesOfDocstrings } from './docstrings.ts'
import { refreshed } from './document-parts.ts'
import { type Block, blocksOf, documents, readDocument } from './documents.ts'
import { entriesOf, publicNames, publishedPackages } from './public-names.ts'
import { root } from './registers.ts'
import { run } from './run.ts'

const programs = documents()
  .flatMap(blocksOf)
  .filter((each) => each.source === undefined)
/** Their own tests run these, and know what they print. */
const runElsewhere = /^packages\/(icalendar|imip|busytime)\//
mkdirSync(join(root, '.cache'), { recursive: true })
const folder = mkdtempSync(join(root, '.cache/documents-'))
const fileOf = (of: Block): string =>
  join(folder, `${of.document.replaceAll(/\W+/g, '-')}-${of.line}.ts`)

for (const each of programs) writeFileSync(fileOf(each), each.code)
const examples = examplesOfDocstrings().map((each, i) => ({
  ...each,
  file: join(folder, `docstring-${i}.ts`),
}))
for (const { file, program } of examples) writeFileSync(file, program)
describe('what people read', () => {
  after(() => rmSync(folder, { recursive: true, force: true }))

  describe('the documents', () => {
    it('have programs', () => assert.ok(programs.length > 10))

    it('have programs that type-check, as do docstrings', async () => {
      const options = { types: ['node'], noUnusedLocals: false }
      const config = {
        extends: '../../tsconfig.base.json',
        compilerOptions: options,
        include: ['.'],
      }
      writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config))
      const { code, output } = await run('tsc', ['-p', folder], { quiet: true })
      assert.equal(code, 0, output)
    })

    for (const each of programs.filter(({ document }) => !runElsewhere.test(document))) {
      it(`${each.document}:${each.line} prints what it says`, async (test) => {
        const log = test.mock.method(console, 'log', () => undefined)
        await import(pathToFileURL(fileOf(each)).href)
        const said = log.mock.calls.map((call) => format(...call.arguments))
        const promised = [...each.code.matchAll(/console\.log\(.*\) \/\/ (.*)/g)].map(
          ([, it]) => it,
        )
        assert.deepEqual(said, promised)
      })
    }

    for (const document of documents()) {
      it(`${document} shows what its sources say (npm run docs)`, () => {
        const text = readDocument(document)
        assert.equal(text, refreshed(text))
      })

      it(`${document} links to files that are there`, () => {
        const text = readDocument(document).replaceAll(/```[\s\S]*?```/g, '')
        const targets = [...text.matchAll(/\]\(([^)#:]+)(?:#[\w-]*)?\)/g)].map(
          (match) => match[1] ?? '',
        )
        const dead = targets.filter((each) => !existsSync(join(root, dirname(document), each)))
        assert.deepEqual(dead, [])
      })
    }
  })

  describe('the examples in docstrings', () => {
    it('are many', () => assert.ok(examples.length > 25))

    for (const { title, file } of examples) {
      it(`${title} gives what it says`, async () => {
        const made = await import(pathToFileURL(file).href)
        if ('expected' in made) assert.deepEqual(plain(made.value), plain(made.expected))
      })
    }

    /** Without what is undefined. */
    function plain(value: unknown): unknown {
      return value === undefined ? value : JSON.parse(JSON.stringify(value))
    }
  })

  describe('the public names', () => {
    for (const each of publishedPackages()) {
      for (const [entry, file] of entriesOf(each)) {
        it(`of ${entry} have docstrings`, () => {
          const names = publicNames(file)
          assert.ok(names.length > 0)
          const bare = names.filter(({ doc }) => doc === '').map((it) => `${it.file}: ${it.name}`)
          assert.deepEqual(bare, [])
        })
      }
      it(`of ${each} come with a full manifest and a README`, () => {
        const manifest = JSON.parse(readFileSync(join(root, each, 'package.json'), 'utf8'))
        for (const field of ['name', 'version', 'description', 'license', 'type', 'exports']) {
          assert.ok(manifest[field] !== undefined, field)
        }
        assert.ok(existsSync(join(root, each, 'README.md')), 'README.md')
      })
    }
  })
})
