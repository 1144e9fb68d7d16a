export { cleanName, isMailAddress } from './clean.ts'
export { type ComposeOptions, composeMail, mailDocument } from './compose-mail.ts'
export { composePoll, type PollLetter } from './compose-poll.ts'
export { type DeliveryReport, type DeliveryStatus, readDeliveryReport } from './delivery-report.ts'
export { headerFields } from './header-fields.ts'
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
export type { CalendarContent, MailAttachment, MailContent, MailHeader } from './mail-content.ts'
export { formatMailDate, parseMailDate } from './mail-date.ts'
export type { HeaderField } from './mime/header.ts'
export { type ReadMailOptions, readMail } from './read-mail.ts'
export {
  type SecuredContent,
  type SplitMail,
  securedContent,
  splitMail,
  withContent,
} from './secured.ts'
export { allTexts, chooseLanguage, type Language } from './texts/choose.ts'
export { german } from './texts/de.ts'
export { english } from './texts/en.ts'
export { spanish } from './texts/es.ts'
export { french } from './texts/fr.ts'
export { japanese } from './texts/ja.ts'
export type { Label, RuleTexts, Texts } from './texts/texts.ts'
export type { Line } from './words/component-rows.ts'
export type { MailDocument, Row } from './words/document.ts'
export { escapeHtml } from './words/html.ts'
export { ruleInWords } from './words/rule.ts'
export type { StoryKind } from './words/story.ts'
