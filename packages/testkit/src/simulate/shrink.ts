/** Finds the shortest story that still fails: leaves out ever smaller runs of steps. */
import type { Story } from './story.ts'

export function shrink(story: Story, fails: (story: Story) => boolean): Story {
  let steps = story.steps
  for (let size = Math.ceil(steps.length / 2); size >= 1; ) {
    let shortened = false
    for (let at = 0; at < steps.length; at += size) {
      const fewer = steps.toSpliced(at, size)
      if (!fails({ ...story, steps: fewer })) continue
      steps = fewer
      shortened = true
      at -= size
    }
    if (!shortened) size = size === 1 ? 0 : Math.ceil(size / 2)
  }
  return { ...story, steps }
}
