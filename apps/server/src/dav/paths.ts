/** Where things are: paths to what they mean, and back. */

export const davRoot = '/dav/'

export type Place =
  | { readonly kind: 'root' }
  | { readonly kind: 'principals' }
  | { readonly kind: 'principal'; readonly name: string }
  | { readonly kind: 'proxy'; readonly name: string; readonly access: 'read' | 'write' }
  | { readonly kind: 'calendars' }
  | { readonly kind: 'home'; readonly name: string }
  | { readonly kind: 'collection'; readonly name: string; readonly collection: string }
  | {
      readonly kind: 'object'
      readonly name: string
      readonly collection: string
      readonly object: string
    }

const maxSegment = 255
export const maxPath = 2000

/** Undefined: there is nothing of that form here. Trailing slashes do not matter. */
export function placeOf(path: string): Place | undefined {
  if (path.length > maxPath) return undefined
  const [plain = ''] = path.split('?')
  const segments = plain.split('/').filter((each) => each !== '')
  const decoded: string[] = []
  for (const each of segments) {
    const segment = decodeSegment(each)
    if (segment === undefined) return undefined
    decoded.push(segment)
  }
  const [dav, area, name, fourth, fifth, ...more] = decoded
  if (dav === undefined || (dav === 'dav' && area === undefined)) return { kind: 'root' }
  if (dav !== 'dav' || more.length > 0) return undefined
  if (area === 'principals') return principalPlace(name, fourth, fifth)
  if (area !== 'calendars') return undefined
  if (name === undefined) return { kind: 'calendars' }
  if (fourth === undefined) return { kind: 'home', name }
  if (fifth === undefined) return { kind: 'collection', name, collection: fourth }
  return { kind: 'object', name, collection: fourth, object: fifth }
}

function principalPlace(
  name: string | undefined,
  proxy: string | undefined,
  more: string | undefined,
): Place | undefined {
  if (more !== undefined) return undefined
  if (name === undefined) return { kind: 'principals' }
  if (proxy === undefined) return { kind: 'principal', name }
  if (proxy === 'calendar-proxy-read') return { kind: 'proxy', name, access: 'read' }
  if (proxy === 'calendar-proxy-write') return { kind: 'proxy', name, access: 'write' }
  return undefined
}

function decodeSegment(segment: string): string | undefined {
  try {
    const decoded = decodeURIComponent(segment)
    const bad =
      decoded.includes('/') || decoded === '.' || decoded === '..' || decoded.includes('\0')
    return bad || decoded.length > maxSegment ? undefined : decoded
  } catch {
    return undefined
  }
}

export function principalPath(name: string): string {
  return `${davRoot}principals/${encodeURIComponent(name)}/`
}

export function proxyPath(name: string, access: 'read' | 'write'): string {
  return `${principalPath(name)}calendar-proxy-${access}/`
}

export function homePath(name: string): string {
  return `${davRoot}calendars/${encodeURIComponent(name)}/`
}

export function collectionPath(name: string, collection: string): string {
  return `${homePath(name)}${encodeURIComponent(collection)}/`
}

export function objectPath(name: string, collection: string, object: string): string {
  return `${collectionPath(name, collection)}${encodeURIComponent(object)}`
}

/** The principal that a path or URL names, if it names one. */
export function principalNameOf(href: string): string | undefined {
  const place = placeOf(href.replace(/^https?:\/\/[^/]+/i, ''))
  return place?.kind === 'principal' ? place.name : undefined
}
