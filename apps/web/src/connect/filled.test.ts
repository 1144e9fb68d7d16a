import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { languages } from '../app/languages.ts'
import { partsOf, valuesOf } from './filled.ts'
import { connectWords } from './words.ts'

const values = valuesOf('http://127.0.0.1:8088', '/dav/')

describe('the steps of an app', () => {
  it('name the server as the app asks for it', () => {
    assert.deepEqual(partsOf('Press **+**: {host}, {port}', values), [
      { kind: 'plain', text: 'Press ' },
      { kind: 'label', text: '+' },
      { kind: 'plain', text: ': ' },
      { kind: 'value', text: '127.0.0.1' },
      { kind: 'plain', text: ', ' },
      { kind: 'value', text: '8088' },
    ])
    assert.equal(valuesOf('https://cal.example.com', '/dav/').get('port'), '443')
  })

  it('leave nothing unfilled in any language', () => {
    for (const language of languages) {
      for (const { steps, note = '', lead = '', withoutTls = '' } of Object.values(
        connectWords[language].apps,
      )) {
        for (const each of [...steps, note, lead, withoutTls]) {
          const plain = partsOf(each, values).filter((part) => part.kind === 'plain')
          for (const { text } of plain) assert.doesNotMatch(text, /[{}*]/)
        }
      }
    }
  })
})
