import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SDialogError } from "@sdialog/core";
import { ModelError } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { retryFailed } from "../run/retry-failed.ts";
import { runRecipe } from "../run/run-recipe.ts";
import { checkRun } from "../runs/check-run.ts";
import type { RunSummary } from "../runs/run-event.ts";
import { runStatus } from "../runs/run-status.ts";
import { callsOf, resultContents } from "./dialog-contents.ts";
import { fickleReply } from "./fickle-backend.ts";
import { buryWriters, type Fault, type MortalDisk } from "./mortal-disk.ts";

function modelsOf(fails: (call: number) => boolean = () => false) {
  let calls = 0;
  const model = scriptedModel(
    (request) => {
      if (fails(calls++)) throw new ModelError("no", { kind: "invalid_request", model: "x:1" });
      return fickleReply(request);
    },
    { id: "x:1" },
  );
  return { "x:1": model };
}

const common = { count: 3, model: "x:1", seed: 12, concurrency: 2, retries: 6 };
const dialogues = { kind: "dialogues", ...common, maxTurns: 3, personas: [{ name: "Ann" }, { name: "Bob" }] };
const interactions = {
  kind: "interactions",
  ...common,
  perPersona: 2,
  turnRetries: 0,
  retries: 0,
  queries: Array.from({ length: 12 }, (_, index) => `Question ${index}?`),
};

type Settings = Readonly<Record<string, unknown>>;

/** Something that is stopped at its writes, and must come to what a sound run comes to. */
interface Scenario {
  readonly recipe: Settings;
  /** What was done in the folder before. */
  prepare?(out: string, settings: Settings): Promise<unknown>;
  /** What is stopped, and later goes on. */
  work(out: string, settings: Settings): Promise<RunSummary>;
}

export const scenarios: Readonly<Record<string, Scenario>> = {
  "a run": {
    recipe: dialogues,
    work: (out, settings) => runRecipe({ ...dialogues, ...settings }, { out, models: modelsOf() }),
  },
  "a run with substitutes": {
    recipe: interactions,
    work: (out, settings) => runRecipe({ ...interactions, ...settings }, { out, models: modelsOf() }),
  },
  "a retry of failed tasks": {
    recipe: dialogues,
    prepare: (out, settings) =>
      runRecipe({ ...dialogues, ...settings }, { out, models: modelsOf((call) => [1, 4, 6].includes(call)) }),
    work: (out) => retryFailed(out, { models: modelsOf() }),
  },
};

/** What a sound run comes to, and how often it writes. */
interface Sound {
  readonly results: readonly string[];
  readonly usage: readonly string[];
  readonly writes: number;
}

/** A scenario with an executor, which is stopped as often as one likes. */
export class FaultSeries {
  readonly #disk: MortalDisk;
  readonly #scenario: Scenario;
  readonly #settings: Settings;
  #sound: Sound | undefined;

  /** @param settings of the recipe, for example its executor */
  constructor(disk: MortalDisk, scenario: Scenario, settings: Settings = {}) {
    this.#disk = disk;
    this.#scenario = scenario;
    this.#settings = settings;
  }

  /** How it goes when nothing stops it. */
  sound(): Promise<Sound> {
    return inFolder(async (out) => {
      const { recipe, work, prepare } = this.#scenario;
      const whole = join(out, "whole");
      await runRecipe({ ...recipe, ...this.#settings }, { out: whole, models: modelsOf() });
      const watched = join(out, "watched");
      await prepare?.(watched, this.#settings);
      const ended = await this.#disk.live(() => work(watched, this.#settings));
      assert(ended.how === "done", "it ends by itself");
      this.#sound = {
        results: await resultContents(whole),
        usage: await callsOf(whole),
        writes: ended.writes,
      };
      return this.#sound;
    });
  }

  /** Stops it at a write (from 1), lets it go on, and compares. @throws AssertionError */
  stopAt(at: number, fault: Fault): Promise<void> {
    return inFolder(async (out) => {
      const { work, prepare } = this.#scenario;
      const { results, usage } = this.#sound ?? (await this.sound());
      await prepare?.(out, this.#settings);
      const ended = await this.#disk.live(() => work(out, this.#settings), { at, fault });
      if (
        ended.how === "failed" &&
        !(SDialogError.isInstance(ended.error) && ended.error.code === "store_full")
      )
        throw ended.error;
      await buryWriters(out);
      const { end, failed, pending } = await work(out, this.#settings);
      const place = `after write ${at} (${fault})`;
      assert.deepEqual({ end, failed, pending }, { end: "complete", failed: 0, pending: 0 }, place);
      assert.deepEqual(await resultContents(out), results, `results ${place}`);
      assert.deepEqual(await callsOf(out), usage, `usage ${place}`);
      assert.deepEqual((await runStatus(out)).done, results.length, place);
      assert.deepEqual(await checkRun(out), [], place);
    });
  }
}

async function inFolder<Value>(work: (out: string) => Promise<Value>): Promise<Value> {
  const folder = await mkdtemp(join(tmpdir(), "sdialog-fault-"));
  try {
    return await work(join(folder, "run"));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
