/** What the methods return, and the words they share. */
import type { Component, InstanceKey } from '@parley/icalendar'
import { allProperties, textOf } from '@parley/icalendar'
import type { CalendarAddress } from './address.ts'
import type { Classification } from './classify.ts'
import type { Effect, Notice, NotifyEffect } from './effect.ts'
import type { Explanation, Reason } from './explanation.ts'
import type { ComponentName } from './message.ts'
import type { InstanceChange } from './significant.ts'
import type { HeldState } from './state.ts'
import type { ReceivedTransition } from './transition.ts'

/** A transition before the violations of the message are put to it. */
export type Outcome = Omit<ReceivedTransition, 'violations'>

/** Nothing changes; the same state comes back. */
export function unchanged(
  state: HeldState,
  classification: Classification,
  reasons: Reason | Explanation,
  effects: readonly Effect[] = [],
): Outcome {
  return { state, classification, effects, explanation: explain(reasons) }
}

export function changed(
  state: HeldState,
  classification: Classification,
  reasons: Reason | Explanation,
  effects: readonly Effect[],
): Outcome {
  return { state, classification, effects, explanation: explain(reasons) }
}

function explain(reasons: Reason | Explanation): Explanation {
  return 'requirement' in reasons ? [reasons] : reasons
}

/** A list of reasons as an explanation, with one to stand in where the list is empty. */
export function explanationOf(reasons: readonly Reason[], otherwise: Reason): Explanation {
  const [first, ...rest] = reasons
  return first === undefined ? [otherwise] : [first, ...rest]
}

export function notify(
  notice: Notice,
  about: CalendarAddress | undefined,
  keys: readonly InstanceKey[],
  more: { changes?: readonly InstanceChange[]; comment?: string | undefined } = {},
): NotifyEffect {
  return { kind: 'notify', notice, about, keys, changes: more.changes ?? [], comment: more.comment }
}

/** What the COMMENTs say, a line each. */
export function commentOf(components: readonly Component[]): string | undefined {
  const texts = new Set<string>()
  for (const each of components) {
    for (const comment of allProperties(each, 'COMMENT')) {
      const text = textOf(comment).trim()
      if (text !== '') texts.add(text)
    }
  }
  return texts.size === 0 ? undefined : [...texts].join('\n')
}

/** Where RFC 5546 speaks of a method: rules that hold alike have the same slug in each section. */
const sections = {
  request: { VEVENT: '3.2.2', VTODO: '3.4.2' },
  reschedule: { VEVENT: '3.2.2.1', VTODO: '3.4.2.1' },
  update: { VEVENT: '3.2.2.2', VTODO: '3.4.2.2' },
  delegation: { VEVENT: '3.2.2.3', VTODO: '3.4.2.3' },
  forwarding: { VEVENT: '3.2.2.6', VTODO: '3.4.2.4' },
  status: { VEVENT: '3.2.2.7', VTODO: '3.4.2.5' },
  reply: { VEVENT: '3.2.3', VTODO: '3.4.3' },
  refresh: { VEVENT: '3.2.6', VTODO: '3.4.6' },
  counter: { VEVENT: '3.2.7', VTODO: '3.4.7' },
  declinecounter: { VEVENT: '3.2.8', VTODO: '3.4.8' },
} as const

type Sections = typeof sections

/** The section about a topic for the component at hand. */
export function sectionOf<Topic extends keyof Sections>(
  topic: Topic,
  name: ComponentName,
): Sections[Topic]['VEVENT'] | Sections[Topic]['VTODO'] {
  return name === 'VTODO' ? sections[topic].VTODO : sections[topic].VEVENT
}

export function publishSection(name: ComponentName): '3.2.1' | '3.4.1' | '3.5.1' {
  return name === 'VTODO' ? '3.4.1' : name === 'VJOURNAL' ? '3.5.1' : '3.2.1'
}

export function addSection(name: ComponentName): '3.2.4' | '3.4.4' | '3.5.2' {
  return name === 'VTODO' ? '3.4.4' : name === 'VJOURNAL' ? '3.5.2' : '3.2.4'
}

export function cancelSection(name: ComponentName): '3.2.5' | '3.4.5' | '3.5.3' {
  return name === 'VTODO' ? '3.4.5' : name === 'VJOURNAL' ? '3.5.3' : '3.2.5'
}
