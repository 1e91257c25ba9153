import { Hono } from "hono";
import { catalog } from "../scene/catalog.ts";
import { answerError } from "./answer-error.ts";
import { castRoutes } from "./cast-routes.ts";
import { codeRoutes } from "./code-routes.ts";
import { evaluateRoutes } from "./evaluate/evaluate-routes.ts";
import { realismRoutes } from "./evaluate/realism-routes.ts";
import { inspectRoutes } from "./inspect/inspect-routes.ts";
import { libraryRoutes } from "./library/library-routes.ts";
import type { OpenedFolder } from "./opened-folder.ts";
import { pageFiles, pagePolicy } from "./page-files.ts";
import { requestGuard } from "./request-guard.ts";
import { runRoutes } from "./runs/run-routes.ts";
import { stageRoutes } from "./stage/stage-routes.ts";

/**
 * The playground as a web application.
 *
 * @param folder where it reads and writes
 * @param page folder of the built page
 * @param closing ends what runs when the playground closes
 */
export function playgroundApp(folder: OpenedFolder, page: string, closing: AbortSignal): Hono {
  const app = new Hono();
  app.use(requestGuard());
  app.use(async (context, next) => {
    await next();
    if (!context.res.headers.has("Content-Security-Policy"))
      context.header("Content-Security-Policy", pagePolicy);
    context.header("X-Content-Type-Options", "nosniff");
    context.header("Referrer-Policy", "no-referrer");
    context.header("Cross-Origin-Resource-Policy", "same-origin");
    if (!context.res.headers.has("Cache-Control")) context.header("Cache-Control", "no-store");
  });
  app.onError(answerError);
  app.get("/api/catalog", (context) => context.json(catalog(folder.name)));
  app.route("/api/cast", castRoutes());
  app.route("/api/code", codeRoutes(folder));
  app.route("/api/stage", stageRoutes(closing));
  app.route("/api/library", libraryRoutes(folder));
  app.route("/api/evaluate", evaluateRoutes(folder));
  app.route("/api/realism", realismRoutes(folder));
  app.route("/api/inspect", inspectRoutes(folder));
  app.route("/api/runs", runRoutes(folder, closing));
  app.route("/", pageFiles(page));
  return app;
}
