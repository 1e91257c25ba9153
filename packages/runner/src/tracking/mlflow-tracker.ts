import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { leaves } from "../recipe/layers.ts";
import { metricsOf } from "../runs/compare-runs.ts";
import type { RunDetails } from "../runs/list-runs.ts";
import type { RunEnd, RunProgress } from "../runs/run-event.ts";
import { type Manifest, manifestName } from "../store/manifest.ts";
import { writeFileDurably } from "../store/write-file-durably.ts";
import { storeFiles } from "../store/row-checks.ts";
import { MlflowClient, type MlflowMetric, type MlflowRun } from "./mlflow-client.ts";
import type { Tracker } from "./tracker.ts";

export interface MlflowTrackerOptions {
  readonly folder: string;
  readonly url: string;
  readonly experiment: string;
  /** Default: made of MLFLOW_TRACKING_TOKEN, or of MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD. */
  readonly authorization?: string | undefined;
  readonly now?: (() => number) | undefined;
}

/** Tracks a run in MLflow: recipe as parameters, figures as metrics, manifest and log as artifacts. */
export class MlflowTracker implements Tracker {
  readonly #client: MlflowClient;
  readonly #options: MlflowTrackerOptions;
  readonly #now: () => number;
  #run: MlflowRun | undefined;

  constructor(options: MlflowTrackerOptions) {
    const { url, authorization = authorizationFrom(process.env) } = options;
    this.#client = new MlflowClient({ url, authorization });
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  async start(manifest: Manifest): Promise<void> {
    const known = await readFile(this.#file(), "utf8").catch(() => undefined);
    this.#run = known === undefined ? undefined : await this.#client.getRun(known.trim());
    if (this.#run !== undefined) return this.#client.update(this.#run.runId, "RUNNING");
    const experiment = await this.#client.experiment(this.#options.experiment);
    const tags = Object.entries({ kind: manifest.kind, ...textsOf(manifest.environment) });
    this.#run = await this.#client.createRun(
      experiment,
      manifest.name,
      this.#now(),
      tags.map(([key, value]) => ({ key: `sdialog.${key}`, value })),
    );
    // A resumed run goes on as the same run of the service.
    await writeFileDurably(this.#file(), `${this.#run.runId}\n`);
    const params = Object.entries(textsOf(manifest.variants[0]?.recipe ?? {}));
    await this.#client.log(
      this.#run.runId,
      [],
      params.map(([key, value]) => ({ key, value })),
    );
  }

  async progress({ done, failed, tasksPerSecond, tokensPerSecond }: RunProgress): Promise<void> {
    await this.#logMetrics({ done, failed, tasksPerSecond, tokensPerSecond }, done + failed);
  }

  async finish(run: RunDetails, end: RunEnd | undefined): Promise<void> {
    if (this.#run === undefined) return;
    const metrics = Object.fromEntries(Object.entries(metricsOf).map(([name, of]) => [name, of(run)]));
    await this.#logMetrics(metrics, run.done + run.failed);
    for (const name of [manifestName, storeFiles.log]) {
      const content = await readFile(join(this.#options.folder, name), "utf8").catch(() => undefined);
      if (content !== undefined) await this.#client.logArtifact(this.#run, name, content);
    }
    const status = end === "complete" ? "FINISHED" : end === undefined ? "FAILED" : "KILLED";
    await this.#client.update(this.#run.runId, status, this.#now());
  }

  async #logMetrics(values: Readonly<Record<string, number | undefined>>, step: number): Promise<void> {
    if (this.#run === undefined) return;
    const timestamp = this.#now();
    const metrics = Object.entries(values).flatMap(([key, value]): MlflowMetric[] =>
      value === undefined ? [] : [{ key, value, timestamp, step }],
    );
    await this.#client.log(this.#run.runId, metrics);
  }

  #file(): string {
    return join(this.#options.folder, "mlflow.txt");
  }
}

function textsOf(values: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    leaves(values).map(([path, value]) => [
      path.join("."),
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  );
}

function authorizationFrom(environment: NodeJS.ProcessEnv): string | undefined {
  const {
    MLFLOW_TRACKING_TOKEN: token,
    MLFLOW_TRACKING_USERNAME: user,
    MLFLOW_TRACKING_PASSWORD: password,
  } = environment;
  if (token !== undefined) return `Bearer ${token}`;
  if (user === undefined) return undefined;
  return `Basic ${Buffer.from(`${user}:${password ?? ""}`).toString("base64")}`;
}
