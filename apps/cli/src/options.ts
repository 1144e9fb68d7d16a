/** Every option of every command, in one table, and how a command line is taken apart. */
import { parseArgs } from 'node:util'
import type { Command, Options } from './command.ts'
import { misused } from './failure.ts'

export type OptionRow = {
  /** What the value is called in the help; a flag has none. */
  readonly value?: string
  readonly multiple?: boolean
  readonly short?: string
  readonly words: string
}

const optionTable = {
  json: { words: 'print JSON, one line per answer' },
  help: { short: 'h', words: 'print help' },
  calendar: {
    value: 'DIR',
    short: 'C',
    words: 'the calendar: a folder of .ics files (else PARLEY_CALENDAR)',
  },
  outbox: { value: 'DIR', words: 'where mails go as .eml files (else DIR/outbox)' },
  as: { value: 'ADDRESS', words: 'whose calendar it is (else PARLEY_AS)' },
  alias: {
    value: 'ADDRESS',
    multiple: true,
    words: 'another address of theirs; *@example.com means a domain',
  },
  name: { value: 'NAME', words: 'their name, for mails and ATTENDEE' },
  'sent-by': { value: 'ADDRESS', words: 'who acts for them: written as SENT-BY' },
  policy: { value: 'FILE', words: 'a JSON file with what differs from the default policy' },
  now: { value: 'TIME', words: 'what time it is, like 2026-03-01T09:00:00Z' },
  zone: { value: 'ZONE', words: 'your time zone, like Europe/Berlin' },
  language: { value: 'TAG', words: 'language of the mails: en or de' },
  'dry-run': { short: 'n', words: 'say what would happen and leave every file as it is' },
  accept: { words: 'yes' },
  decline: { words: 'no' },
  tentative: { words: 'perhaps' },
  dismiss: { words: 'no, and leave everything as it is' },
  instance: {
    value: 'TIME',
    multiple: true,
    words: 'one instance of a series, by its original start or its day',
  },
  'this-and-future': { words: 'that instance and all later ones' },
  from: { value: 'ADDRESS', words: 'who sent it, where a file does not say so as a mail does' },
  comment: { value: 'TEXT', words: 'a few words to go with it' },
  start: { value: 'TIME', words: 'like 2026-03-01T10:00 or 2026-03-01 (all day)' },
  end: { value: 'TIME', words: 'when it ends' },
  duration: { value: 'LENGTH', words: 'like 1h30m, 45m, 2d or PT1H30M' },
  summary: { value: 'TEXT', words: 'what it is called' },
  location: { value: 'TEXT', words: 'where it is' },
  description: { value: 'TEXT', words: 'what it is about' },
  rule: { value: 'RRULE', words: 'how it repeats, like FREQ=WEEKLY;COUNT=10' },
  attendee: { value: 'ADDRESS', multiple: true, words: 'whom it is about; give it several times' },
  'remove-attendee': { value: 'ADDRESS', multiple: true, words: 'who is no longer invited' },
  uid: { value: 'UID', words: 'the UID to give it (else a fresh one)' },
  to: { value: 'ADDRESS', multiple: true, words: 'to whom; give it several times' },
  'stay-informed': { words: 'go on receiving what the Organizer sends' },
  silent: { words: 'tell nobody' },
  resend: { value: 'ADDRESS', multiple: true, words: 'tell this one even if nothing changed' },
  limit: { value: 'N', words: 'how many at most' },
  days: { value: 'N', words: 'how many days' },
  hours: { value: 'HOURS', words: 'working hours from Monday to Friday, like 9-17 or 08:30-17:00' },
  ics: { words: 'print a VFREEBUSY to publish' },
  optional: { value: 'PERSON', multiple: true, words: 'someone who need not come' },
  room: { value: 'ROOM', multiple: true, words: 'a room; one of those given is taken' },
  seats: { value: 'N', words: 'seats that the room must have (else one for each person)' },
  feature: { value: 'WORD', multiple: true, words: 'what a room has, like screen or wheelchair' },
  person: {
    value: 'PERSON',
    multiple: true,
    words: 'whose time is known: ADDRESS=DIR, a folder of calendar files',
  },
  free: { words: 'propose the best time that is free for all whose time is known' },
  lunch: { words: "keep everyone's lunch free, 12:00 to 13:00 where they are" },
  buffer: { value: 'LENGTH', words: 'kept free before and after' },
  'at-least': { value: 'N', words: 'so many of the people must be able to come (else all)' },
  candidate: { value: 'TIME', multiple: true, words: 'a time to vote on; give it several times' },
  'hide-votes': { words: 'nobody is told what others voted' },
  yes: { value: 'N', multiple: true, words: 'the number of a candidate that suits' },
  maybe: { value: 'N', multiple: true, words: 'of one that may do' },
  no: { value: 'N', multiple: true, words: 'of one that does not' },
  item: { value: 'N', words: 'the number of the candidate chosen' },
  act: { value: 'NAME', words: 'this act only' },
  keep: { value: 'DIR', words: 'play it in this folder and leave it there' },
  config: {
    value: 'FILE',
    words: "the server's configuration (else PARLEY_CONFIG, else what the server takes by itself)",
  },
  address: {
    value: 'ADDRESS',
    multiple: true,
    words: 'a calendar address; the first is the one to write as',
  },
  admin: { words: 'may administer the server' },
  'no-admin': { words: 'may administer it no more' },
  'password-stdin': { words: 'take the password from standard input (else one is made)' },
  'no-password': { words: 'give no password, as for people who sign in by OpenID Connect' },
  kind: { value: 'KIND', words: 'user, group, room or resource' },
  confirm: { words: 'yes, do it' },
  member: { value: 'NAME', multiple: true, words: 'who belongs to it; give it several times' },
  remove: { value: 'NAME', multiple: true, words: 'who belongs to it no more' },
  capacity: { value: 'N', words: 'how many people it holds' },
  booking: {
    value: 'FILE',
    words: 'a JSON file with what differs from the default booking policy',
  },
  read: { words: 'may look' },
  write: { words: 'may look, change, and answer' },
  label: { value: 'TEXT', words: 'what it is for, like "phone"' },
  user: { value: 'NAME', words: 'whose, by name or address' },
  schedule: { words: 'meetings to come are scheduled by this server from now on' },
  peer: { value: 'ADDRESS', words: 'from or to whom' },
  since: { value: 'TIME', words: 'not before; a time, or a length like 2d or 3h ago' },
} as const

