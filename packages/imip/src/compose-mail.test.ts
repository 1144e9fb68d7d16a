import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { property } from '@parley/icalendar'
import { calendarAddress, type InstanceChange } from '@parley/itip'
import { alice, bob, changeOf, composed, effectOf, eventLines, review } from '../fixtures/build.ts'
import type { ComposeOptions } from './compose-mail.ts'
import { mailBytes } from './mail-bytes.ts'
import type { MailHeader } from './mail-content.ts'
import { english } from './texts/en.ts'

const berlin = [{ name: 'TZID', values: ['Europe/Berlin'] }]
const english24: Partial<ComposeOptions> = { languages: ['en'] }

describe('the body of a mail', () => {
  it('says when in the zone of the event and of the reader', () => {
    const effect = effectOf('REQUEST', eventLines('REQUEST', ...review))
    const { text } = composed(effect, { languages: ['en'], readerTzid: 'America/New_York' })
    assert.match(text, /When: +Tue, 3 Mar 2026, 10:00 – 11:00 \(Europe\/Berlin, UTC\+01:00\)\n/)
    assert.match(text, /\n +Tue, 3 Mar 2026, 04:00 – 05:00 \(America\/New_York, UTC−05:00\)\n/)
  })

  it('says it once when both zones are one, or the reader’s is not known', () => {
    const effect = effectOf('REQUEST', eventLines('REQUEST', ...review))
    for (const readerTzid of ['Europe/Berlin', 'Nowhere/Land'])
      assert.equal(
        composed(effect, { languages: ['en'], readerTzid }).text.match(/UTC/g)?.length,
        1,
      )
  })

  it('knows Windows names, private zones, floating times and whole days', () => {
    const when = (...lines: readonly string[]): string | undefined =>
      /When: +(.*)/.exec(composed(effectOf('REQUEST', eventLines('REQUEST', ...lines))).text)?.[1]
    assert.equal(
      when('DTSTART;TZID=W. Europe Standard Time:20260703T100000', 'DURATION:PT90M'),
      'Fri, 3 Jul 2026, 10:00 – 11:30 (Europe/Berlin, UTC+02:00)',
    )
    assert.equal(
      when('DTSTART:20260303T100000'),
      'Tue, 3 Mar 2026, 10:00 (local time wherever you are)',
    )
    assert.equal(
      when('DTSTART:20260303T230000Z', 'DTEND:20260304T010000Z'),
      'Tue, 3 Mar 2026, 23:00 – Wed, 4 Mar 2026, 01:00 (UTC)',
    )
    assert.equal(when('DTSTART;VALUE=DATE:20260303'), 'Tue, 3 Mar 2026 (all day)')
    assert.equal(
      when('DTSTART;VALUE=DATE:20260303', 'DTEND;VALUE=DATE:20260305'),
      'Tue, 3 Mar 2026 – Wed, 4 Mar 2026 (all day)',
    )
  })

  it('says where, who, how often, and what the Organizer adds', () => {
    const { text } = composed(
      effectOf(
        'REQUEST',
        eventLines(
          'REQUEST',
          ...review,
          'LOCATION:Room 1\\, first floor',
          'RRULE:FREQ=WEEKLY;COUNT=4',
          'COMMENT:Bring cake',
          'DESCRIPTION:Line one\\nLine two',
        ),
      ),
    )
    assert.match(text, /^Alice Doe <alice@example\.com> invites you\.\n/)
    assert.match(text, /Where: +Room 1, first floor\n/)
    assert.match(text, /Repeats: +every week, 4 times\n/)
    assert.match(text, /Comment: +Bring cake\n/)
    assert.match(text, /Details: +Line one\n +Line two\n/)
    assert.match(
      text,
      /People: +Alice Doe <alice@example\.com> – organizer\n +Bob Roe <bob@example\.org> – no answer yet\n/,
    )
  })

  it('counts people beyond the first fifty', () => {
    const guests = Array.from({ length: 80 }, (_, i) => `ATTENDEE:mailto:guest${i}@example.net`)
    const { text } = composed(effectOf('REQUEST', eventLines('REQUEST', ...review, ...guests)))
    assert.match(text, /and 31 others\n/)
    assert.doesNotMatch(text, /guest49/)
  })

  it('shows what changed with the old value struck through', () => {
    const changes = [
      changeOf({
        properties: [
          { name: 'DTSTART', before: [property('DTSTART', '20260303T090000', berlin)], after: [] },
          { name: 'DTEND', before: [property('DTEND', '20260303T100000', berlin)], after: [] },
          { name: 'LOCATION', before: [property('LOCATION', 'Room 1')], after: [] },
        ],
        attendeesAdded: [calendarAddress('carl@example.net')],
        attendeesRemoved: [calendarAddress('dora@example.net')],
      }),
    ]
    const { text, html } = composed(
      effectOf('REQUEST', eventLines('REQUEST', ...review, 'LOCATION:Room 2'), { changes }),
    )
    assert.match(
      text,
      /10:00 – 11:00 \(.*\)\n +\(was: Tue, 3 Mar 2026, 09:00 – 10:00 \(Europe\/Berlin, UTC\+01:00\)\)\n/,
    )
    assert.match(text, /Room 2\n +\(was: Room 1\)\n/)
    assert.match(text, /Newly invited: +carl@example\.net\n/)
    assert.match(text, /No longer invited: +dora@example\.net\n/)
    assert.match(html, /10:00 – 11:00 [^<]*<br>\n<s>Tue, 3 Mar 2026, 09:00 – 10:00[^<]*<\/s>/)
    assert.match(html, /Room 2<br>\n<s>Room 1<\/s>/)
    assert.doesNotMatch(html, /<s>Review/)
  })

  it('shows the old end too where only the start is a change, since the length is the same', () => {
    const old = (value: string, parameters = berlin): readonly InstanceChange[] => [
      changeOf({
        properties: [
          { name: 'DTSTART', before: [property('DTSTART', value, parameters)], after: [] },
        ],
      }),
    ]
    const timed = effectOf('REQUEST', eventLines('REQUEST', ...review), {
      changes: old('20260302T160000'),
    })
    assert.match(composed(timed).text, /\(was: Mon, 2 Mar 2026, 16:00 – 17:00 /)
    const days = ['DTSTART;VALUE=DATE:20260403', 'DTEND;VALUE=DATE:20260405']
    const changes = old('20260327', [{ name: 'VALUE', values: ['DATE'] }])
    const dated = effectOf('REQUEST', eventLines('REQUEST', ...days), { changes })
    const { text } = composed(dated, { ...english24, floatingTzid: 'Europe/Berlin' })
    assert.match(text, /\(was: Fri, 27 Mar 2026 – Sat, 28 Mar 2026 \(all day\)\)/)
  })

  it('of a counter-proposal shows the proposal and what holds now', () => {
    const changes = [
      changeOf({
        properties: [
          { name: 'DTSTART', before: [property('DTSTART', '20260303T080000', berlin)], after: [] },
        ],
      }),
    ]
    const { text } = composed(
      effectOf('COUNTER', eventLines('COUNTER', 'DTSTART;TZID=Europe/Berlin:20260303T140000'), {
        changes,
      }),
    )
    assert.match(text, /^Bob Roe <bob@example\.org> proposes a change/)
    assert.match(text, /14:00 \(.*\)\n +\(now: Tue, 3 Mar 2026, 08:00 /)
  })

  it('says what changed of comments and long texts without repeating the old', () => {
    const before = [
      property('DESCRIPTION', Array.from({ length: 40 }, (_, i) => `old ${i}`).join('\\n')),
    ]
    const properties = [
      { name: 'DESCRIPTION', before, after: [] },
      { name: 'COMMENT', before: [property('COMMENT', 'Before')], after: [] },
    ]
    const lines = eventLines('REQUEST', ...review, 'DESCRIPTION:new', 'COMMENT:Now')
    const { text } = composed(effectOf('REQUEST', lines, { changes: [changeOf({ properties })] }))
    assert.match(text, /Comment: +Now\nDetails: +new\n/)
    assert.doesNotMatch(text, /was:|old/)
  })

  it('of an assistant’s mail says for whom they write', () => {
    const effect = effectOf('REQUEST', eventLines('REQUEST', ...review), {
      sentBy: calendarAddress('assistant@example.com'),
    })
    assert.match(
      composed(effect).text,
      /^assistant@example\.com \(for Alice Doe <alice@example\.com>\) invites you\./,
    )
  })

  it('of a task says when it is due and how far it is', () => {
    const lines = eventLines(
      'REPLY',
      'SUMMARY:Report',
      'DUE;TZID=Europe/Berlin:20260303T100000',
      'PERCENT-COMPLETE:40',
    ).map((line) => line.replace('VEVENT', 'VTODO').replace('NEEDS-ACTION', 'IN-PROCESS'))
    const { text, subject } = composed(effectOf('REPLY', lines, { componentName: 'VTODO' }))
    assert.equal(subject, 'In progress: Report – Tue, 3 Mar 2026, 10:00 (Europe/Berlin)')
    assert.match(
      text,
      /Due: +Tue, 3 Mar 2026, 10:00 \(Europe\/Berlin, UTC\+01:00\)\nProgress: +40 %\n/,
    )
  })

  it('of busy time lists the times', () => {
    const lines = [
      'BEGIN:VCALENDAR',
      'METHOD:REPLY',
      'BEGIN:VFREEBUSY',
      'UID:f',
      'ORGANIZER:mailto:alice@example.com',
      'ATTENDEE:mailto:bob@example.org',
      'DTSTART:20260303T000000Z',
      'DTEND:20260304T000000Z',
      'FREEBUSY:20260303T090000Z/PT1H',
      'END:VFREEBUSY',
      'END:VCALENDAR',
      '',
    ]
    const { text, subject } = composed(effectOf('REPLY', lines, { componentName: 'VFREEBUSY' }))
    assert.equal(subject, 'Busy time – Tue, 3 Mar 2026, 00:00 (UTC)')
    assert.match(text, /Busy: +Tue, 3 Mar 2026, 09:00 – 10:00 \(UTC\)\n/)
  })

  it('escapes all that comes from the calendar object', () => {
    const nasty = '<img src=x onerror=alert(1)>&"\''
    const { html, text } = composed(
      effectOf(
        'REQUEST',
        eventLines(
          'REQUEST',
          `SUMMARY:${nasty}`,
          `LOCATION:${nasty}`,
          `DESCRIPTION:${nasty}`,
          `CONFERENCE;VALUE=URI:javascript:alert(1)`,
          'URL:https://example.com/"onclick="x',
        ),
      ),
    )
    assert.doesNotMatch(html, /<img|href="javascript|"onclick/)
    assert.match(html, /&lt;img src=x onerror=alert\(1\)&gt;&amp;&quot;&#39;/)
    assert.ok(text.includes(nasty))
  })

  it('shows where a link leads and nothing else, whatever its label says', () => {
    const link = 'https://evil.example/x'
    const html = (label: string): string =>
      composed(
        effectOf(
          'REQUEST',
          eventLines('REQUEST', ...review, `CONFERENCE;VALUE=URI;LABEL="${label}":${link}`),
        ),
      ).html
    assert.match(
      html('Join by video'),
      /Join by video: <a href="https:\/\/evil\.example\/x">https:\/\/evil\.example\/x<\/a>/,
    )
    assert.doesNotMatch(html('https://bank.example'), /bank/)
  })

  it('needs no image, script or style sheet', () => {
    const { html } = composed(effectOf('REQUEST', eventLines('REQUEST', ...review)))
    assert.doesNotMatch(html, /<(img|script|style|link|div|iframe|form)\b/i)
  })
})

describe('composing a mail', () => {
  it('takes all recipients with a mail address, with the names they go by', () => {
    const recipients = [bob, calendarAddress('/principals/room'), calendarAddress('x@example.net')]
    const { to } = composed(effectOf('REQUEST', eventLines('REQUEST', ...review), { recipients }))
    assert.deepEqual(to, [
      { name: 'Bob Roe', address: 'bob@example.org' },
      { name: '', address: 'x@example.net' },
    ])
  })

  it('refuses a mail to nobody, and an effect without its component', () => {
    const effect = effectOf('REQUEST', eventLines('REQUEST', ...review), {
      recipients: [calendarAddress('/p')],
    })
    assert.throws(() => composed(effect), TypeError)
    const todo = effectOf('REQUEST', eventLines('REQUEST', ...review), { componentName: 'VTODO' })
    assert.throws(() => composed(todo), TypeError)
  })

  it('takes other texts, and the first of them for unknown readers', () => {
    const texts = { ...english, language: 'tlh', untitled: 'pong Hutlh' }
    const { subject, language } = composed(effectOf('REQUEST', eventLines('REQUEST')), {
      languages: ['xx'],
      texts: [texts],
    })
    assert.equal(subject, 'Invitation: pong Hutlh')
    assert.equal(language, 'tlh')
  })

  it('survives language tags that are none', () => {
    const languages = ['', '-', 'en-!!', '*', 'de-ZZZZZZZZZZZZ']
    assert.ok(
      composed(effectOf('REQUEST', eventLines('REQUEST', ...review)), { languages }).text.length >
        0,
    )
  })

  it('says the same whoever is told', () => {
    const effect = effectOf('REQUEST', eventLines('REQUEST', ...review))
    const one = composed(effect, { to: [{ name: '', address: alice }] })
    const other = composed(effect, {})
    assert.deepEqual([one.text, one.html, one.calendar], [other.text, other.html, other.calendar])
  })
})

describe('pages that belong to a mail', () => {
  const links = {
    answer: 'https://cal.example/answer/x',
    unsubscribe: 'https://cal.example/answer/x/unsubscribe',
  }

  it('stand at the end of both texts, with what they are for', () => {
    const effect = effectOf('REQUEST', eventLines('REQUEST', ...review))
    const { text, html } = composed(effect, { languages: ['fr'], links })
    assert.match(text, /Répondre sans agenda:\nhttps:\/\/cal\.example\/answer\/x\n/)
    assert.match(html, /href="https:\/\/cal\.example\/answer\/x\/unsubscribe"/)
  })

  it('may be header fields too, of one line each', async () => {
    const effect = effectOf('REQUEST', eventLines('REQUEST', ...review))
    const fields = (value: string): readonly MailHeader[] => [{ name: 'List-Unsubscribe', value }]
    const bytes = await mailBytes(composed(effect, { headers: fields('<https://cal.example/u>') }))
    assert.match(
      new TextDecoder().decode(bytes),
      /^List-Unsubscribe: <https:\/\/cal\.example\/u>\r$/m,
    )
    await assert.rejects(
      mailBytes(composed(effect, { headers: fields('x\r\nBcc: all') })),
      TypeError,
    )
  })
})
