import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Dialog, Random } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { compareRealism } from "../comparison/compare-realism.ts";
import { gapExamples } from "../comparison/gap-examples.ts";
import { fingerprintDialogs } from "../fingerprint/fingerprint-dialogs.ts";
import { behaviourFeatures } from "../fingerprint/features.ts";
import { renderRealismReport, saveRealismReport } from "./realism-report.ts";
import { interval, shown } from "./words.ts";

const brief = ["ok", "no <b>", "why?", "2 people", "not that one"];
const polite = ["Thank you very much, could you please book a room for me", "I would like a room, please"];
const talks = (said: readonly string[], seed: number, domains: readonly string[]): Dialog[] =>
  Array.from({ length: 12 }, (_, id) => {
    const random = new Random(seed).fork(id);
    const turns = Array.from({ length: 4 }, () => ({ speaker: "User", text: random.pick(said) }));
    return new Dialog({ id, turns, domain: domains[id % domains.length] });
  });
/** Without options, and of one domain, always the same: made once. */
const plain = new Map<readonly string[], ReturnType<typeof made>>();
function compared(second: readonly string[], options?: object, domains: readonly string[] = ["hotel"]) {
  if (options !== undefined) return made(second, domains, options);
  const known = plain.get(second) ?? made(second, domains);
  plain.set(second, known);
  return known;
}
async function made(second: readonly string[], domains: readonly string[], options: object = {}) {
  const sides = [talks(brief, 1, domains), talks(second, 2, domains)] as const;
  const [real, simulated] = await Promise.all(
    sides.map(async (dialogs) => ({
      dialogs,
      fingerprints: (await fingerprintDialogs(dialogs, { language: "en" })).fingerprints,
    })),
  );
  const comparison = compareRealism(real!.fingerprints, simulated!.fingerprints, {
    permutations: 0,
    resamples: 4,
    ...options,
  });
  return { comparison, examples: gapExamples(comparison.gaps, real!, simulated!) };
}
/** What a page says, without its marks. */
const textOf = (page: string): string =>
  page
    .replace(/<style>[^]*?<\/style>/, "")
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ");

