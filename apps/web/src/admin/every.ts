import { useEffect, useRef } from 'react'

/** Does `work` every so often while the page is seen. */
export function useEvery(ms: number, work: () => void): void {
  const held = useRef(work)
  useEffect(() => {
    held.current = work
  })
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') held.current()
    }, ms)
    return () => clearInterval(timer)
  }, [ms])
}
