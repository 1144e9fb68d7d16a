/** Calendar objects as a person's software would edit them before saving. */
import {
  type CalendarObject,
  type Component,
  component,
  type InstanceKey,
  instanceComponent,
  instanceKey,
  keyOfComponent,
  property,
  type RecurrenceSet,
  recurrenceSet,
  textProperty,
  withComponents,
  withTimezones,
  type ZoneCatalog,
  zoneCatalog,
  zonesOf,
} from '@parley/icalendar'
import type { HeldState } from '@parley/itip'
import { timeIn } from './details.ts'

const catalog: ZoneCatalog = zoneCatalog()

export function isScheduling(of: Component): boolean {
  return of.name === 'VEVENT' || of.name === 'VTODO' || of.name === 'VJOURNAL'
}

export function setOf(object: CalendarObject): RecurrenceSet {
  return recurrenceSet(object.components.filter(isScheduling), zonesOf(object, catalog))
}

/** The key of the instance on that day or at that time. */
export function keyAt(object: CalendarObject, text: string, tzid: string): InstanceKey {
  const time = timeIn(text, tzid)
  return instanceKey(setOf(object), time)
}

/** A new calendar object of one component. */
export function newObject(name: string, made: Component): CalendarObject {
  const head = [property('VERSION', '2.0'), property('PRODID', '-//Parley//Testkit//EN')]
  return withTimezones(component('VCALENDAR', head, [{ ...made, name }]), catalog)
}

export function blank(uid: string, name: string, nowText: string): Component {
  return component(name, [
    property('UID', uid),
    property('DTSTAMP', nowText),
    textProperty('SUMMARY', uid.split('@')[0] ?? uid),
  ])
}

/** The object with `edit` done to the master ('' ) or to one instance, overridden if need be. */
export function edited(
  held: HeldState,
  key: InstanceKey,
  edit: (of: Component) => Component,
): CalendarObject {
  const object = held.object
  if (object === undefined) throw new Error(`nothing is held of ${held.uid}`)
  const set = setOf(object)
  const index = object.components.findIndex(
    (each) => isScheduling(each) && keyOfComponent(set, each) === key,
  )
  const found = object.components[index] ?? instanceComponent(set, key)
  if (found === undefined) throw new Error(`${held.uid} has no instance ${key}`)
  const components =
    index < 0 ? [...object.components, edit(found)] : object.components.with(index, edit(found))
  return withTimezones(withComponents(object, components), catalog)
}

/** Every component edited. */
export function editedEverywhere(
  held: HeldState,
  edit: (of: Component) => Component,
): CalendarObject {
  const object = held.object
  if (object === undefined) throw new Error(`nothing is held of ${held.uid}`)
  const components = object.components.map((each) => (isScheduling(each) ? edit(each) : each))
  return withTimezones(withComponents(object, components), catalog)
}

const saidOfInstances: ReadonlySet<string> = new Set([
  'UID',
  'SUMMARY',
  'ORGANIZER',
  'ATTENDEE',
  'LOCATION',
  'DURATION',
  'DTSTAMP',
  'SEQUENCE',
])

/** What a series says of each instance, but when it is: for one that is added. */
export function withoutTimes(master: Component): Component {
  return {
    ...master,
    properties: master.properties.filter(({ name }) => saidOfInstances.has(name)),
  }
}
