/** A story told in numbered steps, each with a picture, as a recording to be read afterwards. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { picture } from './world.ts'

export type Story = {
  /** Notes what was seen on `page` just now. */
  step(page: Page, words: string): Promise<void>
  /** Writes `reports/story.txt`. */
  write(): void
}

export function startStory(title: string): Story {
  const lines: string[] = [title, '='.repeat(title.length), '']
  let count = 0
  return {
    async step(page, words) {
      count += 1
      const number = String(count).padStart(2, '0')
      await picture(page, `story-${number}`)
      lines.push(`${number}. ${words}`, `    pictures/story-${number}.png`)
    },
    write() {
      const folder = join(import.meta.dirname, '../../../../reports')
      mkdirSync(folder, { recursive: true })
      writeFileSync(join(folder, 'story.txt'), `${lines.join('\n')}\n`)
    },
  }
}

/** What the server comes to hold some moments later. */
export async function until<T>(read: () => Promise<T>, holds: (of: T) => boolean): Promise<T> {
  const lastMs = Date.now() + 30_000
  for (;;) {
    const found = await read()
    if (holds(found)) return found
    if (Date.now() > lastMs) throw new Error(`it did not come to be: ${JSON.stringify(found)}`)
    await new Promise((resolve) => setTimeout(resolve, 150))
  }
}
