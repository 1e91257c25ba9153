import type { Hono } from "hono";
import { RequestError } from "./request-error.ts";
import type { ServerContext } from "./server-context.ts";

/** `GET /sessions/{agent}/{id}`: the conversation so far as dialogue JSON. `DELETE`: forget it. */
export function sessionRoutes(app: Hono, { service, options }: ServerContext): void {
  if (options.sessions !== true) return;
  app.get("/sessions/:agent/:id", (context) => {
    const { agent, id } = context.req.param();
    const chat = service.sessions.find(service.registry.find(agent).name, id)?.current?.chat;
    if (chat === undefined) throw unknownSession();
    return context.json(chat.dialog().toJSON());
  });
  app.delete("/sessions/:agent/:id", (context) => {
    const { agent, id } = context.req.param();
    if (!service.sessions.forget(service.registry.find(agent).name, id)) throw unknownSession();
    return context.body(null, 204);
  });
}

function unknownSession(): RequestError {
  return new RequestError("no such session", { status: 404, code: "session_not_found" });
}
