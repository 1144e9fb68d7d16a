import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { attendee, message } from '../testing.ts'
import { validate } from '../validate.ts'

const least = ['DTSTAMP:20260101T000000Z', 'SEQUENCE:1', 'SUMMARY:Plan', attendee('bob')]

function saidOf(method: string, ...components: readonly (readonly string[])[]): readonly string[] {
  const texts = components.map((each) => [...least, ...each].join('\n'))
  return validate(message(method, texts)).map(
    ({ requirement, path }) => `${requirement.split('/').at(-1)} ${path.join('/')}`,
  )
}

describe('a value that decides', () => {
  const forms = ['20260302T090000Z', '20260302T090000', ';VALUE=DATE:20260302'] as const
  const withForm = (name: string, form: string): string =>
    form.startsWith(';') ? `${name}${form}` : `${name}:${form}`
  for (const master of forms) {
    for (const own of forms) {
      const title = `${own} as RECURRENCE-ID is ${own === master ? 'in' : 'not in'} the form of ${master}`
      it(title, () => {
        const said = saidOf(
          'REQUEST',
          [withForm('DTSTART', master), 'RRULE:FREQ=DAILY'],
          ['DTSTART:20260303T100000Z', withForm('RECURRENCE-ID', own)],
        )
        const wrong = ['recurrence-id-is-original-start VEVENT/1/RECURRENCE-ID/0']
        assert.deepEqual(said, own === master ? [] : wrong)
      })
    }
  }

  it('is an address only from its beginning on', () => {
    const said = saidOf('REQUEST', [
      'DTSTART:20260302T090000Z',
      'ATTENDEE: at mailto:eva@example.com',
    ])
    assert.deepEqual(said, ['invalid-calendar-user VEVENT/0/ATTENDEE/1'])
  })

  const status = (code: string): string => `REQUEST-STATUS:${code};x`
  const answers: readonly (readonly [string, readonly (readonly string[])[], readonly string[]])[] =
    [
      ['takes several statuses of one class', [[status('2.0'), status(' 2.8')]], []],
      [
        'tells statuses of two classes in a component',
        [[status('2.0'), status('3.1')]],
        ['one-class-per-component VEVENT/0/REQUEST-STATUS/0'],
      ],
      ['takes classes 2 and 4 in different components', [[status('2.0')], [status('4.0')]], []],
      ['takes class 3 in every component', [[status('3.1')], [status('3.2')]], []],
      [
        'tells class 2 beside class 3',
        [[status('2.0')], [status('3.1')]],
        ['class-3-rules-message VEVENT/0/REQUEST-STATUS/0'],
      ],
      [
        'tells class 3 beside class 5, as a matter of class 5',
        [[status('3.1')], [status('5.1')]],
        ['class-5-rules-message VEVENT/0/REQUEST-STATUS/0'],
      ],
      ['counts REQUEST-STATUS only', [[status('3.1'), 'X-OTHER:2.0'], [status('3.1')]], []],
    ]
  for (const [title, parts, said] of answers) {
    it(title, () => {
      const components = parts.map((each, i) =>
        [
          'DTSTART:20260302T090000Z',
          ...(i === 0 ? [] : [`RECURRENCE-ID:2026030${2 + i}T090000Z`]),
          'RRULE:FREQ=DAILY',
          ...each,
        ].filter((line) => i === 0 || !line.startsWith('RRULE')),
      )
      const texts = components.map((each) =>
        [...least.slice(0, 2), attendee('bob', 'PARTSTAT=ACCEPTED'), ...each].join('\n'),
      )
      const found = validate(message('REPLY', texts)).map(
        ({ requirement, path }) => `${requirement.split('/').at(-1)} ${path.join('/')}`,
      )
      assert.deepEqual(found, said)
    })
  }
})
