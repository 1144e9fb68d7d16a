/** How long what is to be sent can be undone, in seconds: kept in this browser. */
export const undoTimes = [6, 15, 30] as const
export type UndoTime = (typeof undoTimes)[number]

const key = 'parley-undo-seconds'

export function undoTimeNow(): UndoTime {
  const kept = Number(localStorage.getItem(key))
  return undoTimes.find((each) => each === kept) ?? undoTimes[0]
}

export function setUndoTime(seconds: UndoTime): void {
  localStorage.setItem(key, String(seconds))
}
