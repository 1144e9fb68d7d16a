/** A sentence in parts: plain, what stands on a button, values to type. */
export type Part = { readonly kind: 'plain' | 'label' | 'value'; readonly text: string }

/**
 * Takes a step apart; unknown names stay as they are written.
 *
 * @example
 * partsOf('Press **+** at {host}', new Map([['host', 'cal.example.com']]))
 */
export function partsOf(step: string, values: ReadonlyMap<string, string>): readonly Part[] {
  return step
    .split(/(\*\*.+?\*\*|\{\w+\})/)
    .filter((each) => each !== '')
    .map((each): Part => {
      if (each.startsWith('**')) return { kind: 'label', text: each.slice(2, -2) }
      const value = values.get(each.slice(1, -1))
      return each.startsWith('{') && value !== undefined
        ? { kind: 'value', text: value }
        : { kind: 'plain', text: each }
    })
}

/** What steps name: where the server is, in the pieces that apps ask for. */
export function valuesOf(address: string, davPath: string): ReadonlyMap<string, string> {
  const { hostname, port, protocol } = new URL(address)
  return new Map([
    ['host', hostname],
    ['port', port || (protocol === 'https:' ? '443' : '80')],
    ['path', davPath],
    ['url', `${address}${davPath}`],
  ])
}
