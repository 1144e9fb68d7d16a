/** Files read with a limit, and replaced as a whole or not at all. */
import {
  closeSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { refused } from '../failure.ts'

/** Larger files are named and left alone. */
export const maxFileBytes: number = 64 * 1024 * 1024

/** The bytes of a regular file. */
export function readBytes(file: string): Uint8Array {
  const descriptor = openSync(file, 'r')
  try {
    const { size } = fstatSync(descriptor)
    if (size > maxFileBytes) throw refused(`${file}: larger than ${maxFileBytes / 1024 / 1024} MiB`)
    return readFileSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** The bytes, or undefined where there is no such file. */
export function readBytesIfThere(file: string): Uint8Array | undefined {
  try {
    return readBytes(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Beginning of the names of files that are not yet what they will be. */
export const unfinishedPrefix = '.parley-unfinished-'

/**
 * Replaces a file: whoever looks sees the old bytes or the new ones, also after a power cut once
 * `syncFolder` has returned.
 */
export function replaceFile(file: string, bytes: Uint8Array): void {
  const unfinished = join(dirname(file), `${unfinishedPrefix}${process.pid}-${basename(file)}`)
  try {
    const descriptor = openSync(unfinished, 'w', modeOf(file))
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at)
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
    renameSync(unfinished, file)
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw error
  }
}

/** A file keeps who may read it. */
function modeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mode ?? 0o666
}

/** Makes renames and removals in a folder last. */
export function syncFolder(folder: string): void {
  // Windows cannot open a folder; its renames are durable enough without.
  if (process.platform === 'win32') return
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

export function makeFolder(folder: string): void {
  mkdirSync(folder, { recursive: true })
}
