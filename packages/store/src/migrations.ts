/** The schema, forward only. A migration that has landed is never edited. */
import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { isPostgres, spans, type Tables } from './tables.ts'

/** Rows that transactions lock on PostgreSQL in place of what they guard. */
export const lockSlots = 1024

/** On SQLite a table that is its own index; `clustered` is what says so there, and nothing elsewhere. */
const statementsFor = (clustered: string): readonly string[] => [
  `create table principal (
    id varchar(64) primary key, name varchar(255) not null unique, kind varchar(16) not null,
    display_name text not null, tzid varchar(128) not null, locale varchar(35) not null,
    is_admin smallint not null, disabled smallint not null, settings text not null)`,
  `create table address (
    address varchar(512) primary key, principal_id varchar(64) not null references principal (id)
    on delete cascade, position integer not null)`,
  'create index address_principal on address (principal_id, position)',
  `create table membership (
    group_id varchar(64) not null references principal (id) on delete cascade,
    member_id varchar(64) not null references principal (id) on delete cascade,
    primary key (group_id, member_id))`,
  'create index membership_member on membership (member_id)',
  `create table delegation (
    owner_id varchar(64) not null references principal (id) on delete cascade,
    delegate_id varchar(64) not null references principal (id) on delete cascade,
    access varchar(8) not null, primary key (owner_id, delegate_id))`,
  'create index delegation_delegate on delegation (delegate_id)',
  `create table collection (
    id varchar(64) primary key,
    owner_id varchar(64) not null references principal (id) on delete cascade,
    name varchar(255) not null, kind varchar(16) not null, display_name text not null,
    components varchar(255) not null, transparent smallint not null, is_default smallint not null,
    properties text not null, sync_token bigint not null, oldest_token bigint not null,
    unique (owner_id, name))`,
  `create table share (
    collection_id varchar(64) not null references collection (id) on delete cascade,
    principal_id varchar(64) not null references principal (id) on delete cascade,
    access varchar(8) not null, primary key (collection_id, principal_id))`,
  'create index share_principal on share (principal_id)',
  `create table resource (
    id varchar(64) primary key,
    collection_id varchar(64) not null references collection (id) on delete cascade,
    owner_id varchar(64) not null, name varchar(512) not null, uid varchar(1024) not null,
    component varchar(32) not null, etag varchar(64) not null, schedule_tag varchar(64),
    modified_seconds bigint not null, size_bytes integer not null, body text not null,
    unique (collection_id, name))`,
  'create index resource_uid on resource (owner_id, uid)',
  `create table held (
    owner_id varchar(64) not null references principal (id) on delete cascade,
    uid varchar(1024) not null, ledger text not null, resource_id varchar(64),
    primary key (owner_id, uid)) ${clustered}`,
  `create table timing (
    resource_id varchar(64) not null references resource (id) on delete cascade,
    collection_id varchar(64) not null, owner_id varchar(64) not null,
    start_seconds bigint not null, end_seconds bigint not null, busy_type varchar(20) not null,
    recurrence text)`,
  'create index timing_resource on timing (resource_id)',
  'create index timing_owner on timing (owner_id, end_seconds, start_seconds)',
  `create table change (
    collection_id varchar(64) not null references collection (id) on delete cascade,
    name varchar(512) not null, token bigint not null, deleted smallint not null,
    primary key (collection_id, name)) ${clustered}`,
  'create index change_token on change (collection_id, token)',
  `create table outbox (
    id varchar(64) primary key, kind varchar(16) not null, state varchar(16) not null,
    created_seconds bigint not null, due_seconds bigint not null, attempts integer not null,
    owner_id varchar(64) not null, uid varchar(1024) not null, originator varchar(512) not null,
    recipient varchar(512) not null, method varchar(32) not null, payload text not null,
    last_error text)`,
  'create index outbox_due on outbox (state, due_seconds)',
  'create index outbox_uid on outbox (owner_id, uid)',
  `create table trace (
    id varchar(64) primary key, at_seconds bigint not null, owner_id varchar(64) not null,
    uid varchar(1024) not null, direction varchar(8) not null, method varchar(32) not null,
    peer varchar(512) not null, classification varchar(64) not null, reasons text not null,
    request_id varchar(64) not null)`,
  'create index trace_uid on trace (uid, at_seconds)',
  'create index trace_owner on trace (owner_id, at_seconds)',
  `create table credential (
    id varchar(64) primary key,
    principal_id varchar(64) not null references principal (id) on delete cascade,
    kind varchar(16) not null, hash text not null, label text not null,
    created_seconds bigint not null, last_used_seconds bigint)`,
  'create index credential_principal on credential (principal_id)',
  `create table session (
    id_hash varchar(128) primary key,
    principal_id varchar(64) not null references principal (id) on delete cascade,
    expires_seconds bigint not null, csrf varchar(128) not null)`,
  'create index session_expires on session (expires_seconds)',
  `create table failed_sign_in (
    subject varchar(512) primary key, failures integer not null, last_seconds bigint not null)`,
  'create table setting (name varchar(64) primary key, value text not null)',
  'create table lock_slot (slot integer primary key)',
]

