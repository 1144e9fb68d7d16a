/** Components → the calendar object of a scheduling message (RFC 5546 §3). */
import type { CalendarObject, Component, Property } from '@parley/icalendar'
import {
  component,
  firstProperty,
  integerProperty,
  property,
  textProperty,
  timeProperty,
  withParameter,
  withProperties,
  withProperty,
  withTimezones,
} from '@parley/icalendar'
import type { CalendarAddress, CalendarUser } from './address.ts'
import { addressUri, isAddressOf } from './address.ts'
import type { Context } from './context.ts'
import type { Method } from './message.ts'

/**
 * The calendar object of a message: VERSION, PRODID and METHOD, the VTIMEZONEs that the components
 * need, the components as they are given.
 *
 * VTIMEZONEs come from `zonesFrom` where it has them, else they are generated. Shapes: components
 * of one UID and one name. Errors: none.
 */
export function write(
  method: Method,
  components: readonly Component[],
  context: Pick<Context, 'productId' | 'catalog'>,
  zonesFrom?: CalendarObject,
): CalendarObject {
  const zones = zonesFrom?.components.filter((each) => each.name === 'VTIMEZONE') ?? []
  const head = [
    property('VERSION', '2.0'),
    textProperty('PRODID', context.productId),
    property('METHOD', method),
  ]
  return withTimezones(component('VCALENDAR', head, [...zones, ...components]), context.catalog)
}

/** What the table of the method asks for and a calendar object may lack (RFC 5546 §3.2 to §3.5). */
const defaults: Readonly<Record<string, readonly Property[]>> = {
  VEVENT: [property('SUMMARY', '')],
  VTODO: [property('SUMMARY', ''), property('PRIORITY', '0')],
  VJOURNAL: [property('DESCRIPTION', '')],
}

/** The component with the empty text and the priority 0 that a full description must have. */
export function complete(of: Component): Component {
  const missing = (defaults[of.name] ?? []).filter(
    ({ name }) => firstProperty(of, name) === undefined,
  )
  return missing.length === 0 ? of : { ...of, properties: [...of.properties, ...missing] }
}

type Stamp = {
  readonly nowSeconds: number
  readonly sequence?: number
  readonly comment?: string | undefined
}

// Requirement: 6638/3.2.5/dtstamp-is-message-time
/** With DTSTAMP of now (RFC 6638 §3.2.5), and SEQUENCE and COMMENT where they are given. */
export function stamped(of: Component, { nowSeconds, sequence, comment }: Stamp): Component {
  let made = withProperty(of, dtstamp(nowSeconds))
  if (sequence !== undefined) made = withSequence(made, sequence)
  if (comment !== undefined && comment !== '') {
    made = withProperties(made, 'COMMENT', [textProperty('COMMENT', comment)])
  }
  return made
}

export function dtstamp(nowSeconds: number): Property {
  return utcProperty('DTSTAMP', nowSeconds)
}

/** A property that holds an instant in UTC. */
export function utcProperty(name: string, seconds: number): Property {
  return timeProperty(name, { kind: 'DATE-TIME', wallSeconds: Math.floor(seconds), tzid: 'UTC' })
}

export function withSequence(of: Component, sequence: number): Component {
  return withProperty(of, integerProperty('SEQUENCE', sequence))
}

// Requirement: 5546/2.1.3/sent-by-acts-for-other
/** SENT-BY on the property of whoever is acted for (RFC 5546 §2.1.3). */
export function withSentBy(
  of: Property,
  { self, actingAs }: { readonly self: CalendarUser; readonly actingAs?: CalendarAddress },
): Property {
  if (actingAs === undefined || isAddressOf(self, actingAs)) return of
  return withParameter(of, 'SENT-BY', addressUri(actingAs))
}
