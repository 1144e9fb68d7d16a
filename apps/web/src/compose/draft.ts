/** A meeting as it is being written, and what the API is told of it. */
import type { Answer, Body } from '../api/client.ts'
import { addDays, nextHour, wallIn, wallOf } from './wall.ts'

export type EventAnswer = Answer<'GET /events/:event'>
export type Shown = EventAnswer['shown']
export type GuestRole = 'chair' | 'required' | 'optional' | 'informed'
export type GuestKind = Shown['attendees'][number]['kind']
export type Visibility = Shown['visibility']
export type Change = Body<'PATCH /events/:event'>

export type Guest = {
  readonly address: string
  readonly name?: string | undefined
  readonly role: GuestRole
  readonly kind: GuestKind
}

export type Draft = {
  readonly title: string
  readonly allDay: boolean
  /** On the clock of `zone`: `2027-03-01T10:00`; of an all-day event only the day counts. */
  readonly start: string
  /** Of an all-day event its last day. */
  readonly end: string
  readonly zone: string
  /** '' where it does not repeat. */
  readonly rule: string
  /** Rooms among them. */
  readonly guests: readonly Guest[]
  readonly location: string
  readonly conference: string
  readonly description: string
  /** Id; '' until calendars are known. */
  readonly calendar: string
  /** As RFC 5545 §3.8.6.3: `-PT15M`. */
  readonly alarms: readonly string[]
  readonly visibility: Visibility
  readonly busy: boolean
  readonly guestsMayPropose: boolean
  readonly guestsMayForward: boolean
  /** Undefined: as the settings say. */
  readonly guestList?: 'show' | 'hide' | undefined
}

export function isRoom({ kind }: Pick<Guest, 'kind'>): boolean {
  return kind === 'room' || kind === 'resource'
}

type Usual = { readonly zone: string; readonly nowMs: number; readonly alarms?: readonly string[] }

/** An empty page, with what the address asks for: `?start&end&title&guests&location&calendar`. */
export function newDraft(query: URLSearchParams, { zone, nowMs, alarms = [] }: Usual): Draft {
  const start = query.get('start') ?? ''
  const allDay = /^\d{4}-\d{2}-\d{2}$/.test(start)
  const from = wallIn(start, zone) ?? nextHour(nowMs, zone)
  const end = wallIn(query.get('end') ?? '', zone)
  const last = allDay && end !== undefined ? addDays(end, -1) : end
  const hourOn = wallOf(Date.parse(`${from}Z`) + 3_600_000, 'UTC')
  return {
    title: query.get('title') ?? '',
    allDay,
    start: from,
    end: last !== undefined && last >= from ? last : allDay ? from : hourOn,
    zone: query.get('zone') ?? zone,
    rule: '',
    guests: (query.get('guests') ?? '')
      .split(',')
      .filter((each) => each.includes('@'))
      .map((address) => ({ address, role: 'required', kind: 'person' })),
    location: query.get('location') ?? '',
    conference: '',
    description: query.get('description') ?? '',
    calendar: query.get('calendar') ?? '',
    alarms,
    visibility: 'public',
    busy: !allDay,
    guestsMayPropose: true,
    guestsMayForward: true,
  }
}

/** The guests beside oneself: one’s own line is the Organizer’s. */
export function draftOf(shown: Shown, calendar: string, zone: string): Draft {
  const { allDay, start, end } = shown
  return {
    title: shown.title,
    allDay,
    start: wallIn(start, zone) ?? start,
    end: allDay
      ? addDays(`${end.slice(0, 10)}T00:00`, -1)
      : (wallIn(end, shown.zone ?? zone) ?? end),
    zone: shown.zone ?? zone,
    rule: shown.rule ?? '',
    guests: shown.attendees
      .filter((each) => !each.isMe)
      .map(({ address, name, role, kind }) => ({
        address: address.replace(/^mailto:/i, ''),
        name,
        role,
        kind,
      })),
    location: shown.location ?? '',
    conference: shown.conference ?? '',
    description: shown.description ?? '',
    calendar,
    alarms: shown.alarms.map((each) => each.trigger),
    visibility: shown.visibility,
    busy: shown.busy,
    guestsMayPropose: shown.guestsMayPropose,
    guestsMayForward: shown.guestsMayForward,
    guestList: shown.guestList,
  }
}

export type EventBody = Omit<Body<'POST /calendars/:calendar/events'>, 'uid' | 'silent'>

export function bodyOf(draft: Draft): EventBody {
  const { allDay, start, end, zone, guests, alarms } = draft
  return {
    title: draft.title.trim(),
    description: emptied(draft.description),
    location: emptied(draft.location),
    conference: emptied(draft.conference),
    start: allDay ? start.slice(0, 10) : start,
    end: allDay ? addDays(end, 1).slice(0, 10) : end,
    ...(!allDay && { zone }),
    rule: emptied(draft.rule),
    busy: draft.busy,
    visibility: draft.visibility,
    attendees: guests.map(({ address, name, role }) => ({
      address,
      role,
      ...(name !== undefined && name !== '' && { name }),
    })),
    alarms: alarms.map((trigger) => ({ trigger })),
    guestsMayPropose: draft.guestsMayPropose,
    guestsMayForward: draft.guestsMayForward,
    ...(draft.guestList !== undefined && { guestList: draft.guestList }),
  }
}

function emptied(text: string): string | null {
  return text.trim() === '' ? null : text.trim()
}

/** What of an event was changed: nothing else is sent, so nothing else can be lost. */
export function changeOf(before: Draft, after: Draft): Partial<EventBody> {
  const old = bodyOf(before)
  const made = bodyOf(after)
  const names = (Object.keys(made) as (keyof EventBody)[]).filter(
    (name) => JSON.stringify(old[name]) !== JSON.stringify(made[name]),
  )
  // Times go together: a start without its zone would be read on another clock.
  const timed = names.some((name) => name === 'start' || name === 'end' || name === 'zone')
  const all = new Set([...names, ...(timed ? (['start', 'end', 'zone'] as const) : [])])
  return Object.fromEntries(
    Object.entries(made).filter(([name]) => all.has(name as keyof EventBody)),
  )
}

const addressPattern = /^[^\s@<>"(),:;\\]+@[^\s@<>"(),:;\\]+$/

/**
 * Addresses as people paste them.
 *
 * @example
 * guestsIn('Bob Baker <bob@example.com>; eve@example.org')
 */
export function guestsIn(text: string): readonly { address: string; name?: string }[] {
  return text.split(/[,;\n]/).flatMap((each) => {
    const named = /^\s*"?([^"<]*?)"?\s*<([^>]+)>\s*$/.exec(each)
    const address = (named?.[2] ?? each).trim().replace(/^mailto:/i, '')
    if (!addressPattern.test(address)) return []
    const name = named?.[1]?.trim()
    return [{ address, ...(name !== undefined && name !== '' && { name }) }]
  })
}
