/** RFC 5546 §4.1 to §4.7: who hears which message (by its line in the RFC), and what follows. */

export type Outcome = {
  readonly who: string
  /**
   * `hears` (the class of news), `sends` (methods), `instances`, `proposals`; an address for that
   * Attendee's participation status; else the name of a property.
   */
  readonly what: string
  /** An instance; absent: the whole. */
  readonly at?: string
  readonly is: string
}

type Step = {
  readonly line: number
  readonly from: string
  readonly to: string
  readonly then: readonly Outcome[]
}

function step(line: number, from: string, to: string, ...then: readonly Outcome[]): Step {
  return { line, from, to, then }
}

/** `b DTSTART is 19970701T200000Z`, `b STATUS at 19970801T210000Z is CANCELLED`. */
function so(text: string): Outcome {
  const found = /^(\w) (\S+)(?: at (\S+))? is (.+)$/.exec(text)
  const [, who = '', what = '', at, is = ''] = found ?? []
  return at === undefined ? { who, what, is } : { who, what, at, is }
}

export const exchanges: readonly { readonly section: string; readonly steps: readonly Step[] }[] = [
  {
    section: '4.1',
    steps: [
      step(4437, 'a', 'b', so('b hears is published'), so('b DTSTART is 19970701T200000Z')),
      step(4456, 'a', 'b', so('b hears is published'), so('b SEQUENCE is 1')),
      step(4499, 'a', 'b', so('b STATUS is CANCELLED'), so('b instances is 0')),
    ],
  },
  {
    section: '4.2.1 to 4.2.3: a group event, an answer, another time',
    steps: [
      step(4695, 'a', 'b c d', so('b hears is new'), so('b DTSTART is 19970701T200000Z')),
      step(
        4729,
        'b',
        'a',
        so('a hears is reply'),
        so('a b is ACCEPTED'),
        so('a c is NEEDS-ACTION'),
      ),
      step(
        4754,
        'a',
        'b c d',
        so('b hears is reschedule'),
        so('b DTSTART is 19970701T180000Z'),
        so('b b is NEEDS-ACTION'),
        so('c SEQUENCE is 1'),
      ),
    ],
  },
  {
    section: '4.2.4: a counter-proposal that is accepted',
    steps: [
      step(4792, 'a', 'b c', so('b LOCATION is Green Conference Room')),
      step(4828, 'b', 'a', so('a proposals is 1'), so('a DTSTART is 19970701T190000Z')),
      step(
        4853,
        'a',
        'b c',
        so('b hears is reschedule'),
        so('b LOCATION is Blue Conference Room'),
        so('c DTSTART is 19970701T160000Z'),
        so('c SEQUENCE is 1'),
      ),
    ],
  },
  {
    section: '4.2.4: a counter-proposal that is declined',
    steps: [
      step(4792, 'a', 'b c'),
      step(4828, 'b', 'a', so('a proposals is 1')),
      step(4884, 'a', 'b', so('b hears is counter-declined'), so('b DTSTART is 19970701T190000Z')),
    ],
  },
  {
    section: '4.2.5, 4.2.6: delegated, and the Delegate comes',
    steps: [
      step(4695, 'a', 'b c d'),
      step(4993, 'c', 'a', so('a hears is delegators-reply'), so('a c is DELEGATED')),
      step(5010, 'c', 'e', so('e hears is delegated'), so('e c is DELEGATED')),
      step(
        5035,
        'e',
        'a',
        so('a e is ACCEPTED'),
        so('a c is DELEGATED'),
        so('a b is NEEDS-ACTION'),
      ),
    ],
  },
  {
    section: '4.2.7: delegated, and the Delegate declines',
    steps: [
      step(4695, 'a', 'b c d'),
      step(4993, 'c', 'a'),
      step(5010, 'c', 'e'),
      step(
        5073,
        'e',
        'a',
        so('a e is DECLINED'),
        so('a c is NEEDS-ACTION'),
        so('a sends is REQUEST'),
      ),
      step(5103, 'a', 'c', so('c c is NEEDS-ACTION'), so('c e is DECLINED')),
    ],
  },
  {
    section: '4.2.9: a cancelled event',
    steps: [
      step(4695, 'a', 'b c d'),
      step(5177, 'a', 'b c d', so('b hears is cancelled'), so('d STATUS is CANCELLED')),
    ],
  },
  {
    section: '4.2.10: an Attendee who is taken off the list',
    steps: [
      step(4695, 'a', 'b c d'),
      step(5231, 'a', 'b', so('b instances is 0')),
      step(
        5249,
        'a',
        'c d',
        so('c b is not there'),
        so('c SEQUENCE is 2'),
        so('c d is NEEDS-ACTION'),
      ),
    ],
  },
  {
    section: '4.2.11: another Organizer',
    steps: [step(5296, 'b', 'c', so('c hears is new'), so('c ORGANIZER is mailto:b@example.com'))],
  },
  {
    section: '4.3.2, 4.3.3: busy time asked and answered',
    steps: [
      step(5397, 'a', 'b', so('b hears is busy-time-requested')),
      step(5418, 'b', 'a', so('a hears is busy-time-answered')),
    ],
  },
  {
    section: '4.4.2, 4.4.3: an instance moved, another cancelled',
    steps: [
      step(5553, 'a', 'b c d', so('b instances is 16')),
      step(
        5580,
        'a',
        'b c d',
        so('b DTSTART at 19970701T210000Z is 19970703T210000Z'),
        so('b DTSTART is 19970601T210000Z'),
        so('b instances is 16'),
      ),
      step(
        5617,
        'a',
        'b c d',
        so('b hears is instances-cancelled'),
        so('b instances is 15'),
        so('b STATUS at 19970801T210000Z is CANCELLED'),
      ),
    ],
  },
  {
    section: '4.4.4: all instances cancelled',
    steps: [
      step(5553, 'a', 'b c d'),
      step(5640, 'a', 'b c d', so('b hears is cancelled'), so('b instances is 0')),
    ],
  },
  {
    section: '4.4.5: this instance and all after it',
    steps: [
      step(5553, 'a', 'b c d'),
      step(
        5670,
        'a',
        'b c d',
        so('b LOCATION at 19970801T210000Z is Conference Call'),
        so('b LOCATION at 19970901T210000Z is Building 32, Microsoft, Seattle, WA'),
        so('b LOCATION at 19971001T210000Z is Building 32, Microsoft, Seattle, WA'),
        so('b instances is 16'),
      ),
    ],
  },
  {
    section: '4.4.6: an instance added to a series that is not held',
    steps: [step(5699, 'a', 'b', so('b hears is unknown'), so('b sends is REFRESH'))],
  },
  {
    section: '4.4.7: another rule',
    steps: [
      step(5738, 'a', 'b', so('b RRULE is WKST=SU;BYDAY=TU;FREQ=WEEKLY')),
      step(5764, 'a', 'b', so('b RRULE is WKST=SU;BYDAY=TU,TH;FREQ=WEEKLY'), so('b SEQUENCE is 7')),
    ],
  },
  {
    section: '4.4.8: an instance changed, one added, and all of it sent again',
    steps: [
      step(5804, 'a', 'b', so('b instances is 3')),
      step(5836, 'a', 'b', so('b DTSTART at 19980311T180000Z is 19980311T160000Z')),
      step(5858, 'a', 'b', so('b hears is instance-added'), so('b instances is 4')),
    ],
  },
  {
    section: '4.4.9: an instance added, and a counter-proposal for it',
    steps: [
      step(5553, 'a', 'b c d'),
      step(5699, 'a', 'b', so('b sends is REFRESH')),
      step(
        5943,
        'b',
        'a',
        so('a hears is counter'),
        so('a proposals is 1'),
        so('a DTSTART at 19970715T210000Z is 19970715T210000Z'),
      ),
    ],
  },
  {
    section: '4.4.10: a property that nobody knows',
    steps: [
      step(5974, 'a', 'b', so('b FOO is BAR')),
      step(6010, 'b', 'a', so('a b is NEEDS-ACTION')),
    ],
  },
  {
    section: '4.5.1 to 4.5.6: a to-do assigned, begun, done',
    steps: [
      step(6097, 'a', 'b c d', so('b hears is new'), so('b PRIORITY is 1')),
      step(6130, 'b', 'a', so('a b is ACCEPTED')),
      step(6185, 'b', 'a', so('a b is IN-PROCESS'), so('a d is NEEDS-ACTION')),
      step(6203, 'd', 'a', so('a d is COMPLETED'), so('a b is IN-PROCESS')),
      step(6228, 'a', 'b d', so('b SEQUENCE is 1'), so('d DUE is 19970722T170000Z')),
    ],
  },
  {
    section: '4.5.7: a recurring to-do, and how far one instance is',
    steps: [step(6259, 'a', 'b d', so('b hears is new'), so('b instances is 10'))],
  },
  {
    section: '4.6: a journal entry published',
    steps: [step(6313, 'a', 'b', so('b hears is published'))],
  },
  {
    section: '4.7.1: an Attendee asks for the latest',
    steps: [
      step(5553, 'a', 'b c d'),
      step(6345, 'b', 'a', so('a hears is refresh'), so('a sends is REQUEST')),
    ],
  },
  {
    section: '4.7.2: an instance of a series that is not held',
    steps: [
      step(6432, 'a', 'b', so('b hears is new')),
      step(6469, 'b', 'a', so('a sends is REQUEST')),
    ],
  },
]
