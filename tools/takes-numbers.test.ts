import { Dialog, SDialogError } from "@sdialog/core";
import { dialog2flow } from "@sdialog/flow";
import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

/** A call that works, with numbers in it wherever it takes any. */
type Call = readonly unknown[];

const units = [[1], [2, 3], [4], [5], [3], [2], [6]];
const plan = { resamples: 20, level: 0.9, seed: 1 };
const rounds = { permutations: 20, seed: 1 };
const estimator = (indices: Uint32Array): unknown => ({
  value: indices.length,
  influence: new Float64Array(indices.length),
});
const dialogs = Array.from(
  { length: 6 },
  (_, id) =>
    new Dialog({
      id,
      turns: [
        { speaker: "A", text: `hello ${id}` },
        { speaker: "B", text: "you" },
      ],
    }),
);
const flow = await dialog2flow(dialogs);
const score = { name: "score", score: (dialog: Dialog) => Number(dialog.id) };
const rows = Array.from({ length: 6 }, (_, row) => [row, row % 2, 3]);
const others = rows.map((row) => row.map((value) => value + 1));

/** Whatever takes numbers: every one of them is planted with NaN and infinities, and must be refused. */
const calls: Readonly<Record<string, Readonly<Record<string, Call>>>> = {
  "@sdialog/evaluation": {
    compareDatasets: [
      { real: dialogs, made: dialogs.slice(1) },
      { metrics: ["word-count"], reference: "real", seed: 1, resamples: 20, permutations: 20, level: 0.9 },
    ],
    evaluateDialogs: [dialogs, { metrics: ["word-count"], seed: 1, concurrency: 1 }],
  },
  "@sdialog/evaluation/embeddings": {
    embedTexts: [{ specVersion: 1, id: "own", embed: vectorsOf }, ["a"], { batchSize: 2, concurrency: 1 }],
    hashingEmbedding: [{ dimensions: 8 }],
  },
  "@sdialog/evaluation/judges": {
    examineJudge: [
      score,
      dialogs.map((dialog, label) => ({ dialog, label })),
      { repetitions: 2, seed: 1, level: 0.9, resamples: 20, concurrency: 1 },
    ],
  },
  "@sdialog/evaluation/scores": {},
  "@sdialog/evaluation/statistics": {
    bootstrap: [5, () => [1], plan],
    bootstrapT: [5, estimator, plan],
    cliffsDelta: [[1, 2], Float64Array.of(3)],
    clusteredWilsonInterval: [[[1, 0], [0], [1]], 0.9],
    cohenKappa: [[1, 2, 1], [1, 2, 2], { weights: "linear" }],
    correctedRate: [
      { positive: 30, n: 100 },
      { positives: 50, truePositives: 45, negatives: 50, trueNegatives: 40 },
      0.9,
    ],
    differenceInterval: [[1, 3], [2, 3], 0.9],
    fisherExactTest: [
      [1, 3],
      [2, 3],
    ],
    fleissKappa: [
      [
        [1, 2],
        [2, 2],
      ],
    ],
    frontierIntegral: [
      [0.5, 0.5],
      [0.25, 0.75],
    ],
    holm: [[0.01, 0.2]],
    jensenShannonDivergence: [new Map([["a", 1]]), new Map([["a", 2]])],
    kendallTau: [
      [1, 2, 3],
      [1, 3, 2],
    ],
    krippendorffAlpha: [
      [
        [1, 2, null],
        [2, 2, 3],
      ],
      { level: "interval" },
    ],
    mauve: [[0.5, 0.5], [0.25, 0.75], { scaling: 5, mixtures: 5 }],
    mcnemarTest: [{ firstOnly: 3, secondOnly: 1 }],
    meanEstimator: [units],
    meanInterval: [units, plan],
    medianInterval: [units, 0.9],
    medianTest: [units, units, rounds],
    pairedDifferenceInterval: [{ both: 3, firstOnly: 2, secondOnly: 1, neither: 4 }, 0.9],
    pairedMedianTest: [units, units, rounds],
    pairedPermutationTest: [4, () => 1, rounds],
    permutationTest: [[3, 4], () => 1, rounds],
    precisionRecallCurve: [[0.5, 0.5], [0.25, 0.75], 11],
    spearman: [
      [1, 2, 3],
      [1, 3, 2],
    ],
    vendiScore: [
      [
        [1, 0.5],
        [0.5, 1],
      ],
      2,
    ],
    wilsonInterval: [3, 10, 0.9],
  },
  "@sdialog/evaluation/text": {
    selfBleu: [[["a", "b"], ["a"]], 2],
  },
  "@sdialog/report": {},
  "@sdialog/flow": {
    dialog2flow: [dialogs, { cut: { distance: 0.5 }, examples: 2, resolution: 9, seed: 1 }],
    flowLikelihood: [flow, dialogs[0], { neighbours: 2, temperature: 0.1 }],
    pruneFlow: [flow, { minimumShare: 0.1, minimumProbability: 0.1 }],
  },
  "@sdialog/realism": {
    classifierTest: [
      rows,
      others,
      { trees: 4, depth: 2, folds: 2, deals: 1, permutations: 1, seed: 1, level: 0.9 },
    ],
    coverage: [rows, others, plan],
    evaluativeAgreement: [
      [
        { simulated: 1, real: 2 },
        { simulated: 2, real: 3 },
      ],
      { min: 1, max: 5 },
      plan,
    ],
    outcomeCalibration: [
      [
        { simulated: 0.5, real: 0.25 },
        { simulated: 1, real: 0 },
      ],
      { ...plan, bins: 3 },
    ],
  },
  "@sdialog/realism/thread": {},
  "@sdialog/calibration": {},
};

