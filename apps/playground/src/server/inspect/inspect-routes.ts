import { Hono } from "hono";
import { keepDirectionSchema, lensSchema, lookSchema, steerSchema } from "../../protocol/inspection.ts";
import type { OpenedFolder } from "../opened-folder.ts";
import { readRequest } from "../read-request.ts";
import { look, readLens, steer } from "./inspect-reply.ts";
import { KeptStates } from "./kept-states.ts";
import { keepDirection, savedDirection, savedDirections } from "./saved-directions.ts";

/** A look inside local models. */
export function inspectRoutes(folder: OpenedFolder): Hono {
  const app = new Hono();
  const kept = new KeptStates();
  app.post("/look", async (context) => {
    const request = await readRequest(context, lookSchema);
    return context.json(await look(request, kept, context.req.raw.signal));
  });
  app.post("/lens", async (context) => {
    const { states } = await readRequest(context, lensSchema);
    return context.json(await readLens(kept, states, context.req.raw.signal));
  });
  app.post("/steer", async (context) => {
    const request = await readRequest(context, steerSchema);
    const saved = request.saved === null ? undefined : await savedDirection(folder, request.saved);
    return context.json(await steer(request, kept, context.req.raw.signal, saved));
  });
  app.get("/directions", async (context) => context.json(await savedDirections(folder)));
  app.post("/directions", async (context) => {
    const request = await readRequest(context, keepDirectionSchema);
    return context.json({ path: await keepDirection(folder, request, context.req.raw.signal) });
  });
  return app;
}