const mailStatements: readonly string[] = [
  `create table mail_thread (
    id varchar(64) primary key,
    owner_id varchar(64) not null references principal (id) on delete cascade,
    uid varchar(1024) not null, recipient varchar(512) not null,
    first_message_id varchar(998), last_message_id varchar(998),
    expires_seconds bigint not null, revoked smallint not null,
    unique (owner_id, uid, recipient))`,
  `create table mail_peer (
    owner_id varchar(64) not null references principal (id) on delete cascade,
    address varchar(512) not null, signed smallint not null, muted smallint not null,
    language varchar(35) not null, primary key (owner_id, address))`,
  'create index mail_peer_address on mail_peer (address)',
  `create table mail_in (
    id varchar(64) primary key, received_seconds bigint not null, via varchar(16) not null,
    state varchar(16) not null, reason text not null, facts text not null,
    message_id text not null, sender text not null, bytes text, attempts integer not null)`,
  'create index mail_in_state on mail_in (state, received_seconds)',
  'create table mail_seen (seen_key varchar(64) primary key, at_seconds bigint not null)',
]

const pollStatements: readonly string[] = [
  `create table poll (
    owner_id varchar(64) not null references principal (id) on delete cascade,
    uid varchar(1024) not null, body text, ledger text not null,
    modified_seconds bigint not null, primary key (owner_id, uid))`,
]

/** A change is told where it is, and texts that many have are written once. */
const shareStatements = (clustered: string, counted: string): readonly string[] => [
  'alter table resource add column token bigint not null default 0',
  `update resource set token = coalesce((select token from change
    where change.collection_id = resource.collection_id and change.name = resource.name), 0)`,
  'create index resource_token on resource (collection_id, token)',
  `create table deletion (
    collection_id varchar(64) not null references collection (id) on delete cascade,
    name varchar(512) not null, token bigint not null,
    primary key (collection_id, name)) ${clustered}`,
  'create index deletion_token on deletion (collection_id, token)',
  `insert into deletion (collection_id, name, token)
    select collection_id, name, token from change where deleted = 1`,
  'drop table change',
  `create table shared_text (id ${counted} primary key, body text not null)`,
  'alter table resource add column shared_text_id bigint',
  `create index resource_shared_text on resource (shared_text_id)
    where shared_text_id is not null`,
]

/**
 * What one decision writes lies together: the rows of many people about one UID side by side, and new
 * names at the end, instead of a page for each person. Inbox items are told apart from what calendars
 * hold, and ledgers in which something waits from the others.
 */
const gatherStatements = (isSqlite: boolean): readonly string[] => [
  ...(isSqlite
    ? rebuildStatements
    : [
        'alter table resource drop constraint resource_collection_id_name_key',
        'drop index resource_uid',
        'alter table held drop constraint held_pkey',
        'alter table held add primary key (uid, owner_id)',
        'alter table held add column waits smallint not null default 0',
        'alter table resource add column in_inbox smallint not null default 0',
        `update resource set in_inbox = 1
          where collection_id in (select id from collection where kind = 'inbox')`,
      ]),
  'create unique index resource_name on resource (name, collection_id)',
  'create index resource_uid on resource (uid, owner_id) where in_inbox = 0',
  `update held set waits = 1
    where ledger like '%"questions":[{%' or ledger like '%"state":"pending"%'`,
  'create index held_waiting on held (owner_id) where waits = 1',
  'drop index trace_owner',
  'create index trace_at on trace (at_seconds)',
]

