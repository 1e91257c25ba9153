// How often a star is wrong, and how often an interval holds the truth. Nominal: 5 % and 95 %.
// `pnpm bench false-stars 1000` takes 1,000 datasets a row (default 400).
import { Dialog, Random } from "@sdialog/core";
import {
  CompressionRatioEvaluator,
  DistinctNEvaluator,
  HomogenizationEvaluator,
  SelfBleuEvaluator,
} from "../src/index.ts";
import type { DiversityEvaluator } from "../src/evaluators/diversity-evaluator.ts";
import { hashingEmbedding, VendiEvaluator } from "../src/embeddings/index.ts";
import {
  coverage,
  falseStars,
  frequencyCoverage,
  plainMeanTest,
  type ShapeName,
  shapes,
  type Side,
} from "../src/statistics/simulation.ts";

const rounds = Number(process.argv[2] ?? 400);
const options = { rounds, seed: 1 };
const percent = (share: number): string => `${(100 * share).toFixed(1).padStart(5)} %`;
const side = (shape: ShapeName, n: number, spread = 1): Side => ({ shape, n, spread });
const pairs: readonly (readonly [Side, Side])[] = [
  [side("normal", 20, 4), side("normal", 200, 1)],
  [side("normal", 20, 1), side("normal", 200, 4)],
  [side("normal", 50, 4), side("normal", 50, 1)],
  [side("normal", 10), side("normal", 10)],
  [side("lognormal", 10), side("lognormal", 50)],
  [side("exponential", 30), side("exponential", 30, 2)],
  [side("uniform", 15), side("normal", 60, 3)],
  [side("counts to 9", 20), side("counts to 9", 80, 0.5)],
  [side("80 % zero", 40), side("80 % zero", 40)],
  [side("exponential", 30), side("normal", 100, 0.05)],
];
/** So few that a test can hardly be right: skewed, or spread differently. */
const small: readonly (readonly [Side, Side])[] = [
  [side("normal", 4, 4), side("normal", 4)],
  [side("exponential", 4, 3), side("exponential", 4)],
  [side("normal", 5, 4), side("normal", 20)],
  [side("exponential", 5, 3), side("exponential", 20)],
  [side("exponential", 6, 3), side("exponential", 6)],
  [side("lognormal", 6), side("normal", 6)],
  [side("exponential", 8, 3), side("exponential", 8)],
  [side("exponential", 8, 3), side("exponential", 40)],
  [side("lognormal", 8), side("normal", 40)],
  [side("lognormal", 20), side("normal", 100)],
];
console.log(`False stars at p ≤ 0.05 between sources with the same statistic, ${rounds} datasets each`);
for (const statistic of ["mean", "median"] as const) {
  for (const [first, second] of [...pairs, ...small]) {
    const name = [first, second].map(({ shape, n, spread }) => `${n} × ${shape} ·${spread}`).join("  /  ");
    console.log(
      `  ${statistic.padEnd(6)} ${name.padEnd(52)} ${percent(falseStars(statistic, [first, second], options))}`,
    );
  }
}
console.log(
  "\nThe same for means by a permutation test that is not studentised, which evaluators do not make",
);
for (const sides of pairs) {
  const name = sides.map(({ shape, n, spread }) => `${n} × ${shape} ·${spread}`).join("  /  ");
  console.log(`  mean   ${name.padEnd(52)} ${percent(falseStars("mean", sides, options, plainMeanTest))}`);
}
console.log(
  `\nIntervals of 95 % that hold the truth, ${rounds} datasets each (datasets without an interval)`,
);
for (const statistic of ["mean", "median", "deviation"] as const) {
  for (const shape of Object.keys(shapes) as ShapeName[]) {
    const cells = [3, 5, 10, 20, 50, 200].map((n) => {
      const { covered, without } = coverage(statistic, shape, n, options);
      return `n ${n}: ${Number.isNaN(covered) ? "   none" : percent(covered)}${without > 0 ? ` (${without})` : ""}`;
    });
    console.log(`  ${statistic.padEnd(9)} ${shape.padEnd(12)} ${cells.join("   ")}`);
  }
}
console.log("\nFrequency of turns, 30 %, by how many dialogues have turns that all agree");
const unequal = (random: Random): number => Math.max(1, Math.round(10 * Math.exp(random.normal())));
for (const [dialogs, turns] of [
  [10, 10],
  [30, 10],
  [100, 5],
  [15, unequal],
  [20, unequal],
  [25, unequal],
] as const) {
  const cells = [0, 0.3, 0.6, 1].map(
    (agreement) =>
      `${100 * agreement} %: ${percent(frequencyCoverage(dialogs, turns, agreement, options).covered)}`,
  );
  const many = typeof turns === "number" ? String(turns) : "1 to 100";
  console.log(`  ${dialogs} dialogues × ${many} turns   ${cells.join("   ")}`);
}
console.log("\nRare frequencies, by how many dialogues have turns that all agree");
for (const [dialogs, turns, frequency] of [
  [60, 20, 0.03],
  [40, 10, 0.05],
  [30, 10, 0.1],
  [200, 20, 0.02],
] as const) {
  const cells = [0, 0.1, 0.3, 0.5, 0.8].map(
    (agreement) =>
      `${100 * agreement} %: ${percent(frequencyCoverage(dialogs, turns, agreement, options, frequency).covered)}`,
  );
  console.log(`  ${100 * frequency} %, ${dialogs} dialogues × ${turns} turns   ${cells.join("   ")}`);
}

