/**
 * The story of the demonstration with real messages of the corpus: an invitation as the product wrote
 * it → receive → accept → the Organizer's update → counter → accepted → cancel. Each step is a
 * `parley` command on folders, and each outcome is checked.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Component, Time } from '@parley/icalendar'
import {
  allProperties,
  firstProperty,
  formatTime,
  parseCalendar,
  serializeText,
  timeOf,
  withoutProperties,
} from '@parley/icalendar'
import { addressOf, calendarAddress, findAttendee, partStatOf, revisionOf } from '@parley/itip'
import { objectsByUid } from '../../apps/cli/src/commands/event.ts'
import { classOf } from '../../apps/cli/src/demo/scene.ts'
import type { Person, Stage } from '../../apps/cli/src/demo/stage.ts'
import { setStage } from '../../apps/cli/src/demo/stage.ts'
import { readInputBytes } from '../../apps/cli/src/input.ts'
import { run as runParley } from '../../apps/cli/src/run.ts'
import type { ConformanceResult } from '../conformance.ts'

const mails = 'imip/'
const tine = `${mails}tine20.tine20__tests__tine20__Felamimail__files__`
const products: readonly (readonly [product: string, file: string])[] = [
  ['Outlook.com', `${mails}nextcloud.mail__tests__data__imip__request_outlook_com.txt.eml`],
  ['Outlook 16', `${mails}Intermesh.groupoffice__tests__static__outlook-invite.eml`],
  ['Exchange 2007', `${tine}invite_outlook.eml`],
  ['Google', `${mails}nextcloud.mail__tests__data__imip__request_google.txt.eml`],
  [
    'Google, twice in one mail',
    `${mails}KDE.kube__framework__src__domain__mime__testdata__gmail-invitation.mbox.eml`,
  ],
  ['Apple iOS', `${tine}iOSInvitation.eml`],
  ['Apple Calendar', `${tine}mac_invitation.eml`],
  ['Thunderbird', `${tine}invitation.eml`],
  [
    'KOrganizer',
    `${mails}KDE.kdepimlibs__akonadi-mime__autotests__messagetests__mails__signed.mbox.eml`,
  ],
  [
    'Lotus Notes',
    'itip/tine20.tine20__tests__tine20__Calendar__Import__files__lotusnotes_external_invitation.ics',
  ],
  ['Zimbra', 'stored/kewisch.ical.js__samples__recur_instances.ics'],
]

type Step = { readonly name: string; readonly holds: boolean; readonly found: string }

export async function run(shared: string): Promise<ConformanceResult> {
  const lines: string[] = []
  let passed = 0
  let failed = 0
  for (const [product, file] of products) {
    const path = join(shared, 'corpus', file)
    if (!existsSync(path)) {
      failed++
      lines.push(`${product}: the corpus lacks ${file}`)
      continue
    }
    const folder = mkdtempSync(join(tmpdir(), 'parley-corpus-'))
    try {
      const steps = await play(path, folder)
      const wrong = steps.filter((each) => !each.holds)
      passed += steps.length - wrong.length
      failed += wrong.length
      const told = steps.map(({ name, found, holds }) => `${holds ? '' : 'NOT '}${name}: ${found}`)
      lines.push(`${product.padEnd(26)} ${told.join(' → ')}`)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
  return { name: 'corpus-demo', passed, failed, lines }
}

type Setting = {
  readonly stage: Stage
  readonly organizer: Person
  readonly attendee: Person
  readonly uid: string
  readonly start: Time
  /** The event of somebody's calendar, as it stands. */
  readonly eventOf: (who: Person) => Component | undefined
}

