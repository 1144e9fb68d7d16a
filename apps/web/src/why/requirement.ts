/** A requirement's id as people cite it. */
export type Cited = { readonly source: string; readonly section: string }

/**
 * Takes an id apart into the document and its section.
 *
 * @example
 * citedOf('5546/2.1.5/duplicate-ignored') // { source: 'RFC 5546', section: '2.1.5' }
 */
export function citedOf(requirement: string): Cited {
  const [source = '', section = ''] = requirement.split('/')
  return { source: /^\d+$/.test(source) ? `RFC ${source}` : source.toUpperCase(), section }
}

export type Fact = { readonly name: string; readonly value: string }

/** What can be said of a reason's facts in one line each; ids of our own say nothing to people. */
export function factsOf(facts: Readonly<Record<string, unknown>>): readonly Fact[] {
  return Object.entries(facts).flatMap(([name, value]) => {
    if (name === 'entry' || name === 'messageId') return []
    const said = saidOf(value)
    return said === '' ? [] : [{ name, value: said }]
  })
}

function saidOf(value: unknown): string {
  if (Array.isArray(value))
    return value
      .map(saidOf)
      .filter((each) => each !== '')
      .join(', ')
  const plain = ['string', 'number', 'boolean'].includes(typeof value)
  return plain ? String(value).replace(/^mailto:/i, '') : ''
}
