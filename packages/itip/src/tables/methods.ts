/** Which method there is for which component, and its table (RFC 5546 §3). */
import type { ComponentName, Method } from '../message.ts'
import type { RestrictionTable } from './table.ts'
import {
  addOfVevent,
  cancelOfVevent,
  counterOfVevent,
  declineCounterOfVevent,
  publishOfVevent,
  refreshOfVevent,
  replyOfVevent,
  requestOfVevent,
} from './vevent.ts'
import { publishOfVfreebusy, replyOfVfreebusy, requestOfVfreebusy } from './vfreebusy.ts'
import { addOfVjournal, cancelOfVjournal, publishOfVjournal } from './vjournal.ts'
import {
  addOfVtodo,
  cancelOfVtodo,
  counterOfVtodo,
  declineCounterOfVtodo,
  publishOfVtodo,
  refreshOfVtodo,
  replyOfVtodo,
  requestOfVtodo,
} from './vtodo.ts'

type ByMethod = { readonly [M in Method]: RestrictionTable | undefined }

/** RFC 5546 §3, the table of methods and components, its "Yes" being the table itself. */
export const restrictionTables: { readonly [Name in ComponentName]: ByMethod } = {
  VEVENT: {
    PUBLISH: publishOfVevent,
    REQUEST: requestOfVevent,
    REFRESH: refreshOfVevent,
    CANCEL: cancelOfVevent,
    ADD: addOfVevent,
    REPLY: replyOfVevent,
    COUNTER: counterOfVevent,
    DECLINECOUNTER: declineCounterOfVevent,
  },
  VTODO: {
    PUBLISH: publishOfVtodo,
    REQUEST: requestOfVtodo,
    REFRESH: refreshOfVtodo,
    CANCEL: cancelOfVtodo,
    ADD: addOfVtodo,
    REPLY: replyOfVtodo,
    COUNTER: counterOfVtodo,
    DECLINECOUNTER: declineCounterOfVtodo,
  },
  VJOURNAL: {
    PUBLISH: publishOfVjournal,
    REQUEST: undefined,
    REFRESH: undefined,
    CANCEL: cancelOfVjournal,
    ADD: addOfVjournal,
    REPLY: undefined,
    COUNTER: undefined,
    DECLINECOUNTER: undefined,
  },
  VFREEBUSY: {
    PUBLISH: publishOfVfreebusy,
    REQUEST: requestOfVfreebusy,
    REFRESH: undefined,
    CANCEL: undefined,
    ADD: undefined,
    REPLY: replyOfVfreebusy,
    COUNTER: undefined,
    DECLINECOUNTER: undefined,
  },
}

/** The table of that pair; undefined where the RFC has "No". */
export function restrictionTable(
  method: Method,
  componentName: ComponentName,
): RestrictionTable | undefined {
  return restrictionTables[componentName][method]
}

/** All 22, components and methods in the RFC's order. */
export function allRestrictionTables(): readonly RestrictionTable[] {
  return Object.values(restrictionTables).flatMap((byMethod) =>
    Object.values(byMethod).filter((table) => table !== undefined),
  )
}
