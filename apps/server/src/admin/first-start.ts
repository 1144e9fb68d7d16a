/** What a new server does once: an administrator, with a password that is shown once. */
import { randomBytes } from 'node:crypto'
import { principalByName, searchPrincipals } from '@parley/store'
import type { Parts } from '../parts.ts'
import { createPrincipal } from '../people.ts'
import { setPassword } from './people.ts'

/** Lines to show; none where the server has people already. */
export async function firstStart(parts: Parts): Promise<string[]> {
  const someone = await parts.store.read((tables) => searchPrincipals(tables, { limit: 1 }))
  if (someone.length > 0) return []
  const password = randomBytes(12).toString('base64url')
  const domain = parts.config.domains[0] ?? 'localhost'
  const made = await parts.store.write(['first-start'], async (tables) => {
    if ((await principalByName(tables, 'admin')) !== undefined) return false
    const admin = await createPrincipal(tables, parts, {
      name: 'admin',
      kind: 'user',
      displayName: 'Administrator',
      addresses: [`admin@${domain}`],
      tzid: Intl.DateTimeFormat().resolvedOptions().timeZone,
      isAdmin: true,
    })
    await setPassword(tables, parts, admin, password)
    return true
  })
  if (!made) return []
  return [
    'This is the first start. Sign in as the administrator:',
    `  name      admin`,
    `  password  ${password}   (shown once; "parley admin user passwd admin" makes another)`,
  ]
}
