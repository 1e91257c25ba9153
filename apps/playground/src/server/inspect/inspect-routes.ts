import { Hono } from "hono";
import { lookSchema, steerSchema } from "../../protocol/inspection.ts";
import { readRequest } from "../read-request.ts";
import { look, steer } from "./inspect-reply.ts";

/** A look inside local models. */
export function inspectRoutes(): Hono {
  const app = new Hono();
  app.post("/look", async (context) => {
    const request = await readRequest(context, lookSchema);
    return context.json(await look(request, context.req.raw.signal));
  });
  app.post("/steer", async (context) => {
    const request = await readRequest(context, steerSchema);
    return context.json(await steer(request, context.req.raw.signal));
  });
  return app;
}
