import { paletteStyle } from "../palette.ts";

/** The look of the page: light or dark as the reader's system is, one column on a phone, white on paper. */
export const pageStyle = `
:root { color-scheme: light dark; --page: light-dark(#fff, #14191f); --card: light-dark(#fff, #1b2128); --ink: light-dark(#1f2933, #e4e7eb); --quiet: light-dark(#52606d, #9aa5b1); --line: light-dark(#d9dee4, #323c47); --accent: light-dark(#005a8f, #7cc4ff); --wash: light-dark(#f4f6f8, #222a33); }
* { box-sizing: border-box; }
body { font: 15px/1.5 system-ui, sans-serif; margin: 0; background: var(--page); color: var(--ink); }
main { max-width: 76rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 0.5rem; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; margin: 2.5rem 0 0.75rem; }
h3 { font-size: 1rem; margin: 0; overflow-wrap: anywhere; }
a { color: var(--accent); }
p, ul { margin: 0.4rem 0; }
small, .quiet { color: var(--quiet); }
.quiet, .notes { font-size: 0.87rem; }
.sets { display: flex; flex-wrap: wrap; gap: 0.3rem 1.4rem; padding: 0; list-style: none; }
.sets li { overflow-wrap: anywhere; min-width: 0; max-width: 100%; }
.dot { width: 0.7em; height: 0.7em; vertical-align: -0.05em; }
.beyond { padding-left: 1.2rem; overflow-wrap: anywhere; }
.headline { font-size: 1.05rem; }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: 8px; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; width: 100%; }
th, td { padding: 0.4rem 0.8rem; border-bottom: 1px solid var(--line); text-align: right; vertical-align: top; }
tr:last-child > * { border-bottom: 0; }
thead th { font-weight: 600; vertical-align: bottom; background: var(--wash); }
tbody th, thead th:first-child, .words { text-align: left; }
tbody th { font-weight: 600; }
td small { display: block; white-space: nowrap; }
abbr { text-decoration: none; font-weight: 700; cursor: help; }
.failed { color: light-dark(#b42318, #ffa198); }
.grid { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 23rem), 1fr)); gap: 1rem; align-items: start; }
figure { margin: 0; padding: 0.9rem; background: var(--card); border: 1px solid var(--line); border-radius: 8px; min-width: 0; }
figure svg { display: block; width: 100%; max-width: 30rem; height: auto; margin: 0.5rem 0 0; }
.dot { display: inline-block; }
figcaption { font-size: 0.8rem; color: var(--quiet); }
details { margin-top: 0.5rem; }
summary { cursor: pointer; color: var(--accent); font-size: 0.87rem; padding: 0.2rem 0; }
.ends { display: grid; grid-template-columns: 1fr 1fr; gap: 0.2rem 1rem; margin: 0.5rem 0; }
.ends h4 { grid-column: 1 / -1; font-size: 0.87rem; margin: 0.3rem 0 0; overflow-wrap: anywhere; }
.ends p { font-size: 0.8rem; color: var(--quiet); margin: 0; }
.ends ul { list-style: none; padding: 0; margin: 0; }
button { font: inherit; color: inherit; background: none; border: 1px solid var(--line); border-radius: 6px; padding: 0.25rem 0.6rem; cursor: pointer; }
.ends button { display: block; width: 100%; margin: 0.25rem 0; text-align: left; font-size: 0.85rem; overflow-wrap: anywhere; }
button:hover { border-color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
[popover] { width: min(44rem, calc(100vw - 1.5rem)); max-height: 85vh; padding: 0; background: var(--card); color: var(--ink); border: 1px solid var(--line); border-radius: 10px; }
[popover]::backdrop { background: rgb(0 0 0 / 45%); }
.talk header { position: sticky; top: 0; display: flex; gap: 1rem; justify-content: space-between; align-items: start; padding: 0.8rem 1rem; background: var(--wash); border-bottom: 1px solid var(--line); }
.talk header p { margin: 0; overflow-wrap: anywhere; min-width: 0; }
.turns { list-style: none; margin: 0; padding: 0.5rem 1rem 1rem; }
.turns li { margin: 0.6rem 0; overflow-wrap: anywhere; }
.turns b { display: block; font-size: 0.8rem; color: var(--quiet); }
.turns p { margin: 0; white-space: pre-wrap; }
code { overflow-wrap: anywhere; font-size: 0.85em; }
${paletteStyle}
@media (max-width: 40rem) { main { padding: 1rem 0.75rem 3rem; } figure { padding: 0.7rem; } 
  table, tbody, tr, th, td { display: block; } thead { display: none; }
  tr { padding: 0.5rem 0.7rem; border-bottom: 1px solid var(--line); } tr:last-child { border-bottom: 0; }
  th, td { padding: 0.1rem 0; border: 0; } tbody th { padding-bottom: 0.2rem; }
  td { display: grid; grid-template-columns: minmax(0, 1fr) auto; column-gap: 1rem; overflow-wrap: anywhere; }
  td.words { grid-template-columns: minmax(0, 1fr) minmax(0, 2fr); text-align: right; }
  td::before { content: attr(data-of); color: var(--quiet); font-size: 0.87rem; text-align: left; grid-row: span 3; }
  td small { grid-column: 2; } }
@media print {
  :root { color-scheme: light; }
  @page { margin: 14mm; }
  body { font-size: 10pt; }
  main { max-width: none; padding: 0; }
  .grid { grid-template-columns: 1fr 1fr; }
  figure, tr { break-inside: avoid; }
  th, td { padding: 0.3rem 0.5rem; overflow-wrap: anywhere; }
  tbody th { min-width: 11rem; }
  td small { white-space: normal; }
  .many, .many tbody { display: block; }
  .many thead { display: none; }
  .many tr { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); border-bottom: 1px solid var(--line); }
  .many tr > * { border: 0; text-align: left; }
  .many th { grid-column: 1 / -1; }
  .many td::before { content: attr(data-of); display: block; color: var(--quiet); font-size: 0.87em; }
  h2, h3 { break-after: avoid; }
  .scroll { overflow: visible; border: 0; }
  details:not([open]), button, section:has(> h2 + details:not([open]):last-child) { display: none; }
}
`.trim();
