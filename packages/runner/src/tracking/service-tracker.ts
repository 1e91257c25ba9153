import { join } from "node:path";
import { leaves } from "../recipe/layers.ts";
import { metricsOf } from "../runs/compare-runs.ts";
import type { RunDetails } from "../runs/list-runs.ts";
import type { RunEnd, RunProgress } from "../runs/run-event.ts";
import { type Manifest, manifestName, mostManifestBytes } from "../store/manifest.ts";
import { readLogEnd } from "../store/read-log.ts";
import { storeFiles } from "../store/row-checks.ts";
import { mostSmallBytes, readSmallText } from "../store/small-file.ts";
import { writeFileDurably } from "../store/write-file-durably.ts";
import type { Tracker } from "./tracker.ts";
import { type VariantResults, variantResults } from "./variant-results.ts";

/** How a run of a service stands. */
export type ServiceStatus = "RUNNING" | "FINISHED" | "FAILED" | "KILLED";

/** What a service is told of a run when it begins. */
export interface ServiceRun<Run> {
  readonly name: string;
  /** Kind of the recipe, versions, machine. */
  readonly tags: Readonly<Record<string, string>>;
  /** The sweep it is a variant of. */
  readonly parent: Run | undefined;
}

/** A service that keeps runs, in its own words. What a method throws is reported, and stops nothing. */
export interface TrackingService<Run> {
  /** Which runs of the service are ours: the file in the run's folder that says so. */
  readonly file: string;
  create(run: ServiceRun<Run>): Promise<Run>;
  /** @returns nothing when the service does not know the run (any more) */
  find(id: string): Promise<Run | undefined>;
  idOf(run: Run): string;
  update(run: Run, status: ServiceStatus): Promise<void>;
  params(run: Run, recipe: Readonly<Record<string, unknown>>): Promise<void>;
  metrics(run: Run, values: Readonly<Record<string, number>>, step: number): Promise<void>;
  /** A file of the run's folder; services without a place for files leave it out. */
  keepFile?(run: Run, name: string, content: string): Promise<void>;
  /** What a recipe made, beside its figures. */
  results(run: Run, made: VariantResults, manifest: Manifest): Promise<void>;
}

/**
 * Tracks a run in a service: recipe as parameters, figures, outcomes, faults and mean scores as metrics, and what was
 * made. A sweep is a run with a run below it for each variant, which has the variant's parameters and results.
 */
export class ServiceTracker<Run> implements Tracker {
  readonly #folder: string;
  readonly #service: TrackingService<Run>;
  #run: Run | undefined;
  /** One for each recipe of the run; without a sweep, the run itself. */
  #variants: readonly Run[] = [];
  #manifest: Manifest | undefined;

  constructor(folder: string, service: TrackingService<Run>) {
    this.#folder = folder;
    this.#service = service;
  }

  async start(manifest: Manifest): Promise<void> {
    this.#manifest = manifest;
    const service = this.#service;
    const [own, ...variants] = (await this.#known()) ?? (await this.#create(manifest));
    if (own === undefined) return;
    this.#run = own;
    this.#variants = variants.length === 0 ? [own] : variants;
    // A resumed run goes on as the same runs of the service.
    const ids = [own, ...variants].map((run) => `${service.idOf(run)}\n`);
    await writeFileDurably(this.#file(), ids.join(""));
    for (const run of [own, ...variants]) await service.update(run, "RUNNING");
  }

  async progress({ done, failed, tasksPerSecond, tokensPerSecond }: RunProgress): Promise<void> {
    await this.#metrics({ done, failed, tasksPerSecond, tokensPerSecond }, done + failed);
  }

  async finish(run: RunDetails, end: RunEnd | undefined): Promise<void> {
    const [own, manifest, service] = [this.#run, this.#manifest, this.#service];
    if (own === undefined || manifest === undefined) return;
    const step = run.done + run.failed;
    await this.#metrics(
      Object.fromEntries(Object.entries(metricsOf).map(([name, of]) => [name, of(run)])),
      step,
    );
    for (const name of [manifestName, storeFiles.log]) {
      const content = await this.#read(name);
      if (content !== undefined) await service.keepFile?.(own, name, content);
    }
    for (const [index, made] of (await variantResults(this.#folder, manifest)).entries()) {
      const variant = this.#variants[index];
      if (variant === undefined) continue;
      await this.#metrics({ ...made.figures, untold: made.untold || undefined }, step, variant);
      if (made.lines.length > 0) await service.results(variant, made, manifest);
    }
    const status = end === "complete" ? "FINISHED" : end === undefined ? "FAILED" : "KILLED";
    for (const one of new Set([...this.#variants, own])) await service.update(one, status);
  }

  /** The runs of the service as which this one began, the whole first; nothing when one of them is gone. */
  async #known(): Promise<readonly Run[] | undefined> {
    // A file that cannot be read counts as one that is not there.
    const content = await readSmallText(this.#file(), mostSmallBytes).catch(() => undefined);
    const ids = (content !== undefined && "value" in content ? content.value : "")
      .split("\n")
      .filter((id) => id !== "");
    // Each is asked for.
    if (ids.length > 1 + (this.#manifest?.variants.length ?? 0)) return undefined;
    const runs = await Promise.all(ids.map((id) => this.#service.find(id)));
    const there = runs.filter((run) => run !== undefined);
    return there.length > 0 && there.length === ids.length ? there : undefined;
  }

  async #create({ name, kind, environment, variants }: Manifest): Promise<readonly Run[]> {
    const tags = { kind, ...textsOf(environment) };
    const own = await this.#service.create({ name, tags, parent: undefined });
    const sweeps = variants.length > 1;
    const below: Run[] = [];
    for (const { overrides, recipe } of variants) {
      const changed = Object.entries(textsOf(overrides)).map(([key, value]) => `${key}=${value}`);
      const run = sweeps
        ? await this.#service.create({ name: `${name} ${changed.join(" ")}`, tags: {}, parent: own })
        : own;
      if (sweeps) below.push(run);
      await this.#service.params(run, recipe);
    }
    return [own, ...below];
  }

  async #metrics(
    values: Readonly<Record<string, number | undefined>>,
    step: number,
    run = this.#run,
  ): Promise<void> {
    if (run === undefined) return;
    const known = Object.entries(values).filter(
      (entry): entry is [string, number] => entry[1] !== undefined && Number.isFinite(entry[1]),
    );
    await this.#service.metrics(run, Object.fromEntries(known), step);
  }

  /** A file of the run; of a long log its end. */
  async #read(name: string): Promise<string | undefined> {
    const path = join(this.#folder, name);
    const content = await readSmallText(path, mostManifestBytes, name === manifestName).catch(
      () => undefined,
    );
    if (content !== undefined && "value" in content) return content.value;
    const end = name === storeFiles.log ? await readLogEnd(path, 10_000) : [];
    return end.length === 0 ? undefined : `${end.join("\n")}\n`;
  }

  #file(): string {
    return join(this.#folder, this.#service.file);
  }
}

/** Nested values as texts by their paths: `inquirer.model` → `"local:pocket"`. */
export function textsOf(values: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    leaves(values).map(([path, value]) => [
      path.join("."),
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  );
}
