/**
 * Half of the scheduling cases of Apple's Calendar Server, through adapters: what arrives is
 * received, what changes is originated, and the outcome compared. Where the RFC has it otherwise,
 * `differences/ccs.csv` says so.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ConformanceResult } from '../conformance.ts'
import {
  type ChangedProperties,
  judgeAttendeeMerge,
  judgeCancel,
  judgeDifference,
  judgeInvitation,
  judgeNeedsAction,
  judgeOrganizerMerge,
  judgeRemoved,
  judgeSignificance,
  judgeSplit,
  type MergeResult,
} from './oracle/ccs-change.ts'
import {
  judgePoll,
  judgeReply,
  judgeRequest,
  judgeSequence,
  type Text,
  withoutTestNames,
} from './oracle/ccs-receive.ts'
import { judgeCases, type NotOurs, type OracleCase } from './oracle/differences.ts'

type Group = { readonly test: string; readonly var: string; readonly cases: readonly Fields[] }
type Fields = Readonly<Record<string, unknown>>
type Judge = (texts: Text, fields: Fields) => string | undefined

const judges: Readonly<Record<string, Judge>> = {
  test_processRequest: judgeRequest,
  test_processRequest_mergeAttendeePartstat: judgeRequest,
  test_processRequest_scheduleAgentChange: judgeRequest,
  test_processRequest_overrideOfEXDATE: judgeRequest,
  test_processRequest_propertyLeakage: judgeRequest,
  test_processReply: (texts) =>
    (texts['itip'] ?? '').includes('BEGIN:VPOLL') ? judgePoll(texts) : judgeReply(texts),
  test_processReply_XDash: (texts) =>
    judgeReply(Object.fromEntries(Object.entries(texts).map(([k, v]) => [k, withoutTestNames(v)]))),
  test_processPollStatus: judgePoll,
  test_update_attendee_partstat: judgeReply,
  test_sequenceComparison: (texts, fields) =>
    judgeSequence(texts, fields['shouldProcess'] === true),
  test_request: (texts, fields) => judgeInvitation(texts, fields['attendees'] as string[]),
  test_cancel: (texts, fields) =>
    judgeCancel(
      texts,
      fields['attendees'] as string[],
      fields['instances'] as Parameters<typeof judgeCancel>[2],
    ),
  test_organizer_diff: (texts, fields) =>
    judgeSignificance(texts, fields['noSignificantChange'] === true),
  test_what_is_different: (texts, fields) =>
    judgeDifference(texts, fields['rids'] as ChangedProperties),
  test_attendee_needs_action: (texts, fields) =>
    judgeNeedsAction(texts, fields['needsActionRids'] as Parameters<typeof judgeNeedsAction>[1]),
  test_organizer_smart_merge: judgeOrganizerMerge,
  test_removed_attendees: (texts, fields) =>
    judgeRemoved(texts, fields['cancelled'] as Parameters<typeof judgeRemoved>[1]),
  test_split: judgeSplit,
  test_split_negative_count: judgeSplit,
  test_future_split: judgeSplit,
}
const mergeGroups = ['simple', 'complex', 'exdate', 'cancelled', 'dropbox', 'fake_master']
const judgeMerge: Judge = (texts, fields) =>
  judgeAttendeeMerge(texts, fields['result'] as MergeResult)
const merges: Readonly<Record<string, Judge>> = Object.fromEntries(
  [...mergeGroups, 'timezonedst', 'forceTRANSP'].map((each) => [
    `test_attendee_merge_${each}`,
    judgeMerge,
  ]),
)

/** Not an engine's to decide. */
const notOurs: Readonly<Record<string, string>> = {
  test_will_split: 'when a server splits by size and age is its own housekeeping',
  test_prepareSchedulingMessage:
    "which X- names pass is that server's configuration (RFC 5545 §3.8.8.2)",
  test_attendee_merge_vpoll: 'votes are changed by a change of their own, not by merging a PUT',
}

export async function run(shared: string): Promise<ConformanceResult> {
  const text = await readFile(join(shared, 'oracle/ccs-scheduling-half.json'), 'utf8')
  const groups: readonly Group[] = JSON.parse(text)
  const cases: OracleCase[] = []
  const left: NotOurs[] = []
  for (const { test, var: name, cases: given } of groups) {
    for (const [index, fields] of given.entries()) {
      const group = name === 'data' ? test : `${test} ${name}`
      const id = `${group} · ${fields['title'] ?? index + 1}`
      const judge = judges[test] ?? merges[test]
      const why = notOurs[test] ?? (judge === undefined ? `nothing knows ${test}` : undefined)
      if (judge === undefined || why !== undefined) left.push({ id, why: why ?? '' })
      else cases.push({ id, judge: () => judge(textsOf(fields), fields) })
    }
  }
  return judgeCases('ccs', cases, left)
}

function textsOf(fields: Fields): Text {
  const texts = Object.entries(fields).filter(([, value]) => typeof value === 'string')
  return Object.fromEntries(texts) as Text
}
