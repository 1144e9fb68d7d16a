/** XML names as `{namespace}local`, the way requests and properties are matched. */

export const DAV = 'DAV:'
export const CALDAV = 'urn:ietf:params:xml:ns:caldav'
export const CALENDARSERVER = 'http://calendarserver.org/ns/'
export const APPLE = 'http://apple.com/ns/ical/'

/** `{namespace}local`. */
export type XmlName = `{${string}}${string}`

export function dav(local: string): XmlName {
  return `{${DAV}}${local}`
}

export function caldav(local: string): XmlName {
  return `{${CALDAV}}${local}`
}

export function calendarServer(local: string): XmlName {
  return `{${CALENDARSERVER}}${local}`
}

export function apple(local: string): XmlName {
  return `{${APPLE}}${local}`
}

export function namespaceOf(name: XmlName): string {
  return name.slice(1, name.indexOf('}'))
}

export function localOf(name: XmlName): string {
  return name.slice(name.indexOf('}') + 1)
}
