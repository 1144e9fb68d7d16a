/** What every answer tells browsers, above all what they must not do with it. */
import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import helmet from 'helmet'

/** The headers of a server, which are the same for every answer; over TLS, that it is reached by TLS alone. */
export function browserRules(hasTls: boolean): Readonly<Record<string, string>> {
  const tell = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
      },
    },
    crossOriginEmbedderPolicy: false,
    strictTransportSecurity: hasTls,
  })
  const request = new IncomingMessage(new Socket())
  const answer = new ServerResponse(request)
  tell(request, answer, (error?: unknown) => {
    if (error !== undefined) throw error
  })
  const told = Object.entries(answer.getHeaders())
  return Object.fromEntries(told.map(([name, value]) => [name, String(value)]))
}
