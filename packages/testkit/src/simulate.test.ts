/** Stories that nobody wrote: some hundred in every test run; `npm run simulate` tells more. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { tryStory } from './simulate/run.ts'
import { shrink } from './simulate/shrink.ts'
import { tellStory } from './simulate/story.ts'

describe('simulated stories', () => {
  it('end with all copies agreeing, over a wire that delays, doubles, drops and reorders', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const story = tellStory(seed, 3 + (seed % 3), 40)
      assert.deepEqual(tryStory(story), [], `seed ${seed}`)
    }
  })

  it('shrink to the steps that matter', () => {
    const story = tellStory(7, 3, 60)
    const shortest = shrink(story, ({ steps }) => steps.some((each) => each.action === 'organize'))
    assert.deepEqual(
      shortest.steps.map((each) => each.action),
      ['organize'],
    )
  })
})
