/** Outbox entries for programs that want to hear what arrives: saved with the decision. */
import {
  keyOfComponent,
  parameterValue,
  rawValue,
  recurrenceSet,
  textOf,
  zonesOf,
} from '@parley/icalendar'
import { addressOf, findAttendee, type Message, partStatOf, type SendEffect } from '@parley/itip'
import type { OutboxEntry } from '@parley/store'
import { settingsOf, type Webhook } from '../people.ts'
import type { Desk, Holder } from './desk.ts'
import { newEntry } from './outbox-entry.ts'

/** What happened, for each METHOD that somebody may want to hear of. */
const eventNames: Readonly<Record<string, Webhook['events'][number]>> = {
  REPLY: 'answered',
  COUNTER: 'proposed',
  REQUEST: 'invited',
  ADD: 'invited',
  CANCEL: 'cancelled',
}

type Heard = {
  readonly message: Message
  readonly effect: Pick<SendEffect, 'method' | 'originator'>
}

export function webhookEntries(desk: Desk, to: Holder, heard: Heard): readonly OutboxEntry[] {
  const event = eventNames[heard.effect.method]
  const { webhooks = [] } = settingsOf(to.principal)
  if (event === undefined || webhooks.length === 0) return []
  const wanted = webhooks.filter((each) => each.events.includes(event))
  return wanted.map((webhook) => {
    const id = desk.parts.newId()
    return newEntry(desk, {
      id,
      kind: 'webhook',
      ownerId: to.principal.id,
      uid: desk.uid,
      originator: heard.effect.originator,
      recipient: webhook.id,
      method: event,
      payload: { id, event, ...bodyOf(desk, to, heard) },
    })
  })
}

function bodyOf(desk: Desk, to: Holder, { message, effect }: Heard): Record<string, unknown> {
  const { components, object } = message
  const zones = zonesOf(object, desk.parts.catalog, to.principal.tzid)
  const set = recurrenceSet(components, zones)
  const from = effect.originator
  const lines = components.map((each) => ({ each, line: findAttendee(each, from) }))
  const named = lines.find(({ line }) => line !== undefined)?.line
  const said = components
    .flatMap((each) => each.properties.filter(({ name }) => name === 'COMMENT'))
    .map(textOf)
  return {
    at: new Date(desk.nowSeconds * 1000).toISOString(),
    for: to.principal.name,
    uid: desk.uid,
    eventId: to.stored?.id,
    title: textFrom(to.held.object?.components ?? components),
    from: {
      address: named === undefined ? from : addressOf(named),
      name: named && parameterValue(named, 'CN'),
    },
    comment: said[0],
    instances: lines.map(({ each, line }) => ({
      instance: keyOfComponent(set, each),
      ...(effect.method === 'REPLY' &&
        line !== undefined && { status: partStatOf(line).toLowerCase() }),
      ...(effect.method === 'COUNTER' && {
        start: rawValue(each, 'DTSTART'),
        end: rawValue(each, 'DTEND'),
      }),
    })),
  }
}

function textFrom(components: Message['components']): string {
  for (const each of components) {
    const found = each.properties.find(({ name }) => name === 'SUMMARY')
    if (found !== undefined) return textOf(found)
  }
  return ''
}
