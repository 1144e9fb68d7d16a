/** Arrow keys among the events: up and down by time, left and right by place. */

const arrows = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'] as const
type Arrow = (typeof arrows)[number]

export type Box = { readonly x: number; readonly y: number }

/** Focuses the event in that direction; false where the key is another. */
export function goByArrow(root: HTMLElement, from: HTMLElement, key: string): boolean {
  const arrow = arrows.find((each) => each === key)
  if (arrow === undefined) return false
  const all = [...root.querySelectorAll<HTMLElement>('.calendar-entry[tabindex]')]
  const boxes = all.map(boxOf)
  const found = nextOf(boxes, all.indexOf(from), arrow)
  const next = found === undefined ? undefined : all[found]
  next?.focus()
  next?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  return true
}

function boxOf(element: HTMLElement): Box {
  const { left, top } = element.getBoundingClientRect()
  return { x: Math.round(left), y: Math.round(top) }
}

/** How much farther a step aside seems than one straight on. */
const aside = 4
const sameColumn = 40

/** The nearest in the direction of the arrow: columns are days, so up and down stay in a column first. */
export function nextOf(boxes: readonly Box[], from: number, arrow: Arrow): number | undefined {
  const own = boxes[from]
  if (own === undefined) return undefined
  const upDown = arrow === 'ArrowUp' || arrow === 'ArrowDown'
  const sign = arrow === 'ArrowUp' || arrow === 'ArrowLeft' ? -1 : 1
  let best: { readonly index: number; readonly far: number } | undefined
  boxes.forEach((box, index) => {
    const dx = box.x - own.x
    const dy = box.y - own.y
    const on = upDown ? dy * sign > 0 || (dy === 0 && dx * sign > 0) : dx * sign > sameColumn
    if (index === from || !on) return
    const far = upDown ? Math.abs(dy) + aside * Math.abs(dx) : Math.abs(dx) * aside + Math.abs(dy)
    if (best === undefined || far < best.far) best = { index, far }
  })
  return best?.index
}
