/**
 * `npm run simulate -- --seed N --people P --steps S --stories K`: tells K stories from seed N on.
 * A story that ends badly is told again with steps left out until the shortest that fails is found.
 */
import { parseArgs } from 'node:util'
import { type Story, shrink, tellStory, tryStory } from '@parley/testkit'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    people: { type: 'string', default: '4' },
    steps: { type: 'string', default: '40' },
    stories: { type: 'string', default: '1000' },
    keep: { type: 'boolean', default: false },
  },
})
const [first, people, steps, stories] = [
  values.seed,
  values.people,
  values.steps,
  values.stories,
].map(Number)
if (![first, people, steps, stories].every((each) => Number.isInteger(each) && Number(each) > 0)) {
  console.error('simulate: --seed, --people, --steps and --stories take whole numbers above 0')
  process.exit(2)
}

const started = performance.now()
let failed = 0
for (let told = 0; told < Number(stories); told++) {
  const story = tellStory(Number(first) + told, Number(people), Number(steps))
  if (process.stderr.isTTY && told % 50 === 0) process.stderr.write(`\r${told} of ${stories}`)
  if (tryStory(story).length === 0) continue
  failed++
  tellShortest(story)
  if (!values.keep) break
}
const seconds = (performance.now() - started) / 1000
console.log(
  `simulate: ${stories} stories of ${steps} steps among ${people} people, ${failed} failed (${seconds.toFixed(1)} s)`,
)
process.exit(failed === 0 ? 0 : 1)

function tellShortest(story: Story): void {
  const shortest = shrink(story, (each) => tryStory(each).length > 0)
  console.log(`\nseed ${story.seed} fails; the shortest story that does:`)
  for (const { action, actor, pick } of shortest.steps) {
    console.log(`  person ${actor % shortest.people} ${action} (${pick})`)
  }
  for (const line of tryStory(shortest)) console.log(line)
}
