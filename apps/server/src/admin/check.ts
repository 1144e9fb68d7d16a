/** `parley admin check`: every invariant of the data, each broken one in a sentence. */
import { ledgerFromJson } from '@parley/itip'
import { isWaitingIn } from '@parley/store'
import type { Parts } from '../parts.ts'
import { checkResources } from './check-resources.ts'
import { checkRooms } from './check-rooms.ts'
import { checkTables } from './check-tables.ts'

const pageSize = 500

export type CheckReport = {
  readonly resources: number
  readonly ledgers: number
  readonly broken: readonly string[]
}

type CheckProgress = (done: number, total: number) => void

/** Looks at everything, page by page, while the server may go on. */
export async function checkStore(
  parts: Parts,
  progress: CheckProgress = () => undefined,
): Promise<CheckReport> {
  const broken: string[] = []
  const count = async (table: 'resource' | 'held'): Promise<number> =>
    parts.store.read(async (tables) => {
      const row = await tables
        .selectFrom(table)
        .select((select) => select.fn.countAll<number>().as('count'))
        .executeTakeFirst()
      return Number(row?.count ?? 0)
    })
  const total = (await count('resource')) + (await count('held'))
  checkFile(parts, broken)
  const resources = await checkResources(parts, broken, (done) => progress(done, total))
  const ledgers = await checkLedgers(parts, broken, (done) => progress(resources + done, total))
  await checkTables(parts, broken)
  await checkRooms(parts, broken)
  return { resources, ledgers, broken }
}

/** What SQLite itself finds wrong with its file and its references. */
function checkFile({ store }: Parts, broken: string[]): void {
  const { sqlite } = store
  if (sqlite === undefined) return
  for (const row of sqlite.prepare('pragma integrity_check(20)').all()) {
    const words = String(row['integrity_check'])
    if (words !== 'ok') broken.push(`the database file: ${words}`)
  }
  for (const row of sqlite.prepare('pragma foreign_key_check').all().slice(0, 100)) {
    broken.push(
      `table ${String(row['table'])}: a row belongs to a ${String(row['parent'])} that is gone`,
    )
  }
}

async function checkLedgers(
  parts: Parts,
  broken: string[],
  progress: (done: number) => void,
): Promise<number> {
  let after = { owner: '', uid: '' }
  for (let done = 0; ; ) {
    const rows = await parts.store.read((tables) =>
      tables
        .selectFrom('held')
        .leftJoin('resource', 'resource.id', 'held.resource_id')
        .select(['held.owner_id', 'held.uid', 'held.ledger', 'held.resource_id', 'held.waits'])
        .select([
          'resource.id as found',
          'resource.uid as found_uid',
          'resource.owner_id as found_owner',
        ])
        .where((where) =>
          where.or([
            where('held.uid', '>', after.uid),
            where.and([
              where('held.uid', '=', after.uid),
              where('held.owner_id', '>', after.owner),
            ]),
          ]),
        )
        .orderBy('held.uid')
        .orderBy('held.owner_id')
        .limit(pageSize)
        .execute(),
    )
    for (const row of rows) {
      const fault = ledgerFault(row)
      if (fault !== undefined) broken.push(`ledger of ${row.owner_id} about ${row.uid}: ${fault}`)
    }
    done += rows.length
    progress(done)
    const last = rows.at(-1)
    if (last === undefined) return done
    after = { owner: last.owner_id, uid: last.uid }
  }
}

type LedgerRow = {
  readonly owner_id: string
  readonly uid: string
  readonly ledger: string
  readonly resource_id: string | null
  readonly waits: number
  readonly found: string | null
  readonly found_uid: string | null
  readonly found_owner: string | null
}

function ledgerFault(row: LedgerRow): string | undefined {
  if (!isReadable(row.ledger)) return 'it cannot be read'
  if (row.waits !== (isWaitingIn(row.ledger) ? 1 : 0)) return 'what waits in it is not told'
  if (row.resource_id === null) return undefined
  if (row.found === null) return 'its resource is gone'
  if (row.found_uid !== row.uid || row.found_owner !== row.owner_id) {
    return "its resource is another's"
  }
  return undefined
}

function isReadable(ledger: string): boolean {
  try {
    return ledgerFromJson(JSON.parse(ledger)) !== undefined
  } catch {
    return false
  }
}
