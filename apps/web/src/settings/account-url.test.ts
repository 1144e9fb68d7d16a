import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { accountUrl } from './account-url.ts'

describe('the address in the QR code', () => {
  it('says whether there is TLS, and escapes name and password', () => {
    const account = { name: 'ann@example.com', password: 'a/b c' }
    const escaped = 'ann%40example.com:a%2Fb%20c'
    assert.equal(
      accountUrl('https://cal.example.com', '/dav/', account),
      `caldavs://${escaped}@cal.example.com/dav/`,
    )
    assert.equal(
      accountUrl('http://127.0.0.1:8088', '/dav/', account),
      `caldav://${escaped}@127.0.0.1:8088/dav/`,
    )
  })
})
