/** What no other transaction may decide about meanwhile, by name: rows locked in place of it. */
import { lockSlots } from './migrations.ts'
import { isPostgres, type Tables } from './tables.ts'

/** The first slots are for what a transaction locks as it begins, the others for what it finds out later. */
const laterSlots = 256

/**
 * Locks until the transaction ends; on SQLite there is nothing to do. `later` is for names that come
 * up within a transaction: they lie above all others, so that no two transactions wait in a ring.
 */
export async function lock(
  tables: Tables,
  names: readonly string[],
  { later = false }: { readonly later?: boolean } = {},
): Promise<void> {
  if (names.length === 0 || !isPostgres(tables)) return
  const slots = [...new Set(names.map((name) => slotOf(name, later)))]
  await tables
    .selectFrom('lock_slot')
    .select('slot')
    .where('slot', 'in', slots)
    .orderBy('slot')
    .forUpdate()
    .execute()
}

function slotOf(name: string, later: boolean): number {
  let hash = 2_166_136_261
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 16_777_619)
  const early = lockSlots - laterSlots
  return later ? early + ((hash >>> 0) % laterSlots) : (hash >>> 0) % early
}
