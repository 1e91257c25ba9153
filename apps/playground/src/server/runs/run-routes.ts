import { dirname } from "node:path";
import { InvalidArgumentError, SDialogError } from "@sdialog/core";
import {
  loadRecipe,
  resumeRun,
  type RunDetails,
  runRecipe,
  runStatus,
  type RunSummary,
  showRun,
} from "@sdialog/runner";
import { Hono } from "hono";
import * as z from "zod";
import { checked } from "../../protocol/checked.ts";
import type { RunRow, RunView } from "../../protocol/runs.ts";
import { sceneSchema } from "../../protocol/scene.ts";
import { sceneRecipe } from "../../scene/scene-recipe.ts";
import { pageError } from "../answer-error.ts";
import { librarySources } from "../library/source-files.ts";
import type { OpenedFolder } from "../opened-folder.ts";
import { readRequest } from "../read-request.ts";
import { EndCount } from "./end-count.ts";
import { RunningRuns } from "./running-runs.ts";

const pathSchema = z.strictObject({ path: z.string() });

const manifestFile = "manifest.json";
const startSchema = z.strictObject({
  scene: sceneSchema,
  name: z.string().regex(/^[\w-]{1,60}$/, "a name of letters, digits, _ and -"),
  count: z.number().int().min(1).max(100_000),
});

/** Runs in the opened folder: start one, how far they are, what they cost; go on with one, or stop. */
export function runRoutes(folder: OpenedFolder, closing: AbortSignal): Hono {
  const running = new RunningRuns(closing);
  /** Why a run stopped that was gone on with here. */
  const failures = new Map<string, string>();
  const ends = new EndCount(folder);
  const app = new Hono();
  app.get("/", async (context) => {
    const runs = (await librarySources(folder)).filter(({ kind }) => kind === "run");
    const known: RunRow[] = [];
    // One after the other, so that a folder with many runs leaves room for whoever else asks.
    for (const { path } of runs) {
      const row = await rowOf(folder, running, path);
      if (row !== undefined) known.push(row);
    }
    return context.json(known.sort((a, b) => (a.created < b.created ? 1 : -1)));
  });
  app.get("/show", async (context) => {
    const { path } = checked(pathSchema, context.req.query());
    const real = await folder.find(path);
    const details = await showRun(real);
    const view = viewOf(path, details, running.has(real), await ends.of(path, details.done));
    const failure = failures.get(real);
    return context.json({ ...view, log: [...view.log, ...(failure === undefined ? [] : [failure])] });
  });
  const work = (real: string, start: (signal: AbortSignal) => Promise<RunSummary>): void => {
    failures.delete(real);
    running.start(real, start, (outcome) => {
      if (outcome instanceof Error) failures.set(real, pageError(outcome).message);
    });
  };
  app.post("/start", async (context) => {
    const { scene, name, count } = await readRequest(context, startSchema);
    const recipe = await loadRecipe(sceneRecipe(scene, { name, count }));
    const real = dirname(await folder.place(`${name}/${manifestFile}`));
    await refuseTaken(real, name);
    work(real, (signal) => runRecipe(recipe, { out: real, signal }));
    return context.json({ path: name });
  });
  app.post("/resume", async (context) => {
    const { path } = await readRequest(context, pathSchema);
    const real = await folder.find(path);
    await runStatus(real);
    work(real, (signal) => resumeRun(real, { signal }));
    return context.json({ done: true });
  });
  app.post("/stop", async (context) => {
    const { path } = await readRequest(context, pathSchema);
    running.stop(await folder.find(path));
    return context.json({ done: true });
  });
  return app;
}

/** A folder with a manifest of something else is not a run. */
async function rowOf(folder: OpenedFolder, running: RunningRuns, path: string): Promise<RunRow | undefined> {
  const real = await folder.find(path);
  try {
    // What only the page of one run shows stays here: a list of many would carry all their recipes.
    return outlineOf(path, await showRun(real, 0), running.has(real));
  } catch (error) {
    if (SDialogError.isInstance(error)) return undefined;
    throw error;
  }
}

function outlineOf(path: string, details: RunDetails, isRunning: boolean): RunRow {
  const { name, kind, created, done, failed, pending, total, reasons, outcomes = null } = details;
  return { path, name, kind, created, done, failed, pending, total, reasons, outcomes, running: isRunning };
}

function viewOf(path: string, details: RunDetails, isRunning: boolean, ends: RunView["ends"]): RunView {
  const { outcomes, faults, cut = 0, usage, usageByModel, meanCallMs } = details;
  return {
    ...outlineOf(path, details, isRunning),
    ends,
    cameOut: outcomes?.outcomes ?? {},
    faults: { ...faults, ...outcomes?.faults },
    cut,
    inputTokens: usage.inputTokens,
    outputTokens: usage.outputTokens,
    cost: usage.cost ?? null,
    meanCallMs,
    models: Object.keys(usageByModel),
    recipe: details.manifest.variants.map(({ recipe }) => recipe),
    log: details.log,
  };
}

/** A run is never begun on top of another. */
async function refuseTaken(real: string, name: string): Promise<void> {
  const taken = await runStatus(real).then(
    () => true,
    () => false,
  );
  if (taken)
    throw new InvalidArgumentError(`There is a run called "${name}" already`, {
      hint: "Choose another name.",
    });
}
