import { Dialog } from "@sdialog/core";
import { expect, it } from "vitest";
import { annotationOf, withAnnotation } from "./annotation-of.ts";

const nothing = { rating: null, scores: {}, labels: [], comment: "" };
const annotated = (annotations: unknown): Dialog => Dialog.from({ turns: [], annotations });

it.each([
  [null, nothing],
  ["A fine one.", { ...nothing, comment: "A fine one." }],
  [
    { rating: 4, labels: ["good"], theirs: 1 },
    { ...nothing, rating: 4, labels: ["good"] },
  ],
  [{ rating: "high", labels: 7, scores: "x", comment: 3 }, nothing],
])("of %j reads what is of its form", (annotations, found) => {
  expect(annotationOf(annotated(annotations))).toEqual(found);
});

it("keeps what other tools said beside it, and says nothing of nothing", () => {
  const dialog = annotated({ rating: 4, theirs: 1 });
  expect(withAnnotation(dialog, { ...nothing, comment: "Hm." })).toEqual({ theirs: 1, comment: "Hm." });
  expect(withAnnotation(dialog, nothing)).toEqual({ theirs: 1 });
  expect(withAnnotation(annotated(null), nothing)).toBeNull();
});
