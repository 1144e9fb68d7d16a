/** What changed between two versions, sorted for reading: pure, from what the waiting list says. */
export type SaidChange = {
  /** '' is all of it. */
  readonly instance: string
  readonly what: string
  readonly before?: string | undefined
  readonly after?: string | undefined
}

const textFields = ['title', 'location', 'description', 'status', 'url', 'conference'] as const
export type TextField = (typeof textFields)[number] | 'rule' | 'organizer' | 'else'

/** Times as they are written: a moment (`…Z`) or a day; a day's end is the day after. */
export type Stretch = { readonly start: string | undefined; readonly end: string | undefined }

export type DifferenceRow =
  | { readonly kind: 'time'; readonly before: Stretch; readonly after: Stretch }
  | { readonly kind: 'instance'; readonly what: InstanceNews }
  | { readonly kind: 'guests'; readonly left: readonly string[]; readonly came: readonly string[] }
  | {
      readonly kind: 'text'
      readonly field: TextField
      readonly before: string | undefined
      readonly after: string | undefined
    }

const instanceNews = ['added', 'removed', 'cancelled', 'restored'] as const
export type InstanceNews = (typeof instanceNews)[number]

export type DifferenceOf = { readonly instance: string; readonly rows: readonly DifferenceRow[] }

/** What only programs read. */
const unseen = /^(x-|sequence$|dtstamp$|last-modified$|created$|transp$|class$|priority$)/
/** Long values of properties that we show no words for. */
const fields: ReadonlyMap<string, TextField> = new Map([
  ...textFields.map((each) => [each, each] as const),
  ['rule', 'rule'],
  ['organizer', 'organizer'],
])

/** One group per instance, the whole first; in it when, where, what, who. */
export function differencesOf(changes: readonly SaidChange[]): readonly DifferenceOf[] {
  const byInstance = Map.groupBy(changes, (each) => each.instance)
  return [...byInstance]
    .map(([instance, some]) => ({ instance, rows: rowsOf(some) }))
    .filter((each) => each.rows.length > 0)
    .sort((one, other) => one.instance.localeCompare(other.instance))
}

function rowsOf(changes: readonly SaidChange[]): DifferenceRow[] {
  const start = changes.find((each) => each.what === 'start')
  const end = changes.find((each) => each.what === 'end')
  const rows: DifferenceRow[] = []
  for (const { what } of changes) {
    const news = instanceNews.find((each) => each === what)
    if (news !== undefined) rows.push({ kind: 'instance', what: news })
  }
  if (start !== undefined || end !== undefined) {
    rows.push({
      kind: 'time',
      before: { start: start?.before, end: end?.before },
      after: { start: start?.after, end: end?.after },
    })
  }
  const guests = changes.filter((each) => each.what === 'guests')
  for (const { what, before, after } of changes) {
    const isKnown = instanceNews.some((each) => each === what)
    if (isKnown || ['start', 'end', 'guests'].includes(what) || unseen.test(what)) continue
    const field = fields.get(what) ?? 'else'
    if (field === 'else' && rows.some((each) => each.kind === 'text' && each.field === 'else')) {
      continue
    }
    rows.push({ kind: 'text', field, before, after })
  }
  if (guests.length > 0) rows.push(guestRow(guests))
  return rows
}

/** Each step tells who went and who came: who did both stands in neither. */
function guestRow(changes: readonly SaidChange[]): DifferenceRow {
  const listed = (of: string | undefined): string[] =>
    of === undefined ? [] : of.split(', ').filter((each) => each !== '')
  const went = changes.flatMap((each) => listed(each.before))
  const came = changes.flatMap((each) => listed(each.after))
  return {
    kind: 'guests',
    left: [...new Set(went)].filter((each) => !came.includes(each)),
    came: [...new Set(came)].filter((each) => !went.includes(each)),
  }
}

/**
 * The day or moment that the key of an instance names.
 *
 * @example
 * instantOfKey('20270302T090000Z') // '2027-03-02T09:00:00Z'
 */
export function instantOfKey(key: string): string {
  const found = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z)?)?$/.exec(key)
  if (found === null) return key
  const [, year, month, day, hour, minute, second, zulu = ''] = found
  const date = `${year}-${month}-${day}`
  return hour === undefined ? date : `${date}T${hour}:${minute}:${second}${zulu}`
}
