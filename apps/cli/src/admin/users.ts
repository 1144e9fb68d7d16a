/** `parley admin user …`: people of a server. */
import { readFileSync } from 'node:fs'
import type { Settings } from '@parley/server/admin'
import { type Principal, searchPrincipals } from '@parley/store'
import type { Call, Command } from '../command.ts'
import { type ExitCode, misused } from '../failure.ts'
import type { OptionName, OptionRow } from '../options.ts'
import { plain, table } from '../terminal/paint.ts'
import { readSecret, secretWords } from './secret.ts'
import { numberOf, type Open, operand, serverOptions, shown, tell, withServer } from './server.ts'

const meanings: Partial<Record<OptionName, OptionRow>> = {
  name: { value: 'NAME', words: 'their name as others read it' },
  zone: { value: 'ZONE', words: 'their time zone, like Europe/Berlin' },
  language: { value: 'TAG', words: 'their language, like en or de' },
  policy: { value: 'FILE', words: 'a JSON file with what differs for them from the policy' },
}
const about: readonly OptionName[] = ['name', 'zone', 'language', 'policy']

export const userAddCommand: Command = {
  name: 'admin user add',
  summary: 'make a person, with a calendar and a password',
  operands: 'NAME',
  count: [1, 1],
  options: ['address', ...about, 'admin', 'password-stdin', 'no-password', ...serverOptions],
  meanings,
  details:
    'NAME is for signing in. Without --address it must be an address itself, or the configuration ' +
    'must name a domain to go with it.',
  examples: [
    [
      'parley admin user add ann --address ann@example.com --name "Ann Archer"',
      'A password is made and shown once.',
    ],
    [
      'parley admin user add bob --address bob@example.com --password-stdin < secret',
      'The password is in a file.',
    ],
  ],
  run: (call) => withServer(call, (open) => addUser(call, open)),
}

async function addUser(call: Call, { admin, parts, config }: Open): Promise<ExitCode> {
  const name = operand(call, 0)
  const secret = call.options.flag('no-password') ? undefined : await readSecret(call)
  const given = call.options.texts('address')
  const addresses = given.length > 0 ? given : [addressFor(name, config.domains)]
  const made = await parts.store.write(['principals'], async (tables) => {
    const language = call.options.text('language')
    const person = await admin.addPrincipal(tables, parts, {
      name,
      kind: 'user',
      displayName: call.options.text('name') ?? name,
      addresses,
      tzid: call.options.text('zone') ?? call.world.zone,
      isAdmin: call.options.flag('admin'),
      settings: settingsGiven(call, admin),
      ...(language !== undefined && { locale: language }),
    })
    if (secret !== undefined) await admin.setPassword(tables, parts, person, secret.password)
    return person
  })
  const password = secret?.made === true ? { password: secret.password } : {}
  tell(call, `${made.name} is here: ${shown(made.addresses)}${secret ? secretWords(secret) : ''}`, {
    ...personJson(made),
    ...password,
  })
  return 0
}

export function addressFor(name: string, domains: readonly string[]): string {
  if (name.includes('@')) return name
  const [domain] = domains
  if (domain === undefined)
    throw misused('which address? Say --address, or name domains in the configuration')
  return `${name}@${domain}`
}

function settingsGiven(call: Call, admin: Open['admin']): Settings {
  const policy = call.options.text('policy')
  return policy === undefined ? {} : { policy: admin.readPolicy(jsonFile('policy', policy)) }
}

/** The JSON value in a file that an option names. */
export function jsonFile(option: OptionName, file: string): unknown {
  const text = readFileSync(file, 'utf8')
  try {
    return JSON.parse(text)
  } catch {
    throw misused(`--${option} ${file}: is no JSON`)
  }
}

export const userListCommand: Command = {
  name: 'admin user list',
  summary: 'list people, groups, rooms and resources',
  operands: '[TEXT]',
  count: [0, 1],
  options: ['kind', 'limit', ...serverOptions],
  details: 'TEXT is a part of a name or an address.',
  examples: [
    ['parley admin user list', 'Everyone.'],
    ['parley admin user list example.com --kind room', 'The rooms with an address there.'],
  ],
  run: (call) => withServer(call, (open) => listUsers(call, open)),
}

