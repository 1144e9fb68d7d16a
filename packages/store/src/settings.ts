/** Settings of the whole installation, by name. */
import { kept } from './kept.ts'
import type { Tables } from './tables.ts'

/** A setting of the whole installation; undefined where it was never set. */
export async function settingOf(tables: Tables, name: string): Promise<string | undefined> {
  const [row] = await byName(tables, name)
  return row?.value
}

const byName = kept((tables, name: string) =>
  tables.selectFrom('setting').select('value').where('name', '=', name),
)

/** Sets a setting of the whole installation. */
export async function setSetting(tables: Tables, name: string, value: string): Promise<void> {
  await tables
    .insertInto('setting')
    .values({ name, value })
    .onConflict((on) => on.column('name').doUpdateSet({ value }))
    .execute()
}
