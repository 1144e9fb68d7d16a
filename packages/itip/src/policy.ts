/**
 * Policy as data: what a calendar user or an administrator decides once. Who calls the engine knows
 * both sides of an operation, and may give each its own policy.
 */

/** Habits of other software that are let through by name. See `tables/quirks.ts`. */
export type QuirkName = string

/** What is decided once, for all messages of a calendar user. Each field says its default. */
export type Policy = {
  /** A REPLY from someone not invited (RFC 5546 §3.2.3, §3.2.2.6). Default `ask`. */
  readonly uninvitedAttendees: 'accept' | 'ask' | 'refuse'
  /**
   * A COUNTER (§3.2.7). `ask` keeps it for the Organizer, `refuse` declines it at once, `accept`
   * takes it over unasked. `accept-if-free` keeps it like `ask`, for a caller who knows everyone's
   * busy time and accepts it where all are free. Default `ask`.
   */
  readonly counterProposals: 'accept' | 'accept-if-free' | 'ask' | 'refuse'
  /** May an Attendee pass the invitation on (§3.2.2.6)? Default `allow`. */
  readonly forwarding: 'allow' | 'refuse'
  /**
   * To whom may an Attendee delegate (§6.2.3)? `same-domain`: within the Delegator's mail domain.
   * The Delegator's software holds to it, and the Organizer's. Default `allow`.
   */
  readonly delegation: 'allow' | 'same-domain' | 'refuse'
  /**
   * `hide`: each recipient sees Organizer and self only. A meeting's own choice (`guestListOf`) counts
   * first. Default `show`.
   */
  readonly guestList: 'show' | 'hide'
  /** An invitation to something not yet held: onto the calendar, or wait. Default `add`. */
  readonly newInvitations: 'add' | 'ask'
  /** Another Organizer for a UID already held (§3.2.2.4, §4.2.11). Default `ask`. */
  readonly organizerChange: 'accept' | 'ask' | 'refuse'
  /** What a CANCEL leaves on the Attendee's calendar. Default `keep-cancelled`. */
  readonly cancelledComponents: 'keep-cancelled' | 'remove'
  /** Who may REFRESH (§3.2.6): Attendees only, always. What they get. Default `answer`. */
  readonly refresh: 'answer' | 'ignore'
  /** A message whose originator the transport did not confirm (§6.1). Default `apply`. */
  readonly unconfirmedOriginator: 'apply' | 'ask' | 'refuse'
  /**
   * Mail domains that strangers share: there a SENT-BY is not believed for being of the same
   * domain (§2.1.3, §6.1). Default: the large public mail services.
   */
  readonly sharedMailDomains: readonly string[]
  /** Names of quirks that are not tolerated; all others are. */
  readonly refusedQuirks: readonly QuirkName[]
  /** Default alarms, put on an invitation when it is first stored (TRIGGER values like `-PT15M`). */
  readonly defaultAlarms: readonly string[]
}

/** What is decided where nobody has decided otherwise. Spread it and change what differs. */
export const defaultPolicy: Policy = {
  uninvitedAttendees: 'ask',
  counterProposals: 'ask',
  forwarding: 'allow',
  delegation: 'allow',
  guestList: 'show',
  newInvitations: 'add',
  organizerChange: 'ask',
  cancelledComponents: 'keep-cancelled',
  refresh: 'answer',
  unconfirmedOriginator: 'apply',
  sharedMailDomains: [
    'aol.com',
    'fastmail.com',
    'gmail.com',
    'gmx.com',
    'gmx.de',
    'gmx.net',
    'googlemail.com',
    'hotmail.com',
    'icloud.com',
    'live.com',
    'mac.com',
    'mail.com',
    'mail.ru',
    'me.com',
    'msn.com',
    'orange.fr',
    'outlook.com',
    'proton.me',
    'protonmail.com',
    'qq.com',
    't-online.de',
    'web.de',
    'yahoo.com',
    'yandex.ru',
    'zoho.com',
  ],
  refusedQuirks: [],
  defaultAlarms: [],
}