const kinds = ['user', 'group', 'room', 'resource'] as const

async function listUsers(call: Call, { admin, parts }: Open): Promise<ExitCode> {
  const text = call.operands[0]
  const wanted = call.options.text('kind')
  const kind = kinds.find((each) => each === wanted)
  if (wanted !== undefined && kind === undefined) {
    throw misused(`--kind ${wanted}: there are ${kinds.join(', ')}`)
  }
  const limit = numberOf(call, 'limit') ?? 10_000
  const found = await parts.store.read((tables) =>
    searchPrincipals(tables, {
      limit,
      ...(text !== undefined && { text }),
      ...(kind !== undefined && { kinds: [kind] }),
    }),
  )
  if (call.options.flag('json')) {
    for (const each of found) {
      call.world.write(`${JSON.stringify({ ...personJson(each), ...settingsJson(admin, each) })}\n`)
    }
    return 0
  }
  if (found.length === 0) call.world.warn('Nobody.\n')
  else call.world.write(`${table(found.map((each) => rowOf(each, call)))}\n`)
  return 0
}

function rowOf(of: Principal, { paint }: Call): readonly string[] {
  const marks = [of.isAdmin ? 'administrator' : '', of.disabled ? 'disabled' : '']
  const kind = of.kind === 'user' ? '' : of.kind
  return [
    of.disabled ? paint.dim(of.name) : paint.bold(of.name),
    plain(of.displayName),
    shown(of.addresses),
    of.tzid,
    [kind, ...marks].filter((each) => each !== '').join(', '),
  ]
}

export function personJson(of: Principal): Readonly<Record<string, unknown>> {
  const { name, kind, displayName, addresses, tzid, locale, isAdmin, disabled } = of
  return { name, kind, displayName, addresses, zone: tzid, locale, isAdmin, disabled }
}

export function settingsJson(
  admin: Open['admin'],
  of: Principal,
): Readonly<Record<string, unknown>> {
  const { capacity, features, booking, policy } = admin.settingsOf(of)
  const given = Object.entries({ capacity, features, booking, policy })
  return Object.fromEntries(given.filter(([, value]) => value !== undefined))
}

export const userChangeCommand: Command = {
  name: 'admin user change',
  summary: "change a person's name, addresses, zone, language, policy or rights",
  operands: 'NAME',
  count: [1, 1],
  options: ['address', ...about, 'admin', 'no-admin', ...serverOptions],
  meanings: {
    ...meanings,
    address: {
      value: 'ADDRESS',
      words: 'the address to write as; the one before stays theirs, as an alias',
    },
  },
  examples: [
    [
      'parley admin user change ann --name "Ann Smith" --address ann.smith@example.com',
      'Who knows the old address still finds her.',
    ],
    [
      'parley admin user change bob --zone America/New_York',
      'What has no zone of its own moves along.',
    ],
  ],
  run: (call) => withServer(call, (open) => changeUser(call, open)),
}

async function changeUser(call: Call, { admin, parts }: Open): Promise<ExitCode> {
  const { options } = call
  const given = [...about, 'address', 'admin', 'no-admin'] as const
  if (!given.some((each) => options.flag(each)))
    throw misused('what is to change? Say at least one option')
  const address = options.text('address')
  const first = address === undefined ? [] : [admin.requireAddress(address)]
  const made = await parts.store.write(['principals'], (tables) =>
    admin.changePrincipal(tables, parts, operand(call, 0), (of) => ({
      ...of,
      displayName: options.text('name') ?? of.displayName,
      addresses: [...new Set([...first, ...of.addresses])],
      tzid: options.text('zone') ?? of.tzid,
      locale: options.text('language') ?? of.locale,
      isAdmin: (of.isAdmin || options.flag('admin')) && !options.flag('no-admin'),
      settings: JSON.stringify({ ...admin.settingsOf(of), ...settingsGiven(call, admin) }),
    })),
  )
  tell(
    call,
    `${made.name}: ${plain(made.displayName)}, ${shown(made.addresses)}, ${made.tzid}`,
    personJson(made),
  )
  return 0
}

