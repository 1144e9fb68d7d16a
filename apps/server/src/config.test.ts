import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { z } from 'zod'
import {
  addressOfServer,
  type Config,
  configSchema,
  isConfigProblem,
  parseConfig,
  readConfig,
  variables,
} from './config.ts'

function linesOf(config: ReturnType<typeof readConfig>): readonly string[] {
  return isConfigProblem(config) ? config.lines : []
}

function valid(config: ReturnType<typeof readConfig>): Config {
  assert.ok(!isConfigProblem(config), linesOf(config).join('\n'))
  return config
}

type Schema = {
  readonly anyOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly default?: unknown
}

/** Each key with its default, as README.md writes them. */
function keysOf(schema: Schema, path: readonly string[] = []): readonly string[] {
  if (schema.anyOf !== undefined) return schema.anyOf.flatMap((each) => keysOf(each, path))
  if (schema.properties !== undefined) {
    return Object.entries(schema.properties).flatMap(([key, each]) => keysOf(each, [...path, key]))
  }
  const standard = schema.default === undefined ? '' : `\`${JSON.stringify(schema.default)}\``
  return [`\`${path.join('.')}\` ${standard}`.trim()]
}

describe('the configuration', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-config-'))
  after(() => rmSync(folder, { recursive: true, force: true }))

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
      const keys = join(folder, 'keys.json')
      const dkim = [{ domain: 'a.example', selector: 's', keyFile: 'dkim.pem' }]
      writeFileSync(keys, JSON.stringify({ mail: { folder: '/var/mails', dkim } }))
      const { mail } = valid(readConfig(keys, {}))
      assert.equal(mail.folder, '/var/mails')
      assert.equal(mail.dkim[0]?.keyFile, join(folder, 'dkim.pem'))
    })

    it('is found by PARLEY_CONFIG, and the environment goes over it', () => {
      const env = { PARLEY_CONFIG: file, PARLEY_HOST: '::1', DATABASE_URL: 'postgres://h/d' }
      const { listen, database } = valid(readConfig(undefined, env))
      assert.deepEqual([listen.host, listen.port], ['::1', 1])
      assert.deepEqual(database, { url: 'postgres://h/d', poolSize: 10 })
    })

    it('has an address for people', () => {
      assert.equal(addressOfServer(valid(parseConfig({}, 'f'))), 'http://127.0.0.1:8088')
      const outer = { publicUrl: 'https://cal.example.com/', listen: { host: '::' } }
      assert.equal(addressOfServer(valid(parseConfig(outer, 'f'))), 'https://cal.example.com')
    })
  })

  describe('README.md', () => {
    const text = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8')

    it('tells every key of the configuration with its default, and no other', () => {
      const told = [...text.matchAll(/^\| (`[\w.]+`) +\| (`[^`]*`)? *\| (.+) \|$/gm)]
      const schema = z.toJSONSchema(configSchema, { io: 'input' }) as Schema
      assert.deepEqual(
        told.map(([, key, standard = '']) => `${key} ${standard}`.trim()),
        keysOf(schema),
      )
      for (const [line, , , words = ''] of told) assert.ok(words.trim().length > 3, line)
    })

    it('tells every variable', () => {
      for (const name of Object.keys(variables)) assert.ok(text.includes(`\`${name}\``), name)
    })

    it('shows configurations that are right', () => {
      const blocks = [...text.matchAll(/```json\n([\s\S]*?)```/g)].map(([, block = '']) => block)
      assert.ok(blocks.length > 0)
      for (const block of blocks) valid(parseConfig(JSON.parse(block), 'README.md'))
    })
  })
})
