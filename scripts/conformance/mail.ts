/**
 * The mails of the corpus: each is read, and what is found is compared with the corpus's own list
 * (METHOD and components). Those whose calendar object holds no component give no message. Then
 * every message of the corpus is put in words, sent as a mail and read back.
 */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseCalendar, type ZoneCatalog, zoneCatalog } from '@parley/icalendar'
import { composeMail, type MailMessage, readMail } from '@parley/imip'
import { mailBytes } from '@parley/imip/mail-bytes'
import { calendarAddress, type Message, read, type SendEffect } from '@parley/itip'
import type { ConformanceResult } from '../conformance.ts'

type Listed = {
  readonly file: string
  readonly method: string
  readonly components: string
  readonly notes: string
}

const slowMs = 1_000

export async function run(sharedFolder: string): Promise<ConformanceResult> {
  const corpus = join(sharedFolder, 'corpus')
  const lines: string[] = []
  const without: string[] = []
  let passed = 0
  let messages = 0
  const listed = readList(await readFile(join(corpus, 'MANIFEST.tsv'), 'utf8'))
  for (const each of listed) {
    const bytes = await readFile(join(corpus, each.file))
    const started = performance.now()
    const mail = readMail(bytes)
    const tookMs = performance.now() - started
    const faults = compare(mail, each)
    if (tookMs > slowMs) faults.push(`took ${tookMs.toFixed(0)} ms`)
    if (faults.length === 0) passed += 1
    else lines.push(`${each.file}: ${faults.join('; ')}`)
    if (mail.calendars.length === 0) without.push(each.file)
    messages += mail.calendars.reduce((sum, calendar) => sum + calendar.messages.length, 0)
  }
  const sent = await sendAll(join(corpus, 'itip'))
  lines.push(...sent.faults, `${sent.count} messages were sent as mails and read back`)
  lines.push(`${listed.length} mails hold ${messages} messages`)
  for (const file of without) lines.push(`holds no calendar object: ${file}`)
  return {
    name: 'mail',
    passed: passed + sent.count - sent.faults.length,
    failed: listed.length - passed + sent.faults.length,
    lines,
  }
}

async function sendAll(folder: string): Promise<{ count: number; faults: readonly string[] }> {
  const catalog = zoneCatalog()
  const faults: string[] = []
  let count = 0
  for (const name of (await readdir(folder)).sort()) {
    const { objects } = parseCalendar(await readFile(join(folder, name)))
    for (const message of objects.flatMap((each) => read(each).messages)) {
      count += 1
      const fault = await sendAndRead(message, catalog)
      if (fault !== undefined) faults.push(`${name}: ${fault}`)
    }
  }
  return { count, faults }
}

async function sendAndRead(message: Message, catalog: ZoneCatalog): Promise<string | undefined> {
  const { method, componentName, uid, organizer, object, components } = message
  const zones = object.components.filter(({ name }) => name === 'VTIMEZONE')
  const address = calendarAddress('reader@example.com')
  const effect: SendEffect = {
    kind: 'send',
    method,
    componentName,
    uid,
    keys: [''],
    originator: organizer ?? address,
    sentBy: undefined,
    recipients: [address],
    message: { ...object, components: [...zones, ...components] },
    changes: [],
  }
  const content = composeMail(effect, {
    from: { name: '', address },
    messageId: 'conformance@example.com',
    dateSeconds: 0,
    languages: ['en'],
    readerTzid: 'Asia/Kolkata',
    catalog,
  })
  if (content.text.trim() === '') return 'has no words'
  const mail = readMail(await mailBytes(content))
  const [calendar] = mail.calendars
  const sent = content.calendar
  if (calendar === undefined || sent === undefined) return 'holds no calendar object'
  const same = Buffer.compare(calendar.bytes, sent.bytes) === 0
  if (!same || mail.calendars.length !== 1) return 'is not what was sent'
  return calendar.places.length === 2 ? undefined : 'is not in both places'
}

function readList(text: string): readonly Listed[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.split('\t'))
    .filter(([file]) => file?.startsWith('imip/') === true)
    .map(([file = '', , method = '-', components = '-', , , , , notes = '']) => ({
      file,
      method,
      components,
      notes,
    }))
}

function compare(mail: MailMessage, { method, components, notes }: Listed): string[] {
  const faults: string[] = []
  const methods = new Set(mail.calendars.map((each) => each.methodInObject ?? '-'))
  if (!(methods.size === 0 && method === '-') && !methods.has(method)) {
    faults.push(`METHOD ${[...methods].join(', ')}, listed as ${method}`)
  }
  const names = new Set(
    mail.calendars.flatMap(({ object }) => object.components.map(({ name }) => name)),
  )
  names.delete('VTIMEZONE')
  const wanted =
    components === '-' ? [] : components.split(',').map((each) => each.replace(/x\d+$/, ''))
  if (wanted.some((each) => !names.has(each.trim())) || names.size !== new Set(wanted).size) {
    faults.push(`components ${[...names].join(', ')}, listed as ${components}`)
  }
  const messages = mail.calendars.flatMap((each) => each.messages)
  // Without a UID there is nothing that a message could be about.
  const readable = method !== '-' && components !== '-' && !notes.includes('no-UID')
  if (readable && messages.length === 0) {
    const why = mail.calendars.flatMap((each) => each.messageViolations)
    faults.push(`no message: ${why.map(({ requirement }) => requirement).join(', ')}`)
  }
  return faults
}
