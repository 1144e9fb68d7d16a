/**
 * `npm test [-- ROOM … --all]`: every test, room by room, two rooms at a time. Each room is a process
 * of its own, so that no room's servers and hooks reach into another's; its output is shown when it
 * ends, and one count closes the run. Files named `*.slow.test.ts` run with `--all` alone: they kill
 * processes again and again, or go through every page in a browser.
 */
import { globSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { root } from './registers.ts'
import { run } from './run.ts'

/** The long ones first, so that none is left to run alone at the end. */
const order = [
  'apps/server',
  'apps/web',
  'packages/icalendar',
  'apps/cli',
  'packages/store',
  'scripts',
]
const limitMs = 15 * 60_000

const wanted = process.argv.slice(2).filter((each) => each !== '--all')
const withSlow = process.argv.includes('--all')
const files = globSync(['{packages,apps}/*/src/**/*.test.ts', 'scripts/**/*.test.ts'], {
  cwd: root,
}).filter((file) => withSlow || !file.endsWith('.slow.test.ts'))
const byRoom = Map.groupBy(files.sort(), roomOf)
const rooms = [...byRoom.keys()]
  .filter((room) => wanted.length === 0 || wanted.some((each) => room.includes(each)))
  .sort((one, other) => placeOf(one) - placeOf(other) || one.localeCompare(other))
if (rooms.length === 0) {
  console.error(
    `test: no room is called ${wanted.join(', ')}; there are ${[...byRoom.keys()].join(', ')}`,
  )
  process.exit(2)
}

// The server serves the web app as it is built, and the app’s own tests open it.
if (rooms.some((room) => room === 'apps/server' || room === 'apps/web')) {
  const built = await run('node', [join(root, 'scripts/web.ts')])
  if (built.code !== 0) process.exit(1)
}

const recorder =
  process.env['PARLEY_TRACE'] === undefined
    ? []
    : ['--import', join(root, 'scripts/trace-recorder.ts')]
const counts = { tests: 0, pass: 0, fail: 0, cancelled: 0, skipped: 0 }
const failed: string[] = []
const queue = [...rooms]
await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, testNext))

console.log(`\nℹ tests ${counts.tests}`)
console.log(`ℹ pass ${counts.pass}`)
console.log(`ℹ fail ${counts.fail}`)
console.log(`ℹ cancelled ${counts.cancelled}`)
console.log(`ℹ skipped ${counts.skipped}`)
if (failed.length > 0) console.error(`test: ${failed.join(', ')} failed`)
process.exit(failed.length === 0 ? 0 : 1)

async function testNext(): Promise<void> {
  for (let room = queue.shift(); room !== undefined; room = queue.shift()) await testRoom(room)
}

async function testRoom(room: string): Promise<void> {
  const started = performance.now()
  const args = [
    ...recorder,
    '--import',
    join(root, 'scripts/seed.ts'),
    '--test',
    ...isolationOf(room),
    ...(byRoom.get(room) ?? []),
  ]
  const env = { NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/compile') }
  const { code, output, timedOut } = await run('node', args, { quiet: true, limitMs, env })
  for (const name of Object.keys(counts) as (keyof typeof counts)[]) {
    counts[name] += Number(new RegExp(`^ℹ ${name} (\\d+)$`, 'm').exec(output)?.[1] ?? 0)
  }
  const passed = Number(/^ℹ pass (\d+)$/m.exec(output)?.[1] ?? 0)
  const broken = /^ℹ (?:fail|cancelled) [1-9]/m.test(output)
  const ok = code === 0 && !broken && passed > 0
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  if (ok) {
    console.log(`✔ ${room}: ${passed} tests (${seconds} s)`)
    return
  }
  failed.push(room)
  console.log(output)
  const why = timedOut
    ? `did not end within ${limitMs / 60_000} minutes`
    : `failed with code ${code}`
  console.log(`✖ ${room} ${why} (${seconds} s)`)
}

/** Server tests start real servers and processes: each file by itself, ended when its tests are. */
function isolationOf(room: string): readonly string[] {
  return room.startsWith('apps/server') || room === 'apps/web'
    ? ['--test-force-exit', '--test-concurrency=2']
    : ['--test-isolation=none']
}

function roomOf(file: string): string {
  return file.startsWith('scripts/') ? 'scripts' : file.split('/').slice(0, 2).join('/')
}

function placeOf(room: string): number {
  const place = order.indexOf(room)
  return place < 0 ? order.length : place
}
