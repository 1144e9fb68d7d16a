import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { World } from '../world.ts'
import { clipped, paintFor, plain, table, widthOf, wrapped } from './paint.ts'
import { progressOf } from './progress.ts'

function world(
  environment: World['environment'],
  terminal: boolean,
  warn: World['warn'] = () => {},
): World {
  return {
    write: () => {},
    warn,
    readStandardInput: async () => new Uint8Array(),
    nowSeconds: () => 0,
    freshName: () => '',
    environment,
    terminal: { out: terminal, error: terminal, columns: 80 },
    zone: 'UTC',
  }
}

describe('paintFor', () => {
  const rows = [
    { it: 'colours on a terminal', environment: {}, terminal: true, coloured: true },
    { it: 'does not colour through a pipe', environment: {}, terminal: false, coloured: false },
    { it: 'honours NO_COLOR', environment: { NO_COLOR: '1' }, terminal: true, coloured: false },
    {
      it: 'lets NO_COLOR win',
      environment: { NO_COLOR: '1', FORCE_COLOR: '1' },
      terminal: true,
      coloured: false,
    },
    {
      it: 'honours FORCE_COLOR',
      environment: { FORCE_COLOR: '1' },
      terminal: false,
      coloured: true,
    },
    {
      it: 'leaves a dumb terminal alone',
      environment: { TERM: 'dumb' },
      terminal: true,
      coloured: false,
    },
  ]
  for (const row of rows) {
    it(row.it, () => {
      const painted = paintFor(world(row.environment, row.terminal)).red('x')
      assert.equal(painted !== 'x', row.coloured)
    })
  }
})

describe('plain', () => {
  it('takes the power from escape codes and from turned writing directions', () => {
    assert.equal(plain('a\u001b[2Jb\u202ec\u0007'), 'a\ufffd[2Jb\ufffdc\ufffd')
    assert.equal(plain('one\r\ntwo'), 'one two')
  })
})

describe('columns', () => {
  it('count wide characters twice and escape codes not at all', () => {
    assert.equal(widthOf('\u001b[31m会議\u001b[39m'), 4)
    assert.equal(clipped('会議は十時', 5), '会議…')
  })
  it('stand under one another', () => {
    assert.equal(
      table([
        ['a', 'b'],
        ['会議', 'c'],
      ]),
      'a     b\n会議  c',
    )
  })
  it('are not left by wrapped words', () => {
    const lines = wrapped('one two three four five', 9, '  ').split('\n')
    assert.deepEqual(lines, ['one two', '  three', '  four', '  five'])
  })
})

describe('the progress bar', () => {
  it('is drawn only when the work is long, and taken away at the end', () => {
    let nowMs = 0
    const drawn: string[] = []
    const made = progressOf(
      world({}, true, (text) => void drawn.push(text)),
      10,
      {
        clockMs: () => nowMs,
      },
    )
    made.step(1, 'a')
    assert.equal(drawn.length, 0)
    nowMs = 1000
    made.step(5, 'b')
    assert.match(drawn[0] ?? '', /█{12}░{12} 5\/10 b/)
    made.end()
    assert.ok(drawn.at(-1)?.endsWith('[2K'))
  })
  it('is not drawn through a pipe', () => {
    const drawn: string[] = []
    let nowMs = 0
    const made = progressOf(
      world({}, false, (text) => void drawn.push(text)),
      10,
      {
        clockMs: () => nowMs,
      },
    )
    nowMs = 5000
    made.step(5, 'b')
    made.end()
    assert.deepEqual(drawn, [])
  })
})
