/** Bytes to text, by way of the decoder that every JavaScript host has. */

type Decoder = { decode(bytes: Uint8Array): string }
type Host = {
  readonly TextDecoder: new (label: string, options?: { readonly fatal?: boolean }) => Decoder
  readonly TextEncoder: new () => { encode(text: string): Uint8Array<ArrayBuffer> }
}

// Pure packages compile without the types of any host; this is the one place that names these two.
const { TextDecoder, TextEncoder } = globalThis as unknown as Host

const strictUtf8 = new TextDecoder('utf-8', { fatal: true })
const windows1252 = new TextDecoder('windows-1252')
const encoder = new TextEncoder()

/** UTF-8 where the bytes are UTF-8, else windows-1252, where each byte is a character of its own. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return strictUtf8.decode(bytes)
  } catch {
    return windows1252.decode(bytes)
  }
}

/** Decodes by charset; one that the host does not know is read like no charset at all. */
export function decodeCharset(bytes: Uint8Array, charset: string): string {
  try {
    return new TextDecoder(charset).decode(bytes)
  } catch {
    return decodeText(bytes)
  }
}

export function encodeUtf8(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text)
}
