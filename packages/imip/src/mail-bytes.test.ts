import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  type Component,
  component,
  property,
  serializeCalendar,
  textProperty,
} from '@parley/icalendar'
import { calendarAddress } from '@parley/itip'
import fc from 'fast-check'
import { composeOptions, effectOf, eventLines, review } from '../fixtures/build.ts'
import { composeMail } from './compose-mail.ts'
import { defaultMailLimits } from './limits.ts'
import { mailBytes } from './mail-bytes.ts'
import type { MailContent } from './mail-content.ts'
import { allParts, decodedBody, readParts } from './mime/part.ts'
import { readMail } from './read-mail.ts'

const content = composeMail(effectOf('REQUEST', eventLines('REQUEST', ...review)), composeOptions())
const textOf = async (mail: MailContent): Promise<string> =>
  new TextDecoder().decode(await mailBytes(mail))
const shapeOf = (bytes: Uint8Array): readonly string[] =>
  [...allParts(readParts(bytes, defaultMailLimits))].map(({ path, contentType }) =>
    `${path} ${contentType.value}`.trim(),
  )

describe('the bytes of a mail', () => {
  it('have the shape that mail programs recognise', async () => {
    // Requirement: 6047/2.4/beside-other-content
    // Requirement: 6047/2.4/text-for-people
    assert.deepEqual(shapeOf(await mailBytes(content)), [
      'multipart/mixed',
      '1 multipart/alternative',
      '1.1 text/plain',
      '1.2 text/html',
      '1.3 text/calendar',
      '2 application/ics',
    ])
  })

  it('are the same for the same content', async () => {
    assert.deepEqual(await mailBytes(content), await mailBytes(content))
  })

  it('carry the calendar object byte for byte in both places', async () => {
    // Requirement: 6047/2.5/transfer-encoding-when-not-ascii
    const parts = [...allParts(readParts(await mailBytes(content), defaultMailLimits))]
    const found = parts.filter(({ contentType }) => /calendar|ics/.test(contentType.value))
    assert.equal(found.length, 2)
    for (const part of found) {
      assert.deepEqual(
        Buffer.from(decodedBody(part) ?? []),
        Buffer.from(content.calendar?.bytes ?? []),
      )
    }
  })

  it('are ASCII in lines of at most 998 bytes', async () => {
    const long = {
      ...content,
      subject: 'ü'.repeat(3_000),
      text: 'ü'.repeat(3_000),
      html: 'x'.repeat(3_000),
    }
    for (const line of (await textOf(long)).split('\r\n')) {
      assert.ok(line.length <= 998)
      assert.match(line, /^[\t\x20-\x7e]*$/)
    }
  })

  it('name the calendar file in the attachment alone', async () => {
    // Requirement: 6047/2.6/content-disposition-file-name
    const parts = [...allParts(readParts(await mailBytes(content), defaultMailLimits))]
    const names = parts.map(({ disposition }) => disposition?.parameters.get('filename'))
    assert.deepEqual(names, [undefined, undefined, undefined, undefined, undefined, 'invite.ics'])
  })

  it('carry attachments, with the Content-ID that the object refers to', async () => {
    const bytes = Uint8Array.from([1, 2, 3])
    const attachment = {
      fileName: 'Büro "x".pdf',
      contentType: 'application/pdf',
      bytes,
      contentId: 'p@x',
    }
    const parts = [
      ...allParts(
        readParts(await mailBytes({ ...content, attachments: [attachment] }), defaultMailLimits),
      ),
    ]
    const last = parts.at(-1)
    assert.equal(last?.disposition?.parameters.get('filename'), 'Büro "x".pdf')
    assert.equal(last?.fields.find(({ name }) => name === 'content-id')?.value, '<p@x>')
    assert.deepEqual(Buffer.from((last && decodedBody(last)) ?? []), Buffer.from(bytes))
  })

  it('refuse a Message-ID or an address that would break the header', async () => {
    const from = { name: '', address: 'a@b\r\nBcc: c@d' }
    await assert.rejects(mailBytes({ ...content, from }), TypeError)
    await assert.rejects(mailBytes({ ...content, messageId: '<1@x>' }), TypeError)
    await assert.rejects(mailBytes({ ...content, inReplyTo: '1@x\r\nX: y' }), TypeError)
  })
})

/** Without where it came from. */
function plain({ name, properties, components }: Component): unknown {
  const values = properties.map((each) => [each.name, each.parameters, each.value])
  return [name, values, components.map(plain)]
}

describe('what is sent', () => {
  const words = fc
    .string({ unit: 'grapheme', maxLength: 120 })
    .filter((text) => !/[\p{Cc}]/u.test(text))
  const names = words.map((text) => text.replaceAll('"', "'"))

  it('is what is read', async () => {
    const calendars = fc.record({ summary: words, description: words, name: names })
    await fc.assert(
      fc.asyncProperty(calendars, async ({ summary, description, name }) => {
        const message = component(
          'VCALENDAR',
          [
            property('VERSION', '2.0'),
            property('PRODID', '-//Test//EN'),
            property('METHOD', 'REQUEST'),
          ],
          [
            component('VEVENT', [
              property('UID', '1'),
              property('DTSTAMP', '20260101T000000Z'),
              property('DTSTART', '20260303T090000Z'),
              property('ORGANIZER', 'mailto:alice@example.com', [{ name: 'CN', values: [name] }]),
              textProperty('SUMMARY', summary),
              textProperty('DESCRIPTION', description),
            ]),
          ],
        )
        const effect = { ...effectOf('REQUEST', eventLines('REQUEST')), message }
        const mail = readMail(await mailBytes(composeMail(effect, composeOptions())))
        assert.deepEqual(mail.violations, [])
        assert.equal(mail.calendars.length, 1)
        assert.equal(mail.calendars[0]?.places.length, 2)
        assert.deepEqual(mail.calendars[0]?.bytes, serializeCalendar(message))
        assert.deepEqual(plain(mail.calendars[0]?.object ?? message), plain(message))
      }),
      { numRuns: 60 },
    )
  })

  it('goes to whom it names', async () => {
    const people = fc.array(fc.record({ name: words, address: fc.emailAddress() }), {
      minLength: 1,
      maxLength: 5,
    })
    await fc.assert(
      fc.asyncProperty(people, async (to) => {
        const mail = readMail(
          await mailBytes(
            composeMail(
              effectOf('REQUEST', eventLines('REQUEST', ...review)),
              composeOptions({ to }),
            ),
          ),
        )
        assert.deepEqual(
          mail.envelope.to.map(({ address }) => calendarAddress(address)),
          to.map(({ address }) => calendarAddress(address)),
        )
      }),
      { numRuns: 60 },
    )
  })
})
