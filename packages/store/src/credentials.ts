/** Credentials, sessions, and the counts that slow down guessing. */
import { renewDirectory } from './directory.ts'
import { kept } from './kept.ts'
import type { Credential, Session } from './rows.ts'
import type { Schema, Tables } from './tables.ts'

/** Adds a password or an app password. */
export async function addCredential(tables: Tables, credential: Credential): Promise<void> {
  await tables.insertInto('credential').values(rowOf(credential)).execute()
}

/** All ways in which a principal may sign in. */
export async function credentialsOf(
  tables: Tables,
  principalId: string,
): Promise<readonly Credential[]> {
  return (await byPrincipal(tables, principalId)).map(credentialOf)
}

const byPrincipal = kept((tables, principalId: string) =>
  tables
    .selectFrom('credential')
    .selectAll()
    .where('principal_id', '=', principalId)
    .orderBy('created_seconds')
    .orderBy('id'),
)

/** Removes a credential. */
export async function removeCredential(tables: Tables, id: string): Promise<void> {
  await tables.deleteFrom('credential').where('id', '=', id).execute()
  await renewDirectory(tables)
}

/** Notes when a credential was last used. */
export async function touchCredential(
  tables: Tables,
  id: string,
  atSeconds: number,
): Promise<void> {
  await tables
    .updateTable('credential')
    .set({ last_used_seconds: atSeconds })
    .where('id', '=', id)
    .execute()
}

/** Keeps a session of the web app. */
export async function addSession(tables: Tables, session: Session): Promise<void> {
  await tables
    .insertInto('session')
    .values({
      id_hash: session.idHash,
      principal_id: session.principalId,
      expires_seconds: session.expiresSeconds,
      csrf: session.csrf,
    })
    .execute()
}

/** The session of that cookie, unless it has ended. */
export async function sessionByHash(
  tables: Tables,
  idHash: string,
  nowSeconds: number,
): Promise<Session | undefined> {
  const row = await tables
    .selectFrom('session')
    .selectAll()
    .where('id_hash', '=', idHash)
    .where('expires_seconds', '>', nowSeconds)
    .executeTakeFirst()
  return (
    row && {
      idHash: row.id_hash,
      principalId: row.principal_id,
      expiresSeconds: row.expires_seconds,
      csrf: row.csrf,
    }
  )
}

/** Ends a session. */
export async function removeSession(tables: Tables, idHash: string): Promise<void> {
  await tables.deleteFrom('session').where('id_hash', '=', idHash).execute()
}

/** Signs the principal out everywhere, and forgets sessions that ran out. */
export async function pruneSessions(
  tables: Tables,
  { principalId, nowSeconds }: { principalId?: string; nowSeconds: number },
): Promise<void> {
  await tables.deleteFrom('session').where('expires_seconds', '<=', nowSeconds).execute()
  if (principalId === undefined) return
  await tables.deleteFrom('session').where('principal_id', '=', principalId).execute()
}

/** Failed sign-ins since the last one that succeeded. */
export type Failures = { readonly failures: number; readonly lastSeconds: number }

/** `subject` is an account's name or a network address, with a prefix that tells which. */
export async function failuresOf(tables: Tables, subject: string): Promise<Failures> {
  const row = await tables
    .selectFrom('failed_sign_in')
    .selectAll()
    .where('subject', '=', subject)
    .executeTakeFirst()
  return { failures: row?.failures ?? 0, lastSeconds: row?.last_seconds ?? 0 }
}

/** Counts a failed sign-in, for slowing down the next. */
export async function noteFailure(
  tables: Tables,
  subject: string,
  nowSeconds: number,
): Promise<void> {
  await tables
    .insertInto('failed_sign_in')
    .values({ subject, failures: 1, last_seconds: nowSeconds })
    .onConflict((on) =>
      on.column('subject').doUpdateSet((set) => ({
        failures: set('failed_sign_in.failures', '+', 1),
        last_seconds: nowSeconds,
      })),
    )
    .execute()
}

/** Forgets failed sign-ins after one that succeeded. */
export async function clearFailures(tables: Tables, subject: string): Promise<void> {
  await tables.deleteFrom('failed_sign_in').where('subject', '=', subject).execute()
}

function credentialOf(row: Schema['credential']): Credential {
  return {
    id: row.id,
    principalId: row.principal_id,
    kind: row.kind as Credential['kind'],
    hash: row.hash,
    label: row.label,
    createdSeconds: row.created_seconds,
    lastUsedSeconds: row.last_used_seconds ?? undefined,
  }
}

function rowOf(credential: Credential): Schema['credential'] {
  return {
    id: credential.id,
    principal_id: credential.principalId,
    kind: credential.kind,
    hash: credential.hash,
    label: credential.label,
    created_seconds: credential.createdSeconds,
    last_used_seconds: credential.lastUsedSeconds ?? null,
  }
}
