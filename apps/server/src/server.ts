/** Starts and stops a server. */
import { type App, makeApp } from './app.ts'
import type { Config } from './config.ts'
import { type Gateway, type GatewayOptions, openInbound, startGateway } from './mail/gateway.ts'
import { openParts, type StartOptions } from './open-parts.ts'
import { startUpkeep, type Upkeep } from './operations/upkeep.ts'
import type { Parts } from './parts.ts'
import { type FollowUp, startFollowUp } from './scheduling/follow-up.ts'
import { startWebhooks } from './scheduling/webhook-delivery.ts'

export type RunningServer = {
  readonly parts: Parts
  readonly app: App
  readonly followUp: FollowUp
  readonly webhooks: FollowUp
  readonly upkeep: Upkeep
  readonly mail: Gateway
  /** Where it listens: `http://127.0.0.1:8088`. */
  readonly url: string
  /** Takes no more requests, finishes those under way, closes the store. */
  stop(): Promise<void>
}

export async function startServer(
  config: Config,
  options: StartOptions & GatewayOptions = {},
): Promise<RunningServer> {
  const parts = await openParts(config, options)
  try {
    const app = await makeApp(parts, () => openInbound(parts, options))
    await app.http.listen({ host: config.listen.host, port: config.listen.port })
    const followUp = startFollowUp(parts)
    const webhooks = startWebhooks(parts)
    const upkeep = startUpkeep(parts)
    const mail = await startGateway(parts, options)
    return {
      parts,
      app,
      followUp,
      webhooks,
      upkeep,
      mail,
      url: urlOf(app, config),
      async stop(): Promise<void> {
        await closeHttp(app)
        await followUp.stop()
        await webhooks.stop()
        await upkeep.stop()
        await mail.stop()
        await parts.store.close()
      },
    }
  } catch (error) {
    await parts.store.close()
    throw error
  }
}

/** Finishes what is under way. A connection that was busy when this began is closed as it falls idle. */
async function closeHttp({ http }: App): Promise<void> {
  const sweep = setInterval(() => http.server.closeIdleConnections(), 50)
  await http.close()
  clearInterval(sweep)
}

function urlOf(app: App, config: Config): string {
  const address = app.http.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : config.listen.port
  const host = config.listen.host.includes(':') ? `[${config.listen.host}]` : config.listen.host
  return `${config.tls === undefined ? 'http' : 'https'}://${host}:${port}`
}
