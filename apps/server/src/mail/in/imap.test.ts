/** A mailbox that is watched: each mail goes to the folder that says what became of it. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { calendarText, eventLines } from '../../testing/calendar-text.ts'
import { type SmallImap, startSmallImap } from '../../testing/small-imap.ts'
import { person, startTestServer, type TestServer } from '../../testing/start.ts'
import { ledgerOf, rawMail } from '../testing.ts'

let imap: SmallImap
let server: TestServer

function invitation(uid: string): Buffer {
  const text = calendarText([
    'METHOD:REQUEST',
    ...eventLines({ uid, organizer: 'eve@x.test', attendees: ['ann@example.com'] }),
  ])
  return rawMail({ from: 'eve@x.test', to: 'ann@example.com', method: 'REQUEST', text }).bytes
}

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 500 && !holds(); tries++) {
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  assert.ok(holds())
}

const count = (folder: string): number => imap.folders.get(folder)?.size ?? 0

describe('a mailbox', () => {
  before(async () => {
    imap = await startSmallImap()
    imap.add(invitation('there-before'))
    server = await startTestServer({
      people: [person('ann')],
      config: {
        mail: {
          folder: '/nonexistent',
          trust: { verify: false },
          imap: { host: '127.0.0.1', port: imap.port, user: 'calendar', password: 'secret' },
        },
      },
    })
  })
  after(async () => {
    await server.end()
    await imap.stop()
  })

  it('is worked off when the server starts', async () => {
    await until(() => count('Parley/Waiting') === 1)
    assert.equal(count('INBOX'), 0)
    assert.equal((await ledgerOf(server, 'ann', 'there-before'))?.questions.length, 1)
  })

  it('is waited at, and tells waiting, done and failed mails apart', async () => {
    imap.add(invitation('came-later'))
    imap.add(Buffer.from('From: a@x.test\r\nTo: ann@example.com\r\n\r\nHello'))
    imap.add(Buffer.from('From: a@x.test\r\nContent-Type: application/ms-tnef\r\n\r\nx'))
    await until(() => count('Parley/Waiting') === 2 && count('Parley/Failed') === 1)
    await until(() => count('Parley/Done') === 1 && count('INBOX') === 0)
  })

  it('is connected to again when it was cut off', async () => {
    imap.cut()
    imap.add(invitation('after-the-cut'))
    await until(() => count('Parley/Waiting') === 3)
  })
})
