/**
 * Every kind of mail as a browser shows it, in five languages, light and dark: pictures in
 * `reports/mails`, and checks of what a person could not read.
 */
import assert from 'node:assert/strict'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { property, textProperty } from '@parley/icalendar'
import type { SendEffect } from '@parley/itip'
import type { Browser, Page } from 'playwright-core'
import {
  bob,
  calendarOf,
  changeOf,
  composed,
  composeOptions,
  effectOf,
  eventLines,
  review,
} from '../fixtures/build.ts'
import type { ComposeOptions } from './compose-mail.ts'
import { composePoll } from './compose-poll.ts'
import { allTexts } from './texts/choose.ts'
import { type StoryKind, storyOf } from './words/story.ts'

const program = [
  process.env['PARLEY_CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
].find((each) => each !== undefined && existsSync(each))
const skip = program === undefined && 'no Chromium: PARLEY_CHROMIUM may name one'
const folder = new URL('../../../reports/mails', import.meta.url).pathname

const whole = [
  ...review,
  'LOCATION:Room 1\\, first floor',
  'RRULE:FREQ=WEEKLY;COUNT=4',
  'CONFERENCE;VALUE=URI;LABEL=Video:https://meet.example/a-rather-long-room-name/with-more?in=it',
  'DESCRIPTION:What we said last time\\, and what is left of it.\\nBring your notes.',
]
const instance = [
  'SUMMARY:Review',
  'RECURRENCE-ID;TZID=Europe/Berlin:20260310T100000',
  'DTSTART;TZID=Europe/Berlin:20260310T100000',
]
const said = (partStat: string): SendEffect =>
  effectOf(
    'REPLY',
    eventLines('REPLY', ...whole, 'COMMENT:Ten minutes late').map((line) =>
      line.replace('NEEDS-ACTION', partStat),
    ),
  )
const toDo = (method: 'REQUEST' | 'REPLY', partStat = 'NEEDS-ACTION'): SendEffect =>
  effectOf(
    method,
    eventLines(method, 'SUMMARY:Minutes', 'DUE:20260310T160000Z', 'PERCENT-COMPLETE:50').map(
      (line) => line.replace('VEVENT', 'VTODO').replace('NEEDS-ACTION', partStat),
    ),
    { componentName: 'VTODO' },
  )
const busy = (method: 'REQUEST' | 'REPLY'): SendEffect =>
  effectOf(
    method,
    eventLines(
      method,
      'DTSTART:20260303T080000Z',
      'DTEND:20260304T080000Z',
      ...(method === 'REPLY' ? ['FREEBUSY:20260303T090000Z/PT1H'] : []),
    ).map((line) => line.replace('VEVENT', 'VFREEBUSY')),
    { componentName: 'VFREEBUSY' },
  )
const moved = changeOf({
  properties: [
    {
      name: 'DTSTART',
      before: [
        property('DTSTART', '20260302T100000', [{ name: 'TZID', values: ['Europe/Berlin'] }]),
      ],
      after: [],
    },
  ],
})
const renamed = changeOf({
  properties: [{ name: 'SUMMARY', before: [textProperty('SUMMARY', 'Retrospective')], after: [] }],
})
const request = eventLines('REQUEST', ...whole)

const effects: Readonly<Record<StoryKind, SendEffect>> = {
  invitation: effectOf('REQUEST', request),
  assignment: toDo('REQUEST'),
  'passed-on': effectOf('REQUEST', request, { originator: bob }),
  update: effectOf('REQUEST', request, { changes: [renamed] }),
  rescheduled: effectOf('REQUEST', request, { changes: [moved] }),
  cancelled: effectOf('CANCEL', eventLines('CANCEL', ...whole, 'STATUS:CANCELLED')),
  'cancelled-dates': effectOf('CANCEL', eventLines('CANCEL', ...instance, 'STATUS:CANCELLED')),
  removed: effectOf('CANCEL', eventLines('CANCEL', ...whole)),
  'removed-from-dates': effectOf('CANCEL', eventLines('CANCEL', ...instance)),
  accepted: said('ACCEPTED'),
  declined: said('DECLINED'),
  tentative: said('TENTATIVE'),
  delegated: said('DELEGATED'),
  'in-process': toDo('REPLY', 'IN-PROCESS'),
  completed: toDo('REPLY', 'COMPLETED'),
  unanswered: said('NEEDS-ACTION'),
  counter: effectOf('COUNTER', eventLines('COUNTER', ...whole)),
  'counter-declined': effectOf('DECLINECOUNTER', eventLines('DECLINECOUNTER', ...whole)),
  added: effectOf('ADD', eventLines('ADD', ...whole)),
  refresh: effectOf('REFRESH', eventLines('REFRESH', ...review)),
  published: effectOf('PUBLISH', eventLines('PUBLISH', ...whole)),
  'busy-time-asked': busy('REQUEST'),
  'busy-time': busy('REPLY'),
}

const links = {
  answer: 'https://cal.example.com/answer/a0123456789abcdef0123456789abcdef0123456789abcdef',
  unsubscribe: 'https://cal.example.com/answer/a0123456789abcdef0123456789abcdef0/unsubscribe',
}

describe('a mail in a browser', { skip, timeout: 300_000 }, () => {
  let browser: Browser
  let page: Page
  before(async () => {
    const { chromium } = await import('playwright-core')
    const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking']
    browser = await chromium.launch({ executablePath: program ?? '', args })
    page = await browser.newPage()
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
  })
  after(() => browser?.close())

  for (const [kind, effect] of Object.entries(effects)) {
    it(`of kind ${kind} can be read in every language, on light and on dark`, async () => {
      assert.equal(storyOf(effect).kind, kind)
      await looked(kind, (options) => composed(effect, options).html)
    })
  }

  for (const isCalledOff of [false, true]) {
    const kind = isCalledOff ? 'poll-called-off' : 'poll'
    it(`of kind ${kind} can be read in every language, on light and on dark`, async () => {
      const letter = {
        isCalledOff,
        organizer: { name: 'Alice Doe', address: 'alice@example.com' },
        title: 'Retreat',
        description: 'Two days by the lake',
        candidates: calendarOf(eventLines(undefined, ...whole)),
      }
      const to = [{ name: '', address: bob }]
      await looked(kind, (options) => composePoll(letter, composeOptions({ ...options, to })).html)
    })
  }

  async function looked(
    kind: string,
    htmlFor: (options: Partial<ComposeOptions>) => string,
  ): Promise<void> {
    for (const { language } of allTexts) {
      await page.setContent(
        htmlFor({ languages: [language], readerTzid: 'America/New_York', links }),
      )
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        await page.setViewportSize({ width: 600, height: 300 })
        const path = join(folder, `${kind}-${language}-${colorScheme}.png`)
        await page.screenshot({ path, fullPage: true })
        const where = `${kind} ${language} ${colorScheme}`
        assert.deepEqual(await page.evaluate(hardToRead), [], `${where}: little contrast`)
      }
      // A small telephone: nothing is cut off at its right side.
      await page.setViewportSize({ width: 320, height: 600 })
      assert.equal(await page.evaluate(widthPastEdge), 0, `${kind} ${language} is too wide`)
    }
  }
})

