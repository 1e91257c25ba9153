/** How the page of a flow looks, in light and dark. */
export const pageStyle = `
:root { color-scheme: light dark; --line: #cbd5e1; --quiet: #475569; --mark: #b91c1c; --now: #ede9fe; }
@media (prefers-color-scheme: dark) { :root { --line: #334155; --quiet: #94a3b8; --mark: #fca5a5; --now: #4c1d95; } }
* { box-sizing: border-box; }
body { margin: 0; height: 100vh; height: 100dvh; display: grid; grid-template: auto 1fr auto / 1fr 22rem; font: 15px/1.45 system-ui, sans-serif; background: Canvas; color: CanvasText; }
header { grid-column: 1 / -1; display: flex; flex-wrap: wrap; gap: .6rem 1.4rem; align-items: center; padding: .6rem 1rem; border-bottom: 1px solid var(--line); }
h1 { font-size: 1.1rem; margin: 0; }
h2 { font-size: 1rem; margin: 0 0 .3rem; overflow-wrap: anywhere; }
h3 { font-size: .85rem; margin: .8rem 0 .2rem; color: var(--quiet); }
label { display: inline-flex; gap: .4rem; align-items: center; }
input, select, button { font: inherit; color: inherit; }
select { max-width: 14rem; }
main { min-width: 0; min-height: 0; overflow: hidden; display: grid; grid-template: auto minmax(0, 1fr) / minmax(0, 1fr); }
#legend { display: flex; flex-wrap: wrap; gap: .1rem 1.2rem; margin: 0; padding: .5rem 1rem; list-style: none; font-size: .85rem; }
#legend svg { width: .8rem; height: .8rem; vertical-align: -.1em; }
#graph { width: 100%; height: 100%; position: relative; }
#printed { display: none; }
aside { overflow-y: auto; padding: 1rem; border-left: 1px solid var(--line); }
footer { grid-column: 1 / -1; padding: .3rem 1rem; border-top: 1px solid var(--line); color: var(--quiet); font-size: .85rem; }
ul, ol { margin: 0; padding-left: 1.2rem; overflow-wrap: anywhere; }
li > button { all: unset; vertical-align: top; cursor: pointer; }
li > button small { color: var(--quiet); }
li > button:hover { text-decoration: underline; }
:focus-visible { outline: 2px solid #2563eb; outline-offset: 2px; }
#turns:not(:empty) { margin-bottom: 1rem; padding-bottom: 1rem; border-bottom: 1px solid var(--line); }
#turns li { padding: .15rem .3rem; border-radius: .3rem; }
#turns li.past { color: var(--quiet); }
#turns li.now { background: var(--now); }
.mark { color: var(--mark); font-size: .85rem; }
.quiet { color: var(--quiet); margin: 0; }
@media (max-width: 50rem) { body { height: auto; grid-template: auto 70vh auto auto / minmax(0, 1fr); } label { flex-wrap: wrap; } aside { border-left: 0; border-top: 1px solid var(--line); } }
@media print { :root { color-scheme: light; --line: #cbd5e1; --quiet: #475569; --mark: #b91c1c; --now: #ede9fe; } @page { margin: 12mm; } body { display: block; height: auto; } header > :not(h1), footer, #graph { display: none; } main { display: block; overflow: visible; break-inside: avoid; } #printed { display: block; max-width: 100%; height: auto; max-height: 78vh; margin: 0 auto; object-fit: contain; } aside { border: 0; overflow: visible; } }
`;
