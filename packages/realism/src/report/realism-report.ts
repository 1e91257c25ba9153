import { requireArguments, checkOptions, html, Html, type OptionNames } from "@sdialog/core/internal";
import { writeAtomic } from "@sdialog/core/fs";
import type {
  FeatureComparison,
  RealismComparison,
  RealismSection,
} from "../comparison/realism-comparison.ts";
import type { BehaviourExample, GapExamples } from "../comparison/gap-examples.ts";
import { behaviourFeatures, featureGroups, type FeatureGroup } from "../fingerprint/features.ts";
import { behaviourLabel, interval, percent, shown, toldApart } from "./words.ts";

/** What the page shows besides the numbers. */
export interface RealismReportOptions {
  /** Heading. Default: Do they behave like people? */
  readonly title?: string | undefined;
  /** What the people are called, and the others. Default: people, simulated. */
  readonly names?: readonly [real: string, simulated: string] | undefined;
  /** Gaps with conversations in which they show. */
  readonly examples?: readonly GapExamples[] | undefined;
}

const realismReportOptionNames: OptionNames<RealismReportOptions> = {
  title: true,
  names: true,
  examples: true,
};

const style = `
:root { color-scheme: light dark; --ground: light-dark(#f6f7f8, #14181b); --raised: light-dark(#fff, #1b2024); --line: light-dark(#d5dadf, #343c43); --text: light-dark(#1c2329, #e4e8eb); --quiet: light-dark(#57626d, #9da8b2); --people: light-dark(#1f5f8b, #7fb9e0); --simulated: light-dark(#b3541e, #f2a87f); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
main { max-width: 70rem; margin: 0 auto; padding: 1rem; }
h1 { margin: 0 0 0.5rem; font-size: 1.4rem; } h2 { margin: 1.6rem 0 0.6rem; font-size: 1.1rem; }
.quiet, small { color: var(--quiet); font-size: 0.85rem; }
dl { display: flex; flex-wrap: wrap; gap: 0.8rem 2rem; margin: 1rem 0; } dt { color: var(--quiet); font-size: 0.85rem; } dd { margin: 0; font-weight: 600; font-variant-numeric: tabular-nums; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; background: var(--raised); }
th, td { padding: 0.35rem 0.6rem; border-bottom: 1px solid var(--line); text-align: right; font-variant-numeric: tabular-nums; vertical-align: middle; }
th:first-child, td:first-child { text-align: left; font-weight: normal; } thead th, tbody tr.group th { font-weight: 600; color: var(--quiet); font-size: 0.85rem; }
svg { display: block; width: 9rem; height: 2rem; } .people { fill: var(--people); } .simulated { fill: none; stroke: var(--simulated); stroke-width: 1.5; }
.key span { font-weight: 600; } .key .a { color: var(--people); } .key .b { color: var(--simulated); }
.sides { display: grid; gap: 0.6rem 1.5rem; grid-template-columns: repeat(auto-fit, minmax(18rem, 1fr)); }
blockquote { margin: 0.3rem 0; padding: 0.4rem 0.7rem; background: var(--raised); border-left: 3px solid var(--people); border-radius: 4px; } .b blockquote { border-left-color: var(--simulated); }
`;
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/**
 * One page about a comparison: verdict, the widest gaps with conversations of both sides, every feature with both
 * distributions, and domains. It loads nothing, and its policy forbids it to.
 */