async function play(path: string, folder: string): Promise<readonly Step[]> {
  const { setting, steps } = await begin(path, folder)
  const { organizer, attendee, uid, start, eventOf } = setting
  const startOf = (who: Person): string | undefined => startAt(eventOf(who))
  const later = shifted(start, 1)
  const latest = shifted(start, 2)

  await step('accept', attendee, ['reply', uid, '--accept'], 'reply', () => {
    return partStatAt(eventOf(organizer), attendee) === 'ACCEPTED'
  })
  await step('update', organizer, ['change', uid, '--start', later], 'reschedule', () => {
    const asked = partStatAt(eventOf(attendee), attendee) === 'NEEDS-ACTION'
    return asked && startOf(attendee) === later
  })
  await step('counter', attendee, ['counter', uid, '--start', latest], 'counter', () => {
    return startOf(organizer) === later
  })
  await step('accepted', organizer, ['accept-counter', uid], 'reschedule', () => {
    return startOf(organizer) === latest && startOf(attendee) === latest
  })
  await step('cancel', organizer, ['cancel', uid], 'cancelled', () => {
    const event = eventOf(attendee)
    return event === undefined || firstProperty(event, 'STATUS')?.value === 'CANCELLED'
  })
  return steps

  /** One of them acts, the post goes round, and the other takes it as expected, with reasons. */
  async function step(
    name: string,
    who: Person,
    line: readonly string[],
    expected: string,
    holds: () => boolean,
  ): Promise<void> {
    const played = await setting.stage.play(who, line)
    const delivered = await setting.stage.deliver()
    const other = delivered.find((each) => each.received.who !== who)
    const found = classOf(other) ?? (played.complaint || 'nothing arrived')
    const answers = [...played.answers, ...(other?.received.answers ?? [])]
    const explained = answers.every(({ explanation }) =>
      explanation.every(({ words }) => words !== ''),
    )
    const why = other?.received.answers[0]?.explanation[0]?.requirement ?? ''
    const right = found === expected && answers.length === 2 && explained && holds()
    steps.push({ name, holds: right, found: `${found} (${why})` })
  }
}

/** Both hold the event: the Organizer's copy is stored, the Attendee receives the file as it came. */
async function begin(path: string, folder: string): Promise<{ setting: Setting; steps: Step[] }> {
  const input = await readInputBytes(readFileSync(path), path)
  const [first] = input.calendars
  if (first === undefined) throw new Error(`${path} holds no calendar`)
  const events = first.object.components.filter((each) => each.name === 'VEVENT')
  const event = events.find((each) => firstProperty(each, 'RECURRENCE-ID') === undefined)
  const [start, organizer] = ['DTSTART', 'ORGANIZER'].map(
    (name) => event && firstProperty(event, name),
  )
  const from = start && timeOf(start)
  if (event === undefined || from === undefined || organizer === undefined) {
    throw new Error(`${path} holds no event with a start and an Organizer`)
  }
  const owner = addressOf(organizer)
  const guest = allProperties(event, 'ATTENDEE')
    .map(addressOf)
    .find((each) => each !== owner)
  const people = {
    organizer: { name: 'Organizer', address: owner as string },
    attendee: { name: 'Attendee', address: (guest ?? '') as string },
  }
  const nowSeconds = Math.max(...events.map((each) => revisionOf(each).dtstampSeconds)) + 86_400
  const stage = setStage({ folder, people: Object.values(people), nowSeconds, run: runParley })
  const [own] = objectsByUid(first.object)
  if (own === undefined) throw new Error(`${path} has no UID`)
  const copy = stage.write('organizer.ics', serializeText(withoutProperties(own.part, 'METHOD')))
  const isMessage = first.method === 'REQUEST'
  const silent = isMessage ? ['--silent'] : ['--resend', people.attendee.address]
  const saved = await stage.play(people.organizer, ['save', copy, ...silent])
  const received = isMessage
    ? await stage.play(people.attendee, ['receive', path])
    : (await stage.deliver()).find((each) => each.received.who === people.attendee)?.received
  const found = classOf(received) ?? received?.complaint ?? saved.complaint
  const eventOf = (who: Person): Component | undefined => heldEvent(folder, who)
  return {
    setting: { stage, ...people, uid: own.uid, start: from, eventOf },
    steps: [{ name: 'receive', holds: found === 'new' && saved.exitCode === 0, found }],
  }
}

function heldEvent(folder: string, who: Person): Component | undefined {
  const calendar = join(folder, who.name.toLowerCase(), 'calendar')
  const [name] = readdirSync(calendar).filter((each) => each.endsWith('.ics'))
  if (name === undefined) return undefined
  const [object] = parseCalendar(readFileSync(join(calendar, name))).objects
  const events = object?.components.filter((each) => each.name === 'VEVENT') ?? []
  return events.find((each) => firstProperty(each, 'RECURRENCE-ID') === undefined) ?? events[0]
}

function partStatAt(event: Component | undefined, who: Person): string | undefined {
  const attendee = event && findAttendee(event, calendarAddress(who.address))
  return attendee && partStatOf(attendee)
}

function startAt(event: Component | undefined): string | undefined {
  return event && firstProperty(event, 'DTSTART')?.value
}

/** That many hours (of a whole day: days) later, as it is typed and as it stands in a file. */
function shifted(start: Time, count: number): string {
  const unit = start.kind === 'DATE' ? 86_400 : 3600
  return formatTime({ ...start, wallSeconds: start.wallSeconds + count * unit })
}
