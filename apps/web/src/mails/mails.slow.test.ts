/** Mails that were not taken, as administrators and as those whom they were for see them. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import { addMailIn, type MailIn } from '@parley/store'
import type { Page } from 'playwright-core'
import { checkLooks, sendNow, startWorld, type World } from '../testing/world.ts'

const object = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//Test//EN',
  'METHOD:REQUEST',
  'BEGIN:VEVENT',
  'UID:lost',
  'DTSTAMP:20261122T100000Z',
  'DTSTART:20270301T100000Z',
  'SUMMARY:Lost',
  'ORGANIZER:mailto:eve@elsewhere.example',
  'ATTENDEE:mailto:nobody@example.com',
  'END:VEVENT',
  'END:VCALENDAR',
]
const original = [
  'From: eve@elsewhere.example',
  'To: nobody@example.com',
  'Subject: Lost',
  'Message-ID: <lost@elsewhere.example>',
  'MIME-Version: 1.0',
  'Content-Type: text/calendar; method=REQUEST; charset=utf-8',
  '',
  ...object,
  '',
].join('\r\n')

describe('mails that were not taken', () => {
  let world: World
  before(async () => {
    world = await startWorld()
    const lost: MailIn = {
      id: 'lost',
      receivedSeconds: Math.floor(Date.now() / 1000) - 7_200,
      via: 'lmtp',
      state: 'failed',
      reason: 'nobody here is meant',
      facts: JSON.stringify({ via: 'lmtp', recipients: ['nobody@example.com'] }),
      messageId: 'lost@elsewhere.example',
      sender: 'eve@elsewhere.example',
      bytes: Buffer.from(original).toString('base64'),
      attempts: 1,
    }
    const facts = JSON.stringify({ via: 'lmtp', recipients: ['bob@example.com'] })
    const forged: MailIn = {
      ...lost,
      ...{ id: 'forged', state: 'refused', reason: 'dmarc-forbids', facts },
      sender: 'chief@bank.example',
    }
    const waiting: MailIn = {
      ...{ ...lost, id: 'waiting', state: 'waiting', reason: 'new (dmarc)', facts },
      ...{ sender: 'sales@elsewhere.example', bytes: undefined },
    }
    await world.write(async (tables) => {
      for (const each of [lost, forged, waiting]) await addMailIn(tables, each)
    })
  })
  after(() => world.end())

  async function downloaded(page: Page, label: string): Promise<string> {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: label }).click(),
    ])
    assert.match(download.suggestedFilename(), /^mail-.*\.eml$/)
    return readFileSync(await download.path(), 'utf8')
  }

  it('are seen by the person they were for, with the reason, and downloaded as they came', async () => {
    const page = await world.open('bob', '/invitations')
    const section = page.getByRole('region', { name: 'Mails that were not taken' })
    await section.getByText('From chief@bank.example').waitFor()
    assert.match((await section.textContent()) ?? '', /it may be forged/)
    assert.doesNotMatch((await section.textContent()) ?? '', /eve@|sales@/)
    assert.equal(await downloaded(page, 'Download the mail from chief@bank.example'), original)
    await page.close()
    const other = await world.open('carol', '/invitations')
    await other.getByRole('heading', { level: 1 }).waitFor()
    assert.equal(await other.getByText('Mails that were not taken').count(), 0)
    await other.close()
  })

  it('are tried again and discarded by administrators, who can undo that', async () => {
    const page = await world.open('ann', '/admin/mails')
    const row = page.getByRole('row', { name: /eve@elsewhere\.example/ })
    await row.getByText('It is for nobody here.').waitFor()
    const waiting = page.getByRole('row', { name: /sales@elsewhere\.example/ })
    await waiting.getByText('The person it is for has to decide.').waitFor()
    assert.equal(await waiting.getByRole('button').count(), 0)
    assert.equal(await downloaded(page, 'Download the mail from eve@elsewhere.example'), original)
    await page.getByRole('button', { name: 'Try again: eve@elsewhere.example' }).click()
    await page.getByText('It failed again.').waitFor()
    await row.getByText('after 2 tries').waitFor()

    await page.getByRole('button', { name: 'Discard: eve@elsewhere.example' }).click()
    await row.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Undo' }).click()
    await row.waitFor()
    assert.equal((await world.api('ann', 'GET', '/admin/mails')).counts.failed, 1)
    await page.getByRole('button', { name: 'Discard: chief@bank.example' }).click()
    await sendNow(page)
    assert.equal((await world.api('ann', 'GET', '/admin/mails')).counts.refused, undefined)
    await page.close()
  })

  it('look right', async () => {
    const facts = JSON.stringify({ via: 'imap', to: ['bob@example.com', 'team@example.com'] })
    await world.write(async (tables) => {
      for (const [id, state, reason] of [
        ['one', 'failed', 'what may be a scheduling message cannot be read: encrypted'],
        ['two', 'refused', 'several-authors'],
        ['three', 'failed', 'TypeError: the place cannot be found'],
      ] as const) {
        await addMailIn(tables, {
          ...{ id, state, reason, facts, via: 'imap', messageId: `${id}@elsewhere.example` },
          sender: `${id}.with-a-long-name@elsewhere.example`,
          receivedSeconds: Math.floor(Date.now() / 1000) - 86_400,
          bytes: Buffer.from(original).toString('base64'),
          attempts: 3,
        })
      }
    })
    const admins = (page: Page): Promise<void> => page.getByText('one.with-a-long-name').waitFor()
    await checkLooks(world, 'ann', '/admin/mails', admins, 'admin-mails')
    const own = (page: Page): Promise<void> =>
      page.getByRole('heading', { name: 'Mails that were not taken' }).waitFor()
    await checkLooks(world, 'bob', '/invitations', own, 'mails-own')
    assert.deepEqual(world.complaints, [])
  })
})
