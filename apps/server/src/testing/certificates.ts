/** Certificates for tests of S/MIME, made by the command `openssl`. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A reason to skip, where there is no such command. */
export const withoutOpenssl: string | false =
  spawnSync('openssl', ['version']).status === 0 ? false : 'the command openssl is not here'

export type Certified = {
  readonly address: string
  readonly certificateFile: string
  readonly keyFile: string
}

export type Authority = {
  readonly folder: string
  readonly rootsFile: string
  /** A certificate that names the address. `purpose`: extended key usage. */
  certify(
    address: string,
    how?: { readonly key?: 'rsa' | 'ec'; readonly purpose?: string },
  ): Certified
  end(): void
}

let count = 0

export function makeAuthority(name: string): Authority {
  const folder = mkdtempSync(join(tmpdir(), 'parley-smime-'))
  const file = (of: string): string => join(folder, of)
  const openssl = (...args: string[]): void => {
    execFileSync('openssl', args, { stdio: 'pipe' })
  }
  const newKey = (of: string, key: 'rsa' | 'ec'): void => {
    const how = key === 'rsa' ? ['RSA', 'rsa_keygen_bits:2048'] : ['EC', 'ec_paramgen_curve:P-256']
    openssl('genpkey', '-algorithm', how[0] ?? '', '-pkeyopt', how[1] ?? '', '-out', file(of))
  }
  newKey('root.key', 'rsa')
  openssl(
    'req',
    '-x509',
    '-new',
    '-key',
    file('root.key'),
    '-subj',
    `/CN=${name}`,
    '-days',
    '3650',
    '-addext',
    'basicConstraints=critical,CA:TRUE',
    '-addext',
    'keyUsage=critical,keyCertSign,cRLSign',
    '-out',
    file('root.pem'),
  )
  return {
    folder,
    rootsFile: file('root.pem'),
    certify(address, { key = 'rsa', purpose = 'emailProtection' } = {}): Certified {
      const id = `${++count}-${address.replace(/\W/g, '-')}`
      newKey(`${id}.key`, key)
      const usage =
        key === 'rsa' ? 'digitalSignature,keyEncipherment' : 'digitalSignature,keyAgreement'
      writeFileSync(
        file(`${id}.ext`),
        [
          `subjectAltName=email:${address}`,
          `extendedKeyUsage=${purpose}`,
          `keyUsage=${usage}`,
          '',
        ].join('\n'),
      )
      openssl(
        'req',
        '-new',
        '-key',
        file(`${id}.key`),
        '-subj',
        `/CN=${id}`,
        '-out',
        file(`${id}.csr`),
      )
      openssl(
        'x509',
        '-req',
        '-in',
        file(`${id}.csr`),
        '-CA',
        file('root.pem'),
        '-CAkey',
        file('root.key'),
        '-set_serial',
        String(1000 + count),
        '-days',
        '3650',
        '-extfile',
        file(`${id}.ext`),
        '-out',
        file(`${id}.pem`),
      )
      return { address, certificateFile: file(`${id}.pem`), keyFile: file(`${id}.key`) }
    },
    end: () => rmSync(folder, { recursive: true, force: true }),
  }
}
