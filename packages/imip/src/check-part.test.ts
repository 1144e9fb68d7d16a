import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  calendarPart,
  eventLines,
  mailOf,
  multipart,
  requirementsOf,
  review,
  textPart,
} from '../fixtures/build.ts'
import type { MailMessage } from './mail.ts'

const paths = (mail: MailMessage): readonly (readonly string[])[] =>
  mail.calendars.map(({ places }) => places.map(({ path }) => path))

describe('what breaks RFC 6047 is named', () => {
  const reported = (lines: readonly string[]): readonly string[] => requirementsOf(mailOf(...lines))
  const event = (type: string, ...more: readonly string[]): readonly string[] => [
    `Content-Type: ${type}`,
    '',
    ...eventLines('REQUEST', ...more),
  ]
  const rows: readonly { it: string; lines: readonly string[]; is: readonly string[] }[] = [
    {
      it: 'nothing, when all is right',
      lines: event('text/calendar; method=REQUEST', ...review),
      is: [],
    },
    {
      it: 'another content type',
      lines: event('application/octet-stream', ...review),
      is: ['6047/2.4/content-type-text-calendar'],
    },
    {
      it: 'no charset though not ASCII',
      lines: event('text/calendar; method=REQUEST', 'SUMMARY:Grüße'),
      is: ['6047/2.4/charset-when-not-ascii'],
    },
    {
      it: 'a charset that is not UTF-8',
      lines: event('text/calendar; method=REQUEST; charset=iso-8859-1', 'SUMMARY:Grüße'),
      is: ['6047/2.4/charset-is-utf-8'],
    },
    {
      it: 'a component parameter that is wrong',
      lines: event('text/calendar; method=REQUEST; component=VTODO', ...review),
      is: ['6047/2.4/component-parameter'],
    },
    {
      it: 'an address that is no mailto',
      lines: event('text/calendar; method=REQUEST', 'ATTENDEE:/principals/x'),
      is: ['6047/2.3/addresses-are-mailto'],
    },
    {
      it: 'a CID that is not in the mail',
      lines: event('text/calendar; method=REQUEST', 'ATTACH:cid:a@b'),
      is: ['6047/5.1/referenced-parts-included'],
    },
    {
      it: 'several types of component',
      lines: event(
        'text/calendar; method=REQUEST',
        'END:VEVENT',
        'BEGIN:VTODO',
        'UID:2',
        'END:VTODO',
        'BEGIN:VEVENT',
        'UID:3',
      ),
      is: ['6047/4.5/mixed-component-types-apart'],
    },
    {
      it: 'alternatives that differ',
      lines: multipart('alternative', 'a', textPart, calendarPart, [
        'Content-Type: text/calendar; method=REQUEST',
        '',
        ...eventLines('REQUEST', 'SUMMARY:Another'),
      ]),
      is: ['6047/2.4/alternatives-are-the-same'],
    },
    {
      it: 'one object with two methods',
      lines: multipart('mixed', 'a', calendarPart, [
        'Content-Type: application/ics',
        '',
        ...eventLines('PUBLISH', ...review),
      ]),
      is: ['6047/2.4/alternatives-are-the-same'],
    },
  ]
  for (const row of rows) it(row.it, () => assert.deepEqual(reported(row.lines), row.is))

  it('and a CID that is in the mail is not', () => {
    const lines = multipart(
      'related',
      'a',
      event('text/calendar; method=REQUEST', 'ATTACH:cid:a@b') as string[],
      ['Content-Type: image/png', 'Content-ID: <a@b>', '', 'x'],
    )
    assert.deepEqual(reported(lines), [])
  })

  it('and of differing alternatives the best alone is taken', () => {
    // Requirement: 6047/2.4/choose-among-alternatives
    const other = ['Content-Type: text/calendar', '', ...eventLines(undefined, 'SUMMARY:Another')]
    const mail = mailOf(...multipart('alternative', 'a', other, calendarPart))
    assert.deepEqual(paths(mail), [['2']])
    assert.deepEqual(
      mail.unread.map(({ path, why }) => [path, why]),
      [['1', 'other-alternative']],
    )
  })
})
