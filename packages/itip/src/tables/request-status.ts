/** Request statuses (RFC 5546 §3.6). */
export type RequestStatusCode = `${2 | 3 | 4 | 5}.${number}`
