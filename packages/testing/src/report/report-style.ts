/** The look of the report: light or dark as the reader's system is, one column on a phone, everything on paper. */
export const reportStyle = `
:root { color-scheme: light dark; --ground: light-dark(#f6f7f8, #14181b); --raised: light-dark(#fff, #1b2024); --sunken: light-dark(#eef1f3, #232a2f); --line: light-dark(#d5dadf, #343c43); --text: light-dark(#1c2329, #e4e8eb); --quiet: light-dark(#57626d, #9da8b2); --accent: light-dark(#1f5f8b, #7fb9e0); --good: light-dark(#2c6e49, #84c9a0); --bad: light-dark(#b3261e, #f2887f); --unsure: light-dark(#7a5200, #dcb660); --mark: light-dark(#ffe9a8, #5c4c17); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
main { max-width: 76rem; margin: 0 auto; padding: 1rem; }
h1 { margin: 0; font-size: 1.4rem; }
h2 { margin: 0 0 0.6rem; font-size: 1.1rem; }
h3 { margin: 0.8rem 0 0.4rem; font-size: 0.85rem; color: var(--quiet); font-weight: 600; }
p { margin: 0.3rem 0; }
small, .quiet { color: var(--quiet); font-size: 0.85rem; }
ul, ol { margin: 0; padding: 0; list-style: none; }
header { margin-bottom: 1rem; }
.overview { columns: 26rem 2; column-gap: 1rem; }
.overview > section { break-inside: avoid; margin-bottom: 1rem; }
.overview > section, .filters, .talk { background: var(--raised); border: 1px solid var(--line); border-radius: 8px; padding: 1rem; min-width: 0; }
.verdict { border-top: 4px solid var(--unsure) !important; }
.verdict.passed { border-top-color: var(--good) !important; }
.verdict.failed { border-top-color: var(--bad) !important; }
.headline { font-size: 1.3rem; font-weight: 600; margin: 0 0 0.6rem; }
.differences .headline { font-size: 1.05rem; }
dl { display: flex; flex-wrap: wrap; gap: 0.8rem 1.6rem; margin: 0.9rem 0 0; }
dt { color: var(--quiet); font-size: 0.85rem; }
dd { margin: 0; font-variant-numeric: tabular-nums; font-weight: 600; }
.meter { display: flex; height: 0.6rem; border-radius: 4px; overflow: hidden; gap: 1px; }
.meter span, .bar span { min-width: 2px; background: var(--unsure); }
.meter .passed { background: var(--good); }
.meter .failed, .bar .failed { background: var(--bad); }
.bar { display: block; height: 0.6rem; }
.bar span { display: block; height: 100%; border-radius: 4px; }
.groups > li { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0.1rem 1rem; padding: 0.45rem 0; border-bottom: 1px solid var(--line); }
.groups > li:last-child { border-bottom: 0; }
.groups > li > .meter, .groups > li > .bar, .groups > li > details, .groups > li > .count, .groups > li > .meter + .count { grid-column: 1 / -1; }
.groups details .groups { margin-left: 1rem; }
.groups summary { color: var(--quiet); font-size: 0.85rem; cursor: pointer; }
.count { font-variant-numeric: tabular-nums; font-size: 0.9rem; }
.change { font-size: 0.85rem; color: var(--quiet); }
.change.worse { color: var(--bad); font-weight: 600; }
.change.better { color: var(--good); font-weight: 600; }
.differences details { margin-top: 0.6rem; }
.differences details li { padding: 0.2rem 0; }
button { font: inherit; color: inherit; background: none; border: 0; padding: 0; text-align: left; font-weight: 600; overflow-wrap: anywhere; }
.js button { cursor: pointer; text-decoration: underline; text-decoration-color: var(--line); text-underline-offset: 3px; }
.js button:hover { text-decoration-color: currentColor; }
.filters { display: none; flex-wrap: wrap; gap: 0.6rem; align-items: end; margin: 1rem 0; }
.js .filters { display: flex; }
.filters label { display: grid; gap: 0.15rem; flex: 1 1 9rem; min-width: 0; font-size: 0.85rem; color: var(--quiet); }
.filters select, .filters input { font: inherit; font-size: 1rem; color: var(--text); background: var(--ground); border: 1px solid var(--quiet); border-radius: 6px; padding: 0.35rem 0.5rem; width: 100%; min-width: 0; }
.filters output { flex: 1 1 100%; color: var(--quiet); font-size: 0.9rem; }
.talk { padding: 0; margin-bottom: 0.6rem; content-visibility: auto; contain-intrinsic-size: auto 3rem; border-left: 4px solid var(--unsure); }
.talk.passed { border-left-color: var(--good); }
.talk.failed { border-left-color: var(--bad); }
.talk > summary { padding: 0.6rem 0.9rem; cursor: pointer; }
.talk > summary em { color: var(--quiet); font-style: normal; }
.talk > summary em::before { content: "· "; }
.chip { display: inline-block; min-width: 4.2rem; text-align: center; border: 1px solid currentColor; border-radius: 99px; padding: 0 0.5rem; font-size: 0.8rem; color: var(--unsure); }
.chip.passed { color: var(--good); }
.chip.failed { color: var(--bad); }
.sides { display: grid; gap: 0 1.5rem; padding: 0 0.9rem 0.9rem; }
.sides > section { min-width: 0; }
@media (min-width: 56rem) { .sides { grid-template-columns: 3fr 2fr; } }
.turns > li { max-width: 34rem; margin: 0.4rem 0; padding: 0.5rem 0.7rem; border-radius: 8px; background: var(--sunken); scroll-margin: 1rem; }
.turns > li.user { margin-left: 1.5rem; }
.turns > li.bot { margin-right: 1.5rem; border: 1px solid var(--line); background: var(--ground); }
.turns > li:target { outline: 2px solid var(--accent); }
.who { margin: 0; font-size: 0.85rem; font-weight: 600; color: var(--quiet); }
.said { margin: 0; white-space: pre-wrap; }
mark { background: var(--mark); color: inherit; border-radius: 2px; box-shadow: 0 0 0 2px var(--mark); }
pre { margin: 0.2rem 0; white-space: pre-wrap; overflow-wrap: anywhere; font: 0.85rem/1.45 ui-monospace, monospace; }
code { font: 0.85rem ui-monospace, monospace; font-weight: 600; }
.tool { margin: 0.3rem 0; padding-left: 0.6rem; border-left: 3px solid var(--accent); }
.tool.failed { border-left-color: var(--bad); }
.verdicts > li { padding: 0.4rem 0; border-bottom: 1px solid var(--line); }
.verdicts > li:last-child { border-bottom: 0; }
blockquote { margin: 0.3rem 0; padding: 0.1rem 0.7rem; border-left: 3px solid var(--mark); }
blockquote footer { color: var(--quiet); font-size: 0.85rem; }
a { color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
@media print {
  :root { color-scheme: light; }
  body { background: #fff; font-size: 10.5pt; }
  .filters { display: none !important; }
  .talk { content-visibility: visible; }
  .talk::details-content { content-visibility: visible; display: block; height: auto; }
  .overview > section, .turns > li, .verdicts > li { break-inside: avoid; }
  .talk > summary { break-after: avoid; }
  .meter, .bar, .chip, mark { print-color-adjust: exact; }
}
`.trim();
