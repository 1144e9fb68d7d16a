/**
 * What other servers need for the same works on a machine of the same size: 2 cores, fdatasync in
 * 0.23 ms, client on the same cores, medians. Measured by hand in November 2026: sabre/dav on PHP
 * 8.2 with SQLite, Cyrus IMAP 3.6, DAViCal 1.1. And what we hold ourselves to.
 */
export type Row = {
  readonly aim?: string
  readonly sabre?: string
  readonly cyrus?: string
  readonly davical?: string
}

export const peers: ReadonlyMap<string, Row> = new Map([
  ['PUT without Attendees', { aim: '1.5', sabre: '6.8', cyrus: '7.6', davical: '27' }],
  ['PUT without Attendees, 8 at once', { sabre: '343', cyrus: '314', davical: '59' }],
  ['GET', { aim: '0.8', sabre: '2.5', cyrus: '1.6', davical: '15.6' }],
  ['GET, 8 at once', { sabre: '723', cyrus: '692', davical: '100' }],
  ['PUT of a meeting, 1 local', { sabre: '10.6', cyrus: '11.8', davical: '46' }],
  ['PUT of a meeting, 10 local', { aim: '4', sabre: '42', cyrus: '58', davical: '245' }],
  ['PUT of a meeting, 50 local', { aim: '10', sabre: '206', cyrus: '317', davical: '1819' }],
  ['PUT of a meeting, 1 local, 8 Organizers', { sabre: '166', cyrus: '167', davical: '37' }],
  [
    'PUT of a meeting, 10 local, 8 Organizers',
    { aim: '400', sabre: '38', cyrus: '28', davical: '3.3' },
  ],
  ['PUT of a meeting, 50 local, 8 Organizers', { sabre: '7.5', cyrus: '5.3', davical: '0.7' }],
  ['a reply, 10 Attendees', { aim: '3' }],
  ['a reply, 50 Attendees', { aim: '3' }],
  ['50 answer one meeting, 8 at once: kept', { aim: '50', sabre: '8', cyrus: '50', davical: '6' }],
  ['free-busy of 1, one week', { sabre: '31', cyrus: '9', davical: '62' }],
  ['free-busy of 10, one week', { sabre: '275', cyrus: '116', davical: '382' }],
  ['free-busy of 50, one week', { aim: '15', sabre: '1461', cyrus: '379' }],
  ['calendar-query of a month with data', { aim: '10', sabre: '88', cyrus: '132', davical: '143' }],
  ['sync-collection, one change', { aim: '1.5', sabre: '4.2', cyrus: '2.8', davical: '41' }],
  ['resident memory, idle', { aim: '150', sabre: '23', cyrus: '31', davical: '53' }],
  ['resident memory, after all this', { sabre: '111', cyrus: '172', davical: '189' }],
  ['first answer after start', { aim: '1000' }],
])