/** Functions that are handed no numbers, by what they take instead; a new one is in neither list until it is looked at. */
const without: Readonly<Record<string, readonly string[]>> = {
  "dialogues, texts, names, files and models": [
    ..."collectDialogs fileCache listEvaluators listMetrics memoryCache newMetricFiles readDatasets readDialogs".split(
      " ",
    ),
    ..."cachedEmbedding embedDialogs resolveEmbedder renderMaterial renderTranscript matchToolPattern".split(
      " ",
    ),
    ..."countFillerWords countHesitations dialogText isBackChannel splitSentences tokenizerByName".split(" "),
    ..."unicodeTokenizer behaviourLabel countRepetitions findDetails findSurfaceErrors fingerprint fingerprintDialogs".split(
      " ",
    ),
    ..."judgeCohortDiversity labelDialogs loadReference surfaceLabels talksOf rowTitle nearestUtterance".split(
      " ",
    ),
  ],
  "names of metrics and their options, which the metrics check": [
    "evaluatorByName",
    "metricByName",
    "pythonScore",
  ],
  "a score, whose values are missing and counted where they are no numbers": ["defineScore"],
  "verdicts in words": ["tournament", "bradleyTerry"],
  "logarithms of probabilities as models give them, which have their own tests": ["scoreProbabilities"],
  "an estimator, whose influences may be undefined in a resample: then so is the error":
    "standardError studentizedDistance studentizedPairDistance".split(" "),
  "plain arithmetic, NaN of NaN": ["cosineSimilarity", "dot", "normalize"],
  "what a comparison of this package holds": [
    ..."comparisonTable embeddingMap embeddingMapSpec plotSpec printComparison renderCsv renderHtml renderMarkdown".split(
      " ",
    ),
    ..."renderPng renderSvg renderTable saveComparison savePlots renderRealismReport saveRealismReport".split(
      " ",
    ),
  ],
  "dialogues, or a flow that was made of them": [
    ..."flowToDot flowToGraphml flowToHtml flowToJson flowToMermaid flowToSvg".split(" "),
    ..."happyPath modelLabels".split(" "),
  ],
  "JSON, which has no NaN": ["flowFromJson", "parseMeasured", "parseReference"],
  "fingerprints of dialogues, in which null says what is not defined": [
    ..."compareRealism compareRealismInThread compareDialogs gapExamples makeReference referenceRows calibrate formatUsers".split(
      " ",
    ),
    ..."habitsOf policiesOf userSimIndex cohortDiversity compareDimensions".split(" "),
  ],
};

/** What a place may hold all the same, and what it means there. */
const meant: Readonly<Record<string, readonly [value: number, meaning: string]>> = {
  "evaluateDialogs 1.concurrency": [Number.POSITIVE_INFINITY, "all at once"],
  "embedTexts 2.": [Number.POSITIVE_INFINITY, "all at once"],
  "examineJudge 2.concurrency": [Number.POSITIVE_INFINITY, "all at once"],
  "dialog2flow 1.examples": [Number.POSITIVE_INFINITY, "all of them"],
  "dialog2flow 1.resolution": [Number.POSITIVE_INFINITY, "clustered exactly, however many"],
  "flowLikelihood 2.neighbours": [Number.POSITIVE_INFINITY, "all nodes"],
  "vendiScore 1": [Number.POSITIVE_INFINITY, "the entropy of the largest eigenvalue alone"],
  "coverage 0.": [Number.NaN, "a feature that is not defined, which counts as the mean"],
  "coverage 1.": [Number.NaN, "a feature that is not defined, which counts as the mean"],
  "classifierTest 0.": [Number.NaN, "a feature that is not defined, which stands below every number"],
  "classifierTest 1.": [Number.NaN, "a feature that is not defined, which stands below every number"],
};

