/** A small client of the JSON API: what tests say to a server, and what came back. */

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape.
type Json = any

export type ApiAnswer = {
  readonly status: number
  readonly headers: Headers
  readonly body: Json
}

export type ApiClient = {
  request(
    method: string,
    path: string,
    body?: unknown,
    headers?: HeaderMap,
    signal?: AbortSignal,
  ): Promise<ApiAnswer>
  get(path: string): Promise<ApiAnswer>
  post(path: string, body?: unknown): Promise<ApiAnswer>
  put(path: string, body?: unknown): Promise<ApiAnswer>
  patch(path: string, body?: unknown, headers?: HeaderMap): Promise<ApiAnswer>
  delete(path: string): Promise<ApiAnswer>
}

type HeaderMap = Readonly<Record<string, string>>

/** With Basic as NAME and `NAME-secret`; without a name, as a stranger or by the headers given. */
export function apiClient(url: string, name?: string, more: HeaderMap = {}): ApiClient {
  const basic = Buffer.from(`${name}:${name}-secret`).toString('base64')
  const base = { ...(name !== undefined && { authorization: `Basic ${basic}` }), ...more }
  async function request(
    method: string,
    path: string,
    body?: unknown,
    headers: HeaderMap = {},
    signal?: AbortSignal,
  ): Promise<ApiAnswer> {
    const answer = await fetch(`${url}/api${path}`, {
      method,
      redirect: 'manual',
      ...(signal !== undefined && { signal }),
      headers: {
        ...base,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await answer.text()
    const isJson = answer.headers.get('content-type')?.includes('json') === true
    return {
      status: answer.status,
      headers: answer.headers,
      body: isJson ? JSON.parse(text) : text,
    }
  }
  return {
    request,
    get: (path) => request('GET', path),
    post: (path, body = {}) => request('POST', path, body),
    put: (path, body = {}) => request('PUT', path, body),
    patch: (path, body = {}, headers = {}) => request('PATCH', path, body, headers),
    delete: (path) => request('DELETE', path),
  }
}
