/** Mail: threads with outside recipients, who has been written to, and what came in. */
import type { OutboxEntry } from './rows.ts'
import type { Schema, Tables } from './tables.ts'

/** One user's exchange about one UID with one outside address. */
export type MailThread = {
  /** Unguessable: reply addresses and answer links carry it. */
  readonly id: string
  readonly ownerId: string
  readonly uid: string
  readonly recipient: string
  /** Undefined until a mail was handed over. */
  readonly firstMessageId: string | undefined
  readonly lastMessageId: string | undefined
  readonly expiresSeconds: number
  readonly revoked: boolean
}

/** What makes a thread one: whose it is, about which UID, with whom. */
export type ThreadKey = Pick<MailThread, 'ownerId' | 'uid' | 'recipient'>

/** The threads of these keys that exist. */
export async function threadsOf(
  tables: Tables,
  keys: readonly ThreadKey[],
): Promise<readonly MailThread[]> {
  if (keys.length === 0) return []
  const wanted = new Set(keys.map(keyText))
  const rows = await tables
    .selectFrom('mail_thread')
    .selectAll()
    .where('owner_id', 'in', distinct(keys.map((each) => each.ownerId)))
    .where('uid', 'in', distinct(keys.map((each) => each.uid)))
    .where('recipient', 'in', distinct(keys.map((each) => each.recipient)))
    .execute()
  return rows.map(threadOf).filter((each) => wanted.has(keyText(each)))
}

/** The thread of that id. */
export async function threadById(tables: Tables, id: string): Promise<MailThread | undefined> {
  const row = await tables
    .selectFrom('mail_thread')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return row && threadOf(row)
}

/** Adds threads with outside addresses. */
export async function addThreads(tables: Tables, threads: readonly MailThread[]): Promise<void> {
  for (let from = 0; from < threads.length; from += 100) {
    await tables
      .insertInto('mail_thread')
      .values(threads.slice(from, from + 100).map(threadRow))
      .execute()
  }
}

/** Notes the mails of a thread: the first and the last, for References. */
export async function noteThreadMail(
  tables: Tables,
  thread: Pick<MailThread, 'id' | 'firstMessageId' | 'lastMessageId' | 'expiresSeconds'>,
): Promise<void> {
  await tables
    .updateTable('mail_thread')
    .set({
      first_message_id: thread.firstMessageId ?? null,
      last_message_id: thread.lastMessageId ?? null,
      expires_seconds: thread.expiresSeconds,
    })
    .where('id', '=', thread.id)
    .execute()
}

/** Links and reply addresses of these threads end at once. Returns how many did. */
export async function revokeThreads(
  tables: Tables,
  which: { readonly ownerId: string; readonly uid: string; readonly recipient?: string },
): Promise<number> {
  let query = tables
    .updateTable('mail_thread')
    .set({ revoked: 1 })
    .where('owner_id', '=', which.ownerId)
    .where('uid', '=', which.uid)
    .where('revoked', '=', 0)
  if (which.recipient !== undefined) query = query.where('recipient', '=', which.recipient)
  return Number((await query.executeTakeFirst()).numUpdatedRows)
}

/** An outside address that a user has written to, or has taken a message from. */
export type MailPeer = {
  readonly ownerId: string
  readonly address: string
  /** Its last mail was signed: an unsigned one is news (RFC 6047 §3). */
  readonly signed: boolean
  /** It wants no more mails from this user. */
  readonly muted: boolean
  /** What it reads, as far as it was seen: 'de-AT'; '' is not known. */
  readonly language: string
}

/** What is known of these outside addresses. */
export async function peersOf(
  tables: Tables,
  addresses: readonly string[],
): Promise<readonly MailPeer[]> {
  if (addresses.length === 0) return []
  const rows = await tables
    .selectFrom('mail_peer')
    .selectAll()
    .where('address', 'in', distinct(addresses))
    .execute()
  return rows.map((row) => ({
    ownerId: row.owner_id,
    address: row.address,
    signed: row.signed === 1,
    muted: row.muted === 1,
    language: row.language,
  }))
}

