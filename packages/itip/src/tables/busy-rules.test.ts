import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { message } from '../testing.ts'
import { validate } from '../validate.ts'

const least = ['DTSTART:20260302T000000Z', 'DTEND:20260305T000000Z']

/** What is said of a published VFREEBUSY: rule and path. */
function saidOf(...more: readonly string[]): readonly string[] {
  const names = new Set(more.map((each) => each.split(/[:;]/)[0]))
  const kept = least.filter((each) => !names.has(each.split(':')[0] ?? ''))
  const made = message('PUBLISH', [[...kept, ...more].join('\n')], { name: 'VFREEBUSY' })
  return validate(made).map(
    ({ requirement, level, path }) =>
      `${requirement.split('/').at(-1)} ${level} ${path.slice(2).join('/')}`,
  )
}

const at = (...hours: readonly [number, number]): string =>
  hours.map((hour) => `20260302T${String(hour).padStart(2, '0')}0000Z`).join('/')
const typed = (type: string, ...hours: readonly [number, number]): string =>
  `FREEBUSY;FBTYPE=${type}:${at(...hours)}`

describe('a rule of busy time', () => {
  const overlap = ['fbtypes-do-not-overlap warning FREEBUSY/0']
  const many = Array.from({ length: 9 }, (_, i) => typed(`X-T${i}`, i, i + 1))
  const rows: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ['takes what is right', [`FREEBUSY:${at(9, 10)},${at(11, 12)}`], []],
    ['takes times with spaces around', ['DTSTART: 20260302T000000Z '], []],
    ['wants DTSTART in UTC', ['DTSTART:20260302T000000'], ['times-in-utc warning DTSTART/0']],
    ['wants DTEND in UTC', ['DTEND:20260305T000000'], ['times-in-utc warning DTEND/0']],
    [
      'takes no free time, and names the property that tells some',
      [`FREEBUSY:${at(9, 10)}`, typed('free', 11, 12)],
      ['freebusy-is-busy-time warning FREEBUSY/1'],
    ],
    ['looks at FREEBUSY only', [`FREEBUSY:${at(9, 10)}`, 'X-OWN;FBTYPE=FREE:1'], []],
    [
      'wants periods in the order of their starts',
      [`FREEBUSY:${at(11, 12)},${at(9, 10)}`],
      ['freebusy-ascending warning FREEBUSY/0'],
    ],
    [
      'wants periods of one start in the order of their ends',
      [`FREEBUSY:${at(9, 12)},${at(9, 10)}`],
      ['freebusy-ascending warning FREEBUSY/0'],
    ],
    [
      'counts a day of a DURATION as a day',
      ['FREEBUSY:20260302T090000Z/P1D', typed('BUSY-TENTATIVE', 23, 24).replace(/\/.*/, '/PT2H')],
      overlap,
    ],
    [
      'lets types overlap neither at once nor across others',
      [typed('BUSY-TENTATIVE', 9, 14), `FREEBUSY:${at(10, 11)},${at(12, 13)}`],
      overlap,
    ],
    [
      'remembers the latest end of a type, not the last',
      [`FREEBUSY:${at(8, 15)},${at(9, 10)}`, typed('BUSY-TENTATIVE', 12, 13)],
      overlap,
    ],
    ['lets one type overlap itself', [`FREEBUSY:${at(9, 12)},${at(10, 11)}`], []],
    ['takes BUSY for what has no type', [`FREEBUSY:${at(9, 12)}`, typed('busy', 10, 11)], []],
    ['takes types that only touch', [`FREEBUSY:${at(9, 10)}`, typed('BUSY-TENTATIVE', 10, 11)], []],
    [
      'tells a period that stands there twice',
      [`FREEBUSY:${at(9, 10)},${at(9, 10)}`],
      ['no-duplicate-periods warning FREEBUSY/0'],
    ],
    ['reads many types of a sender’s own', many, []],
  ]
  for (const [title, more, said] of rows) {
    it(title, () => assert.deepEqual(saidOf(...more), said))
  }
})
