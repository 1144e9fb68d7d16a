/** A bounded memory of what can be made again: what was not asked for in a long while is forgotten. */
export type Cache<Value> = {
  get(key: string): Value | undefined
  set(key: string, value: Value): void
}

/** Keeps at most `limit` values, and at least the half of them that were used last. */
export function makeCache<Value>(limit: number): Cache<Value> {
  let recent = new Map<string, Value>()
  let older = new Map<string, Value>()
  function set(key: string, value: Value): void {
    recent.set(key, value)
    if (recent.size * 2 < limit) return
    older = recent
    recent = new Map()
  }
  return {
    get(key: string): Value | undefined {
      const value = recent.get(key)
      if (value !== undefined) return value
      const found = older.get(key)
      if (found !== undefined) set(key, found)
      return found
    },
    set,
  }
}
