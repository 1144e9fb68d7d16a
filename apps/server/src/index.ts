export { type Config, isConfigProblem, parseConfig, readConfig } from './config.ts'
export { createPrincipal, type NewPrincipal } from './people.ts'
export { openParts, type RunningServer, type StartOptions, startServer } from './server.ts'
export { hashPassword, newAppPassword } from './sign-in/passwords.ts'
