import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { commandOf, commands } from './commands.ts'
import { nearest, parseCall } from './options.ts'
import { ran } from './testing.ts'

/** A shell line in words, without what stands before and after `parley …`. */
function wordsOf(line: string): readonly string[] {
  const own = line.slice(line.indexOf('parley ')).split(/ [|<>#]|&&/)[0] ?? ''
  const words = own.match(/'[^']*'|"[^"]*"|\S+/g) ?? []
  return words.slice(1).map((each) => each.replace(/^(['"])(.*)\1$/, '$2'))
}

function parses(line: string): void {
  const found = commandOf(wordsOf(line))
  assert.ok(found !== undefined, line)
  const { command, rest } = found
  const { operands } = parseCall(command, rest)
  const [least, most] = command.count
  assert.ok(operands.length >= least && operands.length <= most, line)
}

describe('help', () => {
  it('lists every command', async () => {
    const [own, admin] = [await ran(['help']), await ran(['help', 'admin'])]
    assert.deepEqual([own.code, admin.code], [0, 0])
    for (const { name, summary } of commands) {
      const { out } = name.startsWith('admin ') ? admin : own
      assert.ok(out.includes(name) && out.includes(summary), name)
    }
  })

  it('lists the commands that begin with a word', async () => {
    const { code, out } = await ran(['help', 'admin', 'room'])
    assert.equal(code, 0)
    assert.match(out, /admin room add/)
    assert.doesNotMatch(out, /admin user/)
    assert.deepEqual(await ran(['admin', 'room', '--help']), { code: 0, out, err: '' })
    assert.equal((await ran(['admin'])).code, 2)
  })
  for (const command of commands) {
    it(`of ${command.name} has examples that are right, on lines that fit`, async () => {
      const { code, out } = await ran(['help', ...command.name.split(' ')])
      assert.equal(code, 0)
      assert.ok(command.examples.length > 0)
      for (const [line] of command.examples) parses(line)
      for (const line of out.split('\n')) assert.ok(line.length <= 130, line)
      assert.deepEqual(await ran([...command.name.split(' '), '--help']), { code: 0, out, err: '' })
    })
  }
  it('in README.md shows lines that are right', () => {
    const text = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8')
    const lines = text
      .replaceAll(/\\\n\s*/g, '')
      .split('\n')
      .filter((line) => line.startsWith('parley ') && !line.startsWith('parley help'))
    assert.ok(lines.length > 12)
    for (const line of lines) parses(line)
  })
})

describe('a wrong line', () => {
  const rows = [
    { line: ['repyl'], says: 'did you mean reply?' },
    { line: ['read', '--jsno', 'x'], says: 'did you mean --json?' },
    { line: ['admin', 'usr', 'add'], says: 'did you mean admin user add?' },
    { line: ['admin', 'user', 'ad'], says: 'did you mean admin user add?' },
    { line: ['admin', 'xyzzy'], says: 'see parley help admin' },
    { line: ['admin', 'user', 'add'], says: 'usage: parley admin user add NAME' },
    { line: ['read'], says: 'usage: parley read FILE|DIR|-' },
    { line: ['list', 'extra'], says: 'usage: parley list' },
    { line: ['reply', 'x', '--accept', '--zone'], says: 'zone' },
    { line: ['list'], says: 'PARLEY_AS' },
    { line: ['list', '--as', 'anna@north.example'], says: 'PARLEY_CALENDAR' },
    { line: ['list', '--as', 'anna', '-C', '.'], says: 'not an address' },
    { line: ['list', '--as', 'a@b', '-C', 'no-such-folder'], says: 'no such calendar folder' },
    { line: ['list', '--as', 'a@b', '-C', '.', '--zone', 'Mars/Base'], says: 'no such time zone' },
    { line: ['list', '--as', 'a@b', '--as', 'c@d'], says: '--as may be given once' },
  ]
  for (const { line, says } of rows) {
    it(`${line.join(' ')} is told in one line: ${says}`, async () => {
      const { code, out, err } = await ran(line)
      assert.equal(code, 2)
      assert.equal(out, '')
      assert.equal(err.trimEnd().split('\n').length, 1)
      assert.ok(err.includes(says), err)
    })
  }
})

describe('parley --version', () => {
  it('is the version of the package', async () => {
    const { version } = JSON.parse(
      readFileSync(join(import.meta.dirname, '../package.json'), 'utf8'),
    )
    assert.equal((await ran(['--version'])).out, `parley ${version}\n`)
  })
})

describe('nearest', () => {
  it('offers nothing for what is far from everything', () => {
    assert.equal(nearest('frobnicate', ['read', 'reply']), undefined)
    assert.equal(nearest('', ['read']), undefined)
  })
})