/** SQLite drops no constraint: such tables are made anew, `timing` first, because it refers to one. */
const rebuildStatements: readonly string[] = [
  'create temporary table timing_kept as select * from timing',
  'drop table timing',
  `create table resource_made (
    id varchar(64) primary key,
    collection_id varchar(64) not null references collection (id) on delete cascade,
    owner_id varchar(64) not null, name varchar(512) not null, uid varchar(1024) not null,
    component varchar(32) not null, etag varchar(64) not null, schedule_tag varchar(64),
    modified_seconds bigint not null, size_bytes integer not null, body text not null,
    token bigint not null default 0, shared_text_id bigint, in_inbox smallint not null default 0)`,
  `insert into resource_made select id, collection_id, owner_id, name, uid, component, etag,
    schedule_tag, modified_seconds, size_bytes, body, token, shared_text_id,
    case when collection_id in (select id from collection where kind = 'inbox') then 1 else 0 end
    from resource order by id`,
  'drop table resource',
  'alter table resource_made rename to resource',
  'create index resource_token on resource (collection_id, token)',
  `create index resource_shared_text on resource (shared_text_id)
    where shared_text_id is not null`,
  `create table timing (
    resource_id varchar(64) not null references resource (id) on delete cascade,
    collection_id varchar(64) not null, owner_id varchar(64) not null,
    start_seconds bigint not null, end_seconds bigint not null, busy_type varchar(20) not null,
    recurrence text)`,
  'insert into timing select * from timing_kept',
  'drop table timing_kept',
  'create index timing_resource on timing (resource_id)',
  'create index timing_owner on timing (owner_id, end_seconds, start_seconds)',
  `create table held_made (
    owner_id varchar(64) not null references principal (id) on delete cascade,
    uid varchar(1024) not null, ledger text not null, resource_id varchar(64),
    waits smallint not null default 0, primary key (uid, owner_id)) without rowid`,
  `insert into held_made (owner_id, uid, ledger, resource_id)
    select owner_id, uid, ledger, resource_id from held`,
  'drop table held',
  'alter table held_made rename to held',
]

/**
 * Collections have numbers, by which the rows that everybody invited gets are found: an index of them
 * is a quarter as large. Timing rows lie by calendar and by start, apart by how long they take, and know
 * what free-busy asks for.
 */
const numberStatements = (isSqlite: boolean): readonly string[] => [
  'create table timing_kept as select * from timing',
  'drop table timing',
  ...(isSqlite ? numberOnSqlite : numberOnPostgres),
  'create index resource_token on resource (collection_number, token)',
  'create unique index resource_name on resource (name, collection_number)',
  `create table timing (
    collection_number bigint not null, span smallint not null, start_seconds bigint not null,
    resource_id varchar(64) not null references resource (id) on delete cascade,
    part smallint not null, end_seconds bigint not null, busy_type varchar(20) not null,
    uid varchar(1024) not null, version varchar(64), recurrence text
    ${isSqlite ? ', primary key (collection_number, span, start_seconds, resource_id, part)' : ''})
    ${isSqlite ? 'without rowid' : ''}`,
  `insert into timing (collection_number, span, start_seconds, resource_id, part, end_seconds,
      busy_type, uid, version, recurrence)
    select collection_number,
      case when end_seconds - start_seconds <= ${spans[0].maxSeconds} then 0
        when end_seconds - start_seconds <= ${spans[1].maxSeconds} then 1 else 2 end,
      start_seconds, resource_id,
      row_number() over (partition by resource_id order by start_seconds) - 1,
      end_seconds, busy_type, uid, case when recurrence is null then null else etag end, recurrence
    from timing_kept join resource on resource.id = timing_kept.resource_id`,
  'drop table timing_kept',
  ...(isSqlite
    ? []
    : ['create index timing_start on timing (collection_number, span, start_seconds)']),
  'create index timing_resource on timing (resource_id)',
]

