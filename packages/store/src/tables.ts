/** The tables as SQL has them: one schema for SQLite and PostgreSQL. */
import { type Generated, type Kysely, PostgresAdapter } from 'kysely'

/** Stands for "without end" in a column that is compared. */
export const endless = 9_999_999_999_999

const daySeconds = 86_400
type Span = { readonly span: number; readonly maxSeconds: number }
/**
 * Timing rows apart by how long they take at most, so that a range is found by where they start; what
 * recurs lies by itself.
 */
export const spans: readonly [short: Span, long: Span, rest: Span, series: Span] = [
  { span: 0, maxSeconds: daySeconds },
  { span: 1, maxSeconds: 32 * daySeconds },
  { span: 2, maxSeconds: 2 * endless },
  { span: 3, maxSeconds: 2 * endless },
]

export type Schema = {
  principal: {
    id: string
    name: string
    kind: string
    display_name: string
    tzid: string
    locale: string
    is_admin: number
    disabled: number
    settings: string
  }
  address: { address: string; principal_id: string; position: number }
  membership: { group_id: string; member_id: string }
  delegation: { owner_id: string; delegate_id: string; access: string }
  collection: {
    id: string
    /** What other tables know it by, because it is short. */
    number: Generated<number>
    owner_id: string
    name: string
    kind: string
    display_name: string
    components: string
    transparent: number
    is_default: number
    properties: string
    sync_token: number
    /** Tokens below this are no longer known: their deletions were forgotten. */
    oldest_token: number
  }
  share: { collection_id: string; principal_id: string; access: string }
  resource: {
    id: string
    collection_number: number
    owner_id: string
    name: string
    uid: string
    component: string
    etag: string
    schedule_tag: string | null
    modified_seconds: number
    size_bytes: number
    /** Empty where the text is one that several resources share. */
    body: string
    shared_text_id: number | null
    /**
     * The sync token of its latest change; in an Inbox less than zero, so that what somebody got last
     * there and in the calendar, whose number is the one before, lies side by side.
     */
    token: number
    /** 1: a scheduling message in an Inbox; a calendar holds everything else. */
    in_inbox: number
  }
  /** Texts that one decision gave to several people; nothing refers to one later on. */
  shared_text: { id: Generated<number>; body: string }
  held: {
    owner_id: string
    uid: string
    ledger: string
    resource_id: string | null
    /** 1: a question or a counter-proposal in it waits for its owner. */
    waits: number
  }
  timing: {
    collection_number: number
    /** Which of `spans`. */
    span: number
    start_seconds: number
    resource_id: string
    /** Tells the rows of one resource apart. */
    part: number
    end_seconds: number
    busy_type: string
    uid: string
    /** Another one for another recurrence of that resource; null: it does not recur. */
    version: string | null
    recurrence: string | null
  }
  /** Names that are gone, with the sync token of that change. */
  deletion: { collection_id: string; name: string; token: number }
  outbox: {
    id: string
    kind: string
    state: string
    created_seconds: number
    due_seconds: number
    attempts: number
    owner_id: string
    uid: string
    originator: string
    recipient: string
    method: string
    payload: string
    last_error: string | null
  }
  trace: {
    number: Generated<number>
    at_seconds: number
    /** Who came to that decision, in one request: ids, each between two spaces. */
    owner_ids: string
    uid: string
    direction: string
    method: string
    peer: string
    classification: string
    reasons: string
    request_id: string
  }
  poll: {
    owner_id: string
    uid: string
    body: string | null
    ledger: string
    modified_seconds: number
  }
  credential: {
    id: string
    principal_id: string
    kind: string
    hash: string
    label: string
    created_seconds: number
    last_used_seconds: number | null
  }
  session: { id_hash: string; principal_id: string; expires_seconds: number; csrf: string }
  failed_sign_in: { subject: string; failures: number; last_seconds: number }
  setting: { name: string; value: string }
  lock_slot: { slot: number }
  mail_thread: {
    id: string
    owner_id: string
    uid: string
    recipient: string
    first_message_id: string | null
    last_message_id: string | null
    expires_seconds: number
    revoked: number
  }
  mail_peer: { owner_id: string; address: string; signed: number; muted: number; language: string }
  mail_in: {
    id: string
    received_seconds: number
    via: string
    state: string
    reason: string
    facts: string
    message_id: string
    sender: string
    bytes: string | null
    attempts: number
  }
  mail_seen: { seen_key: string; at_seconds: number }
}

/** A database or a transaction in it: what every query function takes first. */
export type Tables = Kysely<Schema>

/** Is it PostgreSQL, where rows are locked one by one? SQLite has one writer at a time. */
export function isPostgres(tables: Tables): boolean {
  return tables.getExecutor().adapter instanceof PostgresAdapter
}
