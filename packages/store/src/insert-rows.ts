/** Many rows in one statement, written without building it anew each time: the hot path of saving. */
import { CompiledQuery, type Insertable } from 'kysely'
import type { RowsQuery } from './sqlite.ts'
import { isPostgres, type Schema, type Tables } from './tables.ts'

type Value = string | number | null

/** Where rows go, and which columns are replaced where the key is there already. */
export type Insertion<Table extends keyof Schema> = {
  readonly table: Table
  readonly columns: readonly (keyof Schema[Table] & string)[]
  /** Absent: a key that is there already is an error. */
  readonly key?: readonly (keyof Schema[Table] & string)[]
}

/** Each statement of PostgreSQL holds at most so many rows. */
const rowsAtOnce = 110

export async function insertRows<Table extends keyof Schema>(
  tables: Tables,
  into: Insertion<Table>,
  rows: readonly Insertable<Schema[Table]>[],
): Promise<void> {
  if (rows.length === 0) return
  if (!isPostgres(tables)) {
    // SQLite is faster with one row, many times.
    const parameters = valuesOf(into, rows)
    const query: RowsQuery = {
      ...CompiledQuery.raw(textFor(into, 1, false)),
      parameters,
      parametersOfRow: into.columns.length,
    }
    await tables.executeQuery(query)
    return
  }
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    const some = rows.slice(from, from + rowsAtOnce)
    const query = CompiledQuery.raw(textFor(into, some.length, true), valuesOf(into, some))
    await tables.executeQuery(query)
  }
}

function valuesOf<Table extends keyof Schema>(
  { columns }: Insertion<Table>,
  rows: readonly Insertable<Schema[Table]>[],
): Value[] {
  const values: Value[] = []
  for (const row of rows as readonly Readonly<Record<string, Value>>[]) {
    for (const column of columns) values.push(row[column] ?? null)
  }
  return values
}

const texts = new Map<string, string>()

function textFor(
  into: { table: string; columns: readonly string[]; key?: readonly string[] },
  count: number,
  numbered: boolean,
): string {
  const name = `${into.table} ${into.key} ${count} ${numbered}`
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
