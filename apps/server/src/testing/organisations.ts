/** Several Parley servers with mail domains of their own, and DNS that knows their keys. */
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DNSResolver } from 'mailauth'
import type { NewPrincipal } from '../people.ts'
import { person, startTestServer, type TestServer } from './start.ts'
import { startWire, type Wire } from './wire.ts'

export type Organisation = TestServer & {
  readonly domain: string
  /** Of its DKIM signatures: PKCS #8, PEM. */
  readonly privateKey: string
}

export type World = {
  readonly wire: Wire
  readonly organisations: readonly Organisation[]
  /** Lets all mails arrive, and what they cause, until nothing is left to do. */
  settle(): Promise<void>
  end(): Promise<void>
}

type Plan = {
  readonly domain: string
  readonly people: readonly (string | NewPrincipal)[]
  readonly mail?: Readonly<Record<string, unknown>>
}

type WorldOptions = { readonly clock?: () => number; readonly links?: boolean }

export async function startWorld(
  plans: readonly Plan[],
  options: WorldOptions = {},
): Promise<World> {
  const wire = await startWire()
  const folder = mkdtempSync(join(tmpdir(), 'parley-keys-'))
  const records = new Map<string, string>()
  const resolver = resolverOf(records)
  const organisations: Organisation[] = []
  for (const { domain, people, mail } of plans) {
    const keyFile = join(folder, `${domain}.pem`)
    const { privateKey, publicKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'der' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    })
    writeFileSync(keyFile, privateKey)
    records.set(`s1._domainkey.${domain}`, `v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`)
    records.set(`_dmarc.${domain}`, 'v=DMARC1; p=reject')
    const server = await startTestServer({
      resolver,
      people: people.map((each) =>
        typeof each === 'string' ? person(each, { addresses: [`${each}@${domain}`] }) : each,
      ),
      config: {
        domains: [domain],
        publicUrl: `https://cal.${domain}`,
        mail: {
          pauseSeconds: 0,
          smtp: { host: '127.0.0.1', port: wire.port },
          lmtp: { port: 0 },
          dkim: [{ domain, selector: 's1', keyFile }],
          ...mail,
        },
      },
      ...(options.clock !== undefined && { clock: options.clock }),
    })
    wire.route(domain, server.mail.lmtp?.port ?? 0)
    organisations.push({ ...server, domain, privateKey })
  }
  return {
    wire,
    organisations,
    async settle(): Promise<void> {
      for (let quiet = 0, before = -1; quiet < 2; ) {
        for (const { followUp, mail } of organisations) {
          await followUp.run()
          await mail.out?.run()
        }
        quiet = wire.carried.length === before ? quiet + 1 : 0
        before = wire.carried.length
      }
    },
    async end(): Promise<void> {
      for (const each of organisations) await each.end()
      await wire.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export function resolverOf(records: ReadonlyMap<string, string>): DNSResolver {
  return async (name, type) => {
    const found = type === 'TXT' ? records.get(name.toLowerCase().replace(/\.$/, '')) : undefined
    if (found === undefined) throw Object.assign(new Error('not found'), { code: 'ENOTFOUND' })
    return [[found]]
  }
}
