/** The look of the report, light or dark as the reader's system is. */
export const reportStyle = `
:root { color-scheme: light dark; --line: light-dark(#cbd5e0, #4a5568); --quiet: light-dark(#4a5568, #a0aec0); }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0; background: light-dark(#fff, #1a202c); color: light-dark(#1a202c, #edf2f7); }
main { max-width: 72rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.5rem; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; margin-top: 2rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 0.3rem 0.8rem; border-bottom: 1px solid var(--line); text-align: right; vertical-align: bottom; }
tbody th, thead th:first-child { text-align: left; }
tbody th { font-weight: 600; }
small, .notes { color: var(--quiet); }
.notes { font-size: 0.9rem; }
.failed { color: light-dark(#c53030, #feb2b2); }
figure { display: inline-block; margin: 0.5rem; padding: 0.5rem; background: #fff; color: #1a202c; border: 1px solid var(--line); border-radius: 6px; max-width: calc(100% - 2rem); overflow-x: auto; }
figcaption { font-size: 0.9rem; text-align: center; }
code { overflow-wrap: anywhere; }
`.trim();
