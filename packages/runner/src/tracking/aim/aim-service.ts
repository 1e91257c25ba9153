import { randomUUID } from "node:crypto";
import { roleplayTexts } from "../../export/roleplay-exchanges.ts";
import type { Manifest } from "../../store/manifest.ts";
import type { ServiceRun, ServiceStatus, TrackingService } from "../service-tracker.ts";
import type { VariantResults } from "../variant-results.ts";
import { type AimContext, aimHash } from "./aim-hash.ts";
import { AimSession } from "./aim-session.ts";
import { AimArray, AimFloat, AimText, type AimValue } from "./aim-tree.ts";
import { describeResult } from "./describe-result.ts";

export interface AimOptions {
  readonly url: string;
  readonly experiment: string;
  readonly now?: (() => number) | undefined;
}

/** Hash of a run of Aim, by which everything of it is filed. */
export type AimRun = string;

/** What is tracked of a run under one name in one context. */
interface Sequence {
  readonly context: AimContext;
  readonly name: string;
  readonly texts: readonly string[];
}

/**
 * Aim, by its remote tracking server: figures are metrics, and every result is a text. Of role plays each message is
 * one, too, under the names and contexts of LLM Roleplay. Aim keeps no files, and knows no runs below others: variants
 * name their sweep as a parameter.
 */
export class AimService implements TrackingService<AimRun> {
  readonly file = "aim.txt";
  readonly #url: string;
  readonly #experiment: string;
  readonly #now: () => number;

  constructor({ url, experiment, now = Date.now }: AimOptions) {
    this.#url = url;
    this.#experiment = experiment;
    this.#now = now;
  }

  async create({ name, tags, parent }: ServiceRun<AimRun>): Promise<AimRun> {
    const hash = randomUUID().replaceAll("-", "").slice(0, 24);
    await AimSession.with(this.#url, async (session) => {
      const run = await session.open("StructuredRun", { hash_: hash, read_only: false, created_at: null });
      await session.call(run, "experiment.setter", [this.#experiment]);
      await session.call(run, "name.setter", [name]);
    });
    await this.#set(hash, [[["attrs", "sdialog"], { ...tags, ...(parent === undefined ? {} : { parent }) }]]);
    return hash;
  }

  async find(id: string): Promise<AimRun | undefined> {
    return AimSession.with(this.#url, async (session) => {
      const runs = await session.call(await session.open("Repo"), "list_all_runs", []);
      return runs instanceof Map && [...runs.values()].includes(id) ? id : undefined;
    });
  }

  idOf(run: AimRun): string {
    return run;
  }

  async update(run: AimRun, status: ServiceStatus): Promise<void> {
    await this.#set(run, [
      [["end_time"], status === "RUNNING" ? null : new AimFloat(this.#now() / 1000)],
      [["attrs", "sdialog", "status"], status.toLowerCase()],
    ]);
  }

  async params(run: AimRun, recipe: Readonly<Record<string, unknown>>): Promise<void> {
    await this.#set(run, [[["attrs", "recipe"], recipe as AimValue]]);
  }

