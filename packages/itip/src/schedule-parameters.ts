/** SCHEDULE-AGENT, SCHEDULE-FORCE-SEND, SCHEDULE-STATUS on ORGANIZER and ATTENDEE (RFC 6638 §7). */
import type { Component, Property } from '@parley/icalendar'
import { parameterValue, withParameter } from '@parley/icalendar'

export type ScheduleAgent = 'SERVER' | 'CLIENT' | 'NONE'

// Requirement: 6638/7.1/agent-on-organizer-or-attendee
// Requirement: 6638/7.1/absent-agent-is-server
// Requirement: 6638/7.1/unknown-agent-is-none
/** Who sends messages to that calendar user; what we do not know counts as NONE (RFC 6638 §7.1). */
export function scheduleAgentOf(of: Property): ScheduleAgent {
  if (of.parameters.length === 0) return 'SERVER'
  const agent = parameterValue(of, 'SCHEDULE-AGENT')?.toUpperCase()
  if (agent === undefined || agent === 'SERVER') return 'SERVER'
  return agent === 'CLIENT' ? 'CLIENT' : 'NONE'
}

// Requirement: 6638/7.2/force-send-where-server-schedules
// Requirement: 6638/7.2/force-send-ignored-elsewhere
// Requirement: 6638/7.2/organizer-forces-request
// Requirement: 6638/7.2/attendee-forces-reply
/** Is a message asked for that no change calls for (RFC 6638 §7.2)? */
export function forcesSend(of: Property, method: 'REQUEST' | 'REPLY'): boolean {
  if (of.parameters.length === 0 || scheduleAgentOf(of) !== 'SERVER') return false
  return parameterValue(of, 'SCHEDULE-FORCE-SEND')?.toUpperCase() === method
}

// Requirement: 6638/7.1/agent-not-in-messages
// Requirement: 6638/7.2/force-send-not-in-messages
// Requirement: 6638/7.3/status-not-in-messages
/** The property as others see it: without any SCHEDULE- parameter (RFC 6638 §7.1 to §7.3). */
export function withoutScheduleParameters(of: Property): Property {
  if (!of.parameters.some(isScheduleParameter)) return of
  const parameters = of.parameters.filter((each) => !isScheduleParameter(each))
  return { ...of, parameters, source: undefined }
}

function isScheduleParameter({ name }: { readonly name: string }): boolean {
  return name === 'SCHEDULE-AGENT' || name === 'SCHEDULE-FORCE-SEND' || name === 'SCHEDULE-STATUS'
}

// Requirement: 6638/7.2/force-send-not-kept
// Requirement: 6638/7.2/unknown-force-send-is-2.3
/**
 * The component as it is stored: SCHEDULE-FORCE-SEND was an order, not a fact. A value that we do
 * not know leaves SCHEDULE-STATUS 2.3 behind (RFC 6638 §7.2).
 */
export function withoutForceSend(of: Component, known: 'REQUEST' | 'REPLY'): Component {
  if (!of.properties.some(hasForceSend)) return of
  const properties = of.properties.map((each) => {
    const value = parameterValue(each, 'SCHEDULE-FORCE-SEND')
    if (value === undefined) return each
    const plain = withParameter(each, 'SCHEDULE-FORCE-SEND')
    return value.toUpperCase() === known ? plain : withParameter(plain, 'SCHEDULE-STATUS', '2.3')
  })
  return { ...of, properties }
}

function hasForceSend(of: Property): boolean {
  return of.parameters.some((each) => each.name === 'SCHEDULE-FORCE-SEND')
}
