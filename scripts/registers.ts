/** The requirement registers of `spec/requirements`, read into rows. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseCsv } from './csv.ts'

export const root: string = join(import.meta.dirname, '..')
export const registerFolder: string = join(root, 'spec/requirements')

export const levels = ['MUST', 'SHOULD', 'MAY', 'rule'] as const
export const states = ['met', 'open', 'declined', 'not-ours'] as const

export type Row = {
  readonly id: string
  readonly level: (typeof levels)[number]
  readonly words: string
  readonly state: (typeof states)[number]
  readonly why: string
}
export type Register = { readonly name: string; readonly rows: readonly Row[] }

const idShape = /^(\d{4}|vpoll)\/[A-Z0-9]+(\.\d+)*\/[a-z0-9.-]+$/

/** All registers in the order of their names. Throws an error that names file and line of a bad row. */
export function readRegisters(): readonly Register[] {
  const names = readdirSync(registerFolder).filter((name) => name.endsWith('.csv'))
  const seen = new Set<string>()
  return names.sort().map((name) => {
    const [header, ...rows] = parseCsv(readFileSync(join(registerFolder, name), 'utf8'))
    if (header?.join(',') !== 'id,level,words,state,why')
      throw new Error(`${name}: the first line must be id,level,words,state,why`)
    return {
      name: name.replace('.csv', ''),
      rows: rows.map((row, i) => readRow(name, i, row, seen)),
    }
  })
}

function readRow(file: string, index: number, fields: string[], seen: Set<string>): Row {
  const [id = '', level, words = '', state, why = ''] = fields
  const fail = (what: string): never => {
    throw new Error(`${file}, row ${index + 2} (${id}): ${what}`)
  }
  if (fields.length !== 5) fail(`5 fields expected, ${fields.length} found`)
  if (!idShape.test(id)) fail('the id must be <rfc>/<section>/<slug>')
  if (seen.has(id)) fail('the id stands twice')
  seen.add(id)
  const knownLevel = levels.find((each) => each === level) ?? fail(`unknown level ${level}`)
  const knownState = states.find((each) => each === state) ?? fail(`unknown state ${state}`)
  if (words === '') fail('no words')
  return { id, level: knownLevel, words, state: knownState, why }
}
