/** `parley admin group …`, `room …`, `resource …`: what is scheduled and does not sign in. */
import type { Settings } from '@parley/server/admin'
import { memberIds, principalsById, replaceMembers, type Tables } from '@parley/store'
import type { Call, Command } from '../command.ts'
import { type ExitCode, misused } from '../failure.ts'
import type { OptionName, OptionRow } from '../options.ts'
import { plain } from '../terminal/paint.ts'
import { numberOf, type Open, operand, serverOptions, shown, tell, withServer } from './server.ts'
import { addressFor, jsonFile, personJson, settingsJson } from './users.ts'

const meanings: Partial<Record<OptionName, OptionRow>> = {
  name: { value: 'NAME', words: 'its name as people read it' },
  zone: { value: 'ZONE', words: 'its time zone, like Europe/Berlin' },
}

export const groupAddCommand: Command = {
  name: 'admin group add',
  summary: 'make a group: inviting it invites its members',
  operands: 'NAME',
  count: [1, 1],
  options: ['address', 'name', 'member', ...serverOptions],
  meanings,
  examples: [
    [
      'parley admin group add sales --address sales@example.com --member ann --member bob',
      'Two are in it.',
    ],
  ],
  run: (call) =>
    withServer(call, async (open) => {
      const { admin, parts } = open
      const made = await parts.store.write(['principals'], async (tables) => {
        const group = await admin.addPrincipal(tables, parts, {
          ...fresh(call, open),
          kind: 'group',
        })
        const members = await idsOf(tables, open, call.options.texts('member'))
        await replaceMembers(tables, group.id, members)
        return group
      })
      const members = call.options.texts('member')
      tell(call, `${made.name} is a group of ${members.length}.`, { ...personJson(made), members })
      return 0
    }),
}

export const groupMembersCommand: Command = {
  name: 'admin group members',
  summary: 'list who is in a group, and change it',
  operands: 'NAME',
  count: [1, 1],
  options: ['member', 'remove', ...serverOptions],
  meanings: {
    member: { value: 'NAME', multiple: true, words: 'who comes in; give it several times' },
  },
  examples: [
    ['parley admin group members sales', 'Who is in it.'],
    ['parley admin group members sales --member carol --remove bob', 'Carol comes, Bob goes.'],
  ],
  run: (call) =>
    withServer(call, async (open) => {
      const { admin, parts } = open
      const { group, members } = await parts.store.write(['principals'], async (tables) => {
        const found = await admin.requirePrincipal(tables, operand(call, 0))
        if (found.kind !== 'group') throw new admin.AdminProblem(`${found.name} is no group.`)
        const before = await memberIds(tables, found.id)
        const coming = await idsOf(tables, open, call.options.texts('member'))
        const going = await idsOf(tables, open, call.options.texts('remove'))
        if (coming.includes(found.id)) throw new admin.AdminProblem('A group is not in itself.')
        const after = [...new Set([...before, ...coming])].filter((each) => !going.includes(each))
        await replaceMembers(tables, found.id, after)
        return { group: found, members: await principalsById(tables, after) }
      })
      const names = members.map((each) => each.name).sort()
      tell(call, names.length === 0 ? 'Nobody.' : names.join('\n'), {
        name: group.name,
        members: names,
      })
      return 0
    }),
}

async function idsOf(
  tables: Tables,
  { admin }: Open,
  names: readonly string[],
): Promise<readonly string[]> {
  const ids: string[] = []
  for (const each of names) ids.push((await admin.requirePrincipal(tables, each)).id)
  return ids
}

function fresh(
  call: Call,
  { config }: Open,
): { name: string; displayName: string; addresses: readonly string[]; tzid: string } {
  const name = operand(call, 0)
  const given = call.options.texts('address')
  return {
    name,
    displayName: call.options.text('name') ?? name,
    addresses: given.length > 0 ? given : [addressFor(name, config.domains)],
    tzid: call.options.text('zone') ?? call.world.zone,
  }
}

const booked: readonly OptionName[] = ['capacity', 'feature', 'booking']

