/** Load on servers that may die at any moment: what was answered with success is remembered. */
import { answeredText, eventText } from './calendar-text.ts'
import { type DavClient, davClient } from './dav-client.ts'

/** What a client was told has happened. */
export type Promised = {
  readonly kind: 'meeting' | 'answer' | 'deletion'
  readonly organizer: string
  readonly uid: string
  readonly attendees: readonly string[]
  /** Whose answer, and which. */
  readonly by?: string
  readonly partStat?: string
}

export type Load = {
  /** Speaks to this server from now on. */
  aim(urls: readonly string[]): void
  stop(): Promise<void>
  readonly promised: readonly Promised[]
  /** Requests that got no answer: they may have happened, or not. */
  readonly unknown: ReadonlySet<string>
  /** Statuses with which something was refused. */
  readonly refusals: ReadonlySet<number>
}

/** Each worker has a person who invites two others, who answer; some meetings are called off. */
export function startLoad(names: readonly string[], workers: number, seed: string): Load {
  const promised: Promised[] = []
  const unknown = new Set<string>()
  const refusals = new Set<number>()
  let urls: readonly string[] = []
  let stopped = false
  let count = 0
  const running = Array.from({ length: workers }, (_, worker) => work(worker))

  async function work(worker: number): Promise<void> {
    while (!stopped) {
      const url = urls[worker % Math.max(urls.length, 1)]
      if (url === undefined) {
        await pause(5)
        continue
      }
      const uid = `${seed}-${worker}-${count++}`
      const organizer = nameAt(worker)
      const attendees = [nameAt(worker + 1 + (count % 3)), nameAt(worker + 5)]
      unknown.add(uid)
      try {
        await story(url, { uid, organizer, attendees })
        unknown.delete(uid)
      } catch {
        await pause(5)
      }
    }
  }
  function nameAt(index: number): string {
    return names[index % names.length] ?? ''
  }
  async function succeed(answered: Promise<{ status: number; text: string }>): Promise<void> {
    const { status, text } = await answered
    if (status < 300) return
    refusals.add(status)
    throw new Error(`${status}: ${text}`)
  }
  async function story(
    url: string,
    { uid, organizer, attendees }: { uid: string; organizer: string; attendees: readonly string[] },
  ): Promise<void> {
    const client = davClient(url, organizer)
    const path = `/dav/calendars/${organizer}/calendar/${uid}.ics`
    const addresses = attendees.map((each) => `${each}@example.com`)
    const text = eventText({
      uid,
      organizer: `${organizer}@example.com`,
      attendees: [...addresses, 'zed@elsewhere.org'],
    })
    await succeed(client.put(path, text))
    promised.push({ kind: 'meeting', organizer, uid, attendees })
    const [by = ''] = attendees
    const copy = await findCopy(davClient(url, by), uid)
    await succeed(
      davClient(url, by).put(copy.path, answeredText(copy.text, `${by}@example.com`, 'ACCEPTED')),
    )
    promised.push({ kind: 'answer', organizer, uid, attendees, by, partStat: 'ACCEPTED' })
    if (count % 5 !== 0) return
    await succeed(client.delete(path))
    promised.push({ kind: 'deletion', organizer, uid, attendees })
  }
  return {
    promised,
    unknown,
    refusals,
    aim(given): void {
      urls = given
    },
    async stop(): Promise<void> {
      stopped = true
      await Promise.all(running)
    },
  }
}

async function findCopy(client: DavClient, uid: string): Promise<{ path: string; text: string }> {
  const objects = await client.objects('calendar', client.name, uid)
  for (const [name, text] of objects) {
    if (text.includes(`UID:${uid}\r\n`)) {
      return { path: `/dav/calendars/${client.name}/calendar/${name}`, text }
    }
  }
  throw new Error(`${client.name} does not hold ${uid}`)
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
