import { describe, expect, it } from "vitest";
import { MlflowClient } from "./mlflow-client.ts";

type Answer = { readonly status?: number; readonly body?: object };

/** A client of a server that answers like this, and what it was asked. */
function clientOf(answer: (path: string) => Answer, authorization?: string) {
  const asked: {
    readonly path: string;
    readonly method: string;
    readonly body: unknown;
    readonly headers: object;
  }[] = [];
  const client = new MlflowClient({
    url: "https://tracking.example/base//",
    authorization,
    fetch: async (url, init) => {
      const path = String(url).replace("https://tracking.example/base/api/2.0/", "");
      const text = init?.body as string | undefined;
      const body: unknown = text?.startsWith("{") === true ? JSON.parse(text) : text;
      asked.push({ path, method: init?.method ?? "", body, headers: init?.headers as object });
      const { status = 200, body: said = {} } = answer(path);
      return new Response(JSON.stringify(said), { status });
    },
  });
  return { client, asked };
}
const run = { runId: "r1", artifactUri: "mlflow-artifacts:/1/r1/artifacts" };
const known = { run: { info: { run_id: "r1", artifact_uri: run.artifactUri } } };

describe("a client of MLflow", () => {
  it("finds an experiment, or makes one that is not there", async () => {
    const there = clientOf(() => ({ body: { experiment: { experiment_id: "7" } } }));
    expect(await there.client.experiment("a b&c")).toBe("7");
    expect(there.asked).toMatchObject([
      { path: "mlflow/experiments/get-by-name?experiment_name=a%20b%26c", method: "GET", body: undefined },
    ]);
    const missing = clientOf((path) =>
      path.includes("get-by-name") ? { status: 404 } : { body: { experiment_id: "8" } },
    );
    expect(await missing.client.experiment("new")).toBe("8");
    expect(missing.asked[1]).toMatchObject({
      path: "mlflow/experiments/create",
      method: "POST",
      body: { name: "new" },
    });
  });

  it("knows a run that is there, and none that is not", async () => {
    expect(await clientOf(() => ({ body: known })).client.getRun("r/1")).toEqual(run);
    expect(await clientOf(() => ({ status: 404 })).client.getRun("r1")).toBeUndefined();
  });

  it.each([
    [400, undefined],
    [401, expect.stringContaining("MLFLOW_TRACKING_TOKEN")],
    [403, expect.stringContaining("MLFLOW_TRACKING_TOKEN")],
    [500, undefined],
  ])("tells of status %i, with a hint where somebody must sign in", async (status, hint) => {
    const { client } = clientOf(() => ({ status }));
    const refused = {
      code: "mlflow",
      hint,
      message: expect.stringContaining(`answered ${status}`) as string,
    };
    await expect(client.experiment("a")).rejects.toMatchObject(refused);
    await expect(client.getRun("a")).rejects.toMatchObject(refused);
    await expect(client.update("a", "FINISHED")).rejects.toMatchObject(refused);
    await expect(client.logArtifact(run, "a.txt", "x")).rejects.toMatchObject(refused);
  });

  it("says a hundred figures and settings at a time, in values that are not refused for their length", async () => {
    const { client, asked } = clientOf(() => ({}), "Bearer me");
    const metric = (key: string) => ({ key, value: 1, timestamp: 2, step: 3 });
    const metrics = Array.from({ length: 201 }, (_, at) => metric(`m${at}`));
    await client.log("r1", metrics, [{ key: "long", value: "x".repeat(6001) }]);
    const sent = asked.map(({ body }) => body as { metrics: object[]; params: { value: string }[] });
    expect(sent.map((one) => [one.metrics.length, one.params.length])).toEqual([
      [100, 1],
      [100, 0],
      [1, 0],
    ]);
    expect(sent.flatMap((one) => one.metrics)).toEqual(metrics);
    expect(sent[0]?.params[0]?.value).toHaveLength(6000);
    expect(asked[0]?.headers).toEqual({ authorization: "Bearer me", "content-type": "application/json" });
    await client.log("r1", []);
    expect(asked).toHaveLength(3);
  });

  it("says when a run ended only when it did", async () => {
    const { client, asked } = clientOf(() => ({}));
    await client.update("r1", "RUNNING");
    await client.update("r1", "KILLED", 9);
    expect(asked.map(({ body }) => body)).toEqual([
      { run_id: "r1", status: "RUNNING" },
      { run_id: "r1", status: "KILLED", end_time: 9 },
    ]);
  });

  it.each([
    ["mlflow-artifacts:/1/r1/artifacts", "1/r1/artifacts"],
    ["mlflow-artifacts://host:5000/1/r1/artifacts", "1/r1/artifacts"],
    ["mlflow-artifacts:1/r1", "1/r1"],
    ["s3://bucket/1", undefined],
    ["file:///tmp/mlflow-artifacts:/1", undefined],
  ])("sends files to %s through the server where it keeps them", async (artifactUri, root) => {
    const { client, asked } = clientOf(() => ({}));
    expect(await client.logArtifact({ runId: "r1", artifactUri }, "log.txt", "words")).toBe(
      root !== undefined,
    );
    expect(asked.map(({ path, method, body }) => [method, path, body])).toEqual(
      root === undefined ? [] : [["PUT", `mlflow-artifacts/artifacts/${root}/log.txt`, "words"]],
    );
  });
});