function adding(
  kind: 'room' | 'resource',
): Pick<Command, 'operands' | 'count' | 'options' | 'meanings' | 'run'> {
  return {
    operands: 'NAME',
    count: [1, 1],
    options: ['address', 'name', 'zone', ...booked, ...serverOptions],
    meanings,
    run: (call) =>
      withServer(call, async (open) => {
        const { admin, parts } = open
        const made = await parts.store.write(['principals'], (tables) =>
          admin.addPrincipal(tables, parts, {
            ...fresh(call, open),
            kind,
            settings: settingsGiven(call, admin),
          }),
        )
        tell(call, `${made.name} can be booked: ${shown(made.addresses)}`, {
          ...personJson(made),
          ...settingsJson(admin, made),
        })
        return 0
      }),
  }
}

export const roomAddCommand: Command = {
  name: 'admin room add',
  summary: 'make a room that books itself',
  ...adding('room'),
  details:
    'It accepts when it is free and declines when it is taken, and says why. --booking FILE says ' +
    'otherwise, for example { "answer": "keeper", "keepers": ["ann@example.com"], "horizonDays": 90 }.',
  examples: [
    [
      'parley admin room add blue --address blue@example.com --capacity 6 --feature screen',
      'For six.',
    ],
  ],
}

export const resourceAddCommand: Command = {
  name: 'admin resource add',
  summary: 'make something that can be booked: a car, a projector',
  ...adding('resource'),
  examples: [
    ['parley admin resource add van --address van@example.com --name "The van"', 'One van.'],
  ],
}

function changing(
  kind: 'room' | 'resource',
): Pick<Command, 'operands' | 'count' | 'options' | 'meanings' | 'run'> {
  return {
    operands: 'NAME',
    count: [1, 1],
    options: ['name', 'zone', ...booked, ...serverOptions],
    meanings,
    run: (call) => withServer(call, (open) => changePlace(call, open, kind)),
  }
}

async function changePlace(
  call: Call,
  { admin, parts }: Open,
  kind: 'room' | 'resource',
): Promise<ExitCode> {
  const { options } = call
  if (!(['name', 'zone', ...booked] as const).some((each) => options.flag(each))) {
    throw misused('what is to change? Say at least one option')
  }
  const made = await parts.store.write(['principals'], (tables) =>
    admin.changePrincipal(tables, parts, operand(call, 0), (of) => {
      if (of.kind !== kind) throw new admin.AdminProblem(`${of.name} is no ${kind}.`)
      return {
        ...of,
        displayName: options.text('name') ?? of.displayName,
        tzid: options.text('zone') ?? of.tzid,
        settings: JSON.stringify({ ...admin.settingsOf(of), ...settingsGiven(call, admin) }),
      }
    }),
  )
  const settings = settingsJson(admin, made)
  tell(call, `${made.name}: ${plain(made.displayName)}, ${JSON.stringify(settings)}`, {
    ...personJson(made),
    ...settings,
  })
  return 0
}

export const roomChangeCommand: Command = {
  name: 'admin room change',
  summary: "change a room's name, capacity, features or booking policy",
  ...changing('room'),
  examples: [
    [
      'parley admin room change blue --capacity 8 --feature screen --feature whiteboard',
      'Features are given anew, all of them.',
    ],
    [
      'parley admin room change blue --booking policy.json',
      'What differs from the default policy.',
    ],
  ],
}

export const resourceChangeCommand: Command = {
  name: 'admin resource change',
  summary: "change a resource's name, features or booking policy",
  ...changing('resource'),
  examples: [['parley admin resource change van --feature "tow bar"', 'It has one now.']],
}

function settingsGiven(call: Call, admin: Open['admin']): Settings {
  const { options } = call
  const capacity = numberOf(call, 'capacity')
  const booking = options.text('booking')
  return {
    ...(capacity !== undefined && { capacity }),
    ...(options.flag('feature') && { features: options.texts('feature') }),
    ...(booking !== undefined && { booking: admin.readBooking(jsonFile('booking', booking)) }),
  }
}
