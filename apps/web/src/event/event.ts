/** One event as the API gives it, and its parts, by the names that this room uses. */
import type { Answer } from '../api/client.ts'

export type EventShown = Answer<'GET /events/:event'>
export type Component = EventShown['shown']
export type Guest = Component['attendees'][number]

export function isRoom({ kind }: Guest): boolean {
  return kind === 'room' || kind === 'resource'
}

/** The key of the one date that is shown; undefined: the series, or what does not recur. */
export function keyShown({ recurring, shown }: EventShown): string | undefined {
  return recurring && shown.instance !== '' ? shown.instance : undefined
}
