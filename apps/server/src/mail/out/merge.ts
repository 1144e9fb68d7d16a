/** Several changes to one event for one recipient, told as one. */
import type { InstanceKey } from '@parley/icalendar'
import type { InstanceChange, PropertyChange } from '@parley/itip'

export type Letter = {
  readonly id: string
  readonly method: string
  /** Instances that it is about; '' is the series. */
  readonly keys: readonly InstanceKey[]
  readonly changes: readonly InstanceChange[]
  readonly text: string
}

export type Merged = {
  /** In the order in which they are to go out. */
  readonly letters: readonly Letter[]
  /** Those whose news another letter tells, by id, and whose it is; '' is nobody's: nothing to tell. */
  readonly absorbed: ReadonlyMap<string, string>
}

/**
 * Folds letters, given in the order in which they were decided, to as few as tell the same.
 *
 * A later one takes the place of the earlier where both are REQUESTs, or both are answers, and it is
 * about all that the earlier was about; a CANCEL of all takes the place of REQUESTs. `isFirst`: the
 * recipient was never told of the event; then a CANCEL of all after its REQUEST leaves nothing.
 */
export function mergeLetters(letters: readonly Letter[], isFirst: boolean): Merged {
  const kept: Letter[] = []
  const absorbed = new Map<string, string>()
  for (const letter of letters) {
    let merged = letter
    for (let last = kept.at(-1); last !== undefined; last = kept.at(-1)) {
      if (!replaces(merged, last)) break
      kept.pop()
      absorbed.set(last.id, letter.id)
      if (merged.method === 'REQUEST') merged = { ...merged, changes: changesOf(last, merged) }
    }
    const told = !isFirst || kept.length > 0
    if (merged.method === 'CANCEL' && isWhole(merged) && !told && tookBack(letter, absorbed)) {
      absorbed.set(letter.id, '')
    } else kept.push(merged)
  }
  return { letters: kept, absorbed }
}

function tookBack({ id }: Letter, absorbed: ReadonlyMap<string, string>): boolean {
  return [...absorbed.values()].includes(id)
}

const answers: ReadonlySet<string> = new Set(['REPLY'])

function replaces(later: Letter, earlier: Letter): boolean {
  if (later.method === 'CANCEL') return earlier.method === 'REQUEST' && isWhole(later)
  const same = later.method === earlier.method
  if (!same || !(later.method === 'REQUEST' || answers.has(later.method))) return false
  return isWhole(later) || earlier.keys.every((key) => later.keys.includes(key))
}

function isWhole({ keys }: Letter): boolean {
  return keys.includes('')
}

/** What the recipient has not heard yet: from before the earlier to after the later. */
function changesOf(earlier: Letter, later: Letter): readonly InstanceChange[] {
  if (earlier.changes.length === 0) return []
  const byKey = new Map(earlier.changes.map((each) => [each.key, each]))
  for (const change of later.changes) {
    const before = byKey.get(change.key)
    byKey.set(change.key, before === undefined ? change : joined(before, change))
  }
  return [...byKey.values()]
}

function joined(before: InstanceChange, after: InstanceChange): InstanceChange {
  const properties = new Map<string, PropertyChange>(
    before.properties.map((each) => [each.name, each]),
  )
  for (const each of after.properties) {
    const held = properties.get(each.name)
    properties.set(each.name, held === undefined ? each : { ...each, before: held.before })
  }
  const kind = before.kind === 'added' && after.kind === 'changed' ? 'added' : after.kind
  return {
    ...after,
    kind,
    properties: [...properties.values()].filter(
      (each) => JSON.stringify(each.before) !== JSON.stringify(each.after),
    ),
    raisesSequence: before.raisesSequence || after.raisesSequence,
    resetsParticipation: before.resetsParticipation || after.resetsParticipation,
    attendeesAdded: [...new Set([...before.attendeesAdded, ...after.attendeesAdded])],
    attendeesRemoved: [...new Set([...before.attendeesRemoved, ...after.attendeesRemoved])],
  }
}
