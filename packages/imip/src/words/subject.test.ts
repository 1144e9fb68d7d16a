import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { SendEffect } from '@parley/itip'
import { bob, changeOf, composed, effectOf, eventLines, review } from '../../fixtures/build.ts'
import type { ComposeOptions } from '../compose-mail.ts'

const german: Partial<ComposeOptions> = { languages: ['de'] }

const instance = [
  'SUMMARY:Review',
  'RECURRENCE-ID;TZID=Europe/Berlin:20260310T100000',
  'DTSTART;TZID=Europe/Berlin:20260310T100000',
]

describe('the subject of a mail', () => {
  const reply = (partStat: string): SendEffect =>
    effectOf(
      'REPLY',
      eventLines('REPLY', ...review).map((line) => line.replace('NEEDS-ACTION', partStat)),
    )
  const moved = [changeOf({ properties: [{ name: 'DTSTART', before: [], after: [] }] })]
  const relocated = [changeOf({ properties: [{ name: 'LOCATION', before: [], after: [] }] })]
  const whole = eventLines('CANCEL', ...review, 'STATUS:CANCELLED')
  const rows: readonly { effect: SendEffect; en: string; de: string }[] = [
    {
      effect: effectOf('REQUEST', eventLines('REQUEST', ...review)),
      en: 'Invitation',
      de: 'Einladung',
    },
    {
      effect: effectOf('REQUEST', eventLines('REQUEST', ...review), { changes: moved }),
      en: 'New time',
      de: 'Neue Zeit',
    },
    {
      effect: effectOf('REQUEST', eventLines('REQUEST', ...review), { changes: relocated }),
      en: 'Updated',
      de: 'Geändert',
    },
    {
      effect: effectOf('REQUEST', eventLines('REQUEST', ...review), { originator: bob }),
      en: 'Invitation passed on',
      de: 'Weitergegebene Einladung',
    },
    { effect: reply('ACCEPTED'), en: 'Accepted', de: 'Zugesagt' },
    { effect: reply('declined'), en: 'Declined', de: 'Abgelehnt' },
    { effect: reply('TENTATIVE'), en: 'Tentative', de: 'Mit Vorbehalt' },
    { effect: reply('DELEGATED'), en: 'Delegated', de: 'Vertretung' },
    { effect: reply('X-OTHER'), en: 'No answer yet', de: 'Noch keine Antwort' },
    { effect: effectOf('CANCEL', whole), en: 'Cancelled', de: 'Abgesagt' },
    {
      effect: effectOf('CANCEL', eventLines('CANCEL', ...review)),
      en: 'No longer invited',
      de: 'Nicht mehr eingeladen',
    },
    {
      effect: effectOf('COUNTER', eventLines('COUNTER', ...review)),
      en: 'New proposal',
      de: 'Neuer Vorschlag',
    },
    {
      effect: effectOf('DECLINECOUNTER', eventLines('DECLINECOUNTER', ...review)),
      en: 'Proposal declined',
      de: 'Vorschlag abgelehnt',
    },
    { effect: effectOf('ADD', eventLines('ADD', ...review)), en: 'Added date', de: 'Weiterer Tag' },
    {
      effect: effectOf('PUBLISH', eventLines('PUBLISH', ...review)),
      en: 'For your calendar',
      de: 'Für Ihren Kalender',
    },
  ]
  for (const { effect, en, de } of rows) {
    it(`says “${en}”, the title and the date`, () => {
      assert.equal(
        composed(effect).subject,
        `${en}: Review – Tue, 3 Mar 2026, 10:00 (Europe/Berlin)`,
      )
      assert.equal(
        composed(effect, german).subject,
        `${de}: Review – Di., 3. März 2026, 10:00 (Europe/Berlin)`,
      )
    })
  }

  it('counts further dates', () => {
    const lines = eventLines('CANCEL', ...instance, 'STATUS:CANCELLED')
    const more = [
      'END:VEVENT',
      'BEGIN:VEVENT',
      'UID:review@example.com',
      'STATUS:CANCELLED',
      ...instance.map((line) => line.replaceAll('0310T', '0317T')),
    ]
    const effect = effectOf('CANCEL', [...lines.slice(0, -3), ...more, ...lines.slice(-3)])
    assert.equal(
      composed(effect).subject,
      'Cancelled on this date: Review – Tue, 10 Mar 2026, 10:00 (Europe/Berlin) and one other',
    )
  })

  it('names an event that has no title', () => {
    const effect = effectOf('REQUEST', eventLines('REQUEST', 'DTSTART;VALUE=DATE:20260303'))
    assert.equal(composed(effect).subject, 'Invitation: untitled – Tue, 3 Mar 2026')
  })
})
