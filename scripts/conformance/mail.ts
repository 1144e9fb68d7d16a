/**
 * The mails of the corpus: each is read, and what is found is compared with the corpus's own list
 * (METHOD and components). Those whose calendar object holds no component give no message.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type MailMessage, readMail } from '@parley/imip'
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
  lines.push(`${listed.length} mails hold ${messages} messages`)
  for (const file of without) lines.push(`holds no calendar object: ${file}`)
  return { name: 'mail', passed, failed: listed.length - passed, lines }
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
