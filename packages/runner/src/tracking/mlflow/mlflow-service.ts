import type { Manifest } from "../../store/manifest.ts";
import { type ServiceRun, type ServiceStatus, textsOf, type TrackingService } from "../service-tracker.ts";
import type { VariantResults } from "../variant-results.ts";
import { MlflowClient, type MlflowRun } from "./mlflow-client.ts";

export interface MlflowOptions {
  readonly url: string;
  readonly experiment: string;
  /** Default: made of MLFLOW_TRACKING_TOKEN, or of MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD. */
  readonly authorization?: string | undefined;
  readonly now?: (() => number) | undefined;
}

/** MLflow: manifest, log and results are artifacts of a run, and variants name the run they are below. */
export class MlflowService implements TrackingService<MlflowRun> {
  readonly file = "mlflow.txt";
  readonly #client: MlflowClient;
  readonly #experiment: string;
  readonly #now: () => number;

  constructor(options: MlflowOptions) {
    const { url, experiment, authorization = authorizationFrom(process.env), now = Date.now } = options;
    this.#client = new MlflowClient({ url, authorization });
    this.#experiment = experiment;
    this.#now = now;
  }

  async create({ name, tags, parent }: ServiceRun<MlflowRun>): Promise<MlflowRun> {
    const experiment = await this.#client.experiment(this.#experiment);
    const own = pairs(tags).map(({ key, value }) => ({ key: `sdialog.${key}`, value }));
    const below = parent === undefined ? [] : [{ key: "mlflow.parentRunId", value: parent.runId }];
    return this.#client.createRun(experiment, name, this.#now(), [...own, ...below]);
  }

  async find(id: string): Promise<MlflowRun | undefined> {
    return this.#client.getRun(id);
  }

  idOf({ runId }: MlflowRun): string {
    return runId;
  }

  async update({ runId }: MlflowRun, status: ServiceStatus): Promise<void> {
    await this.#client.update(runId, status, status === "RUNNING" ? undefined : this.#now());
  }

  async params({ runId }: MlflowRun, recipe: Readonly<Record<string, unknown>>): Promise<void> {
    await this.#client.log(runId, [], pairs(textsOf(recipe)));
  }

  async metrics({ runId }: MlflowRun, values: Readonly<Record<string, number>>, step: number): Promise<void> {
    const timestamp = this.#now();
    const metrics = Object.entries(values).map(([name, value]) => ({
      key: metricName(name),
      value,
      timestamp,
      step,
    }));
    await this.#client.log(runId, metrics);
  }

  async keepFile(run: MlflowRun, name: string, content: string): Promise<void> {
    await this.#client.logArtifact(run, name, content);
  }

  async results(run: MlflowRun, { lines }: VariantResults, { results }: Manifest): Promise<void> {
    await this.#client.logArtifact(run, results, lines.join(""));
  }
}

/** A name as MLflow takes it: a judge's criterion may hold any sign. */
function metricName(name: string): string {
  return name.replaceAll(/[^\w\-. /]/g, "_").slice(0, 250);
}

function pairs(texts: Readonly<Record<string, string>>) {
  return Object.entries(texts).map(([key, value]) => ({ key, value }));
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
