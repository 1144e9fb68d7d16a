/** A yardstick for the machine: a bare server that writes 40 kB, waits for the disk once, and answers. */
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folder = mkdtempSync(join(tmpdir(), 'parley-bare-'))
const file = openSync(join(folder, 'log'), 'w')
const bytes = Buffer.alloc(40_000, 1)
/** As a write-ahead log does, it writes over what was written before. */
const places = 50
for (let place = 0; place < places; place++) write(place)
let count = 0

function write(place: number): void {
  writeSync(file, bytes, 0, bytes.length, place * bytes.length)
  fdatasyncSync(file)
}

const server = createServer((request, answer) => {
  request.resume()
  request.on('end', () => {
    write(count++ % places)
    answer.end('done')
  })
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  process.send?.({ kind: 'started', url: `http://127.0.0.1:${port}` })
})
process.on('disconnect', () => {
  closeSync(file)
  rmSync(folder, { recursive: true, force: true })
  process.exit(0)
})