describe("renderRealismReport", () => {
  it("shows the widest gaps with what both sides say, word for word", async () => {
    const { comparison, examples } = await compared(polite);
    expect(comparison.gaps.length).toBeGreaterThan(3);
    const page = renderRealismReport(comparison, { examples });
    const headings = [...page.matchAll(/<h3>([^<]*)<\/h3>/g)].map(([, text]) => text);
    expect(headings).toEqual(comparison.gaps.slice(0, 3).map(({ text }) => text));
    for (const { real, simulated } of examples.slice(0, 3))
      for (const { turns } of [...real, ...simulated])
        for (const turn of turns)
          expect(page).toContain(`<blockquote>${turn.replace("<b>", "&lt;b&gt;")}</blockquote>`);
    expect(page).not.toContain("<b>");
    const bare = renderRealismReport(comparison);
    expect(bare).not.toContain("<blockquote>");
    expect(bare).not.toContain('<div class="sides">');
    const onlyUsers = examples.map((each) => ({ ...each, real: [] }));
    const [, ...sides] = renderRealismReport(comparison, { examples: onlyUsers }).split(
      '<div class="sides">',
    );
    expect(sides).toHaveLength(3);
    for (const side of sides) expect(side).toMatch(/^\s*<div class="b">/);
  });

  it("says so where nothing differs", async () => {
    const { comparison } = await compared(brief);
    const text = textOf(renderRealismReport({ ...comparison, gaps: [] }));
    expect(text).toContain("Gaps No feature differs beyond chance.");
    expect(text).not.toContain("widest");
  });

  it("has every number of every feature and group, with its interval", async () => {
    const { comparison } = await compared(polite);
    const page = renderRealismReport(comparison);
    const rows = page.split("<tr").map(textOf);
    for (const { name, description } of behaviourFeatures) {
      const { real, simulated, alignment, ceiling, intervals } = comparison.features[name];
      const row = rows.find((each) => each.includes(` ${name} `));
      const numbers = [real, simulated, alignment].map((value, at) =>
        `${shown(value)} ${interval([intervals.real, intervals.simulated, intervals.alignment][at] ?? null)}`.trim(),
      );
      expect(row?.replaceAll(/\s+/g, " ")).toContain(
        `${description.replaceAll("'", "&#39;")} ${name} ${numbers.join(" ")} ${shown(ceiling)}`,
      );
    }
    for (const [group, { value, interval: of, ceiling }] of Object.entries(comparison.groupDetails)) {
      const row = rows.find((each) => each.includes(`> ${group} `));
      expect(row).toContain(`${shown(value)} ${interval(of)} ${shown(ceiling)}`.replaceAll(/\s+/g, " "));
    }
  });

  it("draws shares as bars side by side, the largest as high as there is room", async () => {
    const { comparison } = await compared(polite);
    const drawings = renderRealismReport(comparison).match(/<svg[^]*?<\/svg>/g) ?? [];
    expect(drawings).toHaveLength(behaviourFeatures.length);
    for (const [at, { name }] of behaviourFeatures.entries()) {
      const { real, simulated } = comparison.features[name].bins;
      const bars = [
        ...(drawings[at] as string).matchAll(
          /class="(\w+)"\s+x="([^"]+)"\s+width="([^"]+)"\s+y="([^"]+)"\s+height="([^"]+)"/g,
        ),
      ].map(([, kind, ...numbers]) => ({ kind, numbers: numbers.map(Number) }));
      const top = Math.max(...real, ...simulated);
      for (const [kind, shares] of [
        ["people", real],
        ["simulated", simulated],
      ] as const) {
        const own = bars.filter((bar) => bar.kind === kind).map(({ numbers }) => numbers);
        expect(own).toHaveLength(shares.length);
        for (const [bin, [x = 0, width = 0, y = 0, height = 0]] of own.entries()) {
          expect(height).toBeCloseTo((20 * (shares[bin] as number)) / top, 1);
          expect(y + height).toBeCloseTo(20, 1);
          expect(x).toBeGreaterThanOrEqual((100 * bin) / own.length);
          expect(x + width).toBeLessThanOrEqual((100 * (bin + 1)) / own.length + 1e-9);
          expect(width).toBeGreaterThan(0);
        }
      }
    }
  });

  it("compares domains that are large enough, and names the others", async () => {
    const { comparison } = await compared(polite, { domainSize: 5 }, ["hotel", "hotel", "train"]);
    const text = textOf(renderRealismReport(comparison));
    expect(text).toContain("By domain");
    const { behaviour, humanLikeness } = comparison.domains["hotel"]!;
    expect(text).toContain(`hotel 8 / 8 ${shown(behaviour.value)} ${interval(behaviour.interval)}`.trimEnd());
    expect(text).toContain(shown(humanLikeness.auc));
    expect(text).toContain("with fewer than 5 conversations of a side: train (4 / 4).");
    const whole = textOf(renderRealismReport((await compared(polite, { domainSize: 5 })).comparison));
    expect(whole).not.toContain("Not compared by themselves");
    const none = textOf(renderRealismReport((await compared(polite)).comparison));
    expect(none).not.toContain("By domain");
  });

  it("says whose numbers they are and how they were made, and loads nothing", async () => {
    const { comparison } = await compared(polite, { seed: 7, level: 0.9, alignment: "mean" });
    const page = renderRealismReport(comparison, { title: "A & B", names: ["callers", "bots"] });
    const text = textOf(page);
    for (const part of [
      "A &amp; B",
      "callers , 12 conversations, and bots , 12",
      "Alignment is the likeness of both means",
      "Intervals are of 90 %. Seed 7; lists of words en-1-",
    ])
      expect(text).toContain(part);
    expect(page).toContain("<title>A &amp; B</title>");
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/<script|\bsrc=|\bhref=|@import/);
    const other = textOf(renderRealismReport((await compared(polite)).comparison));
    expect(other).toContain("overlap of both distributions");
    expect(other).toContain("Do they behave like people? people , 12 conversations, and simulated , 12");
  });

  it("is saved as it is rendered", async () => {
    const { comparison } = await compared(polite);
    const path = join(await mkdtemp(join(tmpdir(), "sdialog-realism-")), "report.html");
    await saveRealismReport(comparison, path, { title: "Saved" });
    expect(await readFile(path, "utf8")).toBe(renderRealismReport(comparison, { title: "Saved" }));
  });
});
