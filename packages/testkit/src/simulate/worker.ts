/** One share of many stories, on a processor of its own. */
import { parentPort, workerData } from 'node:worker_threads'
import { type Many, tellEvery } from './many.ts'

const { many, share, of }: { many: Many; share: number; of: number } = workerData
parentPort?.postMessage(tellEvery(many, share, of))