const words = new Random(77);
const word = (): string => `w${Math.min(299, Math.floor(Math.exp(words.next() * Math.log(300))))}`;
const line = (length: number): string => Array.from({ length }, word).join(" ");
/** How dialogues come about whose diversity is measured: from most alike in length and wording to least. */
const sources: Readonly<Record<string, () => string[]>> = {
  "all of one kind": () => [line(8), line(6)],
  "half from a template": () => [
    words.chance(0.5) ? `hello i would like to book a table for ${word()}` : line(words.integer(3, 14)),
    line(6),
  ],
  "70 % from five scripts": () => {
    const script = words.integer(0, 4);
    return words.chance(0.7)
      ? [
          `script ${script} says hello to you and asks for thing number ${script * 7}`,
          `yes of course ${script}`,
        ]
      : [line(words.integer(3, 14)), line(6)];
  },
};
const diversities: Readonly<Record<string, () => DiversityEvaluator>> = {
  "distinct-2": () => new DistinctNEvaluator(),
  "compression ratio": () => new CompressionRatioEvaluator(),
  "ROUGE-L of pairs": () => new HomogenizationEvaluator(),
  "self-BLEU": () => new SelfBleuEvaluator(),
  Vendi: () => new VendiEvaluator(hashingEmbedding()),
};
const fewer = Math.min(rounds, 200);
console.log(
  `\nIntervals of 95 % of diversities that hold the value to expect of n dialogues, ${fewer} datasets each`,
);
for (const [source, turns] of Object.entries(sources)) {
  for (const [name, evaluator] of Object.entries(diversities)) {
    const cells: string[] = [];
    for (const n of [10, 20, 60])
      cells.push(`n ${n}: ${percent(await diversityCoverageOf(evaluator(), turns, n))}`);
    console.log(`  ${source.padEnd(24)} ${name.padEnd(18)} ${cells.join("   ")}`);
  }
}

async function diversityCoverageOf(
  evaluator: DiversityEvaluator,
  turns: () => string[],
  n: number,
): Promise<number> {
  const found = [];
  for (let round = 0; round < fewer; round++) {
    const dialogs = Array.from(
      { length: n },
      (_, id) => new Dialog({ id, turns: turns().map((text, index) => ({ speaker: "AB"[index], text })) }),
    );
    const { statistics } = await evaluator.evaluate(dialogs, { seed: round });
    const [first] = Object.values(statistics);
    if (first?.value != null) found.push({ value: first.value, interval: first.interval });
  }
  const truth = found.reduce((sum, { value }) => sum + value, 0) / found.length;
  const given = found.flatMap(({ interval }) => interval ?? []);
  return given.filter(({ low, high }) => low <= truth && truth <= high).length / given.length;
}
