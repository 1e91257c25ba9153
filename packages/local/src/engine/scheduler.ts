import type { Reply } from "../generate/reply.ts";
import { BatchCache } from "./batch-cache.ts";
import type { Decoder, DecoderOutput } from "./decoder.ts";
import type { KeyValueCache } from "./key-value-cache.ts";

export interface SchedulerOptions {
  /** Most sequences decoded together. */
  readonly batch: number;
  /** How far logits of a batched or cached pass may be from those of one pass over the whole sequence alone. */
  readonly tolerance: number;
}

/** A reply to be generated. */
export interface Job {
  readonly reply: Reply;
  /** Called when its turn has come: a cache that holds a beginning of the prompt; it grows with the reply. */
  open(): KeyValueCache;
  /** Asked before every token. */
  cancelled(): boolean;
}

interface Waiting extends Job {
  resolve(): void;
  reject(error: unknown): void;
}

interface Running extends Waiting {
  readonly cache: KeyValueCache;
}

/**
 * Generates replies together: whoever comes in joins the running batch at the next token, whoever is done leaves it.
 *
 * Sums taken in another order make batched logits differ in the last digits from those of a sequence alone. A choice
 * that could hang on so little is made again from a pass over that sequence alone, so the company a reply was
 * generated in, and what was cached, never change it.
 */
export class Scheduler {
  readonly #decoder: Decoder;
  readonly #options: SchedulerOptions;
  readonly #waiting: Waiting[] = [];
  #active: Running[] = [];
  #batchCache: BatchCache;
  #looping = false;

  constructor(decoder: Decoder, options: SchedulerOptions) {
    this.#decoder = decoder;
    this.#options = options;
    this.#batchCache = new BatchCache(decoder.cacheShape);
  }

  /** Resolves when the reply is finished or cancelled. */
  run(job: Job): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ ...job, resolve, reject });
      if (!this.#looping) void this.#loop();
    });
  }

  async #loop(): Promise<void> {
    this.#looping = true;
    while (this.#waiting.length > 0 || this.#active.length > 0) {
      const next = this.#active.length < this.#options.batch ? this.#waiting.shift() : undefined;
      if (next === undefined) await this.#step();
      else await this.#admit(next);
    }
    this.#batchCache = new BatchCache(this.#decoder.cacheShape);
    this.#looping = false;
  }

  /** Feeds what of the prompt is not cached and chooses the first token. */
  async #admit(waiting: Waiting): Promise<void> {
    if (waiting.cancelled()) return waiting.resolve();
    const job = { ...waiting, cache: waiting.open() };
    const { cache, reply } = job;
    try {
      const output = await this.#feedAlone(cache, reply.prompt.slice(cache.length));
      await this.#choose(job, output.logits(0));
    } catch (error) {
      return job.reject(error);
    }
    if (reply.finishReason === undefined) this.#active.push(job);
    else job.resolve();
  }

  /** One more token for every active sequence. */
  async #step(): Promise<void> {
    for (const job of this.#active.filter((each) => each.cancelled())) this.#leave(job);
    const jobs = [...this.#active];
    if (jobs.length === 0) return;
    try {
      const output = await this.#feedLast(jobs);
      for (const [row, job] of jobs.entries()) {
        await this.#choose(job, output.logits(row));
        if (job.reply.finishReason !== undefined) this.#leave(job);
      }
    } catch (error) {
      for (const job of jobs) job.reject(error);
      this.#active = [];
    }
  }

  /** The last job takes the free place, so that the other rows of the batch stay where they are. */
  #leave(job: Running): void {
    const last = this.#active.pop();
    if (last !== undefined && last !== job) this.#active[this.#active.indexOf(job)] = last;
    job.resolve();
  }

  async #feedLast(jobs: readonly Running[]): Promise<DecoderOutput> {
    const tokens = jobs.map(({ reply }) => reply.generated.at(-1) as number);
    const [first] = jobs;
    if (jobs.length === 1 && first !== undefined) return this.#feedAlone(first.cache, tokens);
    const caches = jobs.map(({ cache }) => cache);
    this.#batchCache.arrange(caches);
    const rows = tokens.map((token, row) => ({ tokens: [token], cached: caches[row]?.length ?? 0 }));
    const output = await this.#decoder.run({ rows, past: this.#batchCache, keep: true });
    for (const [row, token] of tokens.entries()) this.#batchCache.append(row, token, output.newRows(row));
    return output;
  }

  async #feedAlone(cache: KeyValueCache, tokens: readonly number[]): Promise<DecoderOutput> {
    const past = cache.length === 0 ? undefined : cache;
    const output = await this.#decoder.run({ rows: [{ tokens, cached: cache.length }], past, keep: true });
    cache.append(tokens, output.newRows(0));
    return output;
  }

  async #choose({ reply, cache }: Running, fast: Float32Array): Promise<void> {
    const choice = reply.choose(fast, this.#options.tolerance);
    if (choice.certain) return reply.accept(choice.token, fast);
    const output = await this.#decoder.run({ rows: [{ tokens: cache.tokens, cached: 0 }], keep: false });
    const exact = output.logits(0);
    reply.accept(reply.choose(exact, 0).token, exact);
  }
}
