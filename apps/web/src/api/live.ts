/** Live changes by server-sent events, and whether the server can be reached. */
import { useState, useSyncExternalStore } from 'react'
import { refresh, refreshAll } from './queries.ts'

export type Connection = 'connecting' | 'live' | 'lost'

let connection: Connection = 'connecting'
const listeners = new Set<() => void>()

/** Listens until the function that comes back is called. The browser reconnects by itself. */
export function startLive(): () => void {
  const source = new EventSource('/api/events-stream')
  let again: ReturnType<typeof setTimeout> | undefined
  source.addEventListener('ready', () => {
    // What happened while nobody listened is not told again: read it.
    if (connection === 'lost') refreshAll()
    tell('live')
  })
  source.addEventListener('changed', (event) => {
    const { polls } = JSON.parse(event.data) as { polls: boolean }
    refreshAll()
    if (polls) refresh('GET /polls', 'GET /polls/:uid')
  })
  source.addEventListener('error', () => {
    tell('lost')
    if (source.readyState !== EventSource.CLOSED) return
    again = setTimeout(() => {
      stop = startLive()
    }, 3_000)
  })
  let stop = (): void => {
    clearTimeout(again)
    source.close()
  }
  return () => stop()
}

export function useConnection(): Connection {
  return useSyncExternalStore(listen, () => connection)
}

/** Whether the connection was lost since this was first shown, and is back. */
export function useIsBack(): boolean {
  const now = useConnection()
  const [wasLost, setWasLost] = useState(false)
  if (now === 'lost' && !wasLost) setWasLost(true)
  return wasLost && now === 'live'
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function tell(next: Connection): void {
  connection = next
  for (const listener of listeners) listener()
}
