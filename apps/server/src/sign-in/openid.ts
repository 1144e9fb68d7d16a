/** OpenID Connect: the authorization code flow with PKCE, state and nonce. */
import { type Principal, principalsByAddress } from '@parley/store'
import * as client from 'openid-client'
import type { Config } from '../config.ts'
import type { Parts } from '../parts.ts'

type Settings = NonNullable<Config['signIn']['openIdConnect']>

/** What the browser keeps until it comes back; nothing of it is kept here. */
export type Attempt = {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
  /** Path to go to afterwards. */
  readonly next: string
}

export type OpenId = {
  /** Where to send the browser, and what it has to bring back. */
  begin(given: { readonly redirectUri: string; readonly next: string }): Promise<{
    readonly location: URL
    readonly attempt: Attempt
  }>
  /** Who came back; undefined: nobody that is known here. Throws where the answer is not in order. */
  finish(url: URL, attempt: Attempt): Promise<Principal | undefined>
}

export function makeOpenId(parts: Parts, settings: Settings): OpenId {
  let discovered: Promise<client.Configuration> | undefined
  // A provider that is away when first asked is asked again the next time.
  const configuration = (): Promise<client.Configuration> => {
    discovered ??= discover(settings).catch((error: unknown) => {
      discovered = undefined
      throw error
    })
    return discovered
  }
  return {
    async begin({ redirectUri, next }) {
      const attempt: Attempt = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        verifier: client.randomPKCECodeVerifier(),
        next,
      }
      const location = client.buildAuthorizationUrl(await configuration(), {
        redirect_uri: redirectUri,
        scope: 'openid email profile',
        state: attempt.state,
        nonce: attempt.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(attempt.verifier),
        code_challenge_method: 'S256',
      })
      return { location, attempt }
    },
    async finish(url, attempt) {
      const configured = await configuration()
      const tokens = await client.authorizationCodeGrant(configured, url, {
        expectedState: attempt.state,
        expectedNonce: attempt.nonce,
        pkceCodeVerifier: attempt.verifier,
        idTokenExpected: true,
      })
      const claims = tokens.claims()
      if (claims === undefined) return undefined
      const address =
        addressIn(claims, settings) ??
        addressIn(await client.fetchUserInfo(configured, tokens.access_token, claims.sub), settings)
      return address === undefined ? undefined : findByAddress(parts, address)
    },
  }
}

function discover(settings: Settings): Promise<client.Configuration> {
  const options = settings.allowHttp ? { execute: [client.allowInsecureRequests] } : {}
  return client.discovery(
    new URL(settings.issuer),
    settings.clientId,
    settings.clientSecret,
    undefined,
    { timeout: 10, ...options },
  )
}

/** An address that the provider says it did not verify is nobody's. */
function addressIn(
  claims: Readonly<Record<string, unknown>>,
  { addressClaim }: Settings,
): string | undefined {
  const claim = claims[addressClaim]
  if (typeof claim !== 'string' || claim === '') return undefined
  if (addressClaim === 'email' && claims['email_verified'] === false) return undefined
  return claim.trim().toLowerCase()
}

async function findByAddress(parts: Parts, address: string): Promise<Principal | undefined> {
  const found = await parts.store.read((tables) => principalsByAddress(tables, [address]))
  const principal = found.get(address)
  return principal?.kind === 'user' && !principal.disabled ? principal : undefined
}
