/** Who runs a command, when, and under which policy: what the engine is told. */
import { readFileSync } from 'node:fs'
import { zoneCatalog } from '@parley/icalendar'
import type { CalendarUser, Context, Originator, Policy } from '@parley/itip'
import { calendarAddress, calendarUser, defaultPolicy } from '@parley/itip'
import type { Call, Options } from './command.ts'
import { misused } from './failure.ts'
import { requireFolder } from './folder/folder.ts'
import { typedInstant } from './times.ts'
import type { World } from './world.ts'

export const version = '0.1.0'
export const productId: string = `-//Parley//parley ${version}//EN`

/** The context of this call; whose calendar it is must be known. */
export function contextOf(call: Call, originator?: Originator): Context {
  const { options, world } = call
  const zone = zoneOf(call)
  const sentBy = options.text('sent-by')
  return {
    nowSeconds: nowOf(call),
    self: selfOf(options, world),
    policy: policyOf(options.text('policy')),
    catalog: zoneCatalog(),
    floatingTzid: zone,
    productId,
    ...(sentBy === undefined ? {} : { actingAs: calendarAddress(checked('sent-by', sentBy)) }),
    ...(originator === undefined ? {} : { originator }),
  }
}

export function nowOf({ options, world }: Call): number {
  const now = options.text('now')
  return now === undefined ? world.nowSeconds() : typedInstant('now', now, 'UTC')
}

export function zoneOf({ options, world }: Pick<Call, 'options' | 'world'>): string {
  const zone = options.text('zone') ?? world.zone
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone
  } catch {
    throw misused(`--zone ${zone}: no such time zone; they are called like Europe/Berlin`)
  }
}

function selfOf(options: Options, world: World): CalendarUser {
  const as = options.text('as') ?? world.environment['PARLEY_AS']
  if (as === undefined) throw misused('whose calendar is it? Say --as ADDRESS, or set PARLEY_AS')
  const aliases = options.texts('alias').map((each) => checked('alias', each))
  return calendarUser(checked('as', as), aliases, options.text('name'))
}

/** An address as typed: mail, or any other URI. */
export function checked(option: string, address: string): string {
  if (
    /^[^\s@<>,;"]+@[^\s@<>,;"]+$/.test(address) ||
    /^[a-z][a-z0-9+.-]*:[^\s<>"]+$/i.test(address)
  ) {
    return address
  }
  throw misused(`--${option} ${address}: not an address like anna@example.com`)
}

/** The folder that the call names, which must be there. */
export function calendarThere(call: Call): string {
  const folder = calendarOf(call)
  requireFolder(folder)
  return folder
}

export function calendarOf({ options, world }: Call): string {
  const folder = options.text('calendar') ?? world.environment['PARLEY_CALENDAR']
  if (folder === undefined || folder === '') {
    throw misused('which calendar? Say --calendar DIR, or set PARLEY_CALENDAR')
  }
  return folder
}

const choices: Readonly<Record<keyof Policy, readonly string[] | 'texts'>> = {
  uninvitedAttendees: ['accept', 'ask', 'refuse'],
  counterProposals: ['accept', 'accept-if-free', 'ask', 'refuse'],
  forwarding: ['allow', 'refuse'],
  delegation: ['allow', 'same-domain', 'refuse'],
  guestList: ['show', 'hide'],
  newInvitations: ['add', 'ask'],
  organizerChange: ['accept', 'ask', 'refuse'],
  cancelledComponents: ['keep-cancelled', 'remove'],
  refresh: ['answer', 'ignore'],
  unconfirmedOriginator: ['apply', 'ask', 'refuse'],
  sharedMailDomains: 'texts',
  refusedQuirks: 'texts',
  defaultAlarms: 'texts',
}

function policyOf(file: string | undefined): Policy {
  if (file === undefined) return defaultPolicy
  let written: unknown
  try {
    written = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) throw misused(`--policy ${file}: not JSON: ${error.message}`)
    throw error
  }
  if (typeof written !== 'object' || written === null || Array.isArray(written)) {
    throw misused(`--policy ${file}: not a JSON object`)
  }
  const allowed = new Map<string, readonly string[] | 'texts'>(Object.entries(choices))
  for (const [key, value] of Object.entries(written)) {
    const choice = allowed.get(key)
    if (choice === undefined) {
      throw misused(
        `--policy ${file}: no policy is called ${key}; there are ${[...allowed.keys()].join(', ')}`,
      )
    }
    const fits =
      choice === 'texts'
        ? Array.isArray(value) && value.every((each) => typeof each === 'string')
        : choice.includes(value)
    if (!fits) {
      const may = choice === 'texts' ? 'a list of texts' : choice.join(', ')
      throw misused(`--policy ${file}: ${key} is ${JSON.stringify(value)}; it may be ${may}`)
    }
  }
  return { ...defaultPolicy, ...written }
}
