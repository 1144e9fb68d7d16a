/**
 * `node scripts/mail-pains.ts` writes docs/mail-pains.md: which test is about which of the scenarios
 * that hurt people who schedule by mail. A test says so by its title: `X1: is not cancelled by …`.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { table } from './document-parts.ts'
import { root } from './registers.ts'

export const page = 'docs/mail-pains.md'

/** What hurts much or often, by group. */
export const groups: Readonly<
  Record<string, { readonly words: string; readonly ids: readonly string[] }>
> = {
  A: { words: 'Aliases, addresses, lists', ids: numbered('A', 8) },
  M: { words: 'The shape of mails', ids: [...numbered('M', 12), 'M19'] },
  X: { words: 'Cancellations, deletions, declines', ids: [...numbered('X', 7), 'X9'] },
  V: { words: 'Privacy, forgeries, spam', ids: numbered('V', 8) },
  N: { words: 'Why something did not go out', ids: numbered('N', 7) },
}

function numbered(letter: string, last: number): readonly string[] {
  return Array.from({ length: last }, (_, index) => `${letter}${index + 1}`)
}

type Shown = { readonly words: string; readonly file: string }

/** The tests and scenarios that name an id, in the order of their files. */
export function shownBy(): ReadonlyMap<string, readonly Shown[]> {
  const found = new Map<string, Shown[]>()
  const note = (names: string, shown: Shown): void => {
    for (const id of names.split(', ')) found.set(id, [...(found.get(id) ?? []), shown])
  }
  const title = /(?:\bit|\btest)[(:]\s*['`]((?:[AMXVN]\d+, )*[AMXVN]\d+): ([^\n]*?)['`],/g
  for (const file of globSync('{apps,packages}/*/src/**/*.test.ts', { cwd: root }).sort()) {
    const text = readFileSync(join(root, file), 'utf8')
    for (const [, names = '', words = ''] of text.matchAll(title)) note(names, { words, file })
  }
  // In scenarios the letter A is of another list.
  const scenario = /^scenario ((?:[A-Z]\d+, )*[A-Z]\d+): (.*)$/gm
  for (const file of globSync('scenarios/*.txt', { cwd: root }).sort()) {
    for (const [, names = '', words = ''] of readFileSync(join(root, file), 'utf8').matchAll(
      scenario,
    )) {
      const others = names.split(', ').filter((each) => !each.startsWith('A'))
      if (others.length > 0) note(others.join(', '), { words, file })
    }
  }
  return found
}

/** The page as it is to be. */
export function pageText(): string {
  const shown = shownBy()
  const parts = Object.values(groups).map(({ words, ids }) => {
    const rows = ids.flatMap((id) =>
      (shown.get(id) ?? []).map(({ words: says, file }) => [
        id,
        says.replaceAll('|', '\\|').replaceAll(/\$\{[^}]*\}/g, '…'),
        `\`${file}\``,
      ]),
    )
    return `## ${words}\n\n${table(['', 'what is so', 'where that is tried'], rows)}`
  })
  return [
    '# What hurts people who schedule by mail, and the tests about it',
    'Made by `node scripts/mail-pains.ts` from the titles of tests and scenarios; a test compares.',
    ...parts,
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n')
}

if (import.meta.main) writeFileSync(join(root, page), pageText())
