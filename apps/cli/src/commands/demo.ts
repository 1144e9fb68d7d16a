/** `parley demo`: the whole conversation, played on this machine and told step by step. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseCalendar } from '@parley/icalendar'
import type { Call, Command } from '../command.ts'
import { counterRound } from '../demo/counter-round.ts'
import { everyMethod } from '../demo/every-method.ts'
import { demoUid } from '../demo/invitation.ts'
import type { Act, Scene, Teller } from '../demo/scene.ts'
import { cast, storyBeginsSeconds } from '../demo/scene.ts'
import type { Answer, Delivered, Played } from '../demo/stage.ts'
import { setStage } from '../demo/stage.ts'
import type { ExitCode } from '../failure.ts'
import { misused } from '../failure.ts'
import { nameOfUid } from '../folder/names.ts'
import { run } from '../run.ts'
import type { Paint } from '../terminal/paint.ts'
import { padded, plain, table, widthOf, wrapped } from '../terminal/paint.ts'
import { attendeeRow, tellingComponents } from '../words/component.ts'
import { sectionOf } from '../words/explanation.ts'
import { timeline } from '../words/timeline.ts'

const width = 84
const acts: readonly Act[] = [everyMethod, counterRound]

export const demoCommand: Command = {
  name: 'demo',
  summary: 'play whole conversations between five people and explain each step',
  operands: '',
  count: [0, 0],
  options: ['act', 'keep'],
  details:
    'Each of the five has a folder as calendar and an outbox; mails go as .eml files from one to the ' +
    'others. Every method of iTIP appears, with the rule that decided. The folders are in a temporary ' +
    'place and taken away at the end, unless --keep says where to leave them.\n' +
    `The acts are ${acts.map(({ name, words }) => `${name} (${words})`).join(' and ')}.`,
  examples: [
    ['parley demo', 'Watch it.'],
    ['parley demo --act counter-round', 'How five people find a time.'],
    ['parley demo --keep /tmp/parley', 'Watch it, then look at the files it left.'],
  ],
  run: demo,
}

async function demo(call: Call): Promise<ExitCode> {
  const { world, options, paint } = call
  const played = actsCalled(options.text('act'))
  const kept = options.text('keep')
  if (kept !== undefined && existsSync(kept) && readdirSync(kept).length > 0) {
    throw misused(`--keep ${kept}: the folder is not empty`)
  }
  const folder = kept === undefined ? mkdtempSync(join(tmpdir(), 'parley-demo-')) : resolve(kept)
  mkdirSync(folder, { recursive: true })
  const stage = setStage({ folder, people: cast, nowSeconds: storyBeginsSeconds, run })
  const copyOf: Teller['copyOf'] = (who, uid = demoUid) => {
    const file = join(folder, who.name.toLowerCase(), 'calendar', `${nameOfUid(uid)}.ics`)
    return existsSync(file) ? readFileSync(file, 'utf8').replace(/\r?\n[ \t]/g, '') : ''
  }
  const json = options.flag('json')
  let wrong = 0
  const methods = new Map<string, number>()
  try {
    if (!json) world.write(opening(folder, paint))
    for (const { name, words, scenes } of played) {
      if (!json) world.write(`   ${paint.bold(name.replaceAll('-', ' '))}: ${words}\n\n`)
      for (const [i, tell] of scenes.entries()) {
        const scene = await tell({ stage, copyOf })
        for (const method of methodsOf(scene)) methods.set(method, (methods.get(method) ?? 0) + 1)
        wrong += scene.facts.filter((each) => !each.holds).length
        const { title, facts } = scene
        const line = JSON.stringify({ act: name, title, facts })
        world.write(json ? `${line}\n` : sceneText(i + 1, scene, paint))
        stage.wait(3600)
      }
    }
    if (!json) world.write(closing(methods, wrong, paint))
  } finally {
    if (kept === undefined) rmSync(folder, { recursive: true, force: true })
    else if (!json) world.write(`The folders are in ${folder}\n`)
  }
  return wrong === 0 ? 0 : 1
}

function actsCalled(name: string | undefined): readonly Act[] {
  if (name === undefined) return acts
  const found = acts.filter((each) => each.name === name)
  if (found.length > 0) return found
  throw misused(`--act ${name}: there are ${acts.map((each) => each.name).join(' and ')}`)
}

function opening(folder: string, paint: Paint): string {
  const lines = [
    '',
    `  ${paint.bold('Parley')}: people who agree on a meeting, by open standards.`,
    '',
    ...wrapped(
      `Each person has a folder of .ics files and an outbox of .eml files in ${folder}. What follows is played there now, by the same commands that you can type.`,
      width - 2,
    )
      .split('\n')
      .map((line) => `  ${line}`),
    '',
  ]
  return `${lines.join('\n')}\n`
}

function sceneText(number: number, scene: Scene, paint: Paint): string {
  const head = `${String(number).padStart(2)} ── ${scene.title} `
  const lines = [paint.bold(head) + paint.dim('─'.repeat(Math.max(3, width - widthOf(head)))), '']
  for (const line of wrapped(scene.words, width - 6).split('\n')) lines.push(`   ${line}`)
  lines.push('')
  if (scene.moved !== undefined) lines.push(...picture(scene.moved, paint), '')
  scene.events.forEach((event, i) => {
    const next = scene.events[i + 1]
    const same = next !== undefined && whyOf(event) === whyOf(next) && isReceipt(next)
    lines.push(...eventLines(event, paint, !same))
  })
  if (scene.table !== undefined) lines.push('', ...peopleLines(scene.table, paint))
  lines.push('')
  for (const { says, holds } of scene.facts) {
    lines.push(`   ${holds ? paint.green('✓') : paint.red('✗ not so:')} ${says}`)
  }
  return `${lines.join('\n')}\n\n`
}

function picture([before, after]: readonly [string, string], paint: Paint): readonly string[] {
  const [old, made] = [before, after].map((text) => {
    const [object] = parseCalendar(text).objects
    return object === undefined ? undefined : tellingComponents(object)[0]
  })
  if (old === undefined || made === undefined) return []
  return timeline(old, made, paint).map((line) => `        ${line}`)
}

/** Names in a column, what they do beside them, and why below. */
function eventLines(event: Played | Delivered, paint: Paint, why: boolean): readonly string[] {
  const label = (name: string): string => paint.cyan(padded(`   ${name.toLowerCase()}`, 10))
  const under = ' '.repeat(10)
  if ('received' in event) {
    const { received, from, method } = event
    const [answer] = received.answers
    const news = answer === undefined ? paint.red(received.complaint) : verdict(answer, paint)
    const head = `${label(received.who.name)}${paint.dim('✉')} ${paint.bold(method)} from ${from.name}: ${news}`
    return [head, ...(why ? whyLines(answer, under, paint) : [])]
  }
  const { who, line, answers, printed, complaint, exitCode } = event
  const command = wrapped(`$ parley ${line.map(shellWord).join(' ')}`, width - 12, '    ')
  const lines = command
    .split('\n')
    .map((part, i) => (i === 0 ? label(who.name) : under) + paint.yellow(part))
  if (exitCode !== 0 && answers.length === 0) return [...lines, `${under}${paint.red(complaint)}`]
  for (const each of printed?.trimEnd().split('\n') ?? []) lines.push(`${under}${each}`.trimEnd())
  for (const answer of answers) {
    if (answer.classification !== undefined) lines.push(`${under}${verdict(answer, paint)}`)
    if (why) lines.push(...whyLines(answer, under, paint))
    for (const { method, recipients } of answer.mails) {
      lines.push(`${under}${paint.green('→')} ${method} to ${recipients.map(shortName).join(', ')}`)
    }
  }
  return lines
}

