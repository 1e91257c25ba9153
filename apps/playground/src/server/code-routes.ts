import { showRun } from "@sdialog/runner";
import { Hono } from "hono";
import * as z from "zod";
import { conversationCode } from "../code/conversation-code.ts";
import { evaluationCode } from "../code/evaluation-code.ts";
import { inspectionCode } from "../code/inspection-code.ts";
import { evaluationSchema } from "../protocol/evaluation.ts";
import { lookSchema, steerSchema } from "../protocol/inspection.ts";
import { realismSchema } from "../protocol/realism.ts";
import { sceneSchema } from "../protocol/scene.ts";
import { originSchema } from "../protocol/stage.ts";
import { playedScene } from "../scene/played-scene.ts";
import { sceneConversation } from "../scene/scene-conversation.ts";
import { realismCode } from "../code/realism-code.ts";
import { runCode } from "../code/run-code.ts";
import { sourceFiles } from "./library/source-files.ts";
import type { OpenedFolder } from "./opened-folder.ts";
import { readOrigin } from "./origin.ts";
import { readRequest } from "./read-request.ts";

const conversationSchema = z.strictObject({ scene: sceneSchema, from: originSchema.optional() });

/** What the page does, as programs. */
export function codeRoutes(folder: OpenedFolder): Hono {
  const app = new Hono();
  app.post("/conversation", async (context) => {
    const { scene: given, from } = await readRequest(context, conversationSchema);
    const scene = await playedScene(given);
    // What cannot be played is not written down either, and names its mistake.
    sceneConversation(scene, { ask: async () => undefined });
    return context.json({ code: conversationCode(scene, from && readOrigin(from)) });
  });
  app.post("/evaluation", async (context) => {
    const request = await readRequest(context, evaluationSchema);
    const files = await Promise.all(request.sets.map(({ source }) => sourceFiles(folder, source)));
    return context.json({ code: evaluationCode(request, files) });
  });
  app.post("/realism", async (context) => {
    const request = await readRequest(context, realismSchema);
    const real = request.real.startsWith("reference:") ? [] : await sourceFiles(folder, request.real);
    const simulated = await sourceFiles(folder, request.simulated);
    return context.json({ code: realismCode(request, { real, simulated }) });
  });
  app.post("/inspection", async (context) => {
    const request = await readRequest(context, z.union([steerSchema, lookSchema]));
    return context.json({ code: inspectionCode(request) });
  });
  app.post("/run", async (context) => {
    const { path } = await readRequest(context, z.strictObject({ path: z.string() }));
    const { manifest } = await showRun(await folder.find(path), 0);
    const recipes = manifest.variants.map(({ recipe }) => recipe);
    return context.json({ code: runCode(recipes, path === "" ? "run" : path) });
  });
  return app;
}
