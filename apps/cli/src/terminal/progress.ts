/** A progress bar on standard error, on a terminal only, and only when the work is long. */
import type { World } from '../world.ts'

type Progress = {
  readonly step: (done: number, what: string) => void
  /** Takes the bar away. */
  readonly end: () => void
}

const quietMs = 400
const betweenMs = 80
const barWidth = 24

/** `interleaved`: the work itself prints as it goes, so a terminal needs no bar. */
export function progressOf(
  world: World,
  total: number,
  options: { readonly interleaved?: boolean; readonly clockMs?: () => number } = {},
): Progress {
  const { interleaved = false, clockMs = () => performance.now() } = options
  const shown = world.terminal.error && !(interleaved && world.terminal.out)
  if (!shown || total < 2) return { step: () => {}, end: () => {} }
  const begunMs = clockMs()
  let drawnMs = 0
  return {
    step(done, what) {
      const nowMs = clockMs()
      if (nowMs - begunMs < quietMs || nowMs - drawnMs < betweenMs) return
      drawnMs = nowMs
      const filled = Math.round((barWidth * done) / total)
      const bar = '█'.repeat(filled) + '░'.repeat(barWidth - filled)
      const left = Math.max(10, world.terminal.columns - barWidth - 20)
      const name = what.length > left ? `…${what.slice(1 - left)}` : what
      world.warn(`\r\u001b[2K${bar} ${done}/${total} ${name}`)
    },
    end() {
      if (drawnMs > 0) world.warn('\r\u001b[2K')
    },
  }
}
