/**
 * What a party answers that does not do all of the protocol (RFC 5546 §5.1): by component, then by
 * method, property of the calendar object, component inside, and property of the component.
 */
import type { ComponentName, Method } from '../message.ts'
import type { RequirementId } from '../requirement-ids.ts'
import type { RequestStatusCode } from './request-status.ts'

/** What one row may depend on: something else that the same party does. */
export type Ability = 'recurrence' | 'counter' | 'busy-time'

/**
 * - `required`: everyone does it; there is no fallback.
 * - `ignore`: it is left unread, perhaps with an assumption in its place.
 * - `as`: the method is taken for another one.
 * - `answer`: REQUEST-STATUS says that it is left undone; `single`: a single one is scheduled.
 */
export type Action =
  | { readonly kind: 'required' }
  | { readonly kind: 'ignore'; readonly assume?: 'GREGORIAN' | 'first instance at DTSTART' }
  | { readonly kind: 'as'; readonly method: Method }
  | { readonly kind: 'answer'; readonly requestStatus: RequestStatusCode; readonly single?: true }

/** A row of §5.1. */
type FallbackRow = {
  readonly requirement: RequirementId
  readonly action: Action
  /** Required of those who do this, and by what. */
  readonly requiredWith?: Ability
  readonly requiredBy?: RequirementId
  /** Required in this method. */
  readonly requiredIn?: Method
}

type FallbackTable = {
  readonly section: string
  readonly methods: Rows
  readonly calendarProperties: Rows
  readonly components: Rows
  readonly properties: Rows
}

type Rows = Readonly<Record<string, FallbackRow>>

/** What a party does in place of something that it cannot do. */
export type Fallback = { readonly requirement: RequirementId; readonly action: Action }

/** What it is that cannot be done. */
export type Incapable = {
  readonly componentName: ComponentName
  /** Of the message; itself what cannot be done where `part` is `methods`. */
  readonly method: Method
  readonly part: Exclude<keyof FallbackTable, 'section'>
  /** Of the property or component; not looked at where `part` is `methods`. */
  readonly name?: string
}

/**
 * What a party does that cannot do a method, or cannot read a property or component in it.
 *
 * Shapes: `abilities` is what else the party does, which some rows depend on. Errors: none; what
 * the tables leave out may be ignored (§5.1).
 *
 * @example
 * fallbackFor({ componentName: 'VJOURNAL', method: 'PUBLISH', part: 'methods' }).action
 * // { kind: 'answer', requestStatus: '3.14' }
 */
export function fallbackFor(
  { componentName, method, part, name = '' }: Incapable,
  abilities: readonly Ability[] = [],
): Fallback {
  const rows = new Map(Object.entries(fallbacks[componentName][part]))
  const row = rows.get(part === 'methods' ? method : name.startsWith('X-') ? 'X-' : name)
  if (row === undefined) return fallback('5546/5.1/unlisted-may-be-ignored', ignore)
  const { requiredIn, requiredWith, requiredBy, requirement, action } = row
  if (requiredIn === method) return fallback(requirement, required)
  if (requiredWith !== undefined && abilities.includes(requiredWith)) {
    return fallback(requiredBy ?? requirement, required)
  }
  return fallback(requirement, action)
}

function fallback(requirement: RequirementId, action: Action): Fallback {
  return { requirement, action }
}

const required: Action = { kind: 'required' }
const ignore: Action = { kind: 'ignore' }
/** "Not Supported", of a method and of what stands in a message. */
const unsupportedMethod: Action = { kind: 'answer', requestStatus: '3.14' }
const unsupportedPart: Action = { kind: 'answer', requestStatus: '3.13' }
const asSingle: Action = { kind: 'answer', requestStatus: '2.8', single: true }
const firstInstance: Action = { kind: 'ignore', assume: 'first instance at DTSTART' }

/** Names to the same fallback. */
function each(names: string, row: FallbackRow): Rows {
  return Object.fromEntries(names.split(/\s+/).map((name) => [name, row]))
}

function calendarProperties(ids: {
  readonly calscale: RequirementId
  readonly method: RequirementId
  readonly rest: RequirementId
}): Rows {
  return {
    CALSCALE: { requirement: ids.calscale, action: { kind: 'ignore', assume: 'GREGORIAN' } },
    METHOD: { requirement: ids.method, action: required },
    ...each('PRODID VERSION', { requirement: ids.rest, action: ignore }),
  }
}

