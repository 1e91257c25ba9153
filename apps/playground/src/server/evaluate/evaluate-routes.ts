import { InvalidArgumentError } from "@sdialog/core";
import type { Comparison } from "@sdialog/evaluation";
import { plotSpec, renderHtml, renderSvg } from "@sdialog/report";
import { Hono } from "hono";
import { type EvaluationEvent, type EvaluationRequest, evaluationSchema } from "../../protocol/evaluation.ts";
import { pageError } from "../answer-error.ts";
import { jsonLines } from "../json-lines.ts";
import type { OpenedFolder } from "../opened-folder.ts";
import { readRequest } from "../read-request.ts";
import { ReplayLog } from "../replay-log.ts";
import { evaluateSets } from "./evaluate-sets.ts";
import { Remembered } from "./remembered.ts";
import { inertPolicy, reportHeaders } from "./report-headers.ts";
import { resultView } from "./result-view.ts";

/** Comparisons of sets: make one, look at its plots, download its report. */
export function evaluateRoutes(folder: OpenedFolder): Hono {
  const comparisons = new Remembered<Comparison>();
  const app = new Hono();
  app.post("/", async (context) => {
    const request = await readRequest(context, evaluationSchema);
    return jsonLines(evaluation(folder, request, comparisons, context.req.raw.signal));
  });
  app.get("/:id/plots/:name", async (context) => {
    const { id, name } = context.req.param();
    const comparison = comparisons.find(id);
    const evaluator = plotted(comparison)[Number.parseInt(name, 10)] ?? "";
    const spec = plotSpec(comparison, evaluator);
    if (spec === null) throw new InvalidArgumentError("There is no such plot");
    const headers = { "Content-Type": "image/svg+xml", "Content-Security-Policy": inertPolicy };
    return context.body(await renderSvg(spec), 200, headers);
  });
  app.get("/:id/report.html", async (context) =>
    context.body(
      await renderHtml(comparisons.find(context.req.param("id"))),
      200,
      reportHeaders("report.html"),
    ),
  );
  return app;
}

function evaluation(
  folder: OpenedFolder,
  request: EvaluationRequest,
  comparisons: Remembered<Comparison>,
  signal: AbortSignal,
): AsyncIterable<EvaluationEvent> {
  const log = new ReplayLog<EvaluationEvent>();
  const make = async (): Promise<void> => {
    const comparison = await evaluateSets(folder, request, {
      signal,
      onProgress: ({ completed, total, dataset, evaluator }) =>
        log.add({ type: "progress", completed, total, now: `${evaluator} of ${dataset}` }),
    });
    log.add({
      type: "result",
      result: resultView(comparisons.add(comparison), comparison, plotted(comparison)),
    });
  };
  void make()
    .catch((error: unknown) => log.add({ type: "error", ...pageError(error) }))
    .finally(() => log.end());
  return log.read();
}

/** The evaluators there is a plot of. */
function plotted(comparison: Comparison): string[] {
  const evaluators = [...new Set(comparison.results.map(({ evaluator }) => evaluator))];
  return evaluators.filter((evaluator) => plotSpec(comparison, evaluator) !== null);
}
