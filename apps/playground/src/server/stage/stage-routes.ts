import { randomUUID } from "node:crypto";
import { InvalidArgumentError } from "@sdialog/core";
import { resolveModel } from "@sdialog/llm";
import { Hono } from "hono";
import { commandSchema, type Origin, playSchema, type Take } from "../../protocol/stage.ts";
import type { Scene } from "../../protocol/scene.ts";
import { isPlayedDown, playedScene } from "../../scene/played-scene.ts";
import { jsonLines } from "../json-lines.ts";
import { readOrigin } from "../origin.ts";
import { readRequest } from "../read-request.ts";
import { Performance } from "./performance.ts";

/** Memory for conversations that are over, in bytes; and how many may run at a time. */
const mostBytes = 128 * 1024 * 1024;
const mostRunning = 64;

const playedDown =
  "The demonstration model plays the simulated user as a person who wants something; it cannot tell whether it has it.";

/** Conversations: all of them, forget them, start one (anew, or from a turn of another), watch it, hold it, talk in it. */
export function stageRoutes(closing: AbortSignal): Hono {
  const performances = new Map<string, Performance>();
  const find = (id: string): Performance => {
    const performance = performances.get(id);
    if (performance === undefined) throw new InvalidArgumentError("This conversation is no longer open");
    return performance;
  };

  const app = new Hono();
  app.get("/", (context) => context.json([...performances.values()].map(({ take }) => take)));
  app.post("/", async (context) => {
    const { title, scene, from, paused } = await readRequest(context, playSchema);
    if ([...performances.values()].filter(({ over }) => !over).length >= mostRunning)
      throw new InvalidArgumentError(`${mostRunning} conversations are running already`, {
        hint: "Stop one, or wait until one is over.",
      });
    const take: Take = { id: randomUUID(), title, scene, from: (from as Origin | undefined) ?? null };
    const played = await playedScene(scene);
    const performance = new Performance({ take, played, from: from && readOrigin(from), paused, closing });
    performances.set(take.id, performance);
    for (const notice of await noticesOf(scene)) performance.notice(notice);
    if (isPlayedDown(scene, played)) performance.notice(playedDown);
    forgetOldest(performances);
    return context.json(take);
  });
  app.delete("/", (context) => {
    for (const performance of performances.values()) performance.command({ do: "stop" });
    performances.clear();
    return context.json({ done: true });
  });
  app.get("/:id/events", (context) => jsonLines(find(context.req.param("id")).watch()));
  app.post("/:id/command", async (context) => {
    find(context.req.param("id")).command(await readRequest(context, commandSchema));
    return context.json({ done: true });
  });
  return app;
}

/** What should be said about the models that speak, such as that one is small. */
async function noticesOf({ participants }: Scene): Promise<Set<string>> {
  const models = participants
    .filter(({ playedBy }) => playedBy === "model" || playedBy === "user")
    .map(({ model }) => model);
  const resolved = await Promise.allSettled([...new Set(models)].map((model) => resolveModel(model)));
  return new Set(
    resolved.flatMap((result) => (result.status === "fulfilled" ? (result.value.notice ?? []) : [])),
  );
}

/** The oldest that are over go first; one that still runs is never forgotten. */
function forgetOldest(performances: Map<string, Performance>): void {
  let bytes = [...performances.values()].reduce((sum, performance) => sum + performance.bytes, 0);
  for (const [id, performance] of performances) {
    if (bytes <= mostBytes) return;
    if (!performance.over) continue;
    performances.delete(id);
    bytes -= performance.bytes;
  }
}
