import { ApiProblem } from './problem.ts'

/** Too many failures from that account or address. */
export function slowed(seconds: number): ApiProblem {
  const retryAfterSeconds = Math.ceil(seconds)
  return new ApiProblem(429, 'slowed', 'Too many failed attempts: wait, then try again.', {
    retryAfterSeconds,
  })
}
