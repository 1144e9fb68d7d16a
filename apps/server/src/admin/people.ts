/** People, groups, rooms: made, changed, removed; their passwords. */
import {
  addCredential,
  credentialsOf,
  deletePrincipal,
  type Principal,
  principalByName,
  principalsByAddress,
  pruneSessions,
  removeCredential,
  type Tables,
  updatePrincipal,
} from '@parley/store'
import type { Parts } from '../parts.ts'
import { hashPassword, newAppPassword } from '../sign-in/passwords.ts'

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

export async function changePrincipal(
  tables: Tables,
  name: string,
  change: (of: Principal) => Principal,
): Promise<Principal> {
  const principal = await requirePrincipal(tables, name)
  const changed = change(principal)
  await refuseTaken(tables, changed)
  await updatePrincipal(tables, changed)
  return changed
}

export async function refuseTaken(
  tables: Tables,
  of: { readonly id?: string; readonly addresses: readonly string[] },
): Promise<void> {
  const held = await principalsByAddress(tables, of.addresses)
  for (const [address, principal] of held) {
    if (principal.id !== of.id) throw new AdminProblem(`${address} belongs to ${principal.name}.`)
  }
}

/** Everything of that principal goes; nobody is told. Transfer meetings first. */
export async function removePrincipal(tables: Tables, name: string): Promise<Principal> {
  const principal = await requirePrincipal(tables, name)
  await deletePrincipal(tables, principal.id)
  return principal
}
