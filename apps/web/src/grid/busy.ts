/** Who is busy when, as the grid's rows say it, and what that means for one time. */
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { type Answer, type ApiProblem, call } from '../api/client.ts'

export type GridRole = 'me' | 'required' | 'optional' | 'informed' | 'room'

export type GridPerson = {
  readonly address: string
  readonly name?: string | undefined
  readonly role: GridRole
}

export type BusyAnswer = Answer<'POST /busy'>['people'][number]

export type PeriodKind = 'busy' | 'tentative' | 'away' | 'unknown'
export type Period = { readonly startMs: number; readonly endMs: number; readonly kind: PeriodKind }

export type GridRow = {
  readonly address: string
  readonly name: string | undefined
  readonly role: GridRole
  /** One of those whom a group in the list stands for. */
  readonly isMember: boolean
  /** How many a group stands for; undefined for all else. */
  readonly members: number | undefined
  readonly known: boolean
  readonly periods: readonly Period[]
  readonly outside: readonly { readonly startMs: number; readonly endMs: number }[]
}

type Asked = {
  readonly addresses: readonly string[]
  readonly from: string
  readonly to: string
  readonly ignoredUids?: readonly string[] | undefined
}

export function useBusy({
  addresses,
  from,
  to,
  ignoredUids = [],
}: Asked): UseQueryResult<Answer<'POST /busy'>, ApiProblem> {
  const body = { people: addresses, from, to, ignoredUids }
  return useQuery<Answer<'POST /busy'>, ApiProblem>({
    queryKey: ['POST /busy', body],
    queryFn: ({ signal }) => call('POST /busy', { body }, { signal }),
    enabled: addresses.length > 0,
    placeholderData: (previous) => previous,
  })
}

const kinds: ReadonlyMap<string, PeriodKind> = new Map([
  ['busy', 'busy'],
  ['busy-tentative', 'tentative'],
  ['busy-unavailable', 'away'],
])

const order: readonly GridRole[] = ['me', 'required', 'optional', 'informed', 'room']

/** Me, who must come, who may, rooms; the members of a group after it. */
export function rowsOf(
  people: readonly GridPerson[],
  answer: readonly BusyAnswer[] | undefined,
): readonly GridRow[] {
  const found = new Map(answer?.map((each) => [each.address.toLowerCase(), each]))
  const rows: GridRow[] = []
  const seen = new Set<string>()
  const add = (person: GridPerson, isMember: boolean): void => {
    const key = person.address.replace(/^mailto:/i, '').toLowerCase()
    if (seen.has(key)) return
    seen.add(key)
    const own = found.get(key)
    rows.push(rowOf(person, own, isMember))
    for (const address of own?.members ?? []) {
      add({ address, name: found.get(address)?.name, role: person.role }, true)
    }
  }
  const sorted = people.toSorted(
    (one, other) => order.indexOf(one.role) - order.indexOf(other.role),
  )
  for (const each of sorted) add(each, false)
  return rows
}

function rowOf(person: GridPerson, own: BusyAnswer | undefined, isMember: boolean): GridRow {
  return {
    address: person.address,
    name: person.name ?? own?.name,
    role: person.role,
    isMember,
    members: own?.members?.length,
    known: own?.known ?? false,
    periods: (own?.busy ?? []).map(({ startsAt, endsAt, kind }) => ({
      startMs: Date.parse(startsAt),
      endMs: Date.parse(endsAt),
      kind: kinds.get(kind) ?? 'unknown',
    })),
    outside: (own?.outside ?? []).map(({ startsAt, endsAt }) => ({
      startMs: Date.parse(startsAt),
      endMs: Date.parse(endsAt),
    })),
  }
}

export type SlotState = 'free' | 'outside' | 'tentative' | 'away' | 'busy' | 'unknown' | 'group'

export type SlotStanding = {
  readonly row: GridRow
  readonly state: SlotState
  /** The engagement in the way, at its gravest. */
  readonly period: Period | undefined
}

const gravity: readonly PeriodKind[] = ['busy', 'away', 'tentative', 'unknown']

/** What a time means for one person: the gravest of what overlaps it. */
export function standingAt(row: GridRow, startMs: number, endMs: number): SlotStanding {
  if (row.members !== undefined) return { row, state: 'group', period: undefined }
  if (!row.known) return { row, state: 'unknown', period: undefined }
  const overlaps = (each: { startMs: number; endMs: number }): boolean =>
    each.startMs < endMs && each.endMs > startMs
  const inTheWay = row.periods.filter(overlaps)
  for (const kind of gravity) {
    const period = inTheWay.find((each) => each.kind === kind)
    if (period !== undefined) return { row, state: kind, period }
  }
  return { row, state: row.outside.some(overlaps) ? 'outside' : 'free', period: undefined }
}
