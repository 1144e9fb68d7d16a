/** What a message breaks, with section, path, expected and found. */
import assert from 'node:assert/strict'
import { parseCalendar } from '@parley/icalendar'
import { read, validate } from '@parley/itip'

// A REPLY that says nothing of who answers, and asks for an alarm that is none of its business.
const text = `BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Example//Examples//EN
METHOD:REPLY
BEGIN:VEVENT
UID:planning@north.example
DTSTAMP:20260223T080000Z
ORGANIZER:mailto:anna@north.example
BEGIN:VALARM
ACTION:DISPLAY
TRIGGER:-PT15M
END:VALARM
END:VEVENT
END:VCALENDAR
`

const { objects } = parseCalendar(text)
const violations = objects.flatMap((object) => read(object).messages.flatMap(validate))
for (const { level, requirement, path, expected, found } of violations) {
  console.log(`${level} ${requirement} at ${path.join('/')}: expected ${expected}, found ${found}`)
}
assert.ok(violations.some((each) => each.level === 'error' && each.path.includes('ATTENDEE')))
