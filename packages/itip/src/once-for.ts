/** What is worked out of a part of a calendar object is kept as long as that part: messages reach many. */
export function onceFor<Of extends object, Made>(work: (of: Of) => Made): (of: Of) => Made {
  const kept = new WeakMap<Of, { readonly made: Made }>()
  return (of) => {
    const known = kept.get(of)
    if (known !== undefined) return known.made
    const made = work(of)
    kept.set(of, { made })
    return made
  }
}
