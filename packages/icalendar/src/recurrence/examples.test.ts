/**
 * The examples printed in RFC 5545 §3.8.5.3 and RFC 7529 §4.3, as rules and dates. Long because it is
 * a table.
 */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { component, parameter, property } from '../model.ts'
import { formatTime } from '../values/time.ts'
import { zoneCatalog } from '../zones/iana.ts'
import { zonesOf } from '../zones/zones.ts'
import { instancesBetween, recurrenceSet } from './set.ts'

type Example = {
  readonly it: string
  readonly start: string
  readonly rule: string
  /** Days after 19 or 20, `0902-11` standing for all from one to the other; times follow a T. */
  readonly gives: string
  readonly exdate?: string
  /** How many there are in all, where the rule ends. */
  readonly total?: number
}

const catalog = zoneCatalog()
const zones = zonesOf(component('VCALENDAR', []), catalog)

/** First `most` instances, as local times. */
function instances(example: Example, most: number, tzid: string): readonly string[] {
  const zone = example.start.length === 8 ? parameter('VALUE', 'DATE') : parameter('TZID', tzid)
  const properties = [
    property('DTSTART', example.start, [zone]),
    property('RRULE', example.rule),
    ...(example.exdate === undefined ? [] : [property('EXDATE', example.exdate, [zone])]),
  ]
  const set = recurrenceSet([component('VEVENT', properties)], zones)
  return instancesBetween(set, { fromSeconds: 0, toSeconds: 4e9, limit: most }).map((each) =>
    formatTime(each.start),
  )
}

function expand(gives: string, start: string): readonly string[] {
  const time = start.slice(8)
  return gives.split(' ').flatMap((item) => {
    const [days = '', own] = item.split('T')
    const [from = '', to] = days.split('-')
    const last = to === undefined ? from : from.slice(0, from.length - to.length) + to
    const found: string[] = []
    let date = Temporal.PlainDate.from(from)
    for (; date.toString().replaceAll('-', '') <= last; date = date.add({ days: 1 }))
      found.push(date.toString().replaceAll('-', '') + (own === undefined ? time : `T${own}`))
    return found
  })
}

