/** As much of an IMAP server (RFC 9051) as a client needs that reads, moves and waits for mails. */
import { createServer, type Socket } from 'node:net'

export type SmallImap = {
  readonly port: number
  readonly folders: ReadonlyMap<string, Map<number, Buffer>>
  /** A mail arrives; whoever waits is told. */
  add(mail: Buffer): void
  /** Cuts off everybody. */
  cut(): void
  stop(): Promise<void>
}

export async function startSmallImap(): Promise<SmallImap> {
  const folders = new Map<string, Map<number, Buffer>>([['INBOX', new Map()]])
  const inbox = folders.get('INBOX') ?? new Map<number, Buffer>()
  const sockets = new Set<Socket>()
  let nextUid = 1
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
    socket.write('* OK [CAPABILITY IMAP4rev1 IDLE MOVE UIDPLUS] ready\r\n')
    let rest = ''
    socket.on('data', (chunk) => {
      rest += chunk.toString('latin1')
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end)
        rest = rest.slice(end + 2)
        socket.write(answerTo(line))
      }
    })
  })

  let idleTag = ''
  function answerTo(line: string): Buffer {
    if (line.toUpperCase() === 'DONE') return Buffer.from(`${idleTag} OK done\r\n`)
    const [tag = '', ...words] = line.split(' ')
    const command = words.join(' ')
    const ok = (...lines: readonly string[]): Buffer =>
      Buffer.from([...lines, `${tag} OK done`, ''].join('\r\n'))
    if (/^CAPABILITY/i.test(command)) return ok('* CAPABILITY IMAP4rev1 IDLE MOVE UIDPLUS')
    if (/^LIST "" ""/i.test(command)) return ok('* LIST (\\Noselect) "/" ""')
    if (/^LIST|^LSUB/i.test(command)) return ok('* LIST () "/" INBOX')
    if (/^CREATE/i.test(command)) {
      const name = nameIn(words[1])
      if (folders.has(name)) return Buffer.from(`${tag} NO [ALREADYEXISTS] there\r\n`)
      folders.set(name, new Map())
      return ok()
    }
    if (/^SELECT|^EXAMINE/i.test(command)) {
      return ok(
        '* FLAGS (\\Seen)',
        `* ${inbox.size} EXISTS`,
        '* OK [UIDVALIDITY 1] x',
        `* OK [UIDNEXT ${nextUid}] x`,
      )
    }
    if (/^UID SEARCH/i.test(command)) return ok(`* SEARCH ${[...inbox.keys()].join(' ')}`.trim())
    if (/^UID FETCH/i.test(command)) return fetched(tag, Number(words[2]))
    if (/^UID MOVE/i.test(command)) {
      const uid = Number(words[2])
      const index = [...inbox.keys()].indexOf(uid) + 1
      folders.get(nameIn(words[3]))?.set(uid, inbox.get(uid) ?? Buffer.alloc(0))
      inbox.delete(uid)
      return ok(`* OK [COPYUID 1 ${uid} ${uid}] moved`, `* ${index} EXPUNGE`)
    }
    if (/^IDLE/i.test(command)) {
      idleTag = tag
      return Buffer.from('+ idling\r\n')
    }
    if (/^LOGOUT/i.test(command)) return ok('* BYE')
    return ok()
  }

  function fetched(tag: string, uid: number): Buffer {
    const mail = inbox.get(uid)
    if (mail === undefined) return Buffer.from(`${tag} OK done\r\n`)
    const index = [...inbox.keys()].indexOf(uid) + 1
    return Buffer.concat([
      Buffer.from(`* ${index} FETCH (UID ${uid} BODY[] {${mail.length}}\r\n`),
      mail,
      Buffer.from(`)\r\n${tag} OK done\r\n`),
    ])
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    folders,
    add(mail): void {
      inbox.set(nextUid++, mail)
      for (const socket of sockets) socket.write(`* ${inbox.size} EXISTS\r\n`)
    },
    cut(): void {
      for (const socket of sockets) socket.destroy()
    },
    stop(): Promise<void> {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

function nameIn(word: string | undefined): string {
  return (word ?? '').replaceAll('"', '')
}
