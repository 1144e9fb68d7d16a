/** What a reader takes from strangers. Each limit has a name and a default. */
export type MailLimits = {
  /** Of the whole mail; a longer one is not read at all. */
  readonly maxBytes: number
  /** Header bytes of one part; the rest of that header is passed over. */
  readonly maxHeaderBytes: number
  /** Parts of one mail, nested mails included. Reading stops there. */
  readonly maxParts: number
  /** Multiparts and mails within one another. What lies deeper is not opened. */
  readonly maxDepth: number
  /** Calendar objects of one mail. */
  readonly maxCalendars: number
  /** Addresses of one header field. */
  readonly maxAddresses: number
}

export type PartLimitName = 'maxParts' | 'maxDepth'

/** The limits where the caller sets none. */
export const defaultMailLimits: MailLimits = {
  maxBytes: 64 * 1024 * 1024,
  maxHeaderBytes: 256 * 1024,
  maxParts: 1_000,
  maxDepth: 20,
  maxCalendars: 100,
  maxAddresses: 10_000,
}