const at = '19970902T090000'
const examples: readonly Example[] = [
  {
    it: 'daily, ten times',
    start: at,
    rule: 'FREQ=DAILY;COUNT=10',
    gives: '19970902-11',
    total: 10,
  },
  {
    it: 'daily until 24 December',
    start: at,
    rule: 'FREQ=DAILY;UNTIL=19971224T000000Z',
    gives: '19970902-30 19971001-31 19971101-30 19971201-23',
    total: 113,
  },
  {
    it: 'every other day',
    start: at,
    rule: 'FREQ=DAILY;INTERVAL=2',
    gives: '19970902 19970904 19970906 19970908 19970910 19970912 19970914 19970916',
  },
  {
    it: 'every ten days, five times',
    start: at,
    rule: 'FREQ=DAILY;INTERVAL=10;COUNT=5',
    gives: '19970902 19970912 19970922 19971002 19971012',
    total: 5,
  },
  {
    it: 'every day in January, yearly',
    start: '19980101T090000',
    rule: 'FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA',
    gives: '19980101-31 19990101-31 20000101-31',
    total: 93,
  },
  {
    it: 'every day in January, daily',
    start: '19980101T090000',
    rule: 'FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1',
    gives: '19980101-31 19990101-31 20000101-31',
    total: 93,
  },
  {
    it: 'weekly, ten times',
    start: at,
    rule: 'FREQ=WEEKLY;COUNT=10',
    gives:
      '19970902 19970909 19970916 19970923 19970930 19971007 19971014 19971021 19971028 19971104',
    total: 10,
  },
  {
    it: 'weekly until 24 December',
    start: at,
    rule: 'FREQ=WEEKLY;UNTIL=19971224T000000Z',
    gives:
      '19970902 19970909 19970916 19970923 19970930 19971007 19971014 19971021 19971028 19971104 19971111 19971118 19971125 19971202 19971209 19971216 19971223',
    total: 17,
  },
  {
    it: 'every other week',
    start: at,
    rule: 'FREQ=WEEKLY;INTERVAL=2;WKST=SU',
    gives:
      '19970902 19970916 19970930 19971014 19971028 19971111 19971125 19971209 19971223 19980106 19980120 19980203 19980217',
  },
  {
    it: 'Tuesdays and Thursdays for five weeks, by UNTIL',
    start: at,
    rule: 'FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH',
    gives:
      '19970902 19970904 19970909 19970911 19970916 19970918 19970923 19970925 19970930 19971002',
    total: 10,
  },
  {
    it: 'Tuesdays and Thursdays for five weeks, by COUNT',
    start: at,
    rule: 'FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH',
    gives:
      '19970902 19970904 19970909 19970911 19970916 19970918 19970923 19970925 19970930 19971002',
    total: 10,
  },
  {
    it: 'Monday, Wednesday, Friday of every other week until 24 December',
    start: '19970901T090000',
    rule: 'FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR',
    gives:
      '19970901 19970903 19970905 19970915 19970917 19970919 19970929 19971001 19971003 19971013 19971015 19971017 19971027 19971029 19971031 19971110 19971112 19971114 19971124 19971126 19971128 19971208 19971210 19971212 19971222',
    total: 25,
  },
  {
    it: 'Tuesday and Thursday of every other week, eight times',
    start: at,
    rule: 'FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH',
    gives: '19970902 19970904 19970916 19970918 19970930 19971002 19971014 19971016',
    total: 8,
  },
  {
    it: 'the first Friday of the month, ten times',
    start: '19970905T090000',
    rule: 'FREQ=MONTHLY;COUNT=10;BYDAY=1FR',
    gives:
      '19970905 19971003 19971107 19971205 19980102 19980206 19980306 19980403 19980501 19980605',
    total: 10,
  },
  {
    it: 'the first Friday of the month until 24 December',
    start: '19970905T090000',
    rule: 'FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR',
    gives: '19970905 19971003 19971107 19971205',
    total: 4,
  },
  {
    it: 'the first and last Sunday of every other month, ten times',
    start: '19970907T090000',
    rule: 'FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU',
    gives:
      '19970907 19970928 19971102 19971130 19980104 19980125 19980301 19980329 19980503 19980531',
    total: 10,
  },
  {
    it: 'the last Monday but one of the month, six times',
    start: '19970922T090000',
    rule: 'FREQ=MONTHLY;COUNT=6;BYDAY=-2MO',
    gives: '19970922 19971020 19971117 19971222 19980119 19980216',
    total: 6,
  },
  {
    it: 'the third day from the end of the month',
    start: '19970928T090000',
    rule: 'FREQ=MONTHLY;BYMONTHDAY=-3',
    gives: '19970928 19971029 19971128 19971229 19980129 19980226',
  },
  {
    it: 'the 2nd and 15th of the month, ten times',
    start: at,
    rule: 'FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15',
    gives:
      '19970902 19970915 19971002 19971015 19971102 19971115 19971202 19971215 19980102 19980115',
    total: 10,
  },
  {
    it: 'the first and last day of the month, ten times',
    start: '19970930T090000',
    rule: 'FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1',
    gives:
      '19970930 19971001 19971031 19971101 19971130 19971201 19971231 19980101 19980131 19980201',
    total: 10,
  },
  {
    it: 'the 10th to 15th of every 18th month, ten times',
    start: '19970910T090000',
    rule: 'FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15',
    gives: '19970910-15 19990310-13',
    total: 10,
  },
  {
    it: 'every Tuesday of every other month',
    start: at,
    rule: 'FREQ=MONTHLY;INTERVAL=2;BYDAY=TU',
    gives:
      '19970902 19970909 19970916 19970923 19970930 19971104 19971111 19971118 19971125 19980106 19980113 19980120 19980127 19980303 19980310 19980317 19980324 19980331',
  },
  {
    it: 'yearly in June and July, ten times',
    start: '19970610T090000',
    rule: 'FREQ=YEARLY;COUNT=10;BYMONTH=6,7',
    gives:
      '19970610 19970710 19980610 19980710 19990610 19990710 20000610 20000710 20010610 20010710',
    total: 10,
  },
  {
    it: 'January to March of every other year, ten times',
    start: '19970310T090000',
    rule: 'FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3',
    gives:
      '19970310 19990110 19990210 19990310 20010110 20010210 20010310 20030110 20030210 20030310',
    total: 10,
  },
  {
    it: 'the 1st, 100th and 200th day of every third year, ten times',
    start: '19970101T090000',
    rule: 'FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200',
    gives:
      '19970101 19970410 19970719 20000101 20000409 20000718 20030101 20030410 20030719 20060101',
    total: 10,
  },
  {
    it: 'the 20th Monday of the year',
    start: '19970519T090000',
    rule: 'FREQ=YEARLY;BYDAY=20MO',
    gives: '19970519 19980518 19990517',
  },
  {
    it: 'Monday of week 20',
    start: '19970512T090000',
    rule: 'FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO',
    gives: '19970512 19980511 19990517',
  },
  {
    it: 'every Thursday in March',
    start: '19970313T090000',
    rule: 'FREQ=YEARLY;BYMONTH=3;BYDAY=TH',
    gives:
      '19970313 19970320 19970327 19980305 19980312 19980319 19980326 19990304 19990311 19990318 19990325',
  },
  {
    it: 'every Thursday from June to August',
    start: '19970605T090000',
    rule: 'FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8',
    gives:
      '19970605 19970612 19970619 19970626 19970703 19970710 19970717 19970724 19970731 19970807 19970814 19970821 19970828 19980604 19980611',
  },
  {
    it: 'every Friday the 13th, DTSTART taken out',
    start: at,
    rule: 'FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13',
    exdate: at,
    gives: '19980213 19980313 19981113 19990813 20001013',
  },
  {
    it: 'the Saturday after the first Sunday of the month',
    start: '19970913T090000',
    rule: 'FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13',
    gives:
      '19970913 19971011 19971108 19971213 19980110 19980207 19980307 19980411 19980509 19980613',
  },
  {
    it: 'the first Tuesday after a Monday in November, every four years',
    start: '19961105T090000',
    rule: 'FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8',
    gives: '19961105 20001107 20041102',
  },
  {
    it: 'the third Tuesday, Wednesday or Thursday of the month, three times',
    start: '19970904T090000',
    rule: 'FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3',
    gives: '19970904 19971007 19971106',
    total: 3,
  },
  {
    it: 'the last weekday but one of the month',
    start: '19970929T090000',
    rule: 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2',
    gives: '19970929 19971030 19971127 19971230 19980129 19980226 19980330',
  },
  {
    // The RFC prints UNTIL as 17:00 UTC, which is 13:00 there, and lists 15:00 all the same.
    it: 'every three hours until 17:00 local time',
    start: at,
    rule: 'FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T210000Z',
    gives: '19970902 19970902T120000 19970902T150000',
    total: 3,
  },
  {
    it: 'every 15 minutes, six times',
    start: at,
    rule: 'FREQ=MINUTELY;INTERVAL=15;COUNT=6',
    gives:
      '19970902 19970902T091500 19970902T093000 19970902T094500 19970902T100000 19970902T101500',
    total: 6,
  },
  {
    it: 'every hour and a half, four times',
    start: at,
    rule: 'FREQ=MINUTELY;INTERVAL=90;COUNT=4',
    gives: '19970902 19970902T103000 19970902T120000 19970902T133000',
    total: 4,
  },
  ...[
    'FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40',
    'FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12,13,14,15,16',
  ].map(
    (rule): Example => ({
      it: `every 20 minutes from 9:00 to 16:40 every day, ${rule.slice(5, 10)}`,
      start: at,
      rule,
      gives: [2, 3]
        .flatMap((day) =>
          Array.from(
            { length: 24 },
            (_, i) =>
              `1997090${day}T${String(9 + Math.floor(i / 3)).padStart(2, '0')}${['00', '20', '40'][i % 3]}00`,
          ),
        )
        .join(' '),
    }),
  ),
  {
    it: 'weeks that begin on Monday',
    start: '19970805T090000',
    rule: 'FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO',
    gives: '19970805 19970810 19970819 19970824',
    total: 4,
  },
  {
    it: 'weeks that begin on Sunday',
    start: '19970805T090000',
    rule: 'FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU',
    gives: '19970805 19970817 19970819 19970831',
    total: 4,
  },
  {
    it: 'the 15th and 30th, of which February has no 30th',
    start: '20070115T090000',
    rule: 'FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5',
    gives: '20070115 20070130 20070215 20070315 20070330',
    total: 5,
  },
]

