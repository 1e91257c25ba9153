// How often the interval of the classifier two-sample test holds 0.5 for samples of one source: normal numbers, and
// people of each reference dealt into halves. `pnpm bench classifier-coverage 50` takes 50 of each (default 200).
import { Random } from "@sdialog/core";
import { classifierTest, featureNames, loadReference, referenceNames, referenceRows } from "@sdialog/realism";

const rounds = Number(process.argv[2] ?? 200);
console.log(
  `${rounds} pairs of samples each: mean area, its deviation, and how often the interval of 95 % …`,
);
console.log(
  "| samples | area | deviation | holds 0.5 | lies below | lies above |\n| --- | --- | --- | --- | --- | --- |",
);
for (const size of [20, 50, 100, 200])
  show(`19 normal numbers, ${size} against ${size}`, size, (random) =>
    Array.from({ length: 2 * size }, () => featureNames.map(() => random.normal())),
  );
for (const name of referenceNames) {
  const people = referenceRows(await loadReference(name)).map(({ features }) =>
    featureNames.map((feature) => features[feature] ?? Number.NaN),
  );
  show(`people: ${name}, 120 against 120`, 120, (random) => random.sample(people, 240));
}

function show(what: string, size: number, draw: (random: Random) => readonly (readonly number[])[]): void {
  const found = Array.from({ length: rounds }, (_, seed) => {
    const rows = draw(new Random(what).fork(seed));
    const test = classifierTest(rows.slice(0, size), rows.slice(size), { seed, permutations: 0 });
    if (test === null) throw new Error("The samples are too small");
    return test;
  });
  const mean = found.reduce((sum, { auc }) => sum + auc, 0) / rounds;
  const deviation = Math.sqrt(found.reduce((sum, { auc }) => sum + (auc - mean) ** 2, 0) / (rounds - 1));
  const below = found.filter(({ interval }) => interval.high < 0.5).length;
  const above = found.filter(({ interval }) => interval.low > 0.5).length;
  const percent = (count: number): string => `${((100 * count) / rounds).toFixed(1)} %`;
  console.log(
    `| ${[what, mean.toFixed(3), deviation.toFixed(3), percent(rounds - below - above), percent(below), percent(above)].join(" | ")} |`,
  );
}
