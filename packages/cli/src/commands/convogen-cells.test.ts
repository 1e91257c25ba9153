import { expect, it } from "vitest";
import { convogenCells } from "./convogen-cells.ts";

const measured = { mean: 86.9, deviation: 12.5, interval: { low: 84.1, high: 89.64 } };
const bare = { mean: 7, deviation: 1, interval: null };
const experiment = {
  name: "GPIS-s",
  n: 50,
  failed: 2,
  personas: "generated",
  source: "the model",
  published: { n: 503, source: "GPT-4" },
};
const judged = [
  { dataset: "a", measured: { Q1: bare, Q2: null }, published: { Q1: 4.5 }, failed: 0 },
  { dataset: "b", measured: undefined, published: { Q1: 4.25, Q3: 5 }, failed: 0 },
  { dataset: "c", measured: undefined, published: undefined, failed: 0 },
];

it("cells have what was measured with its interval, and in brackets what was published; a dash for what was not; no table is without rows", () => {
  const cells = convogenCells({
    I: [
      { ...experiment, iterative: true, chatty: false },
      { ...experiment, iterative: false, chatty: true },
    ],
    III: [
      {
        dataset: "both",
        measured: { nW: measured, nT: bare, "nW/nT": bare },
        published: { nW: 85.95, nT: 9.85, "nW/T": 22.56 },
      },
      { dataset: "neither" },
    ],
    IV: judged,
    V: [
      { dataset: "both", measured, published: { mean: 85.95, deviation: 16.79 } },
      { dataset: "published", published: { mean: 53.44, deviation: 19.54 } },
      { dataset: "measured", measured: bare },
    ],
    VI: [],
  } as never);
  expect(cells).toEqual([
    {
      title: "Table I: experiments",
      header: ["experiment", "nConv", "failed", "personas", "source", "iterative", "chatty"],
      rows: [
        ["GPIS-s", "50 [503]", "2", "generated", "the model [GPT-4]", "yes", "no"],
        ["GPIS-s", "50 [503]", "2", "generated", "the model [GPT-4]", "no", "yes"],
      ],
    },
    {
      title: "Table III: words and turns",
      header: ["dataset", "nW", "nT", "nW/nT"],
      rows: [
        ["both", "86.90 (84.10–89.64) [85.95]", "7.00 [9.85]", "7.00 [22.56]"],
        ["neither", "–", "–", "–"],
      ],
    },
    {
      title: "Table IV: groundedness, people made up",
      header: ["dataset", "Q1", "Q2", "Q3"],
      rows: [
        ["a", "7.00 [4.50]", "–", "–"],
        ["b", "– [4.25]", "–", "– [5.00]"],
        ["c", "–", "–", "–"],
      ],
    },
    {
      title: "Table V: MTLD",
      header: ["dataset", "mean", "standard deviation"],
      rows: [
        ["both", "86.90 (84.10–89.64) [85.95]", "12.50 [16.79]"],
        ["published", "– [53.44]", "– [19.54]"],
        ["measured", "7.00", "1.00"],
      ],
    },
  ]);
});
