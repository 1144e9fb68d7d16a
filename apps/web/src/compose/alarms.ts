/** Reminders in words. */

export const usualAlarms: readonly string[] = ['PT0S', '-PT5M', '-PT15M', '-PT30M', '-PT1H', '-P1D']

type Said = {
  readonly words: { readonly atStart: string; readonly before: (text: string) => string }
  readonly locale: string
}

/**
 * @example
 * alarmWords('-PT15M', { words: composeWords.en, locale: 'en' }) // '15 minutes before'
 */
export function alarmWords(trigger: string, { words, locale }: Said): string {
  const found = /^-P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(trigger)
  if (found === null) return /^[+-]?P(T?0[DHMSW])+$/.test(trigger) ? words.atStart : trigger
  const units = ['week', 'day', 'hour', 'minute', 'second']
  const parts = units.flatMap((unit, at) => {
    const count = Number(found[at + 1] ?? 0)
    if (count === 0) return []
    return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count)
  })
  if (parts.length === 0) return words.atStart
  return words.before(new Intl.ListFormat(locale, { type: 'unit' }).format(parts))
}