/** RFC 5546 §5.1.1. */
const ofVevent: FallbackTable = {
  section: '5.1.1',
  methods: {
    PUBLISH: { requirement: '5546/5.1.1/publish-required', action: required },
    REQUEST: {
      requirement: '5546/5.1.1/request-as-publish',
      action: { kind: 'as', method: 'PUBLISH' },
    },
    REPLY: { requirement: '5546/5.1.1/reply-required', action: required },
    ADD: {
      requirement: '5546/5.1.1/add-as-single',
      action: asSingle,
      requiredWith: 'recurrence',
      requiredBy: '5546/5.1.1/add-required-if-recurring',
    },
    CANCEL: { requirement: '5546/5.1.1/cancel-required', action: required },
    REFRESH: { requirement: '5546/5.1.1/refresh-required', action: required },
    COUNTER: { requirement: '5546/5.1.1/counter-not-supported', action: unsupportedMethod },
    DECLINECOUNTER: {
      requirement: '5546/5.1.1/declinecounter-follows-counter',
      action: unsupportedMethod,
      requiredWith: 'counter',
    },
  },
  calendarProperties: calendarProperties({
    calscale: '5546/5.1.1/calscale-as-gregorian',
    method: '5546/5.1.1/method-required',
    rest: '5546/5.1.1/prodid-version-ignorable',
  }),
  components: {
    VALARM: { requirement: '5546/5.1.1/valarm-not-supported', action: unsupportedPart },
    VTIMEZONE: { requirement: '5546/5.1.1/vtimezone-required-if-referred', action: required },
  },
  properties: {
    ...each('DURATION DTSTAMP DTSTART DTEND LOCATION REQUEST-STATUS SEQUENCE UID', {
      requirement: '5546/5.1.1/properties-required',
      action: required,
    }),
    ...each(
      `ATTACH CATEGORIES CLASS COMMENT COMPLETED CONTACT CREATED DESCRIPTION EXDATE GEO LAST-MODIFIED
      PRIORITY RELATED-TO RDATE RESOURCES STATUS SUMMARY URL X-`,
      { requirement: '5546/5.1.1/properties-ignorable', action: ignore },
    ),
    ATTENDEE: {
      requirement: '5546/5.1.1/attendee-required-in-request',
      action: ignore,
      requiredIn: 'REQUEST',
    },
    ORGANIZER: {
      requirement: '5546/5.1.1/organizer-required-in-request',
      action: ignore,
      requiredIn: 'REQUEST',
    },
    RRULE: {
      requirement: '5546/5.1.1/rrule-as-first-instance',
      action: firstInstance,
    },
    'RECURRENCE-ID': {
      requirement: '5546/5.1.1/recurrence-id-required-with-rrule',
      action: ignore,
      requiredWith: 'recurrence',
    },
    TRANSP: {
      requirement: '5546/5.1.1/transp-required-with-freebusy',
      action: ignore,
      requiredWith: 'busy-time',
    },
  },
}

/** RFC 5546 §5.1.2. */
const ofVfreebusy: FallbackTable = {
  section: '5.1.2',
  methods: {
    PUBLISH: {
      requirement: '5546/5.1.2/publish-required-or-3-14',
      action: unsupportedMethod,
      requiredWith: 'busy-time',
    },
    REQUEST: {
      requirement: '5546/5.1.2/request-required-or-3-14',
      action: unsupportedMethod,
      requiredWith: 'busy-time',
    },
    REPLY: {
      requirement: '5546/5.1.2/reply-required-or-3-14',
      action: unsupportedMethod,
      requiredWith: 'busy-time',
    },
  },
  calendarProperties: calendarProperties({
    calscale: '5546/5.1.2/calscale-as-gregorian',
    method: '5546/5.1.2/method-required',
    rest: '5546/5.1.2/prodid-version-ignorable',
  }),
  components: {},
  properties: {
    ...each('DTEND DTSTAMP DTSTART FREEBUSY UID', {
      requirement: '5546/5.1.2/properties-required',
      action: required,
    }),
    ...each('COMMENT CONTACT DURATION REQUEST-STATUS URL X-', {
      requirement: '5546/5.1.2/properties-ignorable',
      action: ignore,
    }),
    ATTENDEE: {
      requirement: '5546/5.1.2/attendee-required-in-request',
      action: ignore,
      requiredIn: 'REQUEST',
    },
    ORGANIZER: {
      requirement: '5546/5.1.2/organizer-required-in-request',
      action: ignore,
      requiredIn: 'REQUEST',
    },
  },
}

