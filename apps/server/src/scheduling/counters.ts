/** Counter-proposals against everyone's busy time (RFC 5546 §3.2.7), from the store's timing rows. */
import {
  acceptCounter,
  acceptIfFree,
  type CounterJudgement,
  type CounterQuery,
  judgeCounter,
  type Person,
  personWithBusyTime,
  personWithCalendars,
} from '@parley/busytime'
import { type Component, timeOf, utcSeconds, zonesOf } from '@parley/icalendar'
import {
  addressOf,
  type CalendarAddress,
  calendarUser,
  originate,
  type Transition,
} from '@parley/itip'
import { timingOf } from '@parley/store'
import { userOf } from '../people.ts'
import { contextFor, type Desk, type Holder, lookUp } from './desk.ts'
import { availabilityOf, calendarsFrom } from './free-busy.ts'
import { addressesIn } from './objects.ts'

/** Around the meeting and what is proposed. */
const marginSeconds = 86_400

/** The acceptance of the proposal that came last, where policy allows it; undefined: a person decides. */
export async function acceptWhereFree(
  desk: Desk,
  organizer: Holder,
): Promise<Transition | undefined> {
  const judged = await judgeLatest(desk, organizer)
  if (judged === undefined || acceptIfFree(judged).answer !== 'accept') return undefined
  return originate(organizer.held, acceptCounter(judged), contextFor(desk, organizer))
}

async function judgeLatest(desk: Desk, organizer: Holder): Promise<CounterJudgement | undefined> {
  const counter = organizer.held.ledger.counters.findLast((each) => each.state === 'pending')
  if (counter === undefined) return undefined
  const query = await queryFor(desk, organizer, counter.component)
  return query && judgeCounter(organizer.held, counter, query)
}

/** Everyone of the meeting with what is known of their time; those elsewhere are unknown. */
export async function queryFor(
  desk: Desk,
  organizer: Holder,
  proposed: Component,
): Promise<CounterQuery | undefined> {
  const { object } = organizer.held
  if (object === undefined) return undefined
  const tzid = organizer.principal.tzid
  const zones = zonesOf(object, desk.parts.catalog, tzid)
  const moments = [...object.components, proposed].flatMap((each) =>
    each.properties
      .filter((property) => property.name === 'DTSTART' || property.name === 'DTEND')
      .flatMap((property) => {
        const time = timeOf(property)
        return time === undefined || each.name === 'VTIMEZONE' ? [] : [utcSeconds(time, zones)]
      }),
  )
  if (moments.length === 0) return undefined
  const window = {
    fromSeconds: Math.min(...moments) - marginSeconds,
    toSeconds: Math.max(...moments) + marginSeconds,
  }
  const addresses = addressesIn(object)
  await lookUp(desk, [organizer.user.address, ...addresses])
  const [self, ...others] = await peopleOf(desk, [organizer.user.address, ...addresses], window)
  if (self === undefined) return undefined
  const optional = optionalOf(object)
  return {
    organizer: self,
    required: others.filter((each) => !optional.has(each.address)),
    optional: others.filter((each) => optional.has(each.address)),
    window,
    zones,
    tzid,
  }
}

async function peopleOf(
  desk: Desk,
  addresses: readonly CalendarAddress[],
  window: { readonly fromSeconds: number; readonly toSeconds: number },
): Promise<readonly Person[]> {
  const known = new Map(
    addresses.flatMap((each) => {
      const principal = desk.directory.get(each)
      return principal === undefined ? [] : [[principal.id, principal] as const]
    }),
  )
  const around = {
    fromSeconds: window.fromSeconds - marginSeconds,
    toSeconds: window.toSeconds + marginSeconds,
  }
  const rows = await timingOf(desk.tables, [...known.keys()], around)
  const byOwner = Map.groupBy(rows, (each) => each.ownerId)
  const people = new Map<string, Person>()
  for (const address of addresses) {
    const principal = desk.directory.get(address)
    if (principal === undefined) {
      people.set(address, personWithBusyTime(calendarUser(address), undefined))
      continue
    }
    const user = userOf(principal)
    const calendars = calendarsFrom(desk.parts, principal, byOwner.get(principal.id) ?? [])
    const availability = availabilityOf(desk.parts, principal)
    const ignoredUids = new Set([desk.uid])
    const options = { window, tzid: principal.tzid, availability, ignoredUids }
    people.set(principal.id, personWithCalendars(user, calendars, options))
  }
  return [...people.values()]
}

function optionalOf(object: NonNullable<Holder['held']['object']>): ReadonlySet<CalendarAddress> {
  const optional = new Set<CalendarAddress>()
  for (const each of object.components) {
    for (const property of each.properties) {
      const role = property.parameters.find(({ name }) => name === 'ROLE')?.values[0]
      if (property.name === 'ATTENDEE' && role === 'OPT-PARTICIPANT')
        optional.add(addressOf(property))
    }
  }
  return optional
}
