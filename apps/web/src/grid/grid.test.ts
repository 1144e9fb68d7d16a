import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseDate } from '@internationalized/date'
import { rowsOf, standingAt } from './busy.ts'
import { reasonWords } from './reasons.ts'
import { suggestionWords } from './suggestion-words.ts'
import { alongOf, gridWindow, movedBy, snapped } from './window.ts'

const zone = 'Europe/Berlin'
const ms = (text: string): number => Date.parse(text)

describe('the days of the grid', () => {
  it('begins a week where the reader’s week begins', () => {
    const of = (locale: string): string | undefined =>
      gridWindow(parseDate('2027-03-03'), { zoom: 'week', zone, locale }).days[0]?.date.toString()
    assert.equal(of('de-DE'), '2027-03-01')
    assert.equal(of('en-US'), '2027-02-28')
  })

  it('has 23 hours where clocks go forward, each with its label', () => {
    const window = gridWindow(parseDate('2027-03-28'), { zoom: 'day', zone, locale: 'de-DE' })
    assert.equal(window.endMs - window.startMs, 23 * 3_600_000)
    assert.equal(window.ticks.length, 23)
  })

  it('places moments in per cent, and cuts those beyond its ends', () => {
    const window = gridWindow(parseDate('2027-03-01'), { zoom: 'day', zone, locale: 'de-DE' })
    assert.equal(alongOf(ms('2027-03-01T12:00:00+01:00'), window), 50)
    assert.equal(alongOf(ms('2027-03-05T12:00:00+01:00'), window), 100)
  })
})

describe('moving the chosen time', () => {
  const at = ms('2027-03-27T10:00:00+01:00')
  const by = { zone, minutes: 60 }
  const rows = [
    ['ArrowRight', false, '2027-03-27T10:15:00+01:00', 'a quarter of an hour on'],
    ['ArrowLeft', false, '2027-03-27T09:45:00+01:00', 'a quarter of an hour back'],
    ['ArrowRight', true, '2027-03-28T10:00:00+02:00', 'to the same time of the next day'],
    ['PageUp', false, '2027-03-20T10:00:00+01:00', 'a week back'],
  ] as const
  for (const [key, shiftKey, to, title] of rows) {
    it(`${key}${shiftKey ? ' with Shift' : ''} goes ${title}`, () => {
      assert.equal(movedBy({ key, shiftKey }, at, by), ms(to))
    })
  }

  it('leaves other keys alone, and whole days at midnight', () => {
    assert.equal(movedBy({ key: 'Tab', shiftKey: false }, at, by), undefined)
    assert.equal(snapped(at, { zone, minutes: 1440 }), ms('2027-03-27T00:00:00+01:00'))
    assert.equal(snapped(at + 1_000_000, by), ms('2027-03-27T10:15:00+01:00'))
  })
})

describe('who stands how at a time', () => {
  const busy = (kind: string): { startsAt: string; endsAt: string; kind: string } => ({
    startsAt: '2027-03-01T10:00:00Z',
    endsAt: '2027-03-01T11:00:00Z',
    kind,
  })
  const rows = rowsOf(
    [
      { address: 'room@example.com', role: 'room' },
      { address: 'mailto:Bob@example.com', role: 'required' },
      { address: 'team@example.com', role: 'required' },
      { address: 'dan@elsewhere.example', role: 'optional' },
    ],
    [
      { address: 'room@example.com', known: true, busy: [], outside: [] },
      {
        address: 'bob@example.com',
        known: true,
        busy: [busy('busy-tentative')],
        outside: [{ startsAt: '2027-03-01T17:00:00Z', endsAt: '2027-03-02T08:00:00Z' }],
      },
      {
        address: 'team@example.com',
        known: false,
        busy: [],
        outside: [],
        members: ['bob@example.com', 'carol@example.com'],
      },
      { address: 'carol@example.com', known: true, busy: [busy('busy')], outside: [] },
      { address: 'dan@elsewhere.example', known: false, busy: [], outside: [] },
    ],
  )

  it('lists those who must come first, members after their group, nobody twice, rooms last', () => {
    assert.deepEqual(
      rows.map((each) => each.address),
      [
        'mailto:Bob@example.com',
        'team@example.com',
        'carol@example.com',
        'dan@elsewhere.example',
        'room@example.com',
      ],
    )
  })

  it('never takes for free of whom nothing is known', () => {
    const at = (from: string, to: string): readonly string[] =>
      rows.map((row) => standingAt(row, ms(from), ms(to)).state)
    assert.deepEqual(at('2027-03-01T10:30:00Z', '2027-03-01T11:30:00Z'), [
      'tentative',
      'group',
      'busy',
      'unknown',
      'free',
    ])
    assert.deepEqual(at('2027-03-01T16:30:00Z', '2027-03-01T17:30:00Z'), [
      'outside',
      'group',
      'free',
      'unknown',
      'free',
    ])
  })
})

describe('reasons for a time', () => {
  const voice = {
    words: suggestionWords.en,
    name: (address: string): string => address.split('@')[0] ?? address,
    list: (names: readonly string[]): string => names.join(' and '),
  }
  it('are sentences about people and rooms', () => {
    assert.deepEqual(
      [
        { kind: 'free', cost: 0, addresses: ['ann@example.com', 'bob@example.com'] },
        { kind: 'optional-busy', cost: 90, addresses: ['carol@example.com'] },
        { kind: 'outside-hours', cost: 4, people: [{ address: 'bob@example.com', seconds: 1800 }] },
        { kind: 'later', cost: 1, seconds: 3_600 },
        {
          kind: 'rooms',
          cost: 0,
          rooms: [{ address: 'blue@example.com', state: 'free' as const }],
        },
      ].flatMap((each) => reasonWords(each, voice)),
      [
        'ann and bob are free',
        'carol (optional) cannot come',
        '30 min outside the working hours of bob',
        'blue is free',
      ],
    )
  })
})
