/** What every answer tells browsers, above all what they must not do with it. */

const contentSecurityPolicy = [
  "default-src 'self'",
  "img-src 'self' data:",
  "object-src 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'self'",
].join(';')

const always: Readonly<Record<string, string>> = {
  'content-security-policy': contentSecurityPolicy,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-frame-options': 'SAMEORIGIN',
  'x-permitted-cross-domain-policies': 'none',
  // Filters of old browsers did more harm than good.
  'x-xss-protection': '0',
}

/** The headers of a server; over TLS, that it is to be reached by TLS alone. */
export function browserRules(hasTls: boolean): Readonly<Record<string, string>> {
  if (!hasTls) return always
  return { ...always, 'strict-transport-security': 'max-age=31536000; includeSubDomains' }
}
