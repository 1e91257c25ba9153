import { SDialogError } from "@sdialog/core";
import { type Fetch, guardedFetch } from "@sdialog/llm";

export interface MlflowClientOptions {
  /** Address of the tracking server. */
  readonly url: string;
  /** `Authorization` header, when the server wants one. */
  readonly authorization?: string | undefined;
  /** Default: `guardedFetch`; the server's answers are small, and no key follows a redirect. */
  readonly fetch?: Fetch | undefined;
}

export interface MlflowRun {
  readonly runId: string;
  /** Where its artifacts go. */
  readonly artifactUri: string;
}

export interface MlflowMetric {
  readonly key: string;
  readonly value: number;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly step: number;
}

interface Pair {
  readonly key: string;
  readonly value: string;
}

/** MLflow's REST API 2.0, as far as runs need it. Every method throws SDialogError `mlflow` when the server refuses. */
export class MlflowClient {
  readonly #url: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #fetch: Fetch;

  constructor({ url, authorization, fetch = guardedFetch() }: MlflowClientOptions) {
    this.#url = url.replace(/(?<!\/)\/+$/, "");
    this.#headers = authorization === undefined ? {} : { authorization };
    this.#fetch = fetch;
  }

  /** The id of the experiment with this name, which is made when it is missing. */
  async experiment(name: string): Promise<string> {
    const path = `experiments/get-by-name?experiment_name=${encodeURIComponent(name)}`;
    const found = await this.#call<{ experiment: { experiment_id: string } }>("GET", path).catch(
      (error: unknown) => {
        if (error instanceof MlflowError && error.status === 404) return undefined;
        throw error;
      },
    );
    if (found !== undefined) return found.experiment.experiment_id;
    return (await this.#call<{ experiment_id: string }>("POST", "experiments/create", { name }))
      .experiment_id;
  }

  async createRun(
    experimentId: string,
    name: string,
    startTime: number,
    tags: readonly Pair[],
  ): Promise<MlflowRun> {
    const body = { experiment_id: experimentId, run_name: name, start_time: startTime, tags };
    return runOf(await this.#call("POST", "runs/create", body));
  }

  /** @returns nothing when the server does not know the run (any more) */
  async getRun(runId: string): Promise<MlflowRun | undefined> {
    try {
      return runOf(await this.#call("GET", `runs/get?run_id=${encodeURIComponent(runId)}`));
    } catch (error) {
      if (error instanceof MlflowError && error.status === 404) return undefined;
      throw error;
    }
  }

  /** Any number of metrics and parameters; the API takes a limited number at a time. */
  async log(runId: string, metrics: readonly MlflowMetric[], params: readonly Pair[] = []): Promise<void> {
    for (let at = 0; at < Math.max(metrics.length, params.length); at += 100) {
      await this.#call("POST", "runs/log-batch", {
        run_id: runId,
        metrics: metrics.slice(at, at + 100),
        // Longer values are refused.
        params: params.slice(at, at + 100).map(({ key, value }) => ({ key, value: value.slice(0, 6000) })),
      });
    }
  }

  async update(
    runId: string,
    status: "RUNNING" | "FINISHED" | "FAILED" | "KILLED",
    endTime?: number,
  ): Promise<void> {
    await this.#call("POST", "runs/update", {
      run_id: runId,
      status,
      ...(endTime === undefined ? {} : { end_time: endTime }),
    });
  }

  /** Sends a file through the server. @returns false when the server keeps artifacts where only clients can write */
  async logArtifact({ artifactUri }: MlflowRun, name: string, content: string): Promise<boolean> {
    const root = /^mlflow-artifacts:\/*(?!\/)(?:[^/]+:\d+\/)?(.*)$/.exec(artifactUri)?.[1];
    if (root === undefined) return false;
    const response = await this.#fetch(`${this.#url}/api/2.0/mlflow-artifacts/artifacts/${root}/${name}`, {
      method: "PUT",
      headers: this.#headers,
      body: content,
      signal: AbortSignal.timeout(60_000),
    });
    if (!response.ok) throw new MlflowError(this.#url, response.status);
    return true;
  }

  async #call<Answer>(method: "GET" | "POST", path: string, body?: object): Promise<Answer> {
    const response = await this.#fetch(`${this.#url}/api/2.0/mlflow/${path}`, {
      method,
      headers: { ...this.#headers, "content-type": "application/json" },
      signal: AbortSignal.timeout(30_000),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new MlflowError(this.#url, response.status);
    return (await response.json()) as Answer;
  }
}

class MlflowError extends SDialogError {
  override readonly name = "MlflowError";
  readonly status: number;

  constructor(url: string, status: number) {
    super(`the MLflow server at ${url} answered ${status}`, {
      code: "mlflow",
      hint:
        status === 401 || status === 403
          ? "Set MLFLOW_TRACKING_TOKEN, or MLFLOW_TRACKING_USERNAME and _PASSWORD."
          : undefined,
    });
    this.status = status;
  }
}

function runOf({
  run,
}: {
  readonly run: { readonly info: { readonly run_id: string; readonly artifact_uri: string } };
}): MlflowRun {
  return { runId: run.info.run_id, artifactUri: run.info.artifact_uri };
}
