/** What other rooms' tests need of a server: people who sign in fast. */
export type { NewPrincipal as TestPerson } from '../people.ts'
export { addPeople as addTestPeople } from './start.ts'
