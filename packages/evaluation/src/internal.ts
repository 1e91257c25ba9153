/** For the packages beside this one; may change at any time. */
export { comparisonRows } from "./comparator/comparison-rows.ts";
export { judgeOptionNames } from "./judges/judge-options.ts";
export { scoreOptionNames } from "./dialog-score.ts";
export { askJudge } from "./judges/ask-judge.ts";
export { mapConcurrently } from "./map-concurrently.ts";
export { drawWithoutReplacement } from "./statistics/draw-without-replacement.ts";
export { isMetricName } from "./metrics.ts";
export { referenceOf } from "./metrics/metric.ts";
export { mean, standardDeviation } from "./statistics/moments.ts";
export { openJudges } from "./metrics/judge-metrics.ts";
export type { OpenJudge } from "./metrics/judge-metrics.ts";
export { halfSample } from "./statistics/bootstrap.ts";
export { normalQuantile } from "./statistics/normal-quantile.ts";
export { permuted } from "./statistics/permutation-test.ts";
export { llmJudgeOptionNames } from "./judges/llm-judge.ts";
export { judgeSystem } from "./judges/judge-messages.ts";
export { selfBleuOf } from "./text/self-bleu.ts";
