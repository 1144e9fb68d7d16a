/** When an alarm goes off, in words. */
export type Lead = { readonly value: number; readonly unit: 'minute' | 'hour' | 'day' | 'week' }

export type Trigger =
  | { readonly kind: 'before' | 'after'; readonly lead: Lead }
  | { readonly kind: 'start' }
  | { readonly kind: 'at'; readonly instant: string }
  | { readonly kind: 'other' }

const duration = /^([+-]?)P(?:(\d+)W|(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?)$/
const moment = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/

/**
 * @example
 * triggerOf('-PT90M') // { kind: 'before', lead: { value: 90, unit: 'minute' } }
 */
export function triggerOf(text: string): Trigger {
  const at = moment.exec(text)
  if (at !== null) {
    const [, year, month, day, hour, minute, second] = at
    return { kind: 'at', instant: `${year}-${month}-${day}T${hour}:${minute}:${second}Z` }
  }
  const found = duration.exec(text)
  if (found === null) return { kind: 'other' }
  const [weeks = 0, days = 0, hours = 0, minutes = 0] = found.slice(2, 6).map((n) => Number(n ?? 0))
  const total = ((weeks * 7 + days) * 24 + hours) * 60 + minutes
  if (total === 0) return { kind: 'start' }
  return { kind: found[1] === '-' ? 'before' : 'after', lead: leadOf(total) }
}

function leadOf(minutes: number): Lead {
  const units = [
    ['week', 10_080],
    ['day', 1_440],
    ['hour', 60],
  ] as const
  for (const [unit, size] of units) {
    if (minutes % size === 0) return { value: minutes / size, unit }
  }
  return { value: minutes, unit: 'minute' }
}

export function leadWords({ value, unit }: Lead, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(value)
}
