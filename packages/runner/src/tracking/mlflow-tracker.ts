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
import { variantResults } from "./variant-results.ts";

export interface MlflowTrackerOptions {
  readonly folder: string;
  readonly url: string;
  readonly experiment: string;
  /** Default: made of MLFLOW_TRACKING_TOKEN, or of MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD. */
  readonly authorization?: string | undefined;
  readonly now?: (() => number) | undefined;
}

/**
 * Tracks a run in MLflow: recipe as parameters, figures, outcomes, faults and mean scores as metrics, manifest, log and
 * results as artifacts. A sweep is a run with a run below it for each variant, which has the variant's parameters and
 * results.
 */
export class MlflowTracker implements Tracker {
  readonly #client: MlflowClient;
  readonly #options: MlflowTrackerOptions;
  readonly #now: () => number;
  #run: MlflowRun | undefined;
  /** One for each recipe of the run; without a sweep, the run itself. */
  #variants: readonly MlflowRun[] = [];
  #manifest: Manifest | undefined;

  constructor(options: MlflowTrackerOptions) {
    const { url, authorization = authorizationFrom(process.env) } = options;
    this.#client = new MlflowClient({ url, authorization });
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  async start(manifest: Manifest): Promise<void> {
    this.#manifest = manifest;
    const known = await readFile(this.#file(), "utf8").catch(() => "");
    const [own, ...below] = await Promise.all(
      known
        .split("\n")
        .filter((id) => id !== "")
        .map((id) => this.#client.getRun(id)),
    );
    const there = below.filter((run) => run !== undefined);
    if (own !== undefined && there.length === below.length) {
      this.#run = own;
      this.#variants = there.length === 0 ? [own] : there;
      for (const run of [own, ...there]) await this.#client.update(run.runId, "RUNNING");
      return;
    }
    const experiment = await this.#client.experiment(this.#options.experiment);
    const tags = Object.entries({ kind: manifest.kind, ...textsOf(manifest.environment) });
    this.#run = await this.#client.createRun(
      experiment,
      manifest.name,
      this.#now(),
      tags.map(([key, value]) => ({ key: `sdialog.${key}`, value })),
    );
    const variants: MlflowRun[] = [];
    const sweeps = manifest.variants.length > 1;
    for (const { overrides, recipe } of manifest.variants) {
      const run = sweeps
        ? await this.#client.createRun(
            experiment,
            `${manifest.name} ${Object.entries(textsOf(overrides))
              .map(([key, value]) => `${key}=${value}`)
              .join(" ")}`,
            this.#now(),
            [{ key: "mlflow.parentRunId", value: this.#run.runId }],
          )
        : this.#run;
      variants.push(run);
      const params = Object.entries(textsOf(recipe)).map(([key, value]) => ({ key, value }));
      await this.#client.log(run.runId, [], params);
    }
    this.#variants = variants;
    // A resumed run goes on as the same runs of the service.
    const ids = [this.#run, ...(sweeps ? variants : [])].map(({ runId }) => `${runId}\n`);
    await writeFileDurably(this.#file(), ids.join(""));
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
    await this.#tellResults(run.done + run.failed);
    const status = end === "complete" ? "FINISHED" : end === undefined ? "FAILED" : "KILLED";
    for (const { runId } of new Set([...this.#variants, this.#run]))
      await this.#client.update(runId, status, this.#now());
  }

  /** What each recipe made: outcomes, faults, scores and texts. */
  async #tellResults(step: number): Promise<void> {
    const manifest = this.#manifest;
    if (manifest === undefined) return;
    for (const [index, made] of (await variantResults(this.#options.folder, manifest)).entries()) {
      const run = this.#variants[index];
      if (run === undefined) continue;
      await this.#logMetrics({ ...made.figures, untold: made.untold || undefined }, step, run);
      if (made.text !== "") await this.#client.logArtifact(run, manifest.results, made.text);
    }
  }

  async #logMetrics(
    values: Readonly<Record<string, number | undefined>>,
    step: number,
    run = this.#run,
  ): Promise<void> {
    if (run === undefined) return;
    const timestamp = this.#now();
    const metrics = Object.entries(values).flatMap(([key, value]): MlflowMetric[] =>
      value === undefined ? [] : [{ key: metricName(key), value, timestamp, step }],
    );
    await this.#client.log(run.runId, metrics);
  }

  #file(): string {
    return join(this.#options.folder, "mlflow.txt");
  }
}

/** A name as MLflow takes it: a judge's criterion may hold any sign. */
function metricName(name: string): string {
  return name.replaceAll(/[^\w\-. /]/g, "_").slice(0, 250);
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
