/** A QR code as a drawing: dark on white in either theme, as cameras want it. */
import { type ReactElement, useMemo } from 'react'
import { encode } from 'uqr'

type QrCodeProps = { readonly text: string; readonly label: string }

export function QrCode({ text, label }: QrCodeProps): ReactElement {
  const { size, path } = useMemo(() => drawn(text), [text])
  return (
    <svg className="settings-qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <rect width={size} height={size} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  )
}

/** One square per dark module, in one path. */
function drawn(text: string): { readonly size: number; readonly path: string } {
  const { data, size } = encode(text, { ecc: 'M', border: 4 })
  const squares = data.flatMap((row, y) =>
    row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])),
  )
  return { size, path: squares.join('') }
}
