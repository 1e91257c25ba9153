import { SDialogError } from "@sdialog/core";
import { type RunDetails, runStatus, showRun } from "@sdialog/runner";
import { Hono } from "hono";
import { z } from "zod";
import type { RunRow, RunView } from "../../protocol/runs.ts";
import { publicError } from "../answer-error.ts";
import { librarySources } from "../library/source-files.ts";
import type { OpenedFolder } from "../opened-folder.ts";
import { checked, readRequest } from "../read-request.ts";
import { RunningRuns } from "./running-runs.ts";

const pathSchema = z.strictObject({ path: z.string() });

/** Runs in the opened folder: how far they are, what they cost; go on with one, or stop. */
export function runRoutes(folder: OpenedFolder, closing: AbortSignal): Hono {
  const running = new RunningRuns(closing);
  /** Why a run stopped that was gone on with here. */
  const failures = new Map<string, string>();
  const app = new Hono();
  app.get("/", async (context) => {
    const runs = (await librarySources(folder)).filter(({ kind }) => kind === "run");
    const rows = await Promise.all(runs.map(({ path }) => rowOf(folder, running, path)));
    const known = rows.filter((row) => row !== undefined);
    return context.json(known.sort((a, b) => (a.created < b.created ? 1 : -1)));
  });
  app.get("/show", async (context) => {
    const { path } = checked(pathSchema, context.req.query());
    const real = await folder.find(path);
    const view = viewOf(path, await showRun(real), running.has(real));
    const failure = failures.get(real);
    return context.json({ ...view, log: [...view.log, ...(failure === undefined ? [] : [failure])] });
  });
  app.post("/resume", async (context) => {
    const { path } = await readRequest(context, pathSchema);
    const real = await folder.find(path);
    await runStatus(real);
    failures.delete(real);
    running.resume(real, (outcome) => {
      if (outcome instanceof Error) failures.set(real, publicError(outcome).message);
    });
    return context.json({ done: true });
  });
  app.post("/stop", async (context) => {
    const { path } = await readRequest(context, pathSchema);
    running.stop(await folder.find(path));
    return context.json({ done: true });
  });
  return app;
}

/** A folder with a manifest of something else is no run. */
async function rowOf(folder: OpenedFolder, running: RunningRuns, path: string): Promise<RunRow | undefined> {
  const real = await folder.find(path);
  try {
    return viewOf(path, await showRun(real, 0), running.has(real));
  } catch (error) {
    if (SDialogError.isInstance(error)) return undefined;
    throw error;
  }
}

function viewOf(path: string, details: RunDetails, isRunning: boolean): RunView {
  const { name, kind, created, done, failed, pending, total, reasons, usage, usageByModel, meanCallMs } =
    details;
  return {
    path,
    name,
    kind,
    created,
    done,
    failed,
    pending,
    total,
    reasons,
    running: isRunning,
    inputTokens: usage.inputTokens,
    outputTokens: usage.outputTokens,
    cost: usage.cost ?? null,
    meanCallMs,
    models: Object.keys(usageByModel),
    recipe: details.manifest.variants.map(({ recipe }) => recipe),
    log: details.log,
  };
}