function disabling(
  name: string,
  disabled: boolean,
): Pick<Command, 'operands' | 'count' | 'options' | 'run'> {
  return {
    operands: 'NAME',
    count: [1, 1],
    options: serverOptions,
    run: (call) =>
      withServer(call, async ({ admin, parts }) => {
        const made = await parts.store.write(['principals'], (tables) =>
          admin.changePrincipal(tables, parts, operand(call, 0), (of) => ({ ...of, disabled })),
        )
        tell(call, `${made.name} is ${name}.`, personJson(made))
        return 0
      }),
  }
}

export const userDisableCommand: Command = {
  name: 'admin user disable',
  summary: 'keep a person, a room or a resource out; everything of theirs stays',
  ...disabling('disabled', true),
  examples: [
    ['parley admin user disable ann', 'She cannot sign in, and is no longer scheduled here.'],
  ],
}

export const userEnableCommand: Command = {
  name: 'admin user enable',
  summary: 'let in again who was disabled',
  ...disabling('enabled', false),
  examples: [['parley admin user enable ann', 'As before.']],
}

export const userRemoveCommand: Command = {
  name: 'admin user remove',
  summary: 'remove a person, group, room or resource with everything of theirs',
  operands: 'NAME',
  count: [1, 1],
  options: ['confirm', ...serverOptions],
  details: 'Nobody is told. Hand their meetings to somebody first: parley admin transfer.',
  examples: [
    ['parley admin user remove ann', 'Says what would go.'],
    ['parley admin user remove ann --confirm', 'It goes, for good.'],
  ],
  run: (call) => withServer(call, (open) => removeUser(call, open)),
}

async function removeUser(call: Call, { admin, parts }: Open): Promise<ExitCode> {
  const name = operand(call, 0)
  const { person, meetings, resources } = await parts.store.read(async (tables) => {
    const found = await admin.requirePrincipal(tables, name)
    const row = await tables
      .selectFrom('resource')
      .select((select) => select.fn.countAll<number>().as('count'))
      .where('owner_id', '=', found.id)
      .executeTakeFirst()
    return {
      person: found,
      meetings: (await admin.organizedBy(tables, parts, found)).length,
      resources: Number(row?.count ?? 0),
    }
  })
  const has = `${resources} calendar objects, ${meetings} meetings to come as Organizer`
  const json = { name: person.name, resources, meetings }
  if (!call.options.flag('confirm')) {
    tell(call, `${person.name} has ${has}. Nothing was done: say --confirm.`, {
      ...json,
      removed: false,
    })
    return 1
  }
  await parts.store.write(['principals'], (tables) => admin.removePrincipal(tables, name))
  tell(call, `${person.name} is gone, with ${has}.`, { ...json, removed: true })
  return 0
}

export const userPasswdCommand: Command = {
  name: 'admin user passwd',
  summary: 'give a person a new password; their sessions end, app passwords stay',
  operands: 'NAME',
  count: [1, 1],
  options: ['password-stdin', ...serverOptions],
  examples: [
    ['parley admin user passwd ann', 'One is made and shown once.'],
    ['parley admin user passwd ann --password-stdin < secret', 'It is in a file.'],
  ],
  run: (call) =>
    withServer(call, async ({ admin, parts }) => {
      const secret = await readSecret(call)
      const name = await parts.store.write([], async (tables) => {
        const person = await admin.requirePrincipal(tables, operand(call, 0))
        if (person.kind !== 'user') throw new admin.AdminProblem('Only people sign in.')
        await admin.setPassword(tables, parts, person, secret.password)
        return person.name
      })
      const made = secret.made ? { password: secret.password } : {}
      tell(call, `${name} has a new password.${secretWords(secret)}`, { name, ...made })
      return 0
    }),
}
