/**
 * The mails of the corpus through the whole way in: read, judged, decided, stored, on a server of
 * their own. For each of our people whom a mail may concern there is a principal. What is asked: that
 * nothing fails, that every scheduling message becomes something that a person sees (a component, or
 * a question), and that the same mail again changes nothing.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readMail } from '@parley/imip'
import { attendeeAddresses } from '@parley/itip'
import { openInbound } from '../../apps/server/src/mail/gateway.ts'
import type { Inbound } from '../../apps/server/src/mail/in/receive-mail.ts'
import { receiveMail } from '../../apps/server/src/mail/in/receive-mail.ts'
import { openParts } from '../../apps/server/src/open-parts.ts'
import { createPrincipal } from '../../apps/server/src/people.ts'
import { testConfig } from '../../apps/server/src/testing/start.ts'
import type { ConformanceResult } from '../conformance.ts'

const attendeesMethods = new Set(['REPLY', 'COUNTER', 'REFRESH'])

export async function run(sharedFolder: string): Promise<ConformanceResult> {
  const corpus = join(sharedFolder, 'corpus/imip')
  const folder = mkdtempSync(join(tmpdir(), 'parley-inbound-'))
  const database = { file: join(folder, 'p.db'), synchronous: 'NORMAL' }
  const parts = await openParts(
    testConfig({ database, mail: { trust: { verify: false, strangers: 'add' } } }),
  )
  const inbound = await openInbound(parts)
  const lines: string[] = []
  const states = new Map<string, number>()
  let passed = 0
  let failed = 0
  try {
    for (const name of (await readdir(corpus)).sort()) {
      const bytes = new Uint8Array(await readFile(join(corpus, name)))
      const recipient = await recipientOf(inbound, bytes)
      const transport = { via: 'input', recipients: [recipient] } as const
      const first = await receiveMail(inbound, bytes, transport)
      const again = await receiveMail(inbound, bytes, transport)
      states.set(first.state, (states.get(first.state) ?? 0) + 1)
      const fault = faultOf(bytes, first, again)
      if (fault === undefined) passed++
      else {
        failed++
        lines.push(`${name}: ${fault}`)
      }
    }
  } finally {
    await parts.store.close()
    rmSync(folder, { recursive: true, force: true })
  }
  const counts = [...states].map(([state, count]) => `${count} ${state}`)
  return { name: 'inbound', passed, failed, lines: [...lines, counts.join(', ')] }
}

type Took = Awaited<ReturnType<typeof receiveMail>>

function faultOf(bytes: Uint8Array, first: Took, again: Took): string | undefined {
  const messages = readMail(bytes)
    .calendars.filter(({ places }) => places[0].nesting === 0)
    .flatMap((each) => each.messages)
  const hides = first.reason.startsWith('what may be a scheduling message')
  if (first.state === 'failed' && !hides) return first.reason
  if (messages.length === 0) {
    return first.state === 'ignored' || hides ? undefined : `${first.state}: ${first.reason}`
  }
  if (first.state === 'ignored') return `let go: ${first.reason}`
  return again.state === 'duplicate' || first.state === 'refused'
    ? undefined
    : `taken twice: ${again.state}, ${again.reason}`
}

/** Whom the mail is for: a principal with that address, made where there is none yet. */
async function recipientOf({ parts }: Inbound, bytes: Uint8Array): Promise<string> {
  const mail = readMail(bytes)
  const message = mail.calendars.flatMap((each) => each.messages)[0]
  const asked = message !== undefined && attendeesMethods.has(message.method)
  const [attendee] = message?.components.flatMap((each) => attendeeAddresses(each)) ?? []
  const from = mail.envelope.from[0]?.address.toLowerCase()
  const wanted = asked ? message.organizer : attendee === from ? undefined : attendee
  const address = (wanted ?? mail.envelope.to[0]?.address ?? 'reader@example.com').toLowerCase()
  await parts.store.write([], async (tables) => {
    const found = await tables
      .selectFrom('address')
      .select('address')
      .where('address', '=', address)
      .executeTakeFirst()
    if (found !== undefined) return
    await createPrincipal(tables, parts, {
      name: `p${parts.newId()}`,
      kind: 'user',
      displayName: 'Reader',
      addresses: [address],
      tzid: 'UTC',
    })
  })
  return address
}
