import { randomUUID } from "node:crypto";
import { InvalidArgumentError } from "@sdialog/core";
import { resolveModel } from "@sdialog/llm";
import { Hono } from "hono";
import { commandSchema, playSchema } from "../../protocol/stage.ts";
import { jsonLines } from "../json-lines.ts";
import { readOrigin } from "../origin.ts";
import { readRequest } from "../read-request.ts";
import { Performance } from "./performance.ts";

const remembered = 100;

/** Conversations: start one (anew, or from a turn of another), watch it, hold it, talk in it. */
export function stageRoutes(): Hono {
  const performances = new Map<string, Performance>();
  const find = (id: string): Performance => {
    const performance = performances.get(id);
    if (performance === undefined)
      throw new InvalidArgumentError("This conversation is not on stage any more");
    return performance;
  };

  const app = new Hono();
  app.post("/", async (context) => {
    const { scene, from, paused } = await readRequest(context, playSchema);
    const origin = from && readOrigin(from);
    const performance = new Performance({ id: randomUUID(), scene, from: origin, paused });
    performances.set(performance.take.id, performance);
    for (const notice of await noticesOf(scene.participants.map(({ model }) => model)))
      performance.notice(notice);
    forgetOldest(performances);
    return context.json(performance.take);
  });
  app.get("/:id/events", (context) => jsonLines(find(context.req.param("id")).watch()));
  app.post("/:id/command", async (context) => {
    find(context.req.param("id")).command(await readRequest(context, commandSchema));
    return context.json({ done: true });
  });
  return app;
}

/** What should be said about the models that speak, such as that one is small. */
async function noticesOf(models: readonly string[]): Promise<Set<string>> {
  const resolved = await Promise.allSettled([...new Set(models)].map((model) => resolveModel(model)));
  return new Set(
    resolved.flatMap((result) => (result.status === "fulfilled" ? (result.value.notice ?? []) : [])),
  );
}

/** The oldest that are over go first; one that still runs is never forgotten. */
function forgetOldest(performances: Map<string, Performance>): void {
  for (const [id, performance] of performances) {
    if (performances.size <= remembered) return;
    if (performance.over) performances.delete(id);
  }
}
