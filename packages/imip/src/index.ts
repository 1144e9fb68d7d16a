export { defaultMailLimits, type MailLimits } from './limits.ts'
export type {
  CalendarPlace,
  Mailbox,
  MailCalendar,
  MailEnvelope,
  MailMessage,
  MailReason,
  MailViolation,
  UnreadPart,
  UnreadReason,
} from './mail.ts'
export { type ReadMailOptions, readMail } from './read-mail.ts'