/** Notes a peer; what is not said stays as it is. */
export async function notePeer(
  tables: Tables,
  peer: Pick<MailPeer, 'ownerId' | 'address'> & Partial<MailPeer>,
): Promise<void> {
  const said = {
    ...(peer.signed !== undefined && { signed: peer.signed ? 1 : 0 }),
    ...(peer.muted !== undefined && { muted: peer.muted ? 1 : 0 }),
    ...(peer.language !== undefined && { language: peer.language }),
  }
  const key = { owner_id: peer.ownerId, address: peer.address }
  await tables
    .insertInto('mail_peer')
    .values({ ...key, signed: 0, muted: 0, language: '', ...said })
    .onConflict((conflict) => {
      const columns = conflict.columns(['owner_id', 'address'])
      return Object.keys(said).length === 0 ? columns.doNothing() : columns.doUpdateSet(said)
    })
    .execute()
}

/** What became of a mail that came in. */
export type MailInState = 'done' | 'waiting' | 'ignored' | 'refused' | 'failed'

/** A mail that came in, and what became of it. */
export type MailIn = {
  readonly id: string
  readonly receivedSeconds: number
  readonly via: string
  readonly state: MailInState
  readonly reason: string
  /** What was found out about it: JSON. */
  readonly facts: string
  readonly messageId: string
  readonly sender: string
  /** Kept where it failed or was refused; base64. */
  readonly bytes: string | undefined
  readonly attempts: number
}

/** Keeps a mail that came in, with what became of it. */
export async function addMailIn(tables: Tables, mail: MailIn): Promise<void> {
  await tables
    .insertInto('mail_in')
    .values({
      id: mail.id,
      received_seconds: mail.receivedSeconds,
      via: mail.via,
      state: mail.state,
      reason: mail.reason,
      facts: mail.facts,
      message_id: mail.messageId,
      sender: mail.sender,
      bytes: mail.bytes ?? null,
      attempts: mail.attempts,
    })
    .execute()
}

/** Says what became of a mail that came in. */
export async function settleMailIn(
  tables: Tables,
  mail: Pick<MailIn, 'id' | 'state' | 'reason' | 'bytes' | 'attempts'>,
): Promise<void> {
  await tables
    .updateTable('mail_in')
    .set({
      state: mail.state,
      reason: mail.reason,
      bytes: mail.bytes ?? null,
      attempts: mail.attempts,
    })
    .where('id', '=', mail.id)
    .execute()
}

/** The mail that came in under that id. */
export async function mailInById(tables: Tables, id: string): Promise<MailIn | undefined> {
  const row = await tables.selectFrom('mail_in').selectAll().where('id', '=', id).executeTakeFirst()
  return row && mailInOf(row)
}

/** Newest first; without their bytes. */
export async function mailsIn(
  tables: Tables,
  search: { readonly states?: readonly MailInState[]; readonly limit: number },
): Promise<readonly MailIn[]> {
  let query = tables
    .selectFrom('mail_in')
    .select(['id', 'received_seconds', 'via', 'state', 'reason', 'facts', 'message_id', 'sender'])
    .select('attempts')
    .orderBy('received_seconds', 'desc')
    .orderBy('id', 'desc')
    .limit(search.limit)
  if (search.states !== undefined) query = query.where('state', 'in', search.states)
  return (await query.execute()).map((row) => mailInOf({ ...row, bytes: null }))
}

