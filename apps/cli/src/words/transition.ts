/** What the engine decided, for a person and for a program. */
import type { Component, Property } from '@parley/icalendar'
import type { Classification, Effect, HeldState, InstanceChange, Transition } from '@parley/itip'
import type { OutgoingMail } from '../outgoing.ts'
import type { Paint } from '../terminal/paint.ts'
import { clipped, plain, table } from '../terminal/paint.ts'
import { summaryOf, tellingComponents, whenOf } from './component.ts'
import type { Words } from './explanation.ts'
import { instanceWords, reasonLines, telling } from './explanation.ts'
import type { LevelledViolation } from './violations.ts'
import { violationLines } from './violations.ts'

/** One transition of one UID, as a command reports it. */
export type Told = {
  /** What it is about: the file, or the command's own word. */
  readonly title: string
  readonly before: HeldState
  readonly transition: Transition
  readonly classification?: Classification
  readonly violations: readonly LevelledViolation[]
  readonly mails: readonly OutgoingMail[]
  /** The mails' files; with --dry-run none. */
  readonly files: readonly string[]
}

export function toldJson(told: Told, words: Words): unknown {
  const { title, before, transition, classification, violations, mails, files } = told
  const { state, effects, explanation } = transition
  return {
    about: title,
    uid: state.uid,
    ...(classification === undefined ? {} : { classification }),
    changed: state !== before,
    explanation: explanation.map((each) => telling(each, words)),
    effects: effects.map(effectJson),
    mails: mails.map(({ method, recipients, subject }, i) => ({
      method,
      recipients,
      subject,
      ...(files[i] === undefined ? {} : { file: files[i] }),
    })),
    violations,
  }
}

function effectJson(effect: Effect): unknown {
  switch (effect.kind) {
    case 'send': {
      const { kind, method, keys, originator, recipients, changes } = effect
      return { kind, method, keys, originator, recipients, changes: changes.map(changeJson) }
    }
    case 'ask': {
      const { kind, question, id, about, counter } = effect
      return {
        kind,
        question,
        id,
        about,
        ...(counter === undefined ? {} : { counter: counter.id }),
      }
    }
    case 'notify':
      return { ...effect, changes: effect.changes.map(changeJson) }
  }
}

/** Properties as they stand in a file. */
export function changeJson(change: InstanceChange): unknown {
  const raw = (properties: readonly Property[]): string[] => properties.map((each) => each.value)
  return {
    ...change,
    properties: change.properties.map(({ name, before, after }) => ({
      name,
      before: raw(before),
      after: raw(after),
    })),
  }
}

/** What became of it, why, and what it causes. */
export function toldText(told: Told, words: Words, paint: Paint, width: number): string {
  const { title, transition, violations } = told
  const subject = subjectOf(told)
  const lines = [`${verdict(told, paint)}  ${paint.dim(plain(title))}`]
  if (subject !== undefined) {
    lines.push(`  ${paint.bold(summaryOf(subject))} · ${whenOf(subject)}`)
  }
  lines.push(`  ${paint.dim('because')}`)
  for (const reason of transition.explanation)
    lines.push(reasonLines(reason, words, paint, width - 6))
  const done = effectLines(told, paint)
  if (done !== '') lines.push(done)
  if (violations.length > 0) lines.push(violationLines(violations, paint))
  return `${lines.join('\n')}\n`
}

function verdict({ transition, before, classification }: Told, paint: Paint): string {
  const changed = transition.state !== before
  const name = classification === undefined ? '' : ` ${classification}`
  if (classification !== undefined && isRefusal(classification))
    return paint.red(`✗ refused:${name}`)
  if (!changed && transition.effects.length === 0)
    return paint.yellow(`– nothing changes${name === '' ? '' : `:${name}`}`)
  return paint.green(`✓${name === '' ? ' done' : name}`)
}

/** Classes of messages that are turned away. */
export function isRefusal(classification: Classification): boolean {
  return ['invalid', 'unauthorized', 'not-for-me', 'unknown'].includes(classification)
}

/** The component to name it by: as held now, as held before, or as it was asked about. */
function subjectOf({ transition, before }: Told): Component | undefined {
  const object = transition.state.object ?? before.object
  return object === undefined ? undefined : tellingComponents(object)[0]
}

function effectLines(told: Told, paint: Paint): string {
  const { transition, mails, files } = told
  const rows: string[][] = []
  for (const effect of transition.effects) {
    if (effect.kind === 'ask' && effect.counter !== undefined) {
      rows.push([paint.magenta('  proposal'), whenOf(effect.counter.component)])
    }
    if (effect.kind === 'ask')
      rows.push([paint.magenta('  asks you'), questionWords(effect.question, effect.id)])
    if (effect.kind === 'notify') {
      const about = effect.about === undefined ? '' : ` · ${plain(effect.about)}`
      const comment = effect.comment === undefined ? '' : ` · “${plain(effect.comment)}”`
      rows.push([paint.blue('  tells you'), `${noticeWords(effect.notice)}${about}${comment}`])
      for (const line of changeLines(effect.changes, paint)) rows.push(['', line])
    }
  }
  mails.forEach(({ method, recipients }, i) => {
    const file = files[i] === undefined ? '' : paint.dim(` → ${plain(files[i])}`)
    rows.push([paint.green('  sends'), `${method} to ${recipientWords(recipients)}${file}`])
  })
  return table(rows)
}

function recipientWords(recipients: readonly string[]): string {
  const shown = recipients.slice(0, 4).map(plain).join(', ')
  return recipients.length > 4 ? `${shown} and ${recipients.length - 4} more` : shown
}

function questionWords(question: string, id: string): string {
  const name = clipped(plain(id), 60)
  if (question === 'counter-proposal') {
    return `accept the proposal? parley accept-counter or decline-counter '${name}'`
  }
  return `${question}? parley answer-question --accept or --dismiss '${name}'`
}

function noticeWords(notice: string): string {
  return notice.replaceAll('-', ' ')
}

/** `DTSTART  20260303T100000 → 20260303T150000`, for each instance that changed. */
export function changeLines(changes: readonly InstanceChange[], paint: Paint): readonly string[] {
  return changes.flatMap((change) => {
    const where = instanceWords(change.key)
    const head = `${where} ${change.kind}`
    const rows = change.properties
      .filter(({ name }) => name !== 'ATTENDEE')
      .map(({ name, before, after }) => [
        `  ${name}`,
        `${paint.red(valueWords(before))} → ${paint.green(valueWords(after))}`,
      ])
    const people = [
      ...change.attendeesAdded.map((each) => `  + ${plain(each)}`),
      ...change.attendeesRemoved.map((each) => `  − ${plain(each)}`),
    ]
    return [head, ...(rows.length === 0 ? [] : table(rows).split('\n')), ...people]
  })
}

function valueWords(properties: readonly Property[]): string {
  if (properties.length === 0) return '(none)'
  return clipped(plain(properties.map((each) => each.value).join(', ')), 48)
}
