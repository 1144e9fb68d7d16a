/** Rules of the repository that no compiler knows: directions, lengths, names, leftovers. */
import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { describe, it } from 'node:test'
import { entriesOf as entryPointsOf, publicNames, publishedPackages } from './public-names.ts'
import { root } from './registers.ts'

/** Who may import whom (the rooms of ARCHITECTURE.md). No arrow runs upward. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  'packages/icalendar': [],
  'packages/itip': ['icalendar'],
  'packages/busytime': ['icalendar', 'itip'],
  'packages/imip': ['icalendar', 'itip'],
  'packages/caldav': ['icalendar', 'itip', 'busytime'],
  'packages/store': ['icalendar', 'itip', 'busytime'],
  'packages/testkit': ['icalendar', 'itip', 'busytime', 'imip', 'caldav', 'store'],
  'apps/cli': ['icalendar', 'itip', 'busytime', 'imip', 'caldav', 'store', 'server'],
  'apps/server': ['icalendar', 'itip', 'busytime', 'imip', 'caldav', 'store'],
  'apps/web': ['icalendar', 'itip', 'busytime'],
}
const pure = ['icalendar', 'itip', 'busytime', 'imip', 'caldav']

const sources = globSync('{packages,apps}/*/src/**/*.{ts,tsx}', { cwd: root }).map(read)
const product = sources.filter((each) => !isTestOnly(each.file))

function read(file: string): { file: string; text: string; room: string } {
  const room = file.split('/').slice(0, 2).join('/')
  return { file, text: readFileSync(join(root, file), 'utf8'), room }
}

function isTestOnly(file: string): boolean {
  return (
    /\.test\.tsx?$/.test(file) || file.includes('/testing') || file.includes('packages/testkit')
  )
}