/** How many mails came in, by what became of them. */
export async function mailsInDepth(tables: Tables): Promise<ReadonlyMap<MailInState, number>> {
  const rows = await tables
    .selectFrom('mail_in')
    .select((select) => ['state', select.fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute()
  return new Map(rows.map(({ state, count }) => [state as MailInState, Number(count)]))
}

/** Forgets a mail that came in, with its bytes. */
export async function removeMailIn(tables: Tables, id: string): Promise<void> {
  await tables.deleteFrom('mail_in').where('id', '=', id).execute()
}

/** Which of these keys were noted before. */
export async function seenBefore(
  tables: Tables,
  keys: readonly string[],
): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set()
  const rows = await tables
    .selectFrom('mail_seen')
    .select('seen_key')
    .where('seen_key', 'in', distinct(keys))
    .execute()
  return new Set(rows.map((row) => row.seen_key))
}

/** Notes keys as seen, each of which is new: ask `seenBefore` in the same transaction. */
export async function noteSeen(
  tables: Tables,
  keys: readonly string[],
  atSeconds: number,
): Promise<void> {
  for (const key of distinct(keys)) {
    await tables.insertInto('mail_seen').values({ seen_key: key, at_seconds: atSeconds }).execute()
  }
}

/** Forgets what was settled before that time; failures stay until somebody has looked at them. */
export async function pruneMail(tables: Tables, beforeSeconds: number): Promise<void> {
  await tables
    .deleteFrom('mail_in')
    .where('received_seconds', '<', beforeSeconds)
    .where('state', '!=', 'failed')
    .execute()
  await tables.deleteFrom('mail_seen').where('at_seconds', '<', beforeSeconds).execute()
}

/** Forgets threads whose links were over before that time, of events that their owner has no more. */
export async function pruneThreads(tables: Tables, beforeSeconds: number): Promise<void> {
  await tables
    .deleteFrom('mail_thread')
    .where('expires_seconds', '<', beforeSeconds)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('resource')
            .select('resource.id')
            .whereRef('resource.owner_id', '=', 'mail_thread.owner_id')
            .whereRef('resource.uid', '=', 'mail_thread.uid'),
        ),
      ),
    )
    .execute()
}

/** Mails still to be sent to these recipients, in the order in which they were decided. */
export async function unsentMails(
  tables: Tables,
  keys: readonly ThreadKey[],
): Promise<readonly Pick<OutboxEntry, 'id' | 'state' | 'dueSeconds'>[]> {
  if (keys.length === 0) return []
  const wanted = new Set(keys.map(keyText))
  const rows = await tables
    .selectFrom('outbox')
    .select(['id', 'state', 'due_seconds', 'owner_id', 'uid', 'recipient'])
    .where('kind', '=', 'mail')
    .where('state', 'in', ['waiting', 'claimed'])
    .where('owner_id', 'in', distinct(keys.map((each) => each.ownerId)))
    .where('uid', 'in', distinct(keys.map((each) => each.uid)))
    .where('recipient', 'in', distinct(keys.map((each) => each.recipient)))
    .orderBy('id')
    .execute()
  return rows
    .filter((row) =>
      wanted.has(keyText({ ownerId: row.owner_id, uid: row.uid, recipient: row.recipient })),
    )
    .map((row) => ({
      id: row.id,
      state: row.state as OutboxEntry['state'],
      dueSeconds: row.due_seconds,
    }))
}

/** Several entries become one: its payload tells of all. */
export async function setPayload(tables: Tables, id: string, payload: string): Promise<void> {
  await tables.updateTable('outbox').set({ payload }).where('id', '=', id).execute()
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)]
}

function keyText({ ownerId, uid, recipient }: ThreadKey): string {
  return `${ownerId}\n${recipient}\n${uid}`
}

function threadOf(row: Schema['mail_thread']): MailThread {
  return {
    id: row.id,
    ownerId: row.owner_id,
    uid: row.uid,
    recipient: row.recipient,
    firstMessageId: row.first_message_id ?? undefined,
    lastMessageId: row.last_message_id ?? undefined,
    expiresSeconds: row.expires_seconds,
    revoked: row.revoked === 1,
  }
}

function threadRow(thread: MailThread): Schema['mail_thread'] {
  return {
    id: thread.id,
    owner_id: thread.ownerId,
    uid: thread.uid,
    recipient: thread.recipient,
    first_message_id: thread.firstMessageId ?? null,
    last_message_id: thread.lastMessageId ?? null,
    expires_seconds: thread.expiresSeconds,
    revoked: thread.revoked ? 1 : 0,
  }
}

function mailInOf(row: Schema['mail_in']): MailIn {
  return {
    id: row.id,
    receivedSeconds: row.received_seconds,
    via: row.via,
    state: row.state as MailInState,
    reason: row.reason,
    facts: row.facts,
    messageId: row.message_id,
    sender: row.sender,
    bytes: row.bytes ?? undefined,
    attempts: row.attempts,
  }
}