  async metrics(run: AimRun, values: Readonly<Record<string, number>>, step: number): Promise<void> {
    const context = aimHash({});
    const key = aimHash(step);
    await AimSession.with(this.#url, async (session) => {
      const [meta, sequences] = await Promise.all([tree(session, "meta", run), tree(session, "seqs", run)]);
      const known = await session.call(meta, "collect", [["meta", "chunks", run], true, true]);
      const traces = child(child(known, "traces"), context);
      for (const [name, value] of Object.entries(values)) {
        const at = ["seqs", "v2", "chunks", run, context, name];
        const before = child(traces, name);
        if (before === undefined)
          for (const part of ["val", "step", "epoch", "time"])
            await session.call(sequences, "make_array", [[...at, part]]);
        const put = async (part: string, what: AimValue): Promise<unknown> =>
          session.call(sequences, "set", [[...at, part, key], what, true]);
        await Promise.all([
          put("val", new AimFloat(value)),
          put("step", step),
          put("epoch", null),
          put("time", new AimFloat(this.#now() / 1000)),
        ]);
        const trace = traceOf(before, value, step);
        await this.#trace(session, meta, run, {}, name, "float", trace);
      }
    });
  }

  async results(run: AimRun, { lines }: VariantResults, manifest: Manifest): Promise<void> {
    const rows = lines.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
    const sequences: Sequence[] = [{ context: {}, name: "result", texts: rows.map(describeResult) }];
    if (manifest.kind === "roleplay") {
      const { personas, texts } = roleplayTexts(rows);
      await this.#set(run, [[["attrs", "personas"], personas]]);
      sequences.push(...texts.map(({ text, ...where }) => ({ ...where, texts: [text] })));
    }
    const time = new AimFloat(this.#now() / 1000);
    await AimSession.with(this.#url, async (session) => {
      const [meta, trees] = await Promise.all([tree(session, "meta", run), tree(session, "seqs", run)]);
      for (const { context, name, texts } of sequences) {
        const whole = (of: (text: string) => AimValue): AimArray =>
          new AimArray(new Map(texts.map((text, step) => [BigInt(step), of(text)])));
        await session.call(trees, "set", [
          ["seqs", "chunks", run, aimHash(context), name],
          { val: whole((text) => new AimText(text)), epoch: whole(() => null), time: whole(() => time) },
          true,
        ]);
        const trace = {
          version: 1,
          first: new AimText(texts[0] ?? ""),
          first_step: 0,
          last: new AimText(texts.at(-1) ?? ""),
          last_step: texts.length - 1,
        };
        await this.#trace(session, meta, run, context, name, "aim.text", trace);
      }
    });
  }

  /** Says that a run has a sequence, where Aim looks for sequences. */
  async #trace(
    session: AimSession,
    meta: string,
    run: AimRun,
    context: AimContext,
    name: string,
    dtype: "float" | "aim.text",
    trace: Readonly<Record<string, AimValue>>,
  ): Promise<void> {
    const id = aimHash(context);
    const own = ["meta", "chunks", run];
    const set = async (path: readonly (string | bigint)[], value: AimValue): Promise<unknown> =>
      session.call(meta, "set", [path, value, true]);
    await Promise.all([
      set(["meta", "contexts", id], { ...context }),
      set([...own, "contexts", id], { ...context }),
      set(["meta", "traces_types", dtype, id, name], 1),
      set([...own, "typed_traces", dtype === "float" ? "metric" : "texts", id, name], 1),
      set([...own, "traces", id, name], { dtype, ...trace }),
    ]);
  }

  /** Sets what is said of a run; parameters are set among those of all runs as well. */
  async #set(
    run: AimRun,
    values: readonly (readonly [path: readonly string[], value: AimValue])[],
  ): Promise<void> {
    await AimSession.with(this.#url, async (session) => {
      const meta = await tree(session, "meta", run);
      for (const [path, value] of values) {
        await session.call(meta, "set", [["meta", "chunks", run, ...path], value, true]);
        if (path[0] === "attrs") await session.call(meta, "set", [["meta", ...path], value, true]);
      }
    });
  }
}

async function tree(session: AimSession, name: "meta" | "seqs", run: AimRun): Promise<string> {
  return session.open("TreeView", { name, sub: run, read_only: false, index: false, timeout: null });
}

function child(value: AimValue | undefined, key: string | bigint): AimValue | undefined {
  return value instanceof Map ? value.get(key) : undefined;
}

/** What is known of a metric after one more value. */
function traceOf(before: AimValue | undefined, value: number, step: number): Record<string, AimValue> {
  const known = (name: string): AimValue | undefined => child(before, name);
  const first = known("first");
  const [low, high] = [known("min"), known("max")];
  return {
    version: 2,
    first: typeof first === "number" ? new AimFloat(first) : new AimFloat(value),
    first_step: (known("first_step") as bigint | undefined) ?? step,
    last: new AimFloat(value),
    last_step: step,
    min: new AimFloat(typeof low === "number" ? Math.min(low, value) : value),
    max: new AimFloat(typeof high === "number" ? Math.max(high, value) : value),
  };
}
