/** Where a scenario plays: the engine alone, mails between gateways, or a server. */
import type { CalendarUser, Change, HeldState, Method, Policy } from '@parley/itip'

/** Who was told what since the last look. */
export type Told = {
  readonly name: string
  readonly method: Method
  readonly keys: readonly string[]
}

export type Cast = {
  readonly name: string
  readonly user: CalendarUser
  readonly tzid: string
  readonly policy: Partial<Policy>
}

/** The wire's fate for what is sent from now on. */
export type WireFate = 'flows' | 'waits' | 'doubles' | 'drops'

export type Stage = {
  readonly name: string
  /** A person changes what he holds of that UID. */
  act(name: string, uid: string, change: Change): Promise<void>
  /** A raw message arrives at `to`, sent by `from`, whatever it claims inside. */
  inject(from: string, to: string, text: string): Promise<void>
  held(name: string, uid: string): Promise<HeldState>
  setNow(seconds: number): void
  now(): number
  setWire(fate: WireFate): void
  /** Delivers what waits, in order or the last first. */
  release(order: 'first' | 'last'): Promise<void>
  /** All that was told and given as reasons since the last call. */
  takeTold(): readonly Told[]
  takeReasons(): readonly string[]
  /** The software of that person stops and starts. */
  restart(name: string): Promise<void>
}
