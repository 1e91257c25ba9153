import { once } from "node:events";
import { readdir, readFile } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { ModelError } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { loadRecipe } from "../recipe/load-recipe.ts";
import { resumeRun } from "../run/resume-run.ts";
import { runRecipe } from "../run/run-recipe.ts";
import { echoModel } from "../testing/echo-model.ts";
import type { RunEvent } from "../runs/run-event.ts";
import type { Tracker } from "./tracker.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";

const recipe = {
  kind: "dialogues",
  count: 3,
  model: "echo:1",
  maxTurns: 2,
  personas: [{ name: "Ann" }, { name: "Bob" }],
};
const models = { "echo:1": echoModel() };

type Handler = (path: string, body: string, request: IncomingMessage) => { status?: number; body?: object };

async function serve(handle: Handler): Promise<string> {
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (chunk: string) => (body += chunk));
    request.on("end", () => {
      const answer = handle(request.url ?? "", body, request);
      response.writeHead(answer.status ?? 200, { "content-type": "application/json" });
      response.end(JSON.stringify(answer.body ?? {}));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** As much of a tracking server as the protocol asks for: experiments, runs, batches, proxied artifacts. */
async function mlflowServer() {
  const experiments = new Map<string, string>();
  const runs = new Map<
    string,
    {
      status: string;
      name: string;
      metrics: Record<string, number>;
      params: Record<string, string>;
      tags: Record<string, string>;
      artifacts: Record<string, string>;
    }
  >();
  const url = await serve((path, text) => {
    const artifact = /^\/api\/2\.0\/mlflow-artifacts\/artifacts\/1\/(\w+)\/artifacts\/(.+)$/.exec(path);
    if (artifact !== null) {
      const run = runs.get(artifact[1] as string);
      if (run !== undefined) run.artifacts[artifact[2] as string] = text;
      return {};
    }
    const body = (text === "" ? {} : JSON.parse(text)) as Record<string, never>;
    const run = runs.get(body["run_id"] ?? "");
    const call = path.replace("/api/2.0/mlflow/", "").split("?")[0];
    const query = new URL(path, "http://x").searchParams;
    const pairs = (list: { key: string; value: string }[]) =>
      Object.fromEntries(list.map(({ key, value }) => [key, value]));
    const info = (id: string) => ({
      run: { info: { run_id: id, artifact_uri: `mlflow-artifacts:/1/${id}/artifacts` } },
    });
    switch (call) {
      case "experiments/get-by-name": {
        const id = experiments.get(query.get("experiment_name") ?? "");
        return id === undefined
          ? { status: 404, body: { error_code: "RESOURCE_DOES_NOT_EXIST" } }
          : { body: { experiment: { experiment_id: id } } };
      }
      case "experiments/create":
        experiments.set(body["name"] as unknown as string, "1");
        return { body: { experiment_id: "1" } };
      case "runs/create": {
        const id = `r${runs.size}`;
        runs.set(id, {
          status: "RUNNING",
          name: body["run_name"] as unknown as string,
          metrics: {},
          params: {},
          tags: pairs(body["tags"] as never),
          artifacts: {},
        });
        return { body: info(id) };
      }
      case "runs/get":
        return runs.has(query.get("run_id") ?? "")
          ? { body: info(query.get("run_id") ?? "") }
          : { status: 404 };
      case "runs/log-batch":
        for (const { key, value } of body["metrics"] as unknown as { key: string; value: number }[])
          if (run !== undefined) run.metrics[key] = value;
        Object.assign(run?.params ?? {}, pairs(body["params"] as never));
        return {};
      case "runs/update":
        if (run !== undefined) run.status = body["status"] as unknown as string;
        return {};
      default:
        return { status: 501 };
    }
  });
  return { url, runs, experiments };
}

describe("tracking in MLflow", () => {
  it("records parameters, figures, versions and files, and a resumed run as the same run", async () => {
    const out = join(await temporaryFolder(), "run");
    const { url, runs, experiments } = await mlflowServer();
    await runRecipe(
      { ...recipe, name: "party", tracking: { mlflow: { url, experiment: "parties" } } },
      { out, models },
    );
    await resumeRun(out, { models });
    expect([...experiments.keys()]).toEqual(["parties"]);
    expect(runs.size).toBe(1);
    const [run] = runs.values();
    expect(run).toMatchObject({
      status: "FINISHED",
      name: "party",
      metrics: { done: 3, failed: 0, calls: 6 },
      params: { kind: "dialogues", count: "3", maxTurns: "2", model: "echo:1" },
      tags: { "sdialog.kind": "dialogues", "sdialog.node": process.version },
    });
    expect(JSON.parse(run?.artifacts["manifest.json"] ?? "")).toMatchObject({ name: "party" });
    expect(run?.artifacts["log.txt"]).toContain("complete");
    const lines = (run?.artifacts["dialogues.jsonl"] ?? "").trim().split("\n");
    expect(lines.map((line) => (JSON.parse(line) as { turns: object[] }).turns.length)).toEqual([2, 2, 2]);
  });

  it("records a sweep as a run with a run below it for each variant, with its own parameters, scores and texts", async () => {
    const out = join(await temporaryFolder(), "run");
    const { url, runs } = await mlflowServer();
    const swept = { ...recipe, name: "party", evaluate: ["turn-count"], tracking: { mlflow: { url } } };
    const loaded = await loadRecipe(swept, { overrides: ["maxTurns=2,4"], settingsFiles: [] });
    await runRecipe(loaded, { out, models });
    await resumeRun(out, { models });
    const [parent, ...variants] = [...runs.values()];
    expect(parent).toMatchObject({ name: "party", status: "FINISHED", metrics: { done: 6 } });
    expect(variants.map(({ name }) => name)).toEqual(["party maxTurns=2", "party maxTurns=4"]);
    for (const [index, run] of variants.entries()) {
      const turns = 2 * (index + 1);
      expect(run).toMatchObject({
        status: "FINISHED",
        params: { maxTurns: String(turns) },
        metrics: { results: 3, "score.turn-count": turns },
        tags: { "mlflow.parentRunId": "r0" },
      });
      expect(run.artifacts["dialogues.jsonl"]?.trim().split("\n")).toHaveLength(3);
    }
  });

  it("does not stop a run when the service is away", async () => {
    const out = await temporaryFolder();
    const notices: string[] = [];
    const url = await serve(() => ({ status: 500 }));
    const summary = await runRecipe(
      { ...recipe, tracking: { mlflow: { url } } },
      { out, models, onEvent: (event) => event.type === "notice" && notices.push(event.message) },
    );
    expect(summary.done).toBe(3);
    expect(notices[0]).toBe(`tracking: the MLflow server at ${url} answered 500`);
  });
});

describe("what a run keeps and sends", () => {
  it("holds nothing secret of the environment", async () => {
    const out = join(await temporaryFolder(), "run");
    const secret = (name: string): string => `planted-${name}-8Vb2Nq6Lx0`;
    const variables = [
      ..."OPENAI_API_KEY OPENAI_ORG_ID AZURE_OPENAI_API_KEY ANTHROPIC_API_KEY GEMINI_API_KEY HF_TOKEN".split(
        " ",
      ),
      ..."OLLAMA_API_KEY AWS_SECRET_ACCESS_KEY AWS_BEARER_TOKEN_BEDROCK PGPASSWORD".split(" "),
      ..."MLFLOW_TRACKING_TOKEN MLFLOW_TRACKING_PASSWORD SOMETHING_ELSE".split(" "),
    ];
    for (const name of variables) vi.stubEnv(name, secret(name));
    vi.stubEnv("OTEL_EXPORTER_OTLP_HEADERS", `x-api-key=${secret("OTEL")}`);
    onTestFinished(() => void vi.unstubAllEnvs());
    const told: string[] = [];
    const { url, runs } = await mlflowServer();
    let authorized = "";
    const collector = await serve((path, body, { headers }) => {
      told.push(path, body);
      authorized = String(headers["x-api-key"]);
      return {};
    });
    const tracking = { mlflow: { url }, otlp: { url: `${collector}/v1/traces` } };
    const onEvent = (event: RunEvent): void => void told.push(JSON.stringify(event));
    await runRecipe({ ...recipe, tracking }, { out, models, onEvent });
    told.push(JSON.stringify([...runs.values()]));
    const files = (await readdir(out, { recursive: true, withFileTypes: true })).filter((file) =>
      file.isFile(),
    );
    for (const file of files) told.push(await readFile(join(file.parentPath, file.name), "utf8"));
    expect(files.length).toBeGreaterThan(3);
    expect([...runs.values()][0]?.artifacts["manifest.json"]).toContain("echo:1");
    // The collector's own key reaches the collector, as a header.
    expect(authorized).toBe(secret("OTEL"));
    const all = told.join("\n");
    for (const name of [...variables, "OTEL"]) expect(all.includes(secret(name)), name).toBe(false);
  });
});

describe("a tracker of one's own", () => {
  it("is told everything, stops nothing, and stands around every model call", async () => {
    const out = join(await temporaryFolder(), "run");
    const told: string[] = [];
    let calls = 0;
    const tracker: Tracker = {
      middleware: (model) => ({
        ...model,
        generate: (request) => {
          calls++;
          return model.generate(request);
        },
      }),
      start: async ({ kind }) => void told.push(`start ${kind}`),
      event: ({ type }) => void told.push(type),
      finish: async ({ done }, end) => {
        told.push(`finish ${done} ${end}`);
        throw new Error("no ink");
      },
    };
    const notices: string[] = [];
    const onEvent = (event: RunEvent): void => void (event.type === "notice" && notices.push(event.message));
    await runRecipe(recipe, { out, models, trackers: [tracker], onEvent });
    expect(calls).toBe(6);
    expect(told).toEqual([
      "start dialogues",
      "start",
      "task",
      "task",
      "task",
      "finish",
      "finish 3 complete",
      "notice",
    ]);
    expect(notices).toEqual(["tracking: no ink"]);
    const log = await readFile(join(out, "log.txt"), "utf8");
    expect(log).toMatch(/local: \{"done":0,"failed":0,"pending":3\}/);
    expect(log).toMatch(/complete: \{"done":3/);
    const wrong = {
      ...models,
      "echo:1": scriptedModel([new ModelError("bad key", { kind: "authentication", model: "echo:1" })], {
        id: "echo:1",
      }),
    };
    const stopped = runRecipe(
      { ...recipe, concurrency: 1 },
      { out: join(out, "x"), models: wrong, trackers: [tracker] },
    );
    await expect(stopped).rejects.toThrow("bad key");
    expect(told.slice(-3)).toEqual(["stop", "finish 0 undefined", "notice"]);
    expect(await readFile(join(out, "x", "log.txt"), "utf8")).toContain("stopped: model_authentication: ");
  });
});

describe("traces over OTLP", () => {
  it("sends a span for every model call, without what was said", async () => {
    const out = await temporaryFolder();
    const received: string[] = [];
    const url = await serve((path, body) => {
      received.push(`${path} ${body}`);
      return {};
    });
    await runRecipe({ ...recipe, tracking: { otlp: { url: `${url}/v1/traces` } } }, { out, models });
    expect(received.length).toBeGreaterThan(0);
    const spans = received.flatMap((text) => text.match(/"name":"chat [^"]*"/g) ?? []);
    expect(spans).toHaveLength(6);
    expect(received.join("")).toContain("gen_ai.usage.output_tokens");
    expect(received.join("")).not.toContain("Message 1");
  });
});
