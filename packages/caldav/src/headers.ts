/** The request headers of WebDAV and CalDAV, read into data (RFC 4918 §10, RFC 6638 §8, RFC 7240). */

/** How far down a request reaches (RFC 4918 §10.2). */
export type Depth = 0 | 1 | 'infinity'

/** Reads Depth (RFC 4918 §10.2); `otherwise` where it is missing, undefined where it is wrong. */
export function readDepth(value: string | undefined, otherwise: Depth): Depth | undefined {
  if (value === undefined) return otherwise
  const text = value.trim().toLowerCase()
  if (text === '0') return 0
  if (text === '1') return 1
  return text === 'infinity' ? 'infinity' : undefined
}

/** Conditions on the state of the resource: every one that is there must hold. */
export type Conditions = {
  readonly ifMatch: TagList | undefined
  readonly ifNoneMatch: TagList | undefined
  readonly ifScheduleTagMatch: string | undefined
  /** The If header: lists of which one must hold. Undefined: there is none. */
  readonly ifLists: readonly IfList[] | undefined
  /** A header could not be read: nothing may be done. */
  readonly malformed: string | undefined
}

/** `*`, or entity tags as written. */
export type TagList = '*' | readonly string[]

/** One list of the If header (RFC 4918 §10.4): all of its conditions must hold. */
export type IfList = {
  /** The resource that the list is about; undefined: the one of the request. */
  readonly resource: string | undefined
  readonly conditions: readonly IfCondition[]
}
/** One condition in a list of the If header (RFC 4918 §10.4). */
export type IfCondition = {
  readonly not: boolean
  readonly kind: 'etag' | 'token'
  readonly value: string
}

/** Gives a header by its name in lower case. */
export type HeaderReader = (name: string) => string | undefined

/** Reads If-Match, If-None-Match, If-Schedule-Tag-Match (RFC 6638 §8.3) and If (RFC 4918 §10.4). */
export function readConditions(header: HeaderReader): Conditions {
  const ifHeader = header('if')
  const ifLists = ifHeader === undefined ? undefined : readIf(ifHeader)
  const tag = header('if-schedule-tag-match')?.trim()
  return {
    ifMatch: readTags(header('if-match')),
    ifNoneMatch: readTags(header('if-none-match')),
    ifScheduleTagMatch: tag,
    ifLists: ifLists === 'malformed' ? undefined : ifLists,
    malformed: ifLists === 'malformed' ? 'If' : undefined,
  }
}

function readTags(value: string | undefined): TagList | undefined {
  if (value === undefined) return undefined
  if (value.trim() === '*') return '*'
  return [...value.matchAll(/(?:W\/)?"[^"]*"|[^\s,"]+/g)].map((match) => match[0])
}

const maxIfLength = 8000

/** RFC 4918 §10.4.2. */
function readIf(value: string): readonly IfList[] | 'malformed' {
  if (value.length > maxIfLength) return 'malformed'
  const lists: IfList[] = []
  const token = /\s*(?:<([^>]*)>|(\()|(\))|\[([^\]]*)\]|(Not)\b)/iy
  let resource: string | undefined
  let open: IfCondition[] | undefined
  let not = false
  let end = 0
  for (let match = token.exec(value); match !== null; match = token.exec(value)) {
    end = token.lastIndex
    const [, uri, opening, closing, etag, negation] = match
    if (opening !== undefined) {
      if (open !== undefined) return 'malformed'
      open = []
    } else if (closing !== undefined) {
      if (open === undefined || open.length === 0 || not) return 'malformed'
      lists.push({ resource, conditions: open })
      open = undefined
    } else if (negation !== undefined) {
      if (open === undefined || not) return 'malformed'
      not = true
    } else if (open === undefined) {
      if (uri === undefined) return 'malformed'
      resource = uri
    } else {
      open.push({ not, kind: uri === undefined ? 'etag' : 'token', value: uri ?? etag ?? '' })
      not = false
    }
  }
  return value.slice(end).trim() === '' && open === undefined && lists.length > 0
    ? lists
    : 'malformed'
}

/** What is known of a resource; undefined tags: it is not there. */
export type ResourceTags = {
  readonly etag: string | undefined
  readonly scheduleTag: string | undefined
}

