import { version } from "@sdialog/core";
import type { Hono } from "hono";
import * as z from "zod";
import type { ServedAgent } from "../agent-registry.ts";
import { readBody } from "../read-body.ts";
import { badRequest } from "../request-error.ts";
import type { ServerContext } from "../server-context.ts";

const details = {
  parent_model: "",
  format: "sdialog",
  family: "sdialog",
  families: ["sdialog"],
  parameter_size: "",
  quantization_level: "",
};
const schema = z.looseObject({ model: z.string().nullish(), name: z.string().nullish() });

/** `GET /api/tags`, `/api/ps`, `/api/version` and `POST /api/show`. An agent has no size of its own: sizes are 0. */
export function ollamaModels(app: Hono, server: ServerContext): void {
  const { service, since } = server;
  const modified = new Date(since * 1000).toISOString();
  app.get("/api/version", (context) => context.json({ version: `${version}-sdialog` }));
  app.get("/api/tags", (context) =>
    context.json({
      models: service.registry.list().map((served) => ({ ...describe(served), modified_at: modified })),
    }),
  );
  app.get("/api/ps", (context) =>
    context.json({
      // Agents stay until the server ends.
      models: service.registry
        .list()
        .map((served) => ({ ...describe(served), expires_at: "2999-12-31T23:59:59Z", size_vram: 0 })),
    }),
  );
  app.post("/api/show", async (context) => {
    const { model, name } = await readBody(server, context, schema);
    const wanted = model ?? name;
    if (wanted === null || wanted === undefined) throw badRequest("model: expected the name of a model");
    const served = service.registry.find(wanted);
    return context.json({
      modelfile: `# ${served.name}: an agent served by SDialog ${version}`,
      parameters: "",
      template: "",
      details,
      model_info: { "general.architecture": "sdialog" },
      capabilities: ["completion"],
      modified_at: modified,
    });
  });
}

function describe({ name, digest }: ServedAgent) {
  const tagged = name.includes(":") ? name : `${name}:latest`;
  return { name: tagged, model: tagged, size: 0, digest, details };
}
