/**
 * Scenario text to lines: `scenarios/README.md` describes the language. A line is a sentence; the
 * indented lines below it are its details.
 */

export type Sentence = {
  readonly line: number
  readonly words: string
  readonly details: readonly Detail[]
}

export type Detail = { readonly line: number; readonly name: string; readonly value: string }

export type Scenario = { readonly title: string; readonly sentences: readonly Sentence[] }

/** Scenarios of one file: each begins with a line `scenario TITLE`. Throws, naming the line. */
export function parseScenarios(text: string): readonly Scenario[] {
  const scenarios: {
    title: string
    sentences: { line: number; words: string; details: Detail[] }[]
  }[] = []
  for (const [index, raw] of text.split('\n').entries()) {
    const line = index + 1
    if (raw.trim() === '' || raw.trimStart().startsWith('#')) continue
    const title = /^scenario (.+)$/.exec(raw)?.[1]
    const current = scenarios.at(-1)
    if (title !== undefined) scenarios.push({ title, sentences: [] })
    else if (current === undefined) throw new Error(`line ${line}: a scenario must begin first`)
    else if (!/^\s/.test(raw)) current.sentences.push({ line, words: raw.trim(), details: [] })
    else {
      const sentence = current.sentences.at(-1)
      if (sentence === undefined) throw new Error(`line ${line}: details belong below a sentence`)
      sentence.details.push(parseDetail(raw.trim(), line))
    }
  }
  return scenarios
}

function parseDetail(text: string, line: number): Detail {
  const [, name = text, value = ''] = /^(\S+)\s*(.*)$/.exec(text) ?? []
  return { line, name, value }
}
