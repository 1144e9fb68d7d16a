/**
 * The function that does `work` once for each object, and keeps what came of it as long as that object.
 * For what never changes: parts of calendar objects, which many receive.
 */
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
