/** People, groups, rooms: found, made, changed, removed; their passwords. */
import { createHash } from 'node:crypto'
import { type CalendarAddress, calendarAddress } from '@parley/itip'
import {
  addCredential,
  credentialsOf,
  deletePrincipal,
  type Principal,
  principalByName,
  principalsByAddress,
  pruneSessions,
  removeCredential,
  setSetting,
  type Tables,
  updatePrincipal,
} from '@parley/store'
import type { Parts } from '../parts.ts'
import { createPrincipal, type NewPrincipal } from '../people.ts'
import { hashPassword, newAppPassword } from '../sign-in/passwords.ts'
import { retime } from './retime.ts'

/** A fault of the person at the keyboard, said in one line. */
export class AdminProblem extends Error {}

export async function requirePrincipal(tables: Tables, name: string): Promise<Principal> {
  const lower = name.toLowerCase()
  const found =
    (await principalByName(tables, lower)) ??
    (await principalsByAddress(tables, [lower])).get(lower)
  if (found === undefined) throw new AdminProblem(`Nobody here has the name or address ${name}.`)
  return found
}

const nameForm = /^[a-z0-9][a-z0-9._@+-]{0,127}$/
const maxAddressLength = 500

/** A new principal whose name and addresses are nobody's yet. */
export async function addPrincipal(
  tables: Tables,
  parts: Pick<Parts, 'newId'>,
  given: NewPrincipal,
): Promise<Principal> {
  const name = given.name.toLowerCase()
  if (!nameForm.test(name)) {
    throw new AdminProblem(
      `${given.name} cannot be a name: letters, digits and . _ @ + - are allowed.`,
    )
  }
  if ((await principalByName(tables, name)) !== undefined) {
    throw new AdminProblem(`The name ${name} is taken.`)
  }
  requireZone(given.tzid)
  const addresses = given.addresses.map(requireAddress)
  await refuseTaken(tables, { name, addresses })
  return createPrincipal(tables, parts, { ...given, name, addresses })
}

/** As addresses are compared: lower case, without `mailto:`. */
export function requireAddress(text: string): CalendarAddress {
  const address = calendarAddress(text)
  if (!/^[^\s@]+@[^\s@]+$|^[a-z][a-z0-9+.-]*:\S+$/.test(address)) {
    throw new AdminProblem(`${text} is not an address like ann@example.com.`)
  }
  if (address.length > maxAddressLength) throw new AdminProblem('The address is too long.')
  return address
}

function requireZone(tzid: string): string {
  if (!Intl.supportedValuesOf('timeZone').includes(tzid) && !isZone(tzid)) {
    throw new AdminProblem(`${tzid} is no time zone like Europe/Berlin.`)
  }
  return tzid
}

function isZone(tzid: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: tzid }).format(0) !== ''
  } catch {
    return false
  }
}

/** The one password for signing in; app passwords stay. Sessions end. */
export async function setPassword(
  tables: Tables,
  parts: Pick<Parts, 'newId' | 'clock'>,
  principal: Principal,
  password: string,
): Promise<void> {
  if (password.length < 8) throw new AdminProblem('A password has eight characters or more.')
  for (const each of await credentialsOf(tables, principal.id)) {
    if (each.kind === 'password') await removeCredential(tables, each.id)
  }
  await pruneSessions(tables, { principalId: principal.id, nowSeconds: parts.clock() })
  await addCredential(tables, {
    id: parts.newId(),
    principalId: principal.id,
    kind: 'password',
    hash: await hashPassword(password),
    label: '',
    createdSeconds: parts.clock(),
    lastUsedSeconds: undefined,
  })
}

/** A password for one device, shown once, revoked by itself. */
export async function addAppPassword(
  tables: Tables,
  parts: Pick<Parts, 'newId' | 'clock'>,
  principal: Principal,
  label: string,
): Promise<{ readonly id: string; readonly password: string }> {
  const id = parts.newId()
  const password = newAppPassword()
  await addCredential(tables, {
    id,
    principalId: principal.id,
    kind: 'app',
    hash: await hashPassword(password),
    label,
    createdSeconds: parts.clock(),
    lastUsedSeconds: undefined,
  })
  return { id, password }
}

export async function revokeCredential(
  tables: Tables,
  principal: Principal,
  id: string,
): Promise<boolean> {
  const found = (await credentialsOf(tables, principal.id)).some((each) => each.id === id)
  if (found) await removeCredential(tables, id)
  return found
}

/** What follows from a change of zone or addresses follows: times are worked out anew. */
export async function changePrincipal(
  tables: Tables,
  parts: Pick<Parts, 'catalog'>,
  name: string,
  change: (of: Principal) => Principal,
): Promise<Principal> {
  const principal = await requirePrincipal(tables, name)
  const changed = change(principal)
  requireZone(changed.tzid)
  await refuseTaken(tables, changed)
  await updatePrincipal(tables, changed)
  await markGone(
    tables,
    principal.addresses.filter((each) => !changed.addresses.includes(each)),
  )
  const moved =
    changed.tzid !== principal.tzid || changed.addresses.join() !== principal.addresses.join()
  if (moved) await retime(tables, parts, changed)
  return changed
}

async function refuseTaken(
  tables: Tables,
  of: { readonly id?: string; readonly name?: string; readonly addresses: readonly string[] },
): Promise<void> {
  // A name signs in before an address does: neither may be another's.
  const held = await principalsByAddress(tables, [
    ...of.addresses,
    ...(of.name === undefined ? [] : [of.name]),
  ])
  for (const [address, principal] of held) {
    if (principal.id !== of.id) throw new AdminProblem(`${address} belongs to ${principal.name}.`)
  }
  for (const address of of.addresses) {
    const named = await principalByName(tables, address)
    if (named !== undefined && named.id !== of.id) {
      throw new AdminProblem(`${address} is the name of another.`)
    }
  }
}

/** Everything of that principal goes; nobody is told. Transfer meetings first. */
export async function removePrincipal(tables: Tables, name: string): Promise<Principal> {
  const principal = await requirePrincipal(tables, name)
  await deletePrincipal(tables, principal.id)
  await markGone(tables, principal.addresses)
  return principal
}

/** Remembered, so that what was once delivered there is not looked for by `check`. */
async function markGone(tables: Tables, addresses: readonly string[]): Promise<void> {
  for (const each of addresses) await setSetting(tables, goneMark(each), 'gone')
}

export function goneMark(address: string): string {
  return `gone:${createHash('sha256').update(address).digest('base64url')}`
}
