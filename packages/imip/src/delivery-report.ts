import { defaultMailLimits, type MailLimits } from './limits.ts'
import { type HeaderField, headerValue, readFields } from './mime/header.ts'
import { allParts, decodedBody, type MimePart, readParts } from './mime/part.ts'

/** What a delivery status notification (RFC 3464) says. */
export type DeliveryReport = {
  /** Of the mail that it is about, without angle brackets; undefined where it is not told. */
  readonly messageId: string | undefined
  readonly recipients: readonly DeliveryStatus[]
}

/** What a delivery report says of one recipient (RFC 3464 §2.3). */
export type DeliveryStatus = {
  /** In lower case; the original recipient where it is told, else the final one. */
  readonly address: string
  readonly action: 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded' | 'other'
  /** RFC 3463: '5.1.1'; '' where it is not told. */
  readonly status: string
  /** What the other mail server said, cut short. */
  readonly diagnostic: string
}

const actions = ['failed', 'delayed', 'delivered', 'relayed', 'expanded'] as const
const maxRecipients = 1_000
const maxDiagnosticLength = 300

/**
 * Reads a delivery status notification; undefined where the mail is none.
 *
 * Nothing in it proves that the mail ever went out: the caller holds its Message-ID against what was
 * sent. Errors: none.
 */
export function readDeliveryReport(
  bytes: Uint8Array,
  limits: Partial<MailLimits> = {},
): DeliveryReport | undefined {
  const all = { ...defaultMailLimits, ...limits }
  if (bytes.length > all.maxBytes) return undefined
  const parts = [...allParts(readParts(bytes, all))]
  const status = parts.find(({ contentType }) => contentType.value === 'message/delivery-status')
  if (status === undefined) return undefined
  const blocks = blocksOf(decodedBody(status) ?? new Uint8Array())
  return {
    messageId: returnedId(parts),
    recipients: blocks.flatMap(statusOf).slice(0, maxRecipients),
  }
}

/** Groups of fields with empty lines between them. */
function blocksOf(body: Uint8Array): readonly (readonly HeaderField[])[] {
  const blocks: (readonly HeaderField[])[] = []
  let start = 0
  for (let at = body.indexOf(10); at >= 0; at = body.indexOf(10, at + 1)) {
    const next = body[at + 1] === 13 ? body[at + 2] : body[at + 1]
    if (next !== 10) continue
    blocks.push(readFields(body.subarray(start, at + 1)))
    start = at + 1
  }
  blocks.push(readFields(body.subarray(start)))
  return blocks
}

function statusOf(fields: readonly HeaderField[]): readonly DeliveryStatus[] {
  const recipient =
    headerValue(fields, 'original-recipient') ?? headerValue(fields, 'final-recipient')
  if (recipient === undefined) return []
  const action = headerValue(fields, 'action')?.toLowerCase() ?? ''
  return [
    {
      address: afterType(recipient).toLowerCase().replace(/^<|>$/g, ''),
      action: actions.find((each) => action.startsWith(each)) ?? 'other',
      status: /\d\.\d{1,3}\.\d{1,3}/.exec(headerValue(fields, 'status') ?? '')?.[0] ?? '',
      diagnostic: afterType(headerValue(fields, 'diagnostic-code') ?? '').slice(
        0,
        maxDiagnosticLength,
      ),
    },
  ]
}

/** `rfc822; bob@example.org` is `bob@example.org`. */
function afterType(value: string): string {
  const at = value.indexOf(';')
  return (at < 0 ? value : value.slice(at + 1)).trim()
}

/** The Message-ID of the mail that came back, whole or its header alone. */
function returnedId(parts: readonly MimePart[]): string | undefined {
  for (const part of parts) {
    const inner = part.parts[0]
    const type = part.contentType.value
    const fields =
      type === 'message/rfc822' || type === 'message/global'
        ? (inner?.fields ?? [])
        : type === 'text/rfc822-headers'
          ? readFields(decodedBody(part) ?? new Uint8Array())
          : []
    const id = headerValue(fields, 'message-id')
      ?.trim()
      .replace(/^<+|>+$/g, '')
    if (id !== undefined && id !== '') return id
  }
  return undefined
}
