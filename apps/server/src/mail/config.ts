/** What an administrator says about mail. Everything has a default: without it, mails become files. */
import { z } from 'zod'

const endpoint = z.object({
  host: z.string(),
  port: z.number().int().min(0).max(65_535),
  /** TLS from the first byte; otherwise STARTTLS where the other side offers it. */
  secure: z.boolean().default(false),
  user: z.string().optional(),
  password: z.string().optional(),
  /** For a next hop on the same machine with a certificate of its own. */
  acceptAnyCertificate: z.boolean().default(false),
})

export const mailSchema = z
  .object({
    /** Takes nothing in and sends nothing out; what is to be sent waits. */
    paused: z.boolean().default(false),
    /** The service's own mailbox: bounces and answers by token come to it, `+detail` included. */
    address: z.email().optional(),
    name: z.string().default('Parley'),
    /** Mail domains that we may send as. Default: `domains`. */
    ownDomains: z.array(z.string()).optional(),
    /** Several changes to one event within this time go out as one mail. */
    pauseSeconds: z.number().int().min(0).default(10),
    /** Pauses between tries; the last one repeats. */
    retrySeconds: z.array(z.number().int().min(1)).min(1).default([60, 300, 900, 3600, 10_800]),
    giveUpAfterSeconds: z
      .number()
      .int()
      .default(4 * 86_400),
    smtp: endpoint
      .extend({ connections: z.number().int().min(1).default(5) })
      .strict()
      .optional(),
    /** Where mails go without `smtp`. Default: `mail` beside the database file. */
    folder: z.string().optional(),
    dkim: z
      .array(z.object({ domain: z.string(), selector: z.string(), keyFile: z.string() }).strict())
      .default([]),
    /** S/MIME (RFC 8551): files are PEM. */
    smime: z
      .object({
        /** Who signs, and for whom what comes encrypted is opened. The chain may follow. */
        certificates: z
          .array(
            z
              .object({ address: z.email(), certificateFile: z.string(), keyFile: z.string() })
              .strict(),
          )
          .default([]),
        /** To whom mails are encrypted. */
        recipients: z
          .array(z.object({ address: z.email(), certificateFile: z.string() }).strict())
          .default([]),
        /** Authorities whose certificates say who signed. */
        rootsFile: z.string().optional(),
        sign: z.boolean().default(true),
        encrypt: z.boolean().default(true),
      })
      .strict()
      .prefault({}),
    lmtp: z
      .union([
        z
          .object({
            host: z.string().default('127.0.0.1'),
            port: z.number().int().min(0).max(65_535),
          })
          .strict(),
        z.object({ socket: z.string() }).strict(),
      ])
      .optional(),
    imap: endpoint
      .extend({
        user: z.string(),
        password: z.string(),
        inbox: z.string().default('INBOX'),
        done: z.string().default('Parley/Done'),
        waiting: z.string().default('Parley/Waiting'),
        failed: z.string().default('Parley/Failed'),
      })
      .strict()
      .optional(),
    trust: z
      .object({
        /** Check DKIM, SPF, DMARC and ARC here. */
        verify: z.boolean().default(true),
        /** The topmost Received field was written by our own mail server: SPF goes by it. */
        trustReceived: z.boolean().default(false),
        /** Hosts whose Authentication-Results fields count (RFC 8601 §5). */
        authenticationResults: z.array(z.string()).default([]),
        /** Domains whose ARC seals count (RFC 8617). */
        sealers: z.array(z.string()).default([]),
        /** What nobody vouches for. */
        unproven: z.enum(['hold', 'apply', 'refuse']).default('hold'),
        /** Invitations from people whom the recipient has never written to. */
        strangers: z.enum(['ask', 'add']).default('ask'),
      })
      .strict()
      .prefault({}),
    /** Mails that make work, from one sender within a minute; more of his wait, and the others do not. */
    senders: z
      .object({
        provenPerMinute: z.number().int().min(1).default(600),
        unprovenPerMinute: z.number().int().min(1).default(60),
      })
      .strict()
      .prefault({}),
    links: z
      .object({
        enabled: z.boolean().default(true),
        days: z.number().int().min(1).default(180),
        postsPerMinute: z.number().int().min(1).default(20),
      })
      .strict()
      .prefault({}),
    maxBytes: z
      .number()
      .int()
      .default(25 * 1024 * 1024),
  })
  .strict()

export type MailConfig = z.infer<typeof mailSchema>
