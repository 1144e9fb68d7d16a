/** All that a command touches of the machine, so that tests can hand it another one. */
export type World = {
  /** Standard output. */
  readonly write: (text: string) => void
  /** Standard error. */
  readonly warn: (text: string) => void
  readonly readStandardInput: () => Promise<Uint8Array>
  /** Whole UTC seconds. */
  readonly nowSeconds: () => number
  /** A fresh unguessable name: for UIDs and Message-IDs. */
  readonly freshName: () => string
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly terminal: {
    readonly out: boolean
    readonly error: boolean
    readonly columns: number
  }
  /** The machine's own time zone. */
  readonly zone: string
}