function verdict({ classification, changed }: Answer, paint: Paint): string {
  const words = classification ?? 'done'
  return changed ? paint.green(words) : paint.yellow(`${words}, nothing changes`)
}

function isReceipt(event: Played | Delivered): boolean {
  return 'received' in event || event.line[0] === 'receive'
}

/** The deciding rule. */
function whyOf(event: Played | Delivered): string | undefined {
  const { answers } = 'received' in event ? event.received : event
  return answers[0]?.explanation[0]?.requirement
}

/** The deciding rule, and what it says. */
function whyLines(answer: Answer | undefined, under: string, paint: Paint): readonly string[] {
  const [reason] = answer?.explanation ?? []
  if (reason === undefined) return []
  const said = wrapped(`${reason.words} (${sectionOf(reason.requirement)})`, width - 12)
  return said.split('\n').map((line) => `${under}${paint.dim(plain(line))}`)
}

function peopleLines(attendees: readonly string[], paint: Paint): readonly string[] {
  const text = ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', ...attendees, 'END:VEVENT', 'END:VCALENDAR', '']
  const [object] = parseCalendar(text.join('\r\n')).objects
  const rows = (object?.components[0]?.properties ?? []).map((each) => attendeeRow(each, paint))
  return table(
    rows.map(([sign = '', ...rest]) => [`          ${sign}`, ...rest]),
    1,
  ).split('\n')
}

function shortName(address: string): string {
  return cast.find((each) => each.address === address)?.name ?? plain(address)
}

function shellWord(word: string): string {
  return /^[\w@.:=+/-]+$/.test(word) ? word : `'${word}'`
}

/** The methods of the mails that went round, each time they were sent. */
function methodsOf(scene: Scene): readonly string[] {
  return scene.events.flatMap((event) =>
    'received' in event ? [event.method] : event.line[0] === 'receive' ? ['REQUEST'] : [],
  )
}

function closing(methods: ReadonlyMap<string, number>, wrong: number, paint: Paint): string {
  const counted = [...methods].sort(([one], [other]) => (one < other ? -1 : 1))
  const most = Math.max(...counted.map(([, count]) => count))
  const rows = counted.map(([method, count]) => [
    `   ${paint.bold(method)}`,
    paint.blue('█'.repeat(Math.ceil((count / most) * 24))),
    `${count}`,
  ])
  const verdictWords =
    wrong === 0
      ? paint.green('Everything came out as it should.')
      : paint.red(`${wrong} ${wrong === 1 ? 'thing' : 'things'} did not come out as they should.`)
  return `   ${paint.bold('Messages received')}\n\n${table(rows)}\n\n   ${verdictWords}\n\n   Try it: parley help\n`
}
