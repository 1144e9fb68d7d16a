/** This and those after it, changed: the series ends, and another goes on. */
import { type CalendarObject, property, withoutProperties, withProperty } from '@parley/icalendar'
import { isSchedulingComponent, originate } from '@parley/itip'
import type { CalendarResource, Collection, Principal } from '@parley/store'
import { userOf } from '../../people.ts'
import { contextFor, type Desk, type Holder } from '../../scheduling/desk.ts'
import { notFound } from '../problem.ts'
import type { Call } from '../route.ts'
import { carryOut, eventById, heldObject, saving } from './carry-out.ts'
import { cutBefore, isUnscheduled, withAll, withChoice } from './draft.ts'
import type { Editing } from './edit.ts'
import type { ChangedOut, EventFields } from './schemas.ts'

type Split = {
  readonly at: string
  readonly fields: EventFields
  readonly editing: Editing
  readonly silent: boolean
  readonly preview: boolean
}

type There = {
  readonly owner: Principal
  readonly collection: Collection
  readonly resource: CalendarResource
}

export async function splitOff(
  call: Call<unknown, unknown, unknown>,
  { owner, collection, resource }: There,
  { at, fields, editing, silent, preview }: Split,
): Promise<ChangedOut> {
  const newUid = `${call.parts.newId()}@parley`
  const wanted = { owner, uid: resource.uid, preview }
  let alone: CalendarObject | undefined
  const ended = await carryOut(call, wanted, (desk, holder) => {
    const object = heldObject(call, holder)
    const rest = restOf(desk, holder, { object, at, newUid })
    const made = withChoice(withAll(rest, fields, editing, undefined), fields)
    if (!isUnscheduled(object)) return { kind: 'split', at, newUid, object: made }
    alone = made
    return saving(desk, holder, cutBefore(object, at, editing), { collection, silent })
  })
  if (alone === undefined) return ended
  const rest = alone
  const place = { collectionId: collection.id, name: `${call.parts.newId()}.ics` }
  const begun = await carryOut(call, { ...wanted, uid: newUid, place }, (desk, holder) =>
    saving(desk, holder, rest, { collection, silent }),
  )
  const event = preview ? undefined : await eventById(call, resource.id)
  return { ...begun, ...(event !== undefined && begun.event === undefined && { event }) }
}

/** The instance and all after it as the engine cuts them off; nothing is decided yet. */
function restOf(
  desk: Desk,
  holder: Holder,
  { object, at, newUid }: { object: CalendarObject; at: string; newUid: string },
): CalendarObject {
  const organized = isUnscheduled(object) ? organizedBy(object, holder.principal) : object
  const state = { ...holder.held, object: organized }
  const made = originate(state, { kind: 'split', at, newUid }, contextFor(desk, holder))
  const rest = made.created?.[0]?.object
  if (rest === undefined) throw notFound('instance to begin anew from')
  return organized === object ? rest : unorganized(rest)
}

function organizedBy(object: CalendarObject, owner: Principal): CalendarObject {
  const organizer = property('ORGANIZER', `mailto:${userOf(owner).address}`)
  return mapped(object, (each) => withProperty(each, organizer))
}

function unorganized(object: CalendarObject): CalendarObject {
  return mapped(object, (each) => withoutProperties(each, 'ORGANIZER'))
}

function mapped(
  object: CalendarObject,
  change: (of: CalendarObject) => CalendarObject,
): CalendarObject {
  return {
    ...object,
    components: object.components.map((each) =>
      isSchedulingComponent(each) ? change(each) : each,
    ),
  }
}
