/**
 * What a phone reads from the QR code: DAVx⁵ opens such an address with everything filled in.
 *
 * @example
 * accountUrl('https://cal.example.com', '/dav/', { name: 'ann', password: 'a b' })
 * // 'caldavs://ann:a%20b@cal.example.com/dav/'
 */
export function accountUrl(
  address: string,
  davPath: string,
  { name, password }: { readonly name: string; readonly password: string },
): string {
  const { protocol, host } = new URL(address)
  const scheme = protocol === 'https:' ? 'caldavs' : 'caldav'
  return `${scheme}://${encodeURIComponent(name)}:${encodeURIComponent(password)}@${host}${davPath}`
}