/** Do the conditions hold, and if not, which header says so? */
export type Judgement =
  | { readonly holds: true }
  | { readonly holds: false; readonly header: string }

// Requirement: 6638/3.2.10/etag-conditions-still-hold
// Requirement: 6638/8.2/schedule-tag-is-opaque
// Requirement: 6638/8.3/if-schedule-tag-match-supported
/** Do the conditions hold? `tagsAt` answers for other resources that an If header names. */
export function judgeConditions(
  of: Conditions,
  here: ResourceTags,
  tagsAt: (resource: string) => ResourceTags | undefined,
): Judgement {
  if (of.malformed !== undefined) return { holds: false, header: of.malformed }
  if (of.ifMatch !== undefined && !includes(of.ifMatch, here.etag)) {
    return { holds: false, header: 'If-Match' }
  }
  if (of.ifNoneMatch !== undefined && includes(of.ifNoneMatch, here.etag)) {
    return { holds: false, header: 'If-None-Match' }
  }
  if (of.ifScheduleTagMatch !== undefined && of.ifScheduleTagMatch !== here.scheduleTag) {
    return { holds: false, header: 'If-Schedule-Tag-Match' }
  }
  if (of.ifLists === undefined) return { holds: true }
  const any = of.ifLists.some(({ resource, conditions }) => {
    const tags = resource === undefined ? here : tagsAt(resource)
    return conditions.every((each) => {
      // No locks are ever given out, so no state token matches.
      const matches = each.kind === 'etag' && tags?.etag === each.value
      return matches !== each.not
    })
  })
  return any ? { holds: true } : { holds: false, header: 'If' }
}

function includes(tags: TagList, etag: string | undefined): boolean {
  if (etag === undefined) return false
  return tags === '*' || tags.some((each) => each === etag || each === `W/${etag}`)
}

/** What the client would rather have (RFC 7240, RFC 8144). */
export type Preferences = {
  /** RFC 7240 §4.2; RFC 8144: a multistatus leaves out what was not found. */
  readonly minimal: boolean
  readonly representation: boolean
  readonly depthNoroot: boolean
}

/** Reads Prefer (RFC 7240, RFC 8144) and the older Brief. */
export function readPrefer(header: HeaderReader): Preferences {
  const wanted = new Set(
    (header('prefer') ?? '')
      .split(/[,;]/)
      .map((each) => each.trim().toLowerCase().replaceAll('"', '')),
  )
  const brief = header('brief')?.trim().toLowerCase() === 't'
  return {
    minimal: wanted.has('return=minimal') || wanted.has('return-minimal') || brief,
    representation: wanted.has('return=representation'),
    depthNoroot: wanted.has('depth-noroot'),
  }
}

/** Does the client want every VTIMEZONE, or none of a zone that all know? Undefined: it does not say. */
export type TimezonesWish = 'with' | 'without'

/** Reads CalDAV-Timezones (RFC 7809 §7.1). */
export function readTimezonesWish(header: HeaderReader): TimezonesWish | undefined {
  const value = header('caldav-timezones')?.trim().toUpperCase()
  return value === 'T' ? 'with' : value === 'F' ? 'without' : undefined
}

/** `Overwrite: F` forbids to replace (RFC 4918 §10.6). */
export function readOverwrite(header: HeaderReader): boolean {
  return header('overwrite')?.trim().toUpperCase() !== 'F'
}

/** The path in Destination; undefined where it is missing, malformed, or another host's. */
export function readDestination(header: HeaderReader): string | undefined {
  const value = header('destination')?.trim()
  if (value === undefined || value === '') return undefined
  if (value.startsWith('/')) return value
  const match = /^https?:\/\/([^/]+)(\/[^?#]*)/i.exec(value)
  const host = header('host')?.toLowerCase()
  if (match === null || host === undefined || match[1]?.toLowerCase() !== host) return undefined
  return match[2]
}

// Requirement: 6638/8.1/schedule-reply-values
/** `Schedule-Reply: F`: an Attendee deletes without an answer (RFC 6638 §8.1). */
export function readScheduleReply(header: HeaderReader): boolean {
  return header('schedule-reply')?.trim().toUpperCase() !== 'F'
}
