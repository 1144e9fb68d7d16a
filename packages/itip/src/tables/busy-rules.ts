/** The comments of the tables of VFREEBUSY (RFC 5546 §3.3). */
import type { Component, Property } from '@parley/icalendar'
import { parameterValue, periodsOf } from '@parley/icalendar'
import type { RequirementId } from '../requirement-ids.ts'
import type { JudgedRule } from './table.ts'

/** DTSTART, DTEND: "DateTime values must be in UTC." */
export function inUtc(id: RequirementId, row: 'DTSTART' | 'DTEND'): JudgedRule {
  return {
    kind: 'judged',
    requirement: id,
    row,
    words: `${row} in UTC`,
    level: 'warning',
    otherwise: '3.5',
    applied: '2.1',
    holds: ({ properties }) => {
      const found = properties.get(row)
      return found === undefined || /^\d{8}T\d{6}Z$/i.test(found.first.value.trim())
    },
  }
}

/** FREEBUSY: "MUST be BUSYTIME." */
export function busyTimeOnly(id: RequirementId): JudgedRule {
  return {
    ...busyRule(id, 'FREEBUSY is busy time', '3.3'),
    holds: ({ component }) => !component.properties.some(isFreeTime),
    offender: ({ component }) => component.properties.find(isFreeTime),
  }
}

function isFreeTime(of: Property): boolean {
  return of.name === 'FREEBUSY' && parameterValue(of, 'FBTYPE')?.toUpperCase() === 'FREE'
}

/** FREEBUSY: "Multiple instances SHOULD be sorted in ascending order." */
export function ascending(id: RequirementId): JudgedRule {
  return {
    ...busyRule(id, 'busy periods by start, then by end', '3.1'),
    holds: ({ component }) => {
      const periods = busyPeriods(component)
      return periods.every((each, i) => i === 0 || compareSpans(periods[i - 1] ?? each, each) <= 0)
    },
  }
}

/** Appendix A.1: busy periods of different types do not overlap. */
export function apartByType(id: RequirementId): JudgedRule {
  return {
    ...busyRule(id, 'periods of different FBTYPE do not overlap', '3.1'),
    holds: ({ component }) => {
      const latestEnd = new Map<string, number>()
      for (const { type, start, end } of busyPeriods(component).toSorted(compareSpans)) {
        for (const [other, otherEnd] of latestEnd) {
          if (other !== type && otherEnd > start) return false
        }
        // The RFCs name four types; what a sender invents beyond them is compared as one.
        const name = latestEnd.size < 8 || latestEnd.has(type) ? type : ''
        latestEnd.set(name, Math.max(latestEnd.get(name) ?? end, end))
      }
      return true
    },
  }
}

/** §3.3: "Duplicate busy time periods SHOULD NOT be specified." */
export function namedOnce(id: RequirementId): JudgedRule {
  return {
    ...busyRule(id, 'each busy period once', '3.1'),
    holds: ({ component }) => {
      const periods = busyPeriods(component)
      return new Set(periods.map(({ start, end }) => `${start}/${end}`)).size === periods.length
    },
  }
}

function busyRule(
  id: RequirementId,
  words: string,
  otherwise: JudgedRule['otherwise'],
): Omit<JudgedRule, 'holds'> {
  return {
    kind: 'judged',
    requirement: id,
    row: 'FREEBUSY',
    words,
    level: 'warning',
    otherwise,
    applied: '2.1',
  }
}

/** One busy period: seconds on its wall clock, which is UTC. */
type Span = { readonly type: string; readonly start: number; readonly end: number }

// Requirement: 5546/3.3/value-list-allowed
// Requirement: 5546/3.3/several-properties-allowed
// Requirement: 5546/3.3/both-forms-read
// Requirement: 5546/3.3/periods-may-overlap
// Requirement: 5546/3.3/periods-may-cross-midnight
function busyPeriods(of: Component): readonly Span[] {
  const spans: Span[] = []
  for (const each of of.properties) {
    if (each.name !== 'FREEBUSY') continue
    const type = parameterValue(each, 'FBTYPE')?.toUpperCase() ?? 'BUSY'
    for (const { start, end, duration } of periodsOf(each) ?? []) {
      const from = start.wallSeconds
      const length = duration === undefined ? 0 : duration.days * 86400 + duration.seconds
      spans.push({ type, start: from, end: end?.wallSeconds ?? from + length })
    }
  }
  return spans
}

function compareSpans(one: Span, other: Span): number {
  return one.start - other.start || one.end - other.end
}
