/** What `parley admin` does: each function is given the parts that `openParts` opened. */
export {
  addressOfServer,
  type Config,
  isConfigProblem,
  readConfig,
} from '../config.ts'
export { openParts } from '../open-parts.ts'
export type { Parts } from '../parts.ts'
export { type NewPrincipal, type Settings, settingsOf } from '../people.ts'
export { databaseProblem } from '../start-problem.ts'
export { backupTo, restoreFrom } from './backup.ts'
export { type CheckReport, checkStore } from './check.ts'
export { dnsRecords } from './dns.ts'
export { type Doctor, examine, type Finding } from './doctor.ts'
export { exportCalendar } from './export-calendar.ts'
export { type ImportReport, importCalendar } from './import-calendar.ts'
export {
  AdminProblem,
  addAppPassword,
  addPrincipal,
  changePrincipal,
  removePrincipal,
  requireAddress,
  requirePrincipal,
  revokeCredential,
  setPassword,
} from './people.ts'
export { type Queue, readQueue, retryQueue } from './queue.ts'
export { readBooking, readPolicy } from './settings.ts'
export { organizedBy, transferMeetings } from './transfer.ts'
