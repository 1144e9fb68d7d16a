/** Brings webhook entries to their programs: signed, retried, never to where nobody asked for it. */
import { createHmac } from 'node:crypto'
import { claimDue, isAnyDue, type OutboxEntry, principalById, settle } from '@parley/store'
import type { Parts } from '../parts.ts'
import { settingsOf, type Webhook } from '../people.ts'
import { onOutbox } from './announce.ts'
import type { FollowUp } from './follow-up.ts'

const batchSize = 20
const leaseSeconds = 120
const timeoutMs = 10_000
/** From half a minute to some hours, over two days. */
const maxAttempts = 14
const firstPauseSeconds = 30
const maxPauseSeconds = 21_600

/** Works off webhook entries: when nudged, when another process announces, and now and then. */
export function startWebhooks(parts: Parts): FollowUp {
  let running: Promise<void> | undefined
  let again = false
  let stopped = false
  async function drain(): Promise<void> {
    do {
      again = false
      while (!stopped && (await runBatch(parts)) > 0);
    } while (again && !stopped)
  }
  function run(): Promise<void> {
    again = true
    running ??= drain()
      .catch((error: unknown) => parts.log.error({ err: error }, 'webhooks failed'))
      .finally(() => {
        running = undefined
      })
    return running
  }
  const nudge = (): void => void run()
  const stopListening = onOutbox(parts.store, 'webhook', nudge)
  const timer = setInterval(nudge, 5_000)
  timer.unref()
  nudge()
  return {
    run,
    nudge,
    async stop(): Promise<void> {
      stopped = true
      clearInterval(timer)
      stopListening()
      await running
    },
  }
}

async function runBatch(parts: Parts): Promise<number> {
  const claim = {
    kind: 'webhook',
    nowSeconds: parts.clock(),
    leaseSeconds,
    limit: batchSize,
    kindOfDatabase: parts.store.kind,
  } as const
  if (!(await parts.store.read((tables) => isAnyDue(tables, claim)))) return 0
  const entries = await parts.store.write([], (tables) => claimDue(tables, claim))
  await Promise.all(entries.map((each) => deliver(parts, each)))
  return entries.length
}

async function deliver(parts: Parts, entry: OutboxEntry): Promise<void> {
  const owner = await parts.store.read((tables) => principalById(tables, entry.ownerId))
  const webhooks = owner === undefined ? [] : (settingsOf(owner).webhooks ?? [])
  const webhook = webhooks.find((each) => each.id === entry.recipient)
  // Taken away meanwhile: nobody wants to hear it any more.
  const fault = webhook === undefined ? undefined : await post(parts, webhook, entry)
  const failed = fault !== undefined && (fault.isFinal || entry.attempts >= maxAttempts)
  const pause = Math.min(firstPauseSeconds * 2 ** (entry.attempts - 1), maxPauseSeconds)
  await parts.store.write([], (tables) =>
    settle(tables, {
      id: entry.id,
      state: fault === undefined ? 'done' : failed ? 'failed' : 'waiting',
      dueSeconds: fault === undefined ? 0 : parts.clock() + pause,
      lastError: fault?.words,
    }),
  )
}

type Fault = { readonly words: string; readonly isFinal: boolean }

async function post(
  parts: Parts,
  webhook: Webhook,
  entry: OutboxEntry,
): Promise<Fault | undefined> {
  if (!isAllowedTarget(webhook.url)) return { words: 'the address is not allowed', isFinal: true }
  const timestamp = parts.clock()
  try {
    const answer = await fetch(webhook.url, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Parley',
        'webhook-id': entry.id,
        'webhook-timestamp': String(timestamp),
        'webhook-signature': signatureOf(webhook.secret, {
          id: entry.id,
          timestamp,
          body: entry.payload,
        }),
      },
      body: entry.payload,
    })
    await answer.body?.cancel()
    if (answer.status >= 200 && answer.status < 300) return undefined
    // 410: the program says that it is gone for good.
    return { words: `answered ${answer.status}`, isFinal: answer.status === 410 }
  } catch (error) {
    const words = error instanceof Error ? error.name : 'it cannot be reached'
    return { words, isFinal: false }
  }
}

/**
 * `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64: whoever has the secret can tell that it
 * is from us, unchanged, and not an old one sent again.
 */
export function signatureOf(
  secret: string,
  of: { readonly id: string; readonly timestamp: number; readonly body: string },
): string {
  const mac = createHmac('sha256', secret).update(`${of.id}.${of.timestamp}.${of.body}`)
  return `v1,${mac.digest('base64')}`
}

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/** TLS, or this very machine; no names or passwords in the address. */
export function isAllowedTarget(text: string): boolean {
  const url = URL.parse(text)
  if (url === null || url.username !== '' || url.password !== '') return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && loopback.test(url.hostname))
}