export type OptionName = keyof typeof optionTable

/** What every command that knows a calendar user takes. */
export const identityOptions: readonly OptionName[] = [
  'as',
  'alias',
  'name',
  'sent-by',
  'policy',
  'now',
  'zone',
]
/** What every command that may write a calendar takes. */
export const folderOptions: readonly OptionName[] = [
  'calendar',
  'outbox',
  ...identityOptions,
  'language',
  'dry-run',
]

export function rowOf(name: OptionName, command: Pick<Command, 'meanings'>): OptionRow {
  return command.meanings?.[name] ?? optionTable[name]
}

/** Takes apart what follows a command's name. */
export function parseCall(
  command: Command,
  line: readonly string[],
): { operands: readonly string[]; options: Options } {
  const names = optionsOf(command)
  const config: Record<string, { type: 'string' | 'boolean'; multiple: boolean; short?: string }> =
    {}
  for (const name of names) {
    const { value, short } = rowOf(name, command)
    // Every option may be given more than once here, so that a doubled one can be refused below.
    config[name] = { type: value === undefined ? 'boolean' : 'string', multiple: true }
    if (short !== undefined) config[name] = { ...config[name], short }
  }
  const { values, positionals } = parsed(line, config)
  const given = new Map<string, readonly (string | boolean)[]>(Object.entries(values))
  for (const name of names) {
    const times = given.get(name)?.length ?? 0
    const row = rowOf(name, command)
    if (times > 1 && row.multiple !== true && row.value !== undefined) {
      throw misused(`--${name} may be given once`)
    }
  }
  const texts = (name: OptionName): readonly string[] =>
    (given.get(name) ?? []).filter((each) => typeof each === 'string')
  return {
    operands: positionals,
    options: { text: (name) => texts(name)[0], texts, flag: (name) => given.has(name) },
  }
}

/** The command's options with those that every command has. */
export function optionsOf(command: Command): readonly OptionName[] {
  return [...command.options, 'json', 'help']
}

function parsed(
  line: readonly string[],
  options: Record<string, { type: 'string' | 'boolean'; multiple: boolean; short?: string }>,
): { values: Record<string, (string | boolean)[]>; positionals: string[] } {
  try {
    const { values, positionals } = parseArgs({
      args: [...line],
      options,
      allowPositionals: true,
      strict: true,
    })
    return { values: values as Record<string, (string | boolean)[]>, positionals }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const [, unknown] = /option '([^']+)'/.exec(message) ?? []
    if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION' && unknown !== undefined) {
      const near = nearest(unknown.replace(/^-+/, ''), Object.keys(options))
      const hint = near === undefined ? '' : `; did you mean --${near}?`
      throw misused(`there is no option ${unknown}${hint}`)
    }
    throw misused(message.split(/\.\s|\n/)[0] ?? message)
  }
}

/** The name that is at most two letters away, or that begins so. */
export function nearest(word: string, names: readonly string[]): string | undefined {
  if (word === '') return undefined
  const [best] = names
    .map((name) => ({ name, far: name.startsWith(word) ? 1 : distance(word, name) }))
    .sort((one, other) => one.far - other.far)
  return best !== undefined && best.far <= 2 && best.far < word.length ? best.name : undefined
}

/** How many letters must be put in, taken out or changed (Levenshtein). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, i) => i)
  for (let i = 1; i <= one.length; i++) {
    const next = [i]
    for (let j = 1; j <= other.length; j++) {
      const change = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1)
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[other.length] ?? 0
}
