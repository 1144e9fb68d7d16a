/** Stories that nobody wrote: some hundred in every test run; `npm run simulate` tells more. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { tellEvery } from './simulate/many.ts'
import { shrink } from './simulate/shrink.ts'
import { tellStory } from './simulate/story.ts'

describe('simulated stories', () => {
  for (const people of [3, 4, 5]) {
    it(`end with all copies agreeing, among ${people} people`, () => {
      const many = { seed: 1000 * people, stories: 100, people, steps: 25, stopsAtFirst: true }
      assert.deepEqual(tellEvery(many, 0, 1), [])
    })
  }

  it('shrink to the steps that matter', () => {
    const story = tellStory(7, 3, 60)
    const shortest = shrink(story, ({ steps }) => steps.some((each) => each.action === 'organize'))
    assert.deepEqual(
      shortest.steps.map((each) => each.action),
      ['organize'],
    )
  })
})
