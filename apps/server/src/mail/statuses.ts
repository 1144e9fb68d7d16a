/** How far a mail has come, as SCHEDULE-STATUS says it (RFC 6638 §3.2.9). One table for all steps. */
import { because, type Reason } from '@parley/itip'

export type MailStep =
  | 'waiting'
  | 'handed-over'
  | 'in-folder'
  | 'deferred'
  | 'given-up'
  | 'refused'
  | 'no-address'
  | 'unwanted'
  | 'bounced'
  | 'merged'
  | 'never-told'

type Row = {
  /** Undefined: the status stays as it is. */
  readonly status: string | undefined
  readonly requirement: Reason['requirement']
  readonly words: string
}

export const mailSteps: Readonly<Record<MailStep, Row>> = {
  waiting: {
    status: '1.1',
    requirement: '6638/3.2.9/1.0-pending',
    words: 'It waits to be sent.',
  },
  'handed-over': {
    status: '1.2',
    requirement: '6638/3.2.9/1.1-sent',
    words: 'The next mail server took it over.',
  },
  'in-folder': {
    status: '1.1',
    requirement: '6638/3.2.9/1.1-sent',
    words: 'No mail server is configured: the mail lies in the folder for mails.',
  },
  deferred: {
    status: undefined,
    requirement: '6638/3.2.9/1.0-pending',
    words: 'The next mail server did not take it for now; it will be tried again.',
  },
  // Requirement: 6638/3.2.9/5.1-could-not-deliver
  'given-up': {
    status: '5.1',
    requirement: '6638/3.2.9/5.1-could-not-deliver',
    words: 'It could not be handed over in all the time there was.',
  },
  refused: {
    status: '5.2',
    requirement: '6638/3.2.9/5.2-no-route',
    words: 'The next mail server refused it for good.',
  },
  'no-address': {
    status: '5.2',
    requirement: '6638/3.2.9/5.2-no-route',
    words: 'The address is none that a mail can go to.',
  },
  unwanted: {
    status: '5.3',
    requirement: '6638/3.2.9/5.3-scheduling-not-allowed',
    words: 'The recipient wants no more mails from this person.',
  },
  bounced: {
    status: '5.1',
    requirement: '6638/3.2.9/5.1-could-not-deliver',
    words: 'A later mail server reported that it could not be delivered.',
  },
  merged: {
    status: undefined,
    requirement: '6638/3.2.9/1.0-pending',
    words: 'A later change to the same event goes out in one mail with it.',
  },
  'never-told': {
    status: undefined,
    requirement: '6638/7.3/status-only-for-addressed-attendees',
    words: 'It was taken back before the recipient had been told of it.',
  },
}

export function statusOf(step: MailStep): string | undefined {
  return mailSteps[step].status
}

export function reasonOf(step: MailStep, facts: Reason['facts'] = {}): Reason {
  const { status, requirement } = mailSteps[step]
  return because(requirement, { step, ...(status !== undefined && { status }), ...facts })
}
