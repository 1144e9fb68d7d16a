/** UTF-8 and the other charsets of mail, by way of the encoders that every JavaScript host has. */

type Decoder = { decode(bytes: Uint8Array): string }
type Host = {
  readonly TextDecoder: new (
    label: string,
    options?: { readonly fatal?: boolean; readonly ignoreBOM?: boolean },
  ) => Decoder
  readonly TextEncoder: new () => { encode(text: string): Uint8Array<ArrayBuffer> }
}

// Pure packages compile without the types of any host; this is the one place that names these two.
const { TextDecoder, TextEncoder } = globalThis as unknown as Host

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const windows1252 = new TextDecoder('windows-1252')
const encoder = new TextEncoder()

/** The text, or undefined where the bytes are not UTF-8. A BOM is kept. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return strictUtf8.decode(bytes)
  } catch {
    return undefined
  }
}

/** Gives every byte a character of its own, so that nothing is lost. */
export function decodeWindows1252(bytes: Uint8Array): string {
  return windows1252.decode(bytes)
}

/** A function that decodes that charset, or undefined where the host does not know it. */
export function decoderOf(charset: string): ((bytes: Uint8Array) => string) | undefined {
  try {
    const decoder = new TextDecoder(charset)
    return (bytes) => decoder.decode(bytes)
  } catch {
    return undefined
  }
}

export function encodeUtf8(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text)
}
