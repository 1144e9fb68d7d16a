/** A story as text: what happened, step by step, and what is wrong in the end. */
import { tryStory } from './run.ts'
import type { Story } from './story.ts'
import { nameOf } from './story.ts'

export function storyInWords(story: Story): readonly string[] {
  const steps = story.steps.map(({ action, actor, pick }) => {
    const name = nameOf(actor % story.people)
    if (action === 'deliver') return `  the wire delivers some letters (${pick})`
    return `  ${name}: ${action.replaceAll('-', ' ')} (${pick})`
  })
  return [...steps, ...tryStory(story)]
}
