/** What is attached to an event: links, and files within it, which are only ever downloaded. */
import { allProperties, type Component, type Property, parameterValue } from '@parley/icalendar'
import type { AttachmentOut } from './schemas.ts'

const maxShown = 100
const maxNameLength = 200

export function attachmentsOf(of: Component): AttachmentOut[] {
  return allProperties(of, 'ATTACH')
    .slice(0, maxShown)
    .flatMap((each, number): AttachmentOut[] => {
      const type = parameterValue(each, 'FMTTYPE')
      const shared = { number, name: nameOf(each, number), ...(type !== undefined && { type }) }
      if (isWithin(each)) return [shared]
      // Links that no browser follows are of no use, or of harm.
      return /^https?:\/\//i.test(each.value) ? [{ ...shared, link: each.value }] : []
    })
}

export function isWithin(of: Property): boolean {
  return parameterValue(of, 'ENCODING')?.toUpperCase() === 'BASE64'
}

export function nameOf(of: Property, number: number): string {
  const said = ['FILENAME', 'X-FILENAME', 'X-APPLE-FILENAME']
    .map((each) => parameterValue(of, each))
    .find((each) => each !== undefined && each !== '')
  const last = said?.split(/[/\\]/).at(-1)?.slice(0, maxNameLength)
  return last === undefined || last === '' ? `attachment-${number + 1}` : last
}
