import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { addressOfServer, type Config, isConfigProblem, parseConfig, readConfig } from './config.ts'

const folder = mkdtempSync(join(tmpdir(), 'parley-config-'))
after(() => rmSync(folder, { recursive: true, force: true }))

function linesOf(config: ReturnType<typeof readConfig>): readonly string[] {
  return isConfigProblem(config) ? config.lines : []
}

function valid(config: ReturnType<typeof readConfig>): Config {
  assert.ok(!isConfigProblem(config), linesOf(config).join('\n'))
  return config
}

describe('a wrong configuration', () => {
  const rows: readonly { given: unknown; says: readonly string[] }[] = [
    { given: { listen: { prot: 1 } }, says: ['f: listen.prot: there is no such key'] },
    {
      given: { zz: 1, yy: 2 },
      says: ['f: zz: there is no such key', 'f: yy: there is no such key'],
    },
    {
      given: { database: { url: 'mysql://x' } },
      says: ['f: database.url: invalid string: must start with "postgres"'],
    },
    {
      given: { limits: { traceDays: 'a' }, listen: { port: 70_000 } },
      says: [
        'f: listen.port: too big: expected number to be <=65535',
        'f: limits.traceDays: expected number, received string',
      ],
    },
    { given: [], says: ['f: expected object, received array'] },
    { given: { publicUrl: 'ftp://x.example' }, says: ['f: publicUrl: invalid URL'] },
  ]
  for (const { given, says } of rows) {
    it(`is told by its keys, all of it: ${says.join('; ')}`, () => {
      assert.deepEqual(linesOf(parseConfig(given, 'f')), says)
    })
  }

  it('from the environment is told by the variable', () => {
    assert.deepEqual(linesOf(readConfig(undefined, { PARLEY_PORT: 'abc' })), [
      'PARLEY_PORT: listen.port: expected number, received NaN',
    ])
  })

  it('that cannot be read is told by its file, without what stands in it', () => {
    const file = join(folder, 'broken.json')
    writeFileSync(file, '{ "clientSecret": topsecret }')
    const [line = ''] = linesOf(readConfig(file, {}))
    assert.match(line, /broken\.json: is no JSON/)
    assert.doesNotMatch(line, /topsecret/)
    const absent = join(folder, 'absent.json')
    assert.deepEqual(linesOf(readConfig(absent, {})), [`${absent}: no such file`])
  })
})

describe('a configuration', () => {
  const file = join(folder, 'parley.json')
  writeFileSync(file, '{ "listen": { "port": 1 }, "database": { "file": "data/p.db" } }')

  it('names files beside it', () => {
    const { database } = valid(readConfig(file, {}))
    assert.deepEqual(database, { file: join(folder, 'data/p.db'), synchronous: 'FULL' })
  })

  it('is found by PARLEY_CONFIG, and the environment goes over it', () => {
    const env = { PARLEY_CONFIG: file, PARLEY_HOST: '::1', DATABASE_URL: 'postgres://h/d' }
    const { listen, database } = valid(readConfig(undefined, env))
    assert.deepEqual(listen, { host: '::1', port: 1 })
    assert.deepEqual(database, { url: 'postgres://h/d', poolSize: 10 })
  })

  it('has an address for people', () => {
    assert.equal(addressOfServer(valid(parseConfig({}, 'f'))), 'http://127.0.0.1:8088')
    const outer = { publicUrl: 'https://cal.example.com/', listen: { host: '::' } }
    assert.equal(addressOfServer(valid(parseConfig(outer, 'f'))), 'https://cal.example.com')
  })
})
