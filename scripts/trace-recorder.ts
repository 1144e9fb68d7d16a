/**
 * Records which requirement ids the code emits while tests run: loaded by `node --import`.
 *
 * Each package makes its reasons and violations in one function whose first parameter is
 * `requirement: RequirementId`. While tracing, that parameter is noted in a set, which is written
 * to the file named by PARLEY_TRACE when the process ends. Ordinary runs never load this file.
 */
import { appendFileSync } from 'node:fs'
import { registerHooks } from 'node:module'

const file = process.env['PARLEY_TRACE']
const maker = /\(\s*requirement: RequirementId[\s\S]{0,300}?\)(?:: [^\n{=]+)?(?: =>)? \{\n/g
const seen = new Set<string>()
Object.assign(globalThis, { parleyTraceSeen: seen })

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context)
    if (!url.includes('/src/') || url.endsWith('.test.ts') || loaded.source == null) return loaded
    const text = loaded.source.toString()
    if (!text.includes('requirement: RequirementId')) return loaded
    const source = text.replace(maker, '$&globalThis.parleyTraceSeen?.add(requirement);')
    return { ...loaded, source }
  },
})

if (file !== undefined) {
  process.on('exit', () => appendFileSync(file, [...seen, ''].join('\n')))
}
