/** Where the answer pages are. */
import { addressOfServer, type Config } from '../../config.ts'

export const answerRoot = '/answer/'

export function answerUrl(config: Config, token: string): string {
  return `${outerAddress(config)}${answerRoot}${token}`
}

export function unsubscribeUrl(config: Config, token: string): string {
  return `${answerUrl(config, token)}/unsubscribe`
}

function outerAddress(config: Config): string {
  return addressOfServer(config).replace(/\/+$/, '')
}
