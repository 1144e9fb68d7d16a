/** `parley admin alias …`, `delegate …`, `app-password …`: who is meant, who may act, what signs in. */
import {
  type Credential,
  credentialsOf,
  delegatesOf,
  delegatorsOf,
  principalsById,
  setDelegate,
} from '@parley/store'
import type { Command } from '../command.ts'
import { misused } from '../failure.ts'
import { plain, table } from '../terminal/paint.ts'
import { dayWords } from '../times.ts'
import { operand, serverOptions, shown, tell, withServer } from './server.ts'
import { personJson } from './users.ts'

function aliasing(
  change: (held: readonly string[], address: string) => readonly string[],
): Pick<Command, 'operands' | 'count' | 'options' | 'run'> {
  return {
    operands: 'NAME ADDRESS',
    count: [2, 2],
    options: serverOptions,
    run: (call) =>
      withServer(call, async ({ admin, parts }) => {
        const address = admin.requireAddress(operand(call, 1))
        const made = await parts.store.write(['principals'], (tables) =>
          admin.changePrincipal(tables, parts, operand(call, 0), (of) => {
            const addresses = change(of.addresses, address)
            if (addresses.length === of.addresses.length) {
              const has = of.addresses.includes(address)
                ? 'has that address'
                : 'has no such address'
              throw new admin.AdminProblem(`${of.name} ${has}.`)
            }
            if (addresses.length === 0) throw new admin.AdminProblem('One address must stay.')
            return { ...of, addresses }
          }),
        )
        tell(call, `${made.name}: ${shown(made.addresses)}`, personJson(made))
        return 0
      }),
  }
}

export const aliasAddCommand: Command = {
  name: 'admin alias add',
  summary: 'let another address mean somebody too',
  ...aliasing((held, address) => [...new Set([...held, address])]),
  examples: [['parley admin alias add bob robert@example.com', 'Invitations to both reach Bob.']],
}

export const aliasRemoveCommand: Command = {
  name: 'admin alias remove',
  summary: 'take an address away from somebody',
  ...aliasing((held, address) => held.filter((each) => each !== address)),
  examples: [
    ['parley admin alias remove bob robert@example.com', 'It means nobody here any more.'],
  ],
}

export const delegateAddCommand: Command = {
  name: 'admin delegate add',
  summary: "let somebody see, or keep, another's calendars",
  operands: 'OWNER DELEGATE',
  count: [2, 2],
  options: ['read', 'write', ...serverOptions],
  examples: [
    [
      'parley admin delegate add ann bob --write',
      'Bob keeps the calendars of Ann, and answers for her.',
    ],
    ['parley admin delegate add ann carol --read', 'Carol sees them.'],
  ],
  run: (call) =>
    withServer(call, async ({ admin, parts }) => {
      const access = call.options.flag('write') ? 'write' : 'read'
      if (call.options.flag('read') === call.options.flag('write')) {
        throw misused('say either --read or --write')
      }
      const names = await parts.store.write(['principals'], async (tables) => {
        const owner = await admin.requirePrincipal(tables, operand(call, 0))
        const delegate = await admin.requirePrincipal(tables, operand(call, 1))
        if (owner.id === delegate.id) throw new admin.AdminProblem('These two are the same.')
        await setDelegate(tables, { ownerId: owner.id, delegateId: delegate.id, access })
        return { owner: owner.name, delegate: delegate.name }
      })
      const may = access === 'write' ? 'keeps' : 'sees'
      tell(call, `${names.delegate} ${may} the calendars of ${names.owner}.`, { ...names, access })
      return 0
    }),
}

export const delegateRemoveCommand: Command = {
  name: 'admin delegate remove',
  summary: 'take that back',
  operands: 'OWNER DELEGATE',
  count: [2, 2],
  options: serverOptions,
  examples: [['parley admin delegate remove ann bob', 'Bob sees nothing of it any more.']],
  run: (call) =>
    withServer(call, async ({ admin, parts }) => {
      const names = await parts.store.write(['principals'], async (tables) => {
        const owner = await admin.requirePrincipal(tables, operand(call, 0))
        const delegate = await admin.requirePrincipal(tables, operand(call, 1))
        const held = await delegatesOf(tables, owner.id)
        if (!held.some((each) => each.delegateId === delegate.id)) {
          throw new admin.AdminProblem(`${delegate.name} is no delegate of ${owner.name}.`)
        }
        await setDelegate(tables, { ownerId: owner.id, delegateId: delegate.id, access: undefined })
        return { owner: owner.name, delegate: delegate.name }
      })
      tell(call, `${names.delegate} is no delegate of ${names.owner} any more.`, names)
      return 0
    }),
}

