/**
 * `node scripts/kill-mail.ts [KILLS]`: kills a mail gateway while it sends and while it takes mails
 * in, half of the kills each, and counts what was lost and what was doubled. Exit code 1: lost mail.
 */
import { crashWhileReceiving, crashWhileSending } from '../apps/server/src/testing/crashes.ts'

const kills = Math.ceil(Number(process.argv[2] ?? 100) / 2)
const options = { kills, mails: kills * 20, random: Math.random }
let lost = 0
for (const [name, run] of [
  ['sending', crashWhileSending],
  ['receiving', crashWhileReceiving],
] as const) {
  const started = performance.now()
  const result = await run(options)
  lost += result.lost
  const seconds = ((performance.now() - started) / 1000).toFixed(0)
  console.log(
    `${name}: ${result.kills} kills, ${result.mails} mails, ${result.lost} lost, ${result.doubled} doubled (${seconds} s)`,
  )
}
process.exit(lost === 0 ? 0 : 1)
