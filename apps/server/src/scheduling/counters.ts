/** Counter-proposals against everyone's busy time (RFC 5546 §3.2.7), from the store's timing rows. */
import {
  acceptCounter,
  acceptIfFree,
  type CounterJudgement,
  type CounterQuery,
  judgeCounter,
} from '@parley/busytime'
import { type Component, timeOf, utcSeconds, zonesOf } from '@parley/icalendar'
import { addressOf, type CalendarAddress, originate, type Transition } from '@parley/itip'
import { namesOf } from './admission.ts'
import { contextFor, type Desk, type Holder, lookUp } from './desk.ts'
import { addressesIn } from './objects.ts'
import { peopleFor } from './people-time.ts'

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
  const query = await queryFor(desk, organizer, [counter.component])
  return query && judgeCounter(organizer.held, counter, query)
}

/** Everyone of the meeting with what is known of their time; those elsewhere are unknown. */
export async function queryFor(
  desk: Desk,
  organizer: Holder,
  proposed: readonly Component[],
): Promise<CounterQuery | undefined> {
  const { object } = organizer.held
  if (object === undefined) return undefined
  const tzid = organizer.principal.tzid
  const zones = zonesOf(object, desk.parts.catalog, tzid)
  const moments = [...object.components, ...proposed].flatMap((each) =>
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
  const [self, ...others] = await peopleFor(
    desk.parts,
    desk.tables,
    [organizer.user.address, ...addresses],
    {
      directory: desk.directory,
      window,
      ignoredUids: new Set([desk.uid]),
      asker: await namesOf(desk.tables, organizer.principal),
    },
  )
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
