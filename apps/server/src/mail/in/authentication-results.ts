/** Authentication-Results fields (RFC 8601), believed only from hosts that are named. */

const maxFields = 20

/**
 * Does one of the fields, by one of the hosts, say that the mail is its author's? DMARC, or DKIM or
 * SPF of the author's own domain. `hosts` undefined: whoever wrote it was believed already.
 *
 * Only the fields of a named host's topmost block count: further down, anybody may have written its
 * name (§5).
 */
export function vouches(
  fields: readonly string[],
  hosts: readonly string[] | undefined,
  authorsDomain: string,
): boolean {
  for (const field of fields.slice(0, maxFields)) {
    const text = withoutComments(field)
    const [host = '', ...results] = text.split(';')
    const name = host.trim().split(/\s/, 1)[0]?.toLowerCase() ?? ''
    if (hosts !== undefined && !hosts.some((each) => each.toLowerCase() === name)) return false
    if (results.some((each) => isGood(each, authorsDomain))) return true
  }
  return false
}

function isGood(result: string, authorsDomain: string): boolean {
  const words = result.trim().toLowerCase()
  const property = (name: string): string =>
    new RegExp(`\\b${name.replace('.', '\\.')}\\s*=\\s*"?([^\\s"]+)`).exec(words)?.[1] ?? ''
  const ofAuthor = (value: string): boolean =>
    value.slice(value.lastIndexOf('@') + 1) === authorsDomain
  if (/^dmarc\s*=\s*pass\b/.test(words)) {
    const from = property('header.from')
    return from === '' || ofAuthor(from)
  }
  if (/^dkim\s*=\s*pass\b/.test(words)) {
    return ofAuthor(property('header.d')) || ofAuthor(property('header.i'))
  }
  if (/^spf\s*=\s*pass\b/.test(words)) return ofAuthor(property('smtp.mailfrom'))
  return false
}

function withoutComments(text: string): string {
  let depth = 0
  let made = ''
  for (const character of text.slice(0, 10_000)) {
    if (character === '(') depth++
    else if (character === ')' && depth > 0) depth--
    else if (depth === 0) made += character
  }
  return made
}
