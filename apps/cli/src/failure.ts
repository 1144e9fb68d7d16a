/** What ends a command early, with its exit code and one line for the person. */

/** 0: done. 1: the input has errors, or was refused. 2: the call is wrong, or the disk failed. */
export type ExitCode = 0 | 1 | 2

export class Failure extends Error {
  readonly exitCode: ExitCode

  constructor(exitCode: ExitCode, message: string) {
    super(message)
    this.exitCode = exitCode
  }
}

/** The input has errors, or the engine refuses. */
export function refused(message: string): Failure {
  return new Failure(1, message)
}

/** The command line is wrong, or names what is not there. */
export function misused(message: string): Failure {
  return new Failure(2, message)
}

/** One line for what the operating system said, naming the file. */
export function wordsOfError(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { code, path } = error as NodeJS.ErrnoException
  const where = path === undefined ? '' : `${path}: `
  switch (code) {
    case 'ENOENT':
      return `${where}no such file or folder`
    case 'EACCES':
    case 'EPERM':
      return `${where}permission denied`
    case 'EISDIR':
      return `${where}is a folder`
    case 'ENOTDIR':
      return `${where}is not a folder`
    case 'ENOSPC':
      return `${where}no space left on the disk`
    case 'EROFS':
      return `${where}the disk is read-only`
    default:
      return error.message.split('\n')[0] ?? 'unknown error'
  }
}