export const delegateListCommand: Command = {
  name: 'admin delegate list',
  summary: 'list the delegates of somebody, and for whom they are one',
  operands: 'NAME',
  count: [1, 1],
  options: serverOptions,
  examples: [['parley admin delegate list ann', 'Both ways.']],
  run: (call) =>
    withServer(call, async ({ admin, parts }) => {
      const rows = await parts.store.read(async (tables) => {
        const person = await admin.requirePrincipal(tables, operand(call, 0))
        const held = [
          ...(await delegatesOf(tables, person.id)),
          ...(await delegatorsOf(tables, person.id)),
        ]
        const ids = held.flatMap((each) => [each.ownerId, each.delegateId])
        const people = await principalsById(tables, [...new Set(ids)])
        const names = new Map(people.map((each) => [each.id, each.name]))
        return held.map(({ ownerId, delegateId, access }) => ({
          owner: names.get(ownerId) ?? '',
          delegate: names.get(delegateId) ?? '',
          access,
        }))
      })
      if (rows.length === 0 && !call.options.flag('json')) call.world.warn('None.\n')
      for (const row of rows) {
        tell(call, `${row.delegate} ${row.access === 'write' ? 'keeps' : 'sees'} ${row.owner}`, row)
      }
      return 0
    }),
}

export const appPasswordAddCommand: Command = {
  name: 'admin app-password add',
  summary: 'make a password for one device or program; it is shown once',
  operands: 'NAME',
  count: [1, 1],
  options: ['label', ...serverOptions],
  examples: [['parley admin app-password add ann --label phone', 'For the phone of Ann.']],
  run: (call) =>
    withServer(call, async ({ admin, parts }) => {
      const label = call.options.text('label') ?? 'made by an administrator'
      const made = await parts.store.write([], async (tables) => {
        const person = await admin.requirePrincipal(tables, operand(call, 0))
        if (person.kind !== 'user') throw new admin.AdminProblem('Only people sign in.')
        const added = await admin.addAppPassword(tables, parts, person, label)
        return { name: person.name, label, ...added }
      })
      tell(
        call,
        `${plain(label)}, for ${made.name}\n  password  ${made.password}   (shown once)`,
        made,
      )
      return 0
    }),
}

export const appPasswordListCommand: Command = {
  name: 'admin app-password list',
  summary: 'list the passwords of somebody, without the passwords',
  operands: 'NAME',
  count: [1, 1],
  options: serverOptions,
  examples: [
    ['parley admin app-password list ann', 'With their ids, and when each was last used.'],
  ],
  run: (call) =>
    withServer(call, async ({ admin, parts }) => {
      const held = await parts.store.read(async (tables) =>
        credentialsOf(tables, (await admin.requirePrincipal(tables, operand(call, 0))).id),
      )
      if (call.options.flag('json')) {
        for (const { hash: _, ...each } of held) call.world.write(`${JSON.stringify(each)}\n`)
        return 0
      }
      if (held.length === 0) call.world.warn('None.\n')
      else call.world.write(`${table(held.map(credentialRow))}\n`)
      return 0
    }),
}

function credentialRow(of: Credential): readonly string[] {
  const label = of.kind === 'app' ? plain(of.label) : 'the password'
  const used = of.lastUsedSeconds
  return [
    of.id,
    label,
    `made ${dayWords(of.createdSeconds)}`,
    used === undefined ? 'never used' : `used ${dayWords(used)}`,
  ]
}

export const appPasswordRevokeCommand: Command = {
  name: 'admin app-password revoke',
  summary: 'take a password back; it ends at once',
  operands: 'NAME ID',
  count: [2, 2],
  options: serverOptions,
  examples: [['parley admin app-password revoke ann 6f1c', 'The id, or the beginning of it.']],
  run: (call) =>
    withServer(call, async ({ admin, parts }) => {
      const revoked = await parts.store.write([], async (tables) => {
        const person = await admin.requirePrincipal(tables, operand(call, 0))
        const fitting = (await credentialsOf(tables, person.id)).filter((each) =>
          each.id.startsWith(operand(call, 1)),
        )
        const [one] = fitting
        if (one === undefined || fitting.length > 1) {
          const what = one === undefined ? 'no password' : 'several passwords'
          throw new admin.AdminProblem(`${person.name} has ${what} with that id.`)
        }
        await admin.revokeCredential(tables, person, one.id)
        return { name: person.name, id: one.id, label: one.label }
      })
      tell(call, `The password "${plain(revoked.label)}" of ${revoked.name} is revoked.`, revoked)
      return 0
    }),
}
