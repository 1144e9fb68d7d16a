/** Where each kind of principal is found among the pages. */
import type { Answer } from '../api/client.ts'

export type Principal = Answer<'GET /admin/principals/:name'>
export type Kind = Principal['kind']

export const folders = ['people', 'groups', 'rooms', 'resources'] as const
export type Folder = (typeof folders)[number]

export const kindOf: Readonly<Record<Folder, Kind>> = {
  people: 'user',
  groups: 'group',
  rooms: 'room',
  resources: 'resource',
}

export const folderOf: Readonly<Record<Kind, Folder>> = {
  user: 'people',
  group: 'groups',
  room: 'rooms',
  resource: 'resources',
}

/** Rooms and resources answer by themselves, by their policy. */
export function isBooked(kind: Kind): boolean {
  return kind === 'room' || kind === 'resource'
}