const bad = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
const doors = Object.entries(calls).flatMap(([entry, ofEntry]) =>
  Object.entries(ofEntry).flatMap(([name, call]) =>
    placesOf(call).flatMap((place) =>
      bad
        .filter((value) => !isMeant(`${name} ${place.join(".")}`, value))
        .map(
          (value) => [`${name}, ${place.join(".")}: ${value}`, { entry, name, call, place, value }] as const,
        ),
    ),
  ),
);

describe("whatever takes numbers", () => {
  it.each(
    Object.entries(calls).flatMap(([entry, of]) =>
      Object.entries(of).map(([name, call]) => [name, entry, call] as const),
    ),
  )("%s works with those of the table", async (name, entry, call) => {
    await (
      await calledOf(entry, name)
    )(...call);
  });

  it.each(Object.keys(calls))("is known of %s", async (entry) => {
    const known = new Set([...Object.keys(calls[entry] as object), ...Object.values(without).flat()]);
    const isFunction = (value: unknown): boolean =>
      typeof value === "function" && !String(value).startsWith("class");
    const exported = Object.entries((await import(entry)) as object).filter(([, value]) => isFunction(value));
    expect(exported.map(([name]) => name).filter((name) => !known.has(name))).toEqual([]);
  });

  it("is looked for in every entry of the packages that measure", () => {
    const entries = ["evaluation", "report", "flow", "realism", "calibration"].flatMap((name) => {
      const manifest = readFileSync(new URL(`../packages/${name}/package.json`, import.meta.url), "utf8");
      const { exports } = JSON.parse(manifest) as { readonly exports: Readonly<Record<string, unknown>> };
      return Object.keys(exports)
        .filter((entry) => entry !== "./package.json" && entry !== "./internal")
        .map((entry) => `@sdialog/${name}${entry.slice(1)}`);
    });
    expect(Object.keys(calls).toSorted()).toEqual(entries.toSorted());
  });

  it("of embedding models asks for them where vectors are checked", () => {
    const asking = globSync("packages/*/src/**/*.ts", { cwd: new URL("..", import.meta.url) })
      .filter((file) => !/\.test\.ts$|^packages\/(?:llm|local)\//.test(file))
      .filter((file) => /\.embed\((?!\{)/.test(readFileSync(new URL(`../${file}`, import.meta.url), "utf8")));
    // The embedding model of its own, which needs no check.
    expect(asking).toEqual(["packages/realism/src/cohort/cohort-diversity.ts"]);
  });

  it.each(doors)("%s is refused", async (_, { entry, name, call, place, value }) => {
    const called = await calledOf(entry, name);
    let thrown: unknown = "nothing";
    try {
      await called(...(planted(call, place, value) as Call));
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(SDialogError);
  });
});

function vectorsOf(texts: readonly string[]): unknown {
  return { vectors: texts.map(() => Float32Array.of(1, 0)), usage: {} };
}

async function calledOf(entry: string, name: string): Promise<(...values: Call) => unknown> {
  return ((await import(entry)) as Record<string, (...values: Call) => unknown>)[name]!;
}

function isMeant(place: string, value: number): boolean {
  return Object.entries(meant).some(([start, [of]]) => place.startsWith(start) && Object.is(of, value));
}

/** Where numbers stand in what is given, as paths. */
function placesOf(value: unknown): (string | number)[][] {
  if (typeof value === "number") return [[]];
  if (value instanceof Map)
    return [...value].flatMap(([key, one]) => placesOf(one).map((place) => [String(key), ...place]));
  if (value instanceof Dialog || value === flow || typeof value !== "object" || value === null) return [];
  return Object.entries(value)
    .filter(([key]) => key !== "specVersion")
    .flatMap(([key, one]) => placesOf(one).map((place) => [key, ...place]));
}

/** A copy with another number at the place. */
function planted(value: unknown, [key, ...rest]: readonly (string | number)[], other: number): unknown {
  if (key === undefined) return other;
  if (value instanceof Map)
    return new Map([...value].map(([name, one]) => [name, name === key ? planted(one, rest, other) : one]));
  const copy = Array.isArray(value)
    ? [...value]
    : ArrayBuffer.isView(value)
      ? (value as Float64Array).slice()
      : { ...(value as object) };
  (copy as Record<string | number, unknown>)[key] = planted(
    (value as Record<string | number, unknown>)[key],
    rest,
    other,
  );
  return copy;
}
