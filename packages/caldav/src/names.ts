/** XML names as `{namespace}local`, the way requests and properties are matched. */

/** The namespace of WebDAV (RFC 4918 §14). */
export const DAV = 'DAV:'
/** The namespace of CalDAV (RFC 4791 §4). */
export const CALDAV = 'urn:ietf:params:xml:ns:caldav'
/** The namespace of calendarserver.org: getctag, sharing, push. */
export const CALENDARSERVER = 'http://calendarserver.org/ns/'
/** Apple's namespace: calendar-color, calendar-order. */
export const APPLE = 'http://apple.com/ns/ical/'

/** `{namespace}local`. */
export type XmlName = `{${string}}${string}`

/** A name in the namespace of WebDAV. */
export function dav(local: string): XmlName {
  return `{${DAV}}${local}`
}

/** A name in the namespace of CalDAV. */
export function caldav(local: string): XmlName {
  return `{${CALDAV}}${local}`
}

/** A name in the namespace of calendarserver.org. */
export function calendarServer(local: string): XmlName {
  return `{${CALENDARSERVER}}${local}`
}

/** A name in Apple's namespace. */
export function apple(local: string): XmlName {
  return `{${APPLE}}${local}`
}

/** The namespace of a name: `{DAV:}href` gives `DAV:`. */
export function namespaceOf(name: XmlName): string {
  return name.slice(1, name.indexOf('}'))
}

/** The local part of a name: `{DAV:}href` gives `href`. */
export function localOf(name: XmlName): string {
  return name.slice(name.indexOf('}') + 1)
}