function importsOf(text: string): string[] {
  return [...text.matchAll(/(?:from|import)\s*\(?'([^']+)'/g)].map((match) => match[1] ?? '')
}

describe('the repository', () => {
  it('has imports that run downward only', () => {
    const upward: string[] = []
    for (const { file, text, room } of product) {
      for (const wanted of importsOf(text)) {
        const name = /^@parley\/([\w-]+)/.exec(wanted)?.[1]
        if (name === undefined || `packages/${name}` === room || `apps/${name}` === room) continue
        if (mayImport[room]?.includes(name) !== true) upward.push(`${file} imports ${wanted}`)
      }
    }
    assert.deepEqual(upward, [])
  })

  it('reaches into no other package past its index', () => {
    const reaching = sources.flatMap(({ file, text, room }) =>
      importsOf(text)
        .filter((wanted) => wanted.startsWith('.'))
        .map((wanted) => relative(root, resolve(root, dirname(file), wanted)))
        .filter((target) => !target.startsWith(`${room}/`) && !target.startsWith('scripts/'))
        .map((target) => `${file} imports ${target}`),
    )
    assert.deepEqual(reaching, [])
  })

  it('keeps clocks, randomness, the environment and classes out of the pure packages', () => {
    const banned =
      /\bDate\.now\b|\bnew Date\b|\bTemporal\.Now\b|\bMath\.random\b|\bprocess\.|\bfetch\(|\bsetTimeout\b|^\s*(export )?(abstract )?class |\benum \w+ \{|\bconsole\./m
    const found = product
      .filter(({ room }) => pure.includes(basename(room)))
      .filter(({ text }) => banned.test(withoutComments(text)))
      .map(({ file, text }) => `${file}: ${banned.exec(withoutComments(text))?.[0].trim()}`)
    assert.deepEqual(found, [])
  })

  it('has files of at most 400 lines, except tables and those that say why at the top', () => {
    const long = product
      .filter(({ text }) => text.split('\n').length > 400)
      .filter(
        ({ file, text }) => !isTable(file) && !/^\/\*\*[\s\S]{0,1200}?Long because/.test(text),
      )
      .map(({ file, text }) => `${file}: ${text.split('\n').length} lines`)
    assert.deepEqual(long, [])
  })

  it('has no test hook outside a suite, where it would reach into every other file', () => {
    const found = sources
      .filter(
        ({ file, text }) =>
          file.endsWith('.test.ts') && /^(before|beforeEach|afterEach)\(/m.test(text),
      )
      .map(({ file }) => file)
    assert.deepEqual(found, [])
  })

  it('has no source file that nothing imports', () => {
    const reached = new Set(
      globSync('{packages,apps}/*/{*.js,{src,bench}/**/*.{js,ts,tsx}}', { cwd: root })
        .concat(globSync('{scripts,examples}/**/*.ts', { cwd: root }))
        .flatMap((file) =>
          importsOf(readFileSync(join(root, file), 'utf8'))
            .filter((wanted) => wanted.startsWith('.'))
            .map((wanted) => relative(root, resolve(root, dirname(file), wanted))),
        ),
    )
    const entries = new Set(
      globSync('{packages,apps}/*/package.json', { cwd: root }).flatMap(entriesOf),
    )
    const unused = product
      .map((each) => each.file)
      .filter((file) => !reached.has(file) && !entries.has(file))
    assert.deepEqual(unused, [])
  })

  it('has public names in the words of the house', () => {
    const banned = /Manager|Service|Helper|Util|Data|Info|^(handle|manage|perform|process)(?![a-z])/
    const found = publishedPackages()
      .flatMap((folder) => [...entryPointsOf(folder).values()])
      .flatMap((entry) => publicNames(entry).map(({ name }) => `${name} of ${dirname(entry)}`))
      .filter((each) => banned.test(withoutTermsOfRfcs(each)))
    assert.deepEqual(found, [])
  })

  it('tells in a README what a folder is for, where its name does not', () => {
    const rooms = globSync('{packages,apps}/*/package.json', { cwd: root }).map(dirname)
    const others = [
      'changes',
      'decisions',
      'docs/api',
      'examples',
      'scenarios',
      'spec/requirements',
    ]
    const fixtures = globSync('packages/*/fixtures', { cwd: root })
    const silent = [...rooms, ...others, ...fixtures].filter(
      (each) => !existsSync(join(root, each, 'README.md')),
    )
    assert.deepEqual(silent, [])
  })

  it('locks every package that may be needed on another machine', () => {
    const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
    const isLocked = (from: string, name: string): boolean => {
      if (`${from}/node_modules/${name}` in packages) return true
      if (from === '') return `node_modules/${name}` in packages
      return isLocked(from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/'))), name)
    }
    const missing = Object.entries<{ optionalDependencies?: object }>(packages).flatMap(
      ([from, { optionalDependencies = {} }]) =>
        Object.keys(optionalDependencies).filter((name) => !isLocked(from, name)),
    )
    assert.deepEqual(missing, [])
  })

  it('says nothing of machines, registries or how it was made', () => {
    const files = globSync('**/*.{ts,tsx,md,json,csv,txt,yml,html,css}', {
      cwd: root,
      exclude: (name) => name === 'node_modules' || name === 'dist' || name === '.git',
    })
    const banned = /\/work\/(?:main|shared)|\/tmp\/notes|registry\.npmjs|"resolved": "http/
    const found = files
      .filter((file) => !file.startsWith('scripts/repository.test'))
      .filter((file) => banned.test(readFileSync(join(root, file), 'utf8')))
    assert.deepEqual(found, [])
  })
})

/** CALDAV:calendar-data is an element of RFC 4791. */
function withoutTermsOfRfcs(name: string): string {
  return name.replace('CalendarData', '')
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '')
}

function isTable(file: string): boolean {
  return /\/tables\/|requirement-ids|windows-zones|\/registry|\/texts\/|words\.ts$|api\/routes\.ts$/.test(
    file,
  )
}

/** What is reached from outside: by the package's name, as a command, or by a page. */
function entriesOf(manifest: string): string[] {
  const { exports = {}, bin = {} } = JSON.parse(readFileSync(join(root, manifest), 'utf8'))
  const page = join(root, dirname(manifest), 'index.html')
  const scripts = existsSync(page)
    ? [...readFileSync(page, 'utf8').matchAll(/<script [^>]*src="\/([^"]+)"/g)]
    : []
  return [
    ...Object.values<string>(exports),
    ...Object.values<string>(bin),
    ...scripts.map((match) => match[1] ?? ''),
  ].map((entry) => join(dirname(manifest), entry))
}
