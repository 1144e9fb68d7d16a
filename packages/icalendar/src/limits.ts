/** What a reader takes from strangers (RFC 5545 §7). Each limit has a name and a default. */
export type ParseLimits = {
  /** Of the whole stream; a longer one is not read at all. */
  readonly maxBytes: number
  /** Lines as they stand in the bytes, folds counted. Reading stops there. */
  readonly maxLines: number
  /** Calendar objects in one stream. Reading stops there. */
  readonly maxObjects: number
  /** Components in one stream, of any name. Reading stops there. */
  readonly maxComponents: number
  /** Properties in one stream. Reading stops there. */
  readonly maxProperties: number
  /** Components within components, the VCALENDAR counted. A deeper one is kept as unread lines. */
  readonly maxDepth: number
  /** Parameters of one property. A line with more is kept unread. */
  readonly maxParameters: number
  /** Values of one parameter. A line with more is kept unread. */
  readonly maxParameterValues: number
  /** Of one unfolded line. A longer line is kept unread. */
  // Requirement: 5545/3.8.4.7/uid-255-octets
  readonly maxLineOctets: number
  /** Violations reported. Reading goes on past it. */
  readonly maxViolations: number
}

/** The limits where the caller sets none: far above what people exchange. */
export const defaultLimits: ParseLimits = {
  maxBytes: 64 * 1024 * 1024,
  maxLines: 4_000_000,
  maxObjects: 10_000,
  maxComponents: 500_000,
  maxProperties: 4_000_000,
  maxDepth: 16,
  maxParameters: 200,
  maxParameterValues: 10_000,
  maxLineOctets: 16 * 1024 * 1024,
  maxViolations: 1_000,
}
