/** Many rows in one statement, written without building it anew each time: the hot path of saving. */
import { CompiledQuery } from 'kysely'
import { isPostgres, type Schema, type Tables } from './tables.ts'

type Value = string | number | null

/** Where rows go, and which columns are replaced where the key is there already. */
export type Insertion<Table extends keyof Schema> = {
  readonly table: Table
  readonly columns: readonly (keyof Schema[Table] & string)[]
  /** Absent: a key that is there already is an error. */
  readonly key?: readonly (keyof Schema[Table] & string)[]
}

/** Each statement holds at most so many rows. */
const rowsAtOnce = 110

export async function insertRows<Table extends keyof Schema>(
  tables: Tables,
  into: Insertion<Table>,
  rows: readonly Schema[Table][],
): Promise<void> {
  const numbered = isPostgres(tables)
  for (let from = 0; from < rows.length; ) {
    const count = Math.min(rows.length - from, rowsAtOnce)
    const values: Value[] = []
    for (let index = from; index < from + count; index++) {
      const row = rows[index] as Readonly<Record<string, Value>>
      for (const column of into.columns) values.push(row[column] ?? null)
    }
    await tables.executeQuery(CompiledQuery.raw(textFor(into, count, numbered), values))
    from += count
  }
}

const texts = new Map<string, string>()

function textFor(
  into: { table: string; columns: readonly string[]; key?: readonly string[] },
  count: number,
  numbered: boolean,
): string {
  const name = `${into.table} ${count} ${numbered}`
  const known = texts.get(name)
  if (known !== undefined) return known
  const width = into.columns.length
  const row = (index: number): string => {
    const marks = into.columns.map((_, column) =>
      numbered ? `$${index * width + column + 1}` : '?',
    )
    return `(${marks.join(', ')})`
  }
  const { table, columns, key } = into
  const replaced = columns.filter((each) => key?.includes(each) === false)
  const conflict =
    key === undefined
      ? ''
      : ` on conflict (${key.join(', ')}) do update set ${replaced.map((each) => `${each} = excluded.${each}`).join(', ')}`
  const rows = Array.from({ length: count }, (_, index) => row(index)).join(', ')
  const made = `insert into ${table} (${columns.join(', ')}) values ${rows}${conflict}`
  texts.set(name, made)
  return made
}
