/** For the packages beside this one; may change at any time. */
export { comparisonRows } from "./comparator/comparison-rows.ts";
export { dot } from "./embeddings/vector.ts";
export type { Vector } from "./embeddings/vector.ts";
export { embedDialogs } from "./embeddings/embed-dialogs.ts";
export { askJudge } from "./judges/ask-judge.ts";
export { renderMaterial } from "./judges/transcript.ts";
export { drawWithoutReplacement } from "./statistics/draw-without-replacement.ts";
