/** What waits, counted on the tab's icon and, where the app is installed, on its own. */
type Badges = {
  setAppBadge?: (count: number) => Promise<void>
  clearAppBadge?: () => Promise<void>
}

let plain: Promise<string> | undefined
let shown = 0

export function showCount(count: number): void {
  if (count === shown) return
  shown = count
  const { setAppBadge, clearAppBadge } = navigator as Badges
  const told = count > 0 ? setAppBadge?.call(navigator, count) : clearAppBadge?.call(navigator)
  told?.catch(() => undefined)
  void drawIcon(count).catch(() => undefined)
}

/** The logo with a mark on its corner: a number would be too small to read. */
async function drawIcon(count: number): Promise<void> {
  const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]')
  if (link === null) return
  plain ??= fetch('/parley.svg').then((answer) => answer.text())
  const svg = await plain
  if (count !== shown) return
  const [, , width = '32'] = /viewBox="(\S+) (\S+) (\S+)/.exec(svg)?.slice(1) ?? []
  const size = Number(width)
  const mark = `<circle cx="${size * 0.78}" cy="${size * 0.22}" r="${size * 0.2}" fill="#d33b2c" stroke="#fff" stroke-width="${size * 0.05}"/></svg>`
  const drawn = count === 0 ? svg : svg.replace(/<\/svg>\s*$/, mark)
  link.href = `data:image/svg+xml,${encodeURIComponent(drawn)}`
}