const numberOnPostgres: readonly string[] = [
  'alter table collection add column number bigint generated always as identity unique',
  'alter table resource add column collection_number bigint',
  `update resource set collection_number =
    (select number from collection where collection.id = resource.collection_id)`,
  // Its indexes go with the column.
  'alter table resource drop column collection_id',
  'alter table resource alter column collection_number set not null',
  `alter table resource add foreign key (collection_number) references collection (number)
    on delete cascade`,
  'drop index resource_shared_text',
]

const numberOnSqlite: readonly string[] = [
  'alter table collection add column number integer',
  'update collection set number = rowid',
  'create unique index collection_number on collection (number)',
  `create table resource_made (
    id varchar(64) primary key,
    collection_number integer not null references collection (number) on delete cascade,
    owner_id varchar(64) not null, name varchar(512) not null, uid varchar(1024) not null,
    component varchar(32) not null, etag varchar(64) not null, schedule_tag varchar(64),
    modified_seconds bigint not null, size_bytes integer not null, body text not null,
    token bigint not null, shared_text_id bigint, in_inbox smallint not null)`,
  `insert into resource_made select resource.id, collection.number, resource.owner_id, resource.name,
    uid, component, etag, schedule_tag, modified_seconds, size_bytes, body, token, shared_text_id,
    in_inbox from resource join collection on collection.id = collection_id order by resource.id`,
  'drop table resource',
  'alter table resource_made rename to resource',
  'create index resource_uid on resource (uid, owner_id) where in_inbox = 0',
]

/**
 * Decisions that many come to alike stand in one row, and rows are counted in place of ids. What waits
 * about one UID is found without looking at what is done.
 */
const traceStatements = (counted: string): readonly string[] => [
  `create table trace_made (
    number ${counted} primary key, at_seconds bigint not null, owner_ids text not null,
    uid varchar(1024) not null, direction varchar(8) not null, method varchar(32) not null,
    peer varchar(512) not null, classification varchar(64) not null, reasons text not null,
    request_id varchar(64) not null)`,
  `insert into trace_made (at_seconds, owner_ids, uid, direction, method, peer, classification,
      reasons, request_id)
    select at_seconds, ' ' || owner_id || ' ', uid, direction, method, peer, classification,
      reasons, request_id
    from trace order by at_seconds, id`,
  'drop table trace',
  'alter table trace_made rename to trace',
  'create index trace_uid on trace (uid, at_seconds)',
  'create index trace_at on trace (at_seconds)',
  'drop index outbox_uid',
  'create index outbox_uid on outbox (owner_id, uid, state)',
]

/** What recurs lies by itself, and its versions where they are found without its texts. */
const seriesStatements: readonly string[] = [
  `update timing set span = ${spans[3].span} where version is not null`,
  `create index timing_series on timing (collection_number, end_seconds, version)
    where version is not null`,
]

/** What somebody got last lies side by side in the index of tokens (`tables.ts`). */
const besideStatements: readonly string[] = [
  'update resource set token = -token where in_inbox = 1',
]

/** A migration that runs these statements, which are not the same on both databases. */
function running(statements: (isSqlite: boolean) => readonly string[]): Migration {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      const isSqlite = !isPostgres(db as Tables)
      for (const statement of statements(isSqlite)) await sql.raw(statement).execute(db)
    },
  }
}

const clusteredOn = (isSqlite: boolean): string => (isSqlite ? 'without rowid' : '')
const countedOn = (isSqlite: boolean): string =>
  isSqlite ? 'integer' : 'bigint generated always as identity'

const lockStatements = Array.from({ length: lockSlots / 256 }, (_, part) => {
  const slots = Array.from({ length: 256 }, (_, index) => `(${part * 256 + index})`)
  return `insert into lock_slot (slot) values ${slots.join(', ')}`
})

export const migrations: Readonly<Record<string, Migration>> = {
  '001-begin': running((isSqlite) => [...statementsFor(clusteredOn(isSqlite)), ...lockStatements]),
  '002-mail': running(() => mailStatements),
  '003-polls': running(() => pollStatements),
  '004-share': running((isSqlite) => shareStatements(clusteredOn(isSqlite), countedOn(isSqlite))),
  '005-gather': running(gatherStatements),
  '006-number': running(numberStatements),
  '007-trace': running((isSqlite) => traceStatements(countedOn(isSqlite))),
  '008-series': running(() => seriesStatements),
  '009-beside': running(() => besideStatements),
}