/** Runs in the browser: texts whose contrast with what is behind them is below 4.5 (WCAG 1.4.3). */
function hardToRead(): string[] {
  type Element = { textContent: string; parentElement: Element | undefined }
  const { document, getComputedStyle, matchMedia } = globalThis as unknown as {
    document: { querySelectorAll(of: string): Iterable<Element> }
    getComputedStyle(of: Element): { color: string }
    matchMedia(of: string): { matches: boolean }
  }
  const light = (rgb: readonly number[]): number => {
    const [r = 0, g = 0, b = 0] = rgb.map((each) => {
      const part = each / 255
      return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const canvas = light(
    matchMedia('(prefers-color-scheme: dark)').matches ? [18, 18, 18] : [255, 255, 255],
  )
  const found: string[] = []
  for (const each of document.querySelectorAll('p,th,td,s,a')) {
    const color = (getComputedStyle(each).color.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number)
    const [low = 0, high = 0] = [light(color), canvas].sort((one, other) => one - other)
    if ((high + 0.05) / (low + 0.05) < 4.5) found.push(each.textContent)
  }
  return found
}

function widthPastEdge(): number {
  const { document } = globalThis as unknown as {
    document: { documentElement: { scrollWidth: number; clientWidth: number } }
  }
  const { scrollWidth, clientWidth } = document.documentElement
  return scrollWidth - clientWidth
}
