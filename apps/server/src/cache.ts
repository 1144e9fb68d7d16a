/** A bounded memory of what can be made again: the least recently used goes first. */
export type Cache<Value> = {
  get(key: string): Value | undefined
  set(key: string, value: Value): void
}

export function makeCache<Value>(limit: number): Cache<Value> {
  const held = new Map<string, Value>()
  return {
    get(key: string): Value | undefined {
      const value = held.get(key)
      if (value === undefined) return undefined
      held.delete(key)
      held.set(key, value)
      return value
    },
    set(key: string, value: Value): void {
      held.delete(key)
      held.set(key, value)
      if (held.size <= limit) return
      const oldest = held.keys().next()
      if (!oldest.done) held.delete(oldest.value)
    },
  }
}
