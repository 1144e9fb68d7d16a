import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fixedOffsetOf, ianaToWindows, ianaZoneOf, windowsToIana } from './names.ts'
import { windowsZones } from './windows-zones.ts'

describe('a TZID', () => {
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Europe/Berlin', 'Europe/Berlin'],
    ['europe/berlin', 'Europe/Berlin'],
    ['"Europe/Berlin"', 'Europe/Berlin'],
    ['US/Pacific', 'US/Pacific'],
    ['America/New York', 'America/New_York'],
    ['America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
    ['/mozilla.org/20070129_1/Europe/Berlin', 'Europe/Berlin'],
    ['/freeassociation.sourceforge.net/Tzfile/Europe/Vienna', 'Europe/Vienna'],
    [
      '/freeassociation.sourceforge.net/America/Argentina/Buenos_Aires',
      'America/Argentina/Buenos_Aires',
    ],
    ['/citadel.org/20210210_1/America/New_York', 'America/New_York'],
    ['/softwarestudio.org/Olson_20011030_5/America/Chicago', 'America/Chicago'],
    ['W. Europe Standard Time', 'Europe/Berlin'],
    ['w. europe standard time', 'Europe/Berlin'],
    ['GMT Standard Time 1', 'Europe/London'],
    ['FLE Standard Time', 'Europe/Kyiv'],
    ['(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna', 'Europe/Berlin'],
    ['(UTC-05:00) Eastern Time (US & Canada)', 'America/New_York'],
    ['(GMT-08:00) Pacific Time (US & Canada)', 'America/Los_Angeles'],
    ['(UTC-07:00) Arizona', 'America/Phoenix'],
    ['(UTC-06:00) Central America', 'America/Guatemala'],
    ['(UTC+00:00) Dublin, Edinburgh, Lisbon, London', 'Europe/London'],
    ['(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi', 'Asia/Kolkata'],
    ['(UTC) Coordinated Universal Time', 'Etc/UTC'],
    ['(GMT+10:00) Canberra, Melbourne, Sydney', 'Australia/Sydney'],
    ['Pacific Time (US & Canada),Tijuana', 'America/Los_Angeles'],
    ['Greenwich Mean Time:Dublin; Edinburgh; Lisbon; London', 'Europe/London'],
    ['Germany/Berlin', 'Europe/Berlin'],
    ['tzone://Microsoft/Utc', 'UTC'],
    ['Z', 'UTC'],
    ['tzone://Microsoft/Custom', undefined],
    ['Customized Time Zone', undefined],
    ['Nowhere/Land', undefined],
    ['x'.repeat(100_000), undefined],
    ['', undefined],
  ]
  // Requirement: 5545/3.2.19/global-tzid-prefix
  for (const [tzid, id] of rows)
    it(`${tzid.slice(0, 60)} is ${id ?? 'no IANA zone'}`, () => assert.equal(ianaZoneOf(tzid), id))

  it('may spell out its offset', () => {
    assert.equal(fixedOffsetOf('UTC+2'), 7200)
    assert.equal(fixedOffsetOf('GMT+0200'), 7200)
    assert.equal(fixedOffsetOf('GMT-03:30'), -12_600)
    assert.equal(fixedOffsetOf('+05:45'), 20_700)
    assert.equal(fixedOffsetOf('(UTC+03:00) Somewhere'), 10_800)
    assert.equal(fixedOffsetOf('UTC+99'), undefined)
    assert.equal(fixedOffsetOf('Customized Time Zone'), undefined)
  })
})

describe('Windows names', () => {
  it('lead to an IANA zone and back, for every name of CLDR', () => {
    assert.ok(windowsZones.length > 130)
    for (const [name] of windowsZones) {
      const id = windowsToIana(name)
      assert.ok(id, name)
      assert.equal(ianaToWindows(id), name)
      new Temporal.ZonedDateTime(0n, id)
    }
  })
  it('are found for old and new ids alike', () => {
    for (const id of ['Europe/Kyiv', 'Europe/Kiev'])
      assert.equal(ianaToWindows(id), 'FLE Standard Time')
    for (const id of ['Asia/Kolkata', 'Asia/Calcutta'])
      assert.equal(ianaToWindows(id), 'India Standard Time')
    for (const id of ['America/Nuuk', 'America/Godthab'])
      assert.equal(ianaToWindows(id), 'Greenland Standard Time')
    assert.equal(ianaToWindows('UTC'), 'UTC')
    assert.equal(ianaToWindows('Nowhere/Land'), undefined)
  })
})
