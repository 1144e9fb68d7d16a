/** The commands of `parley admin`, and how its help groups them. */
import type { Command } from '../command.ts'
import {
  backupCommand,
  checkCommand,
  exportCommand,
  importCommand,
  restoreCommand,
  transferCommand,
} from './data.ts'
import {
  groupAddCommand,
  groupMembersCommand,
  resourceAddCommand,
  resourceChangeCommand,
  roomAddCommand,
  roomChangeCommand,
} from './places.ts'
import {
  aliasAddCommand,
  aliasRemoveCommand,
  appPasswordAddCommand,
  appPasswordListCommand,
  appPasswordRevokeCommand,
  delegateAddCommand,
  delegateListCommand,
  delegateRemoveCommand,
} from './rights.ts'
import {
  userAddCommand,
  userChangeCommand,
  userDisableCommand,
  userEnableCommand,
  userListCommand,
  userPasswdCommand,
  userRemoveCommand,
} from './users.ts'
import {
  dnsCommand,
  doctorCommand,
  queueCommand,
  queueRetryCommand,
  traceCommand,
} from './watch.ts'

export const adminTable: readonly (readonly [title: string, commands: readonly Command[]])[] = [
  [
    'People',
    [
      userAddCommand,
      userListCommand,
      userChangeCommand,
      userDisableCommand,
      userEnableCommand,
      userRemoveCommand,
      userPasswdCommand,
      appPasswordAddCommand,
      appPasswordListCommand,
      appPasswordRevokeCommand,
      aliasAddCommand,
      aliasRemoveCommand,
      delegateAddCommand,
      delegateListCommand,
      delegateRemoveCommand,
    ],
  ],
  [
    'Groups, rooms, resources',
    [
      groupAddCommand,
      groupMembersCommand,
      roomAddCommand,
      roomChangeCommand,
      resourceAddCommand,
      resourceChangeCommand,
    ],
  ],
  [
    'The data',
    [importCommand, exportCommand, transferCommand, backupCommand, restoreCommand, checkCommand],
  ],
  [
    'What it does, and why',
    [traceCommand, queueCommand, queueRetryCommand, doctorCommand, dnsCommand],
  ],
]
