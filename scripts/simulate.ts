/**
 * `npm run simulate -- --seed N --people P --steps S --stories K`: tells K stories from seed N on, on
 * all processors. One that ends badly is told again with steps left out until the shortest that fails
 * is found; `--all` goes on after the first.
 */
import { shrink, storyInWords, tellMany, tellStory, tryStory } from '@parley/testkit'
import { optionsOf } from './options.ts'

const values = optionsOf(import.meta.filename, {
  seed: { type: 'string', default: '1' },
  people: { type: 'string', default: '4' },
  steps: { type: 'string', default: '25' },
  stories: { type: 'string', default: '1000' },
  all: { type: 'boolean', default: false },
})
const [seed = 0, people = 0, steps = 0, stories = 0] = [
  values.seed,
  values.people,
  values.steps,
  values.stories,
].map(Number)
if (![seed, people, steps, stories].every((each) => Number.isInteger(each) && each > 0)) {
  console.error('simulate: --seed, --people, --steps and --stories take whole numbers above 0')
  process.exit(2)
}

const started = performance.now()
const failed = await tellMany({ seed, people, steps, stories, stopsAtFirst: !values.all })
const seconds = (performance.now() - started) / 1000
for (const each of failed) {
  const story = tellStory(each, people, steps)
  console.log(`seed ${each} fails; the shortest story that does:`)
  for (const line of storyInWords(shrink(story, (one) => tryStory(one).length > 0))) {
    console.log(line)
  }
}
console.log(
  `simulate: ${stories} stories of ${steps} steps among ${people} people, ${failed.length} failed (${seconds.toFixed(1)} s)`,
)
process.exit(failed.length === 0 ? 0 : 1)