export function renderRealismReport(
  comparison: RealismComparison,
  options: RealismReportOptions = {},
): string {
  checkOptions("renderRealismReport", options, realismReportOptionNames);
  const { title = "Do they behave like people?", names = ["people", "simulated"], examples = [] } = options;
  const { configuration, n, domains, smallDomains } = comparison;
  const small = Object.entries(smallDomains).map(
    ([name, side]) => `${name} (${side.real} / ${side.simulated})`,
  );
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${new Html(policy)}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        ${new Html(`<style>${style}</style>`)}
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          <p class="key">
            <span class="a">${names[0]}</span>, ${n.real} conversations, and
            <span class="b">${names[1]}</span>, ${n.simulated}
          </p>
          ${verdict(comparison)} ${gapSection(comparison, examples)} ${featureSection(comparison)}
          ${Object.keys(domains).length === 0 ? null : domainSection(domains)}
          ${
            small.length === 0
              ? null
              : html`<p class="quiet">
                  Not compared by themselves, with fewer than ${configuration.domainSize} conversations of a
                  side: ${small.join(", ")}.
                </p>`
          }
          <p class="quiet">
            Alignment is the
            ${configuration.alignment === "overlap" ? "overlap of both distributions over shared bins" : "likeness of both means"}
            (Sørensen–Dice), and “at best” what it would be on average if all conversations were of one
            source. Intervals are of ${percent(configuration.level)}. Seed ${configuration.seed}; lists of
            words ${configuration.lexicons.join(", ") || "none"}.
          </p>
        </main>
      </body>
    </html> `.toString();
}

/** Writes {@link renderRealismReport} to a file, whole or not at all. @throws FileError when it cannot be written */
export async function saveRealismReport(
  comparison: RealismComparison,
  path: string,
  options: RealismReportOptions = {},
): Promise<void> {
  checkOptions("saveRealismReport", options, realismReportOptionNames);
  requireArguments("saveRealismReport", arguments, 2);
  await writeAtomic(path, renderRealismReport(comparison, options));
}

function verdict({ behaviour, humanLikeness, coverage, groups }: RealismSection): Html {
  const entries = [
    [
      behaviourLabel(groups),
      shown(behaviour.value),
      `${interval(behaviour.interval)}, at best ${shown(behaviour.ceiling)}`,
    ],
    [
      "Told apart",
      shown(humanLikeness.auc),
      `${interval(humanLikeness.interval)}; 0.5 is like people, 1 always told`,
    ],
    ["Coverage", shown(coverage.value), interval(coverage.interval)],
  ];
  return html`<p>${toldApart(humanLikeness)}</p>
    <dl>
      ${entries.map(
        ([name, value, note]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value} <small>${note}</small></dd>
          </div>`,
      )}
    </dl>`;
}

function gapSection({ gaps }: RealismSection, examples: readonly GapExamples[]): Html {
  if (gaps.length === 0)
    return html`<h2>Gaps</h2>
      <p>No feature differs beyond chance.</p>`;
  const told = gaps.slice(0, 3).map((gap) => ({
    ...gap,
    example: examples.find(({ feature }) => feature === gap.feature),
  }));
  return html`<h2>The widest gaps</h2>
    ${told.map(
      ({ text, example }) =>
        html`<h3>${text}</h3>
          ${
            example === undefined
              ? null
              : html`<div class="sides">
                  ${example.real.length === 0 ? null : html`<div>${quotes(example.real)}</div>`}
                  <div class="b">${quotes(example.simulated)}</div>
                </div>`
          }`,
    )}`;
}

function quotes(examples: readonly BehaviourExample[]): readonly Html[] {
  return examples.flatMap(({ turns }) => turns.map((text) => html`<blockquote>${text}</blockquote>`));
}

function featureSection({ features, groupDetails }: RealismSection): Html {
  const rows = (Object.entries(featureGroups) as [FeatureGroup, string][]).map(([group, about]) => {
    const { value, interval: of, ceiling } = groupDetails[group];
    return html`<tr class="group">
        <th scope="rowgroup">${group} ${about}</th>
        <td></td>
        <td></td>
        <td>${shown(value)} <small>${interval(of)}</small></td>
        <td>${shown(ceiling)}</td>
        <td></td>
      </tr>
      ${behaviourFeatures
        .filter((feature) => feature.group === group)
        .map(({ name, description }) => {
          const { real, simulated, alignment, ceiling: best, intervals, bins } = features[name];
          return html`<tr>
            <th scope="row">${description}<br /><small>${name}</small></th>
            <td>${shown(real)}<br /><small>${interval(intervals.real)}</small></td>
            <td>${shown(simulated)}<br /><small>${interval(intervals.simulated)}</small></td>
            <td>${shown(alignment)}<br /><small>${interval(intervals.alignment)}</small></td>
            <td>${shown(best)}</td>
            <td>${distributions(bins)}</td>
          </tr>`;
        })}`;
  });
  return html`<h2>Every feature</h2>
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th></th>
            <th>people</th>
            <th>simulated</th>
            <th>alignment</th>
            <th>at best</th>
            <th>distributions</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>`;
}

/** Both distributions over the bins: people filled, simulated users as an outline. */
function distributions({ real, simulated }: FeatureComparison["bins"]): Html {
  const bins = Math.max(real.length, simulated.length);
  const top = Math.max(0.01, ...real, ...simulated);
  const bar = (share: number, bin: number, kind: string): Html =>
    html`<rect
      class="${kind}"
      x="${(bin * 100) / bins + 0.8}"
      width="${100 / bins - 1.6}"
      y="${(20 - (20 * share) / top).toFixed(2)}"
      height="${((20 * share) / top).toFixed(2)}"
    ></rect>`;
  return html`<svg
    viewBox="0 0 100 20"
    preserveAspectRatio="none"
    role="img"
    aria-label="Shares of conversations by value"
  >
    ${real.map((share, bin) => bar(share, bin, "people"))}${simulated.map((share, bin) => bar(share, bin, "simulated"))}
  </svg>`;
}

function domainSection(domains: RealismComparison["domains"]): Html {
  return html`<h2>By domain</h2>
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th></th>
            <th>n</th>
            <th>behaviour</th>
            <th>at best</th>
            <th>told apart</th>
            <th>coverage</th>
          </tr>
        </thead>
        <tbody>
          ${Object.entries(domains).map(
            ([name, { n, behaviour, humanLikeness, coverage }]) =>
              html`<tr>
                <th scope="row">${name}</th>
                <td>${n.real} / ${n.simulated}</td>
                <td>${shown(behaviour.value)} <small>${interval(behaviour.interval)}</small></td>
                <td>${shown(behaviour.ceiling)}</td>
                <td>${shown(humanLikeness.auc)} <small>${interval(humanLikeness.interval)}</small></td>
                <td>${shown(coverage.value)} <small>${interval(coverage.interval)}</small></td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
}