/** RFC 5546 §5.1.3. GEO has no row there, so it may be ignored (§5.1). */
const ofVtodo: FallbackTable = {
  section: '5.1.3',
  methods: {
    PUBLISH: { requirement: '5546/5.1.3/publish-required', action: required },
    REQUEST: {
      requirement: '5546/5.1.3/request-as-publish',
      action: { kind: 'as', method: 'PUBLISH' },
    },
    REPLY: { requirement: '5546/5.1.3/reply-required', action: required },
    ADD: {
      requirement: '5546/5.1.3/add-as-single',
      action: asSingle,
      requiredWith: 'recurrence',
      requiredBy: '5546/5.1.3/add-required-if-recurring',
    },
    CANCEL: { requirement: '5546/5.1.3/cancel-required', action: required },
    REFRESH: { requirement: '5546/5.1.3/refresh-required', action: required },
    COUNTER: { requirement: '5546/5.1.3/counter-not-supported', action: unsupportedMethod },
    DECLINECOUNTER: {
      requirement: '5546/5.1.3/declinecounter-follows-counter',
      action: unsupportedMethod,
      requiredWith: 'counter',
    },
  },
  calendarProperties: calendarProperties({
    calscale: '5546/5.1.3/calscale-as-gregorian',
    method: '5546/5.1.3/method-required',
    rest: '5546/5.1.3/prodid-version-ignorable',
  }),
  components: {
    VALARM: { requirement: '5546/5.1.3/valarm-not-supported', action: unsupportedPart },
    VTIMEZONE: { requirement: '5546/5.1.3/vtimezone-required-if-referred', action: required },
  },
  properties: {
    ...each('COMPLETED DUE DURATION DTSTAMP DTSTART PRIORITY SEQUENCE STATUS UID', {
      requirement: '5546/5.1.3/properties-required',
      action: required,
    }),
    ...each(
      `ATTACH CATEGORIES CLASS COMMENT CONTACT CREATED LAST-MODIFIED LOCATION PERCENT-COMPLETE
      RELATED-TO REQUEST-STATUS RDATE RESOURCES SUMMARY URL X-`,
      { requirement: '5546/5.1.3/properties-ignorable', action: ignore },
    ),
    ATTENDEE: {
      requirement: '5546/5.1.3/attendee-required-in-request',
      action: ignore,
      requiredIn: 'REQUEST',
    },
    DESCRIPTION: {
      requirement: '5546/5.1.3/description-required-in-request',
      action: ignore,
      requiredIn: 'REQUEST',
    },
    EXDATE: {
      requirement: '5546/5.1.3/exdate-not-supported',
      action: unsupportedPart,
    },
    ORGANIZER: {
      requirement: '5546/5.1.3/organizer-required-in-request',
      action: ignore,
      requiredIn: 'REQUEST',
    },
    'RECURRENCE-ID': {
      requirement: '5546/5.1.3/recurrence-id-required-with-rrule',
      action: ignore,
      requiredWith: 'recurrence',
    },
    RRULE: {
      requirement: '5546/5.1.3/rrule-as-first-instance',
      action: firstInstance,
    },
  },
}

// Requirement: 5546/5.1.4/publish-may-be-ignored
// Requirement: 5546/5.1.4/add-may-be-ignored
// Requirement: 5546/5.1.4/cancel-may-be-ignored
/** RFC 5546 §5.1.4: the method may be ignored, and that is answered. */
const ofVjournal: FallbackTable = {
  section: '5.1.4',
  methods: {
    PUBLISH: {
      requirement: '5546/5.1.4/publish-answers-3-14',
      action: unsupportedMethod,
    },
    ADD: { requirement: '5546/5.1.4/add-answers-3-14', action: unsupportedMethod },
    CANCEL: {
      requirement: '5546/5.1.4/cancel-answers-3-14',
      action: unsupportedMethod,
    },
  },
  calendarProperties: calendarProperties({
    calscale: '5546/5.1.4/calscale-as-gregorian',
    method: '5546/5.1.4/method-required',
    rest: '5546/5.1.4/prodid-version-ignorable',
  }),
  components: {
    VTIMEZONE: { requirement: '5546/5.1.4/vtimezone-required-if-referred', action: required },
  },
  properties: {
    ...each('DTSTAMP DTSTART SEQUENCE SUMMARY UID', {
      requirement: '5546/5.1.4/properties-required',
      action: required,
    }),
    ...each(
      `ATTACH ATTENDEE CATEGORIES CLASS COMMENT CONTACT CREATED DESCRIPTION EXDATE LAST-MODIFIED
      ORGANIZER RELATED-TO RDATE STATUS URL X-`,
      { requirement: '5546/5.1.4/properties-ignorable', action: ignore },
    ),
    'RECURRENCE-ID': {
      requirement: '5546/5.1.4/recurrence-id-required-with-rrule',
      action: ignore,
      requiredWith: 'recurrence',
    },
    RRULE: {
      requirement: '5546/5.1.4/rrule-as-first-instance',
      action: firstInstance,
    },
  },
}

// Whoever does RRULE does VTIMEZONE: `zoneForEachTzid` judges it, and both are read here.
// Requirement: 5546/5.1.1/rrule-needs-vtimezone
// Requirement: 5546/5.1.3/rrule-needs-vtimezone
// Requirement: 5546/5.1.4/rrule-needs-vtimezone
// Requirement: 5546/5.1/partial-support-allowed
// Requirement: 5546/5.1/fallbacks-followed
/** RFC 5546 §5: what a party answers that cannot do something, one row each. */
export const fallbacks: Readonly<Record<ComponentName, FallbackTable>> = {
  VEVENT: ofVevent,
  VFREEBUSY: ofVfreebusy,
  VTODO: ofVtodo,
  VJOURNAL: ofVjournal,
}
