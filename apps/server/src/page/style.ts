/** The style of the page: no file, no font, no colour from elsewhere. */
export const style: string = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#faf9f6, #16181c);
  --card: light-dark(#ffffff, #1e2126);
  --ink: light-dark(#1d2024, #e9e7e2);
  --soft: light-dark(#5a6069, #a5abb5);
  --line: light-dark(#dfdcd4, #343942);
  --accent: light-dark(#0b5f5a, #6fd0c3);
  --well: light-dark(#1c6b34, #7fd49a);
  --wrong: light-dark(#a4261d, #ff9d92);
}
* { box-sizing: border-box; }
html { font: 100%/1.6 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif; text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); overflow-wrap: break-word; }
main, header, footer { width: min(100% - 2.5rem, 66rem); margin-inline: auto; }
header { padding-block: clamp(2.5rem, 8vw, 5.5rem) 1.5rem; }
h1, h2, h3 { line-height: 1.2; text-wrap: balance; letter-spacing: -0.015em; }
h1 { font-size: clamp(2.25rem, 1.6rem + 3vw, 3.5rem); font-weight: 700; margin: 0 0 .75rem; }
h2 { font-size: 1.5rem; margin: 3rem 0 1rem; }
h3 { font-size: 1.0625rem; margin: 0; letter-spacing: 0; }
p { margin: 0 0 1rem; max-width: 62ch; text-wrap: pretty; }
.lead { font-size: 1.1875rem; color: var(--soft); }
a { color: var(--accent); text-underline-offset: .15em; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: 4px; }
code, .address { font-family: ui-monospace, 'SF Mono', Menlo, Consolas, 'Liberation Mono', monospace; font-size: .9375em; }
code { background: color-mix(in srgb, var(--ink) 7%, transparent); padding: .1em .35em; border-radius: 4px; box-decoration-break: clone; -webkit-box-decoration-break: clone; }
.address { display: block; max-width: max-content; margin: 0 0 1rem; padding: .7rem 1rem; border: 1px solid var(--line);
  border-radius: 8px; background: var(--card); font-size: 1.0625rem; user-select: all; overflow-wrap: anywhere; }
nav ul { display: flex; flex-wrap: wrap; gap: .5rem 1.25rem; margin: 0; padding: 0; list-style: none; }
.apps { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 19rem), 1fr)); }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 1.25rem 1.375rem; }
.card ol, .card p { margin: .625rem 0 0; }
.card ol { padding-inline-start: 1.25rem; }
.card li + li { margin-top: .25rem; }
.card .note { color: var(--soft); font-size: .9375rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .375rem 1.5rem; margin: 0; }
dt { color: var(--soft); }
dd { margin: 0; }
.well { color: var(--well); font-weight: 600; }
.wrong { color: var(--wrong); font-weight: 600; }
footer { margin-top: 4rem; padding-block: 1.25rem 3rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .9375rem; }
@media (max-width: 30rem) { dl { grid-template-columns: 1fr; gap: 0; } dd + dt { margin-top: .625rem; } }
@media print { body { background: #fff; color: #000; } .card { break-inside: avoid; } nav { display: none; } }
`
