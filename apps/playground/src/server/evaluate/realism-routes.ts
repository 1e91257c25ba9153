import { loadReference, referenceNames, renderRealismReport } from "@sdialog/realism";
import { Hono } from "hono";
import {
  type RealismEvent,
  type RealismRequest,
  realismSchema,
  type ReferenceView,
} from "../../protocol/realism.ts";
import { pageError } from "../answer-error.ts";
import { jsonLines } from "../json-lines.ts";
import type { OpenedFolder } from "../opened-folder.ts";
import { readRequest } from "../read-request.ts";
import { ReplayLog } from "../replay-log.ts";
import { type ComparedSides, compareSides } from "./compare-sides.ts";
import { realismView } from "./realism-view.ts";
import { Remembered } from "./remembered.ts";
import { reportHeaders } from "./report-headers.ts";

/** People and simulated users: compare them, download the report. */
export function realismRoutes(folder: OpenedFolder): Hono {
  const remembered = new Remembered<ComparedSides>();
  const app = new Hono();
  app.get("/references", async (context) => {
    const references = await Promise.all(referenceNames.map(loadReference));
    return context.json(references.map(({ name, source, n }): ReferenceView => ({ name, source, n })));
  });
  app.post("/", async (context) => {
    const request = await readRequest(context, realismSchema);
    return jsonLines(comparison(folder, request, remembered, context.req.raw.signal));
  });
  app.get("/:id/report.html", (context) => {
    const { comparison: compared, examples, names } = remembered.find(context.req.param("id"));
    return context.body(
      renderRealismReport(compared, { examples, names }),
      200,
      reportHeaders("realism.html"),
    );
  });
  return app;
}

function comparison(
  folder: OpenedFolder,
  request: RealismRequest,
  remembered: Remembered<ComparedSides>,
  signal: AbortSignal,
): AsyncIterable<RealismEvent> {
  const log = new ReplayLog<RealismEvent>();
  const onProgress = (now: string): void => log.add({ type: "progress", now });
  void compareSides(folder, request, { signal, onProgress })
    .then((sides) => log.add({ type: "result", result: realismView(remembered.add(sides), sides) }))
    .catch((error: unknown) => log.add({ type: "error", ...pageError(error) }))
    .finally(() => log.end());
  return log.read();
}
