/**
 * `parley read` over the corpus: every file that holds a calendar is readable, none is lossy, none
 * takes longer than a second, nothing throws; the few that hold none, by the corpus's own list, are
 * named.
 */
import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { ZoneCatalog } from '@parley/icalendar'
import { zoneCatalog } from '@parley/icalendar'
import type { FileReport } from '../../apps/cli/src/commands/read.ts'
import { reportOf } from '../../apps/cli/src/commands/read.ts'
import { filesBelow, readInputBytes } from '../../apps/cli/src/input.ts'
import type { ConformanceResult } from '../conformance.ts'

const longestMs = 1000

export async function run(shared: string): Promise<ConformanceResult> {
  const corpus = join(shared, 'corpus')
  const catalog = zoneCatalog()
  const empty = withoutCalendar(readFileSync(join(corpus, 'MANIFEST.tsv'), 'utf8'))
  const trips = { identical: 0, equivalent: 0, lossy: 0 }
  const lines: string[] = []
  let passed = 0
  let failed = 0
  for (const file of filesBelow(corpus)) {
    const name = relative(corpus, file)
    if (name === 'MANIFEST.tsv') continue
    const bytes = readFileSync(file)
    let report: FileReport
    let tookMs: number
    try {
      ;({ report, tookMs } = await timed(bytes, file, catalog))
      // A busy machine is no fault of the file: what was slow is tried once more.
      if (tookMs > longestMs) ({ report, tookMs } = await timed(bytes, file, catalog))
    } catch (error) {
      failed++
      lines.push(`${name}: throws ${error}`)
      continue
    }
    if (report.roundTrip !== undefined) trips[report.roundTrip]++
    const faults = [
      ...(tookMs > longestMs ? [`takes ${Math.round(tookMs)} ms`] : []),
      ...(report.roundTrip === 'lossy' ? ['is lossy'] : []),
      ...(!report.readable && !empty.has(name) ? [`is not readable: ${report.why}`] : []),
    ]
    for (const fault of faults) lines.push(`${name}: ${fault}`)
    if (!report.readable && faults.length === 0) lines.push(`${name}: ${report.why}`)
    if (faults.length === 0) passed++
    else failed++
  }
  lines.push(
    `round trip: ${trips.identical} identical, ${trips.equivalent} equivalent, ${trips.lossy} lossy`,
  )
  return { name: 'corpus-read', passed, failed, lines }
}

async function timed(
  bytes: Uint8Array,
  file: string,
  catalog: ZoneCatalog,
): Promise<{ report: FileReport; tookMs: number }> {
  const began = performance.now()
  const report = reportOf(await readInputBytes(bytes, file), catalog)
  return { report, tookMs: performance.now() - began }
}

/** Files for which the list has neither METHOD nor component. */
function withoutCalendar(manifest: string): ReadonlySet<string> {
  const rows = manifest.split(/\r?\n/).map((line) => line.split('\t'))
  return new Set(
    rows
      .filter(([, , method, components]) => method === '-' && components === '-')
      .map(([file = '']) => file),
  )
}
