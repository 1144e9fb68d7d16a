/** A week in half hours, and working hours as the API has them: pure. */
export const days = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const
export type Day = (typeof days)[number]

/** Half hours of a day. */
export const slots = 48

/** `week[day][slot]`: at work then? */
export type Week = readonly (readonly boolean[])[]

export type Block = { readonly days: readonly Day[]; readonly from: string; readonly to: string }
export type Hours = Block & { readonly zone: string; readonly also?: readonly Block[] }

export const emptyWeek: Week = days.map(() => Array.from({ length: slots }, () => false))

/**
 * The hours as half hours; what begins or ends between two is widened to the whole half hour.
 *
 * Hours that end on the next day are at work until then.
 */
export function weekOf(hours: Hours | undefined): Week {
  const week = emptyWeek.map((day) => [...day])
  for (const block of hours === undefined ? [] : [hours, ...(hours.also ?? [])]) {
    const from = Math.floor(slotOf(block.from))
    const end = Math.ceil(slotOf(block.to))
    const to = end > from ? end : end + slots
    for (const day of block.days) {
      const index = days.indexOf(day)
      for (let slot = from; slot < to; slot += 1) {
        const at = week[(index + Math.floor(slot / slots)) % days.length]
        if (at !== undefined) at[slot % slots] = true
      }
    }
  }
  return week
}

function slotOf(clock: string): number {
  const [hour = 0, minute = 0] = clock.split(':').map(Number)
  return hour * 2 + minute / 30
}

/** Days with the same hours share a block; undefined where nobody works. */
export function hoursOf(week: Week, zone: string): Hours | undefined {
  const blocks = new Map<string, Day[]>()
  week.forEach((slotsOfDay, index) => {
    const day = days[index]
    if (day === undefined) return
    for (const { from, to } of stretchesOf(slotsOfDay)) {
      const key = `${clockOf(from)} ${clockOf(to)}`
      blocks.set(key, [...(blocks.get(key) ?? []), day])
    }
  })
  const [first, ...also] = [...blocks].map(([key, some]): Block => {
    const [from = '', to = ''] = key.split(' ')
    return { days: some, from, to }
  })
  if (first === undefined) return undefined
  return { ...first, zone, ...(also.length > 0 && { also }) }
}

type Stretch = { readonly from: number; readonly to: number }

function stretchesOf(day: readonly boolean[]): readonly Stretch[] {
  const found: Stretch[] = []
  let from: number | undefined
  for (let slot = 0; slot <= slots; slot += 1) {
    const works = day[slot] === true
    if (works) from ??= slot
    else if (from !== undefined) {
      found.push({ from, to: slot })
      from = undefined
    }
  }
  return found
}

/** Midnight at the end of a day is `00:00`: not after the beginning, so it is the next day's. */
export function clockOf(slot: number): string {
  const at = slot % slots
  return `${String(Math.floor(at / 2)).padStart(2, '0')}:${at % 2 === 0 ? '00' : '30'}`
}

export function withSlot(week: Week, day: number, slot: number, works: boolean): Week {
  return week.map((each, index) =>
    index === day ? each.map((was, at) => (at === slot ? works : was)) : each,
  )
}

export function isSame(one: Week, other: Week): boolean {
  return one.every((day, index) => day.every((slot, at) => slot === other[index]?.[at]))
}

/** Nine to five from Monday to Friday. */
export const usualWeek: Week = weekOf({
  days: ['MO', 'TU', 'WE', 'TH', 'FR'],
  from: '09:00',
  to: '17:00',
  zone: 'UTC',
})
