/** What the store keeps, one type a table. Times are whole UTC seconds unless the name says otherwise. */

/** What a principal is: its calendar user type (RFC 5545 §3.2.3). */
export type PrincipalKind = 'user' | 'group' | 'room' | 'resource'

/** A user, group, room or resource (RFC 3744 §2). */
export type Principal = {
  readonly id: string
  /** Login and path segment: unique, in lower case. */
  readonly name: string
  readonly kind: PrincipalKind
  readonly displayName: string
  /** Calendar addresses, comparable (lower case, no `mailto:`); the first is the one it writes as. */
  readonly addresses: readonly string[]
  readonly tzid: string
  readonly locale: string
  readonly isAdmin: boolean
  readonly disabled: boolean
  /** Policy, availability, default alarms, booking policy: JSON that the server reads. */
  readonly settings: string
}

/** What a collection is (RFC 4791 §4.2, RFC 6638 §2). */
export type CollectionKind = 'calendar' | 'inbox' | 'outbox'

/** A calendar, an Inbox or an Outbox (RFC 4791 §4.2, RFC 6638 §2). */
export type Collection = {
  readonly id: string
  readonly ownerId: string
  /** Path segment, unique per owner. */
  readonly name: string
  readonly kind: CollectionKind
  readonly displayName: string
  /** Names of component kinds that it takes: 'VEVENT', 'VTODO', … */
  readonly components: readonly string[]
  /** schedule-calendar-transp (RFC 6638 §9.1): nothing in it makes its owner busy. */
  readonly transparent: boolean
  readonly isDefault: boolean
  /** Other properties, dead ones as XML: JSON that the server reads. */
  readonly properties: string
  /** Counts up with every change in it (RFC 6578). */
  readonly syncToken: number
}

/** A calendar object resource (RFC 4791 §4.1) with its text. */
export type CalendarResource = {
  readonly id: string
  readonly collectionId: string
  readonly ownerId: string
  /** Path segment, unique per collection. */
  readonly name: string
  readonly uid: string
  readonly component: string
  readonly etag: string
  /** RFC 6638 §3.2.10; undefined for what is not a scheduling object resource. */
  readonly scheduleTag: string | undefined
  readonly modifiedSeconds: number
  readonly sizeBytes: number
  readonly text: string
}

/** When a resource takes up time: read in place of its text by time-range and free-busy queries. */
export type Timing = {
  readonly startSeconds: number
  /** Undefined: without end. */
  readonly endSeconds: number | undefined
  readonly busyType: 'BUSY' | 'BUSY-TENTATIVE' | 'BUSY-UNAVAILABLE' | 'FREE'
  /** For what recurs: what is needed to expand it, as a calendar object. Undefined for one instance. */
  readonly recurrence: string | undefined
}

/** The ledger of one user about one UID: it outlives the resource. */
export type HeldLedger = {
  readonly ownerId: string
  readonly uid: string
  readonly ledger: string
  readonly resourceId: string | undefined
}

/** What became of one resource of a collection (RFC 6578 §3). */
export type Change = {
  readonly name: string
  readonly deleted: boolean
  readonly etag: string | undefined
}

/** Where an entry is on its way. */
export type OutboxState = 'waiting' | 'claimed' | 'done' | 'failed'
/** Which worker delivers it. */
export type OutboxKind = 'mail' | 'local' | 'webhook'

/** Something to deliver after the commit, with its attempts so far. */
export type OutboxEntry = {
  readonly id: string
  readonly kind: OutboxKind
  readonly state: OutboxState
  readonly createdSeconds: number
  readonly dueSeconds: number
  readonly attempts: number
  readonly ownerId: string
  readonly uid: string
  readonly originator: string
  readonly recipient: string
  readonly method: string
  /** The message, and what the transport needs beside it: JSON. */
  readonly payload: string
  readonly lastError: string | undefined
}

/** One decision: what came or went, what it was taken for, and why. */
export type TraceEntry = {
  readonly id: string
  readonly atSeconds: number
  readonly ownerId: string
  readonly uid: string
  readonly direction: 'in' | 'out' | 'local'
  readonly method: string
  readonly peer: string
  readonly classification: string
  /** Reasons and violations: JSON. */
  readonly reasons: string
  readonly requestId: string
}

/** A way in: a password or an app password, as a hash. */
export type Credential = {
  readonly id: string
  readonly principalId: string
  readonly kind: 'password' | 'app'
  readonly hash: string
  readonly label: string
  readonly createdSeconds: number
  readonly lastUsedSeconds: number | undefined
}

/** A session of the web app. */
export type Session = {
  /** SHA-256 of the cookie's value. */
  readonly idHash: string
  readonly principalId: string
  readonly expiresSeconds: number
  readonly csrf: string
}

/** How far somebody else may act. */
export type Access = 'read' | 'write'
/** Somebody who may act for the owner, and how far. */
export type Delegate = {
  readonly ownerId: string
  readonly delegateId: string
  readonly access: Access
}
/** A collection shared with a principal. */
export type Share = {
  readonly collectionId: string
  readonly principalId: string
  readonly access: Access
}
