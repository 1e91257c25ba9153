import type { Hono } from "hono";
import type { ServedAgent } from "../agent-registry.ts";
import type { ServerContext } from "../server-context.ts";

/** `GET /v1/models` and `GET /v1/models/{model}`. */
export function openAiModels(app: Hono, { service, since }: ServerContext): void {
  const describe = ({ name }: ServedAgent) => ({
    id: name,
    object: "model",
    created: since,
    owned_by: "sdialog",
  });
  app.get("/v1/models", (context) =>
    context.json({ object: "list", data: service.registry.list().map(describe) }),
  );
  app.get("/v1/models/:model", (context) =>
    context.json(describe(service.registry.find(context.req.param("model")))),
  );
}
