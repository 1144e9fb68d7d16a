/**
 * Judges the cases of an oracle. Where we differ on purpose, the oracle's file in `differences/` has
 * a row: the case, a part of what differs, and the section that settles it. A row that no case needs
 * is a fault, and so is a difference without a row.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ConformanceResult } from '../../conformance.ts'
import { parseCsv } from '../../csv.ts'

export type OracleCase = {
  readonly id: string
  /** Undefined: as the oracle has it. Else what differs. */
  readonly judge: () => string | undefined
}

/** Cases about something that is not ours to decide, with the reason. */
export type NotOurs = { readonly id: string; readonly why: string }

type Difference = { readonly id: string; readonly differs: string; used: boolean }

export async function judgeCases(
  name: string,
  cases: readonly OracleCase[],
  notOurs: readonly NotOurs[],
): Promise<ConformanceResult> {
  const listed = await differencesOf(name)
  const lines: string[] = []
  let [equal, settled, failed] = [0, 0, 0]
  for (const { id, judge } of cases) {
    const found = difference(judge)
    if (found === undefined) {
      equal++
      continue
    }
    const row = listed.find((each) => each.id === id && found.includes(each.differs))
    if (row === undefined) {
      failed++
      lines.push(`${id}: ${found}`)
    } else {
      row.used = true
      settled++
    }
  }
  for (const { id } of listed.filter((each) => !each.used)) {
    failed++
    lines.push(`${id}: a difference is listed, and there is none like it`)
  }
  const reasons = new Map<string, number>()
  for (const { why } of notOurs) reasons.set(why, (reasons.get(why) ?? 0) + 1)
  for (const [why, count] of reasons) lines.push(`not compared: ${count} cases, ${why}`)
  lines.push(`${cases.length} cases: ${equal} alike, ${settled} differ by the RFC, ${failed} wrong`)
  return { name, passed: equal + settled, failed, lines }
}

function difference(judge: OracleCase['judge']): string | undefined {
  try {
    return judge()
  } catch (error) {
    return error instanceof Error ? `throws ${error.message}` : 'throws'
  }
}

async function differencesOf(name: string): Promise<readonly Difference[]> {
  const text = await readFile(join(import.meta.dirname, `../differences/${name}.csv`), 'utf8')
  const [, ...rows] = parseCsv(text)
  return rows.map(([id = '', differs = '']) => ({ id, differs, used: false }))
}