const calendars: readonly Example[] = [
  {
    it: 'Chinese New Year',
    start: '20130210',
    rule: 'RSCALE=CHINESE;FREQ=YEARLY',
    gives: '20130210 20140131 20150219 20160208 20170128',
  },
  {
    it: 'the first day of the Ethiopic 13th month',
    start: '20130906',
    rule: 'RSCALE=ETHIOPIC;FREQ=MONTHLY;BYMONTH=13',
    gives: '20130906 20140906 20150906 20160906 20170906',
  },
  {
    it: 'the 8th of Adar I, in common years of Adar',
    start: '20140208',
    rule: 'RSCALE=HEBREW;FREQ=YEARLY;BYMONTH=5L;BYMONTHDAY=8;SKIP=FORWARD',
    gives: '20140208 20150227 20160217 20170306 20180223',
  },
  {
    it: 'leap day, in common years 1 March',
    start: '20120229',
    rule: 'RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=FORWARD',
    gives: '20120229 20130301 20140301 20150301 20160229 20170301',
  },
  {
    it: 'leap day in leap years only',
    start: '20120229',
    rule: 'FREQ=YEARLY',
    gives: '20120229 20160229 20200229',
  },
  {
    it: 'leap day, in common years 28 February',
    start: '20120229',
    rule: 'RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=BACKWARD',
    gives: '20120229 20130228 20140228 20150228 20160229',
  },
  {
    it: 'the 31st of each month, in short months the 1st after, once',
    start: '20140131',
    rule: 'RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=1,31;SKIP=FORWARD;COUNT=8',
    gives: '20140131 20140201 20140301 20140331 20140401 20140501 20140531 20140601',
    total: 8,
  },
]

for (const [section, list] of [
  ['RFC 5545 §3.8.5.3', examples],
  ['RFC 7529 §4.3', calendars],
] as const) {
  // Requirement: 5545/3.3.10/invalid-date-ignored
  // Requirement: 5545/3.8.5.3/zoned-start-keeps-local-time
  // Requirement: 7529/4.1/skip-backward
  // Requirement: 7529/4.1/skip-forward
  // Requirement: 7529/4/skip-default-omit
  // Requirement: 7529/4.1/skip-order
  // Requirement: 7529/4.2/leap-month-suffix
  // Requirement: 7529/3/start-gives-seed
  // Requirement: 7529/4/ranges-by-calendar
  describe(`a rule of ${section}`, () => {
    for (const example of list)
      it(`gives ${example.it}`, () => {
        const wanted = expand(example.gives, example.start)
        const most = example.total === undefined ? wanted.length : 1_000
        const found = instances(example, most, 'America/New_York')
        assert.deepEqual(found, wanted)
        assert.equal(found.length, example.total ?? found.length)
      })
  })
}
