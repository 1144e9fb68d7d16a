/**
 * Who there is, and where what reaches them is put: asked with every request, and seldom changed. What
 * was read is remembered as long as the directory has the version at which it was read. Every change of
 * it writes a new one in its own transaction: other processes notice, and what is undone leaves nothing.
 */
import { randomUUID } from 'node:crypto'
import { setSetting, settingOf } from './settings.ts'
import type { Tables } from './tables.ts'

const setting = 'directory'
/** More answers than that to one question are forgotten together. */
const maxAnswers = 20_000

type Answers = Map<string, unknown>
type Directory = { readonly version: string; readonly answers: Map<object, Answers> }
type Load<Value> = (tables: Tables, keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>

/** By connection: each sees versions in an order of its own. */
const directories = new WeakMap<object, Directory>()

/** Whoever changes principals, addresses, collections or takes credentials away says so. */
export async function renewDirectory(tables: Tables): Promise<void> {
  await setSetting(tables, setting, randomUUID())
}

/** What `load` tells of some keys, asked only for those not yet known; keys without a value are absent. */
export function remembered<Value>(load: Load<Value>): Load<Value> {
  return async (tables, keys) => {
    if (keys.length === 0) return new Map()
    const answers = (await answersTo(tables, load)) as Map<string, Value | undefined>
    const told = new Map<string, Value>()
    const unknown = new Set<string>()
    for (const key of keys) {
      const value = answers.get(key)
      if (value !== undefined) told.set(key, value)
      else if (!answers.has(key)) unknown.add(key)
    }
    if (unknown.size === 0) return told
    const found = await load(tables, [...unknown])
    if (answers.size + unknown.size > maxAnswers) answers.clear()
    for (const key of unknown) {
      const value = found.get(key)
      answers.set(key, value)
      if (value !== undefined) told.set(key, value)
    }
    return told
  }
}

async function answersTo(tables: Tables, question: object): Promise<Answers> {
  const version = (await settingOf(tables, setting)) ?? ''
  const { adapter } = tables.getExecutor()
  let directory = directories.get(adapter)
  if (directory?.version !== version) {
    directory = { version, answers: new Map() }
    directories.set(adapter, directory)
  }
  const known = directory.answers.get(question)
  if (known !== undefined) return known
  const made: Answers = new Map()
  directory.answers.set(question, made)
  return made
}
