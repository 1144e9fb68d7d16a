/** An Attendee's client that leaves RECURRENCE-ID out of the one instance that it was invited to. */
import type { Component } from '@parley/icalendar'
import { firstProperty, timeOf, utcSeconds, withProperty } from '@parley/icalendar'
import type { PartKey, Parts } from './parts.ts'
import { recurs } from './parts.ts'

/**
 * The client's version with that component named as the instance that it stands for: held without
 * its series, and at the client's DTSTART by its RECURRENCE-ID or by its own DTSTART.
 */
export function withNamedInstance(client: Parts, server: Parts): Parts {
  const { master } = client
  if (master === undefined || server.master !== undefined || recurs(master)) return client
  const named = instanceMeant(master, client, server)
  if (named === undefined) return client
  const [key, held] = named
  const recurrenceId = firstProperty(held, 'RECURRENCE-ID')
  if (recurrenceId === undefined) return client
  const overridden = new Map(client.overridden).set(key, withProperty(master, recurrenceId))
  return { ...client, master: undefined, overridden }
}

function instanceMeant(
  master: Component,
  client: Parts,
  server: Parts,
): readonly [PartKey, Component] | undefined {
  const start = secondsOf(master, 'DTSTART', client)
  const open = [...server.overridden].filter(([key]) => !client.overridden.has(key))
  for (const name of ['RECURRENCE-ID', 'DTSTART']) {
    const found = open.find(([, each]) => secondsOf(each, name, server) === start)
    if (start !== undefined && found !== undefined) return found
  }
  return undefined
}

function secondsOf(of: Component, name: string, { zones }: Parts): number | undefined {
  const found = firstProperty(of, name)
  const time = found && timeOf(found)
  return time && utcSeconds(time, zones())
}
