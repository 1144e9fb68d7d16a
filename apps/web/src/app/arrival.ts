/**
 * What a browser does by itself between whole pages: it names the page, brings whoever listens or
 * tabs to its heading, and finds the place again to which one goes back.
 */
import { useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import { showCount } from './badge.ts'

/** Pages that are fetched or filled later than this are left as they are. */
const patienceMs = 5_000

/** `waiting`: how many invitations and questions wait for an answer. */
export function useArrival(waiting: number): void {
  const [path] = useLocation()
  const isFirst = useRef(true)
  useTitle(waiting)
  useEffect(() => {
    const isBack = arrivedBy === 'popstate'
    arrivedBy = undefined
    const wanted = isBack ? (places.get(location.href) ?? 0) : 0
    if (isFirst.current) {
      isFirst.current = false
      return undefined
    }
    return untilShown((heading) => {
      arriveAt(heading)
      if (location.hash === '') window.scrollTo(0, wanted)
      return !isBack || window.scrollY >= wanted
    }, path)
  }, [path])
}

/** Set while a step back or forward is under way; one that stays on its page ends it by itself. */
let arrivedBy: 'popstate' | undefined
const stepMs = 300
/** By the page's whole address. */
const places = new Map<string, number>()

history.scrollRestoration = 'manual'
addEventListener('popstate', () => {
  arrivedBy = 'popstate'
  setTimeout(() => {
    arrivedBy = undefined
  }, stepMs)
})
addEventListener(
  'scroll',
  () => {
    if (arrivedBy === undefined) places.set(location.href, window.scrollY)
  },
  { passive: true },
)

/** Whoever writes in a field already, or answers a dialog, is not called away. */
function arriveAt(heading: HTMLElement): void {
  const busy = document.activeElement?.closest('input, textarea, [role="dialog"], [role="menu"]')
  if (busy || document.activeElement === heading) return
  heading.tabIndex = -1
  heading.focus({ preventScroll: true })
}

/** Tries `work` with the page's heading, now and with each change of the page, until it is done. */
function untilShown(work: (heading: HTMLElement) => boolean, path: string): () => void {
  const content = document.getElementById('content')
  const attempt = (): boolean => {
    const heading = content?.querySelector('h1')
    return heading !== null && heading !== undefined && work(heading)
  }
  if (content === null || path === '' || attempt()) return () => undefined
  const observer = new MutationObserver(() => attempt() && stop())
  const timer = setTimeout(() => stop(), patienceMs)
  const stop = (): void => {
    observer.disconnect()
    clearTimeout(timer)
  }
  observer.observe(content, { childList: true, subtree: true })
  return stop
}

/** `(2) Planning – Parley`: the page's heading names it. */
function useTitle(waiting: number): void {
  useEffect(() => {
    const content = document.getElementById('content')
    const show = (): void => {
      const heading = content?.querySelector('h1')?.textContent?.trim() ?? ''
      const name = heading === '' ? 'Parley' : `${heading} – Parley`
      const title = waiting > 0 ? `(${waiting}) ${name}` : name
      if (document.title !== title) document.title = title
    }
    show()
    showCount(waiting)
    if (content === null) return undefined
    const observer = new MutationObserver(show)
    observer.observe(content, { childList: true, subtree: true, characterData: true })
    return () => observer.disconnect()
  }, [waiting])
}
