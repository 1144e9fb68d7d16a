/** State and effects are saved in one transaction; only then does anything leave the house. */
import assert from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import { parseCalendar, serializeText } from '@parley/icalendar'
import { composeMail } from '@parley/imip'
import { mailBytes } from '@parley/imip/mail-bytes'
import type { HeldState, Transition } from '@parley/itip'
import { ledgerFromJson, ledgerToJson, nothingHeld, originate, receive } from '@parley/itip'
import { contextOf, invitation } from './setting.ts'

const database = new DatabaseSync(':memory:')
database.exec(`
  CREATE TABLE held (user TEXT, uid TEXT, object TEXT, ledger TEXT, PRIMARY KEY (user, uid));
  CREATE TABLE outbox (id INTEGER PRIMARY KEY, mail BLOB);
`)
const ben = contextOf('ben@south.example', 0)

// #region load
function load(user: string, uid: string): HeldState {
  const row = database
    .prepare('SELECT object, ledger FROM held WHERE user = ? AND uid = ?')
    .get(user, uid)
  const ledger = row && ledgerFromJson(JSON.parse(String(row['ledger'])))
  if (row === undefined || ledger === undefined) return nothingHeld(uid)
  return { uid, object: parseCalendar(String(row['object'])).objects[0], ledger }
}
// #endregion

// #region save
async function save(user: string, { state, effects }: Transition): Promise<void> {
  const mails: Uint8Array[] = []
  for (const effect of effects) {
    if (effect.kind !== 'send') continue // `ask` and `notify`: rows for your inbox page
    const from = { name: '', address: effect.originator }
    const messageId = `${ben.nowSeconds}.${mails.length}.${effect.originator}`
    const options = { from, messageId, dateSeconds: ben.nowSeconds, catalog: ben.catalog }
    mails.push(await mailBytes(composeMail(effect, options)))
  }
  const object = state.object === undefined ? '' : serializeText(state.object)
  const ledger = JSON.stringify(ledgerToJson(state.ledger))
  const keep = database.prepare('INSERT OR REPLACE INTO held VALUES (?, ?, ?, ?)')
  const post = database.prepare('INSERT INTO outbox (mail) VALUES (?)')
  database.exec('BEGIN IMMEDIATE')
  keep.run(user, state.uid, object, ledger)
  for (const mail of mails) post.run(mail)
  database.exec('COMMIT') // from here on a worker may send what is in the outbox, and try again
}
// #endregion

const message = invitation()
await save('ben', receive(load('ben', message.uid), message, ben))
const accept = { kind: 'reply', partStat: 'ACCEPTED' } as const
await save('ben', originate(load('ben', message.uid), accept, ben))
assert.equal(receive(load('ben', message.uid), message, ben).classification, 'duplicate')
const outbox = database.prepare('SELECT id, length(mail) AS bytes FROM outbox').all()
console.log(outbox)
assert.equal(outbox.length, 1)
