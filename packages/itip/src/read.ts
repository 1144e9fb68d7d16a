/** Calendar object → scheduling messages (RFC 5546 §3). */
import type { CalendarObject, Component } from '@parley/icalendar'
import { rawValue } from '@parley/icalendar'
import type { CalendarAddress } from './address.ts'
import { organizerOf } from './attendee.ts'
import type { ComponentName, Message, Method } from './message.ts'
import { componentNames, methods } from './message.ts'
import type { RequirementId } from './requirement-ids.ts'
import type { Violation } from './validate.ts'

/** What a calendar object holds: messages, and why the rest is none. */
export type ReadResult = {
  /** One for each UID, in the order of the object. */
  readonly messages: readonly Message[]
  /** Why something in the object is no message. */
  readonly violations: readonly Violation[]
}

/** Components of other UIDs that one calendar object may hold. */
export const maxMessages = 5_000

/**
 * Reads the scheduling messages in a calendar object: one for each UID, all with its METHOD.
 *
 * The METHOD property says what the message is; where it is missing, what the transport said
 * (`envelope.method`, the `method` parameter of the content type). Components that are neither
 * VEVENT, VTODO, VJOURNAL nor VFREEBUSY stay in `object` and are no part of the message. Errors: an
 * object without a METHOD or with one that its components do not have gives no message, and a
 * violation that says so.
 */
export function read(object: CalendarObject, envelope: { method?: string } = {}): ReadResult {
  const violations: Violation[] = []
  const spelt = rawValue(object, 'METHOD') ?? envelope.method
  if (spelt === undefined || spelt.trim() === '') {
    return refused('5546/3/method-names-message', ['METHOD'], 'a METHOD', 'none', '2.0')
  }
  const method = methodOf(spelt)
  if (method === undefined) {
    return refused('5546/3/method-names-message', ['METHOD'], methods.join(', '), spelt, '3.14')
  }
  const messages: Message[] = []
  for (const [uid, components] of byUid(object, violations)) {
    const made = messageOf(object, method, uid, components, violations)
    if (made !== undefined) messages.push(made)
  }
  return { messages, violations }
}

/** The METHOD in the RFC's spelling; a hyphen is let pass (quirk `declinecounter-with-hyphen`). */
export function methodOf(text: string): Method | undefined {
  const spelt = text.trim().toUpperCase().replaceAll('-', '')
  return methods.find((each) => each === spelt)
}

/** A component that is scheduled, as against VTIMEZONE and components that we do not know. */
export function isSchedulingComponent(of: Component): boolean {
  return componentNameOf(of) !== undefined
}

function componentNameOf(of: Component): ComponentName | undefined {
  return componentNames.find((each) => each === of.name)
}

/** Methods that a component has (RFC 5546 §3.2 to §3.5). */
const methodsOf: Readonly<Record<ComponentName, readonly Method[]>> = {
  VEVENT: methods,
  VTODO: methods,
  VJOURNAL: ['PUBLISH', 'ADD', 'CANCEL'],
  VFREEBUSY: ['PUBLISH', 'REQUEST', 'REPLY'],
}

// Requirement: 5546/3.2.2/several-only-with-same-uid
// Requirement: 5546/3.4.2/several-only-with-same-uid
function byUid(object: CalendarObject, violations: Violation[]): Map<string, Component[]> {
  const found = new Map<string, Component[]>()
  object.components.forEach((each, index) => {
    const name = componentNameOf(each)
    if (name === undefined) return
    // Published busy time has no UID in RFC 5546 §4.3.1.
    const uid = rawValue(each, 'UID') ?? (name === 'VFREEBUSY' ? '' : undefined)
    if (uid === undefined) {
      const path = [name, index, 'UID']
      violations.push(violation('5546/2.1.5/correlate-by-uid', path, 'a UID', 'none', '3.1'))
      return
    }
    const held = found.get(uid)
    if (held !== undefined) held.push(each)
    else if (found.size < maxMessages) found.set(uid, [each])
  })
  return found
}

function messageOf(
  object: CalendarObject,
  method: Method,
  uid: string,
  components: readonly Component[],
  violations: Violation[],
): Message | undefined {
  const first = components[0]
  const componentName = first && componentNameOf(first)
  if (first === undefined || componentName === undefined) return undefined
  const other = components.find((each) => each.name !== componentName)
  if (other !== undefined) {
    const path = [other.name, object.components.indexOf(other)]
    violations.push(
      violation('5546/1.4/one-component-type', path, componentName, other.name, '3.11'),
    )
    return undefined
  }
  if (!methodsOf[componentName].includes(method)) {
    const expected = methodsOf[componentName].join(', ')
    violations.push(
      violation('5546/3/component-supports-method', ['METHOD'], expected, method, '3.14'),
    )
    return undefined
  }
  return makeMessage(method, componentName, uid, organizerIn(components), components, object)
}

/** The first ORGANIZER that a component names; overridden components often leave it out. */
function organizerIn(components: readonly Component[]): CalendarAddress | undefined {
  for (const each of components) {
    const organizer = organizerOf(each)
    if (organizer !== undefined) return organizer
  }
  return undefined
}

function makeMessage(
  method: Method,
  componentName: ComponentName,
  uid: string,
  organizer: CalendarAddress | undefined,
  components: readonly Component[],
  object: CalendarObject,
): Message {
  // The pair of METHOD and component was checked against `methodsOf`.
  return { kind: 'message', method, componentName, uid, organizer, components, object } as Message
}

function refused(
  requirement: RequirementId,
  path: Violation['path'],
  expected: string,
  found: string,
  requestStatus: Violation['requestStatus'],
): ReadResult {
  return {
    messages: [],
    violations: [violation(requirement, path, expected, found, requestStatus)],
  }
}

function violation(
  requirement: RequirementId,
  path: Violation['path'],
  expected: string,
  found: string,
  requestStatus: Violation['requestStatus'],
): Violation {
  return {
    kind: 'violation',
    requirement,
    level: 'error',
    path,
    expected,
    found,
    requestStatus,
    quirk: undefined,
  }
}
