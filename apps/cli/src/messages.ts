/** The scheduling messages of an input, each with what it breaks. */
import type { Message, Violation } from '@parley/itip'
import { read, validate } from '@parley/itip'
import type { Input } from './input.ts'
import type { LevelledViolation } from './words/violations.ts'

type InputMessage = {
  readonly message: Message
  readonly violations: readonly LevelledViolation[]
}

/** Calendar objects without a METHOD are no messages; they give none, and no violation. */
export function messagesOf(input: Input): {
  readonly messages: readonly InputMessage[]
  readonly violations: readonly LevelledViolation[]
} {
  const messages: InputMessage[] = []
  const violations: LevelledViolation[] = []
  for (const { object, method } of input.calendars) {
    if (method === undefined) continue
    const result = read(object, { method })
    violations.push(...result.violations.map(unlined))
    for (const message of result.messages) {
      messages.push({ message, violations: validate(message).map(unlined) })
    }
  }
  return { messages, violations }
}

function unlined({ level, requirement, path, expected, found }: Violation): LevelledViolation {
  return { level, requirement, path, line: 0, expected, found }
}
