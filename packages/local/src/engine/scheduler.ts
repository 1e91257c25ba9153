import type { ActivationLog } from "../hooks/activation-log.ts";
import type { Reply } from "../generate/reply.ts";
import type { Mark, SteeringPlan } from "../steering/steering-plan.ts";
import { BatchCache } from "./batch-cache.ts";
import type { Decoder, DecoderInput, DecoderOutput } from "./decoder.ts";
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
  readonly decoder: Decoder;
  /** How activations are changed while it is generated. */
  readonly plan?: SteeringPlan | undefined;
  /** Keeps activations. */
  readonly log?: ActivationLog | undefined;
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
  readonly group: Group;
}

/** Jobs that can share a forward pass: the same decoder, the same edits. */
interface Group {
  readonly decoder: Decoder;
  readonly signature: string;
  readonly batchCache: BatchCache;
  jobs: Running[];
}

/**
 * Generates replies together: whoever comes in joins the running batch at the next token, whoever is done leaves it.
 *
 * Sums taken in another order make batched logits differ in the last digits from those of a sequence alone. A choice
 * that could hang on so little is made again from a pass over that sequence alone, so the company a reply was
 * generated in, and what was cached, never change it.
 */
export class Scheduler {
  readonly #options: SchedulerOptions;
  readonly #waiting: Waiting[] = [];
  #groups: Group[] = [];
  #looping = false;

  constructor(options: SchedulerOptions) {
    this.#options = options;
  }

  /** Resolves when the reply is finished or cancelled. */
  run(job: Job): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ ...job, resolve, reject });
      if (!this.#looping) void this.#loop();
    });
  }

  get #active(): number {
    return this.#groups.reduce((sum, { jobs }) => sum + jobs.length, 0);
  }

  async #loop(): Promise<void> {
    this.#looping = true;
    while (this.#waiting.length > 0 || this.#groups.length > 0) {
      const next = this.#active < this.#options.batch ? this.#waiting.shift() : undefined;
      if (next !== undefined) await this.#admit(next);
      else for (const group of this.#groups) await this.#step(group);
      this.#groups = this.#groups.filter(({ jobs }) => jobs.length > 0);
    }
    this.#looping = false;
  }

  /** Feeds what of the prompt is not cached and chooses the first token. */
  async #admit(waiting: Waiting): Promise<void> {
    if (waiting.cancelled()) return waiting.resolve();
    try {
      const job = { ...waiting, cache: waiting.open(), group: this.#groupOf(waiting) };
      const output = await feedAlone(job, job.reply.prompt.slice(job.cache.length));
      await this.#choose(job, output.logits(0));
      if (job.reply.finishReason === undefined) job.group.jobs.push(job);
      else job.resolve();
    } catch (error) {
      waiting.reject(error);
    }
  }

  /** One more token for every job of a group. */
  async #step(group: Group): Promise<void> {
    for (const job of group.jobs.filter((each) => each.cancelled())) leave(job);
    const jobs = [...group.jobs];
    if (jobs.length === 0) return;
    try {
      const output = await feedLast(group, jobs);
      for (const [row, job] of jobs.entries()) {
        await this.#choose(job, output.logits(row));
        if (job.reply.finishReason !== undefined) leave(job);
      }
    } catch (error) {
      for (const job of jobs) job.reject(error);
      group.jobs = [];
    }
  }

  async #choose(job: Running, fast: Float32Array): Promise<void> {
    const { reply, decoder, cache } = job;
    const choice = await reply.choose(fast, this.#options.tolerance);
    if (choice.certain) return reply.accept(choice.token, fast);
    const rows = [{ tokens: cache.tokens, cached: 0 }];
    const output = await decoder.run({ rows, keep: false, ...steering(job, [cache.marks]) });
    const exact = output.logits(0);
    reply.accept((await reply.choose(exact, 0)).token, exact);
  }

  #groupOf({ decoder, plan }: Job): Group {
    const signature = plan?.signature ?? "";
    const known = this.#groups.find((group) => group.decoder === decoder && group.signature === signature);
    if (known !== undefined) return known;
    const group: Group = { decoder, signature, batchCache: new BatchCache(decoder.cacheShape), jobs: [] };
    this.#groups.push(group);
    return group;
  }
}

/** The last job takes the free place, so that the other rows of the batch stay where they are. */
function leave(job: Running): void {
  const { jobs } = job.group;
  const last = jobs.pop();
  if (last !== undefined && last !== job) jobs[jobs.indexOf(job)] = last;
  job.resolve();
}

async function feedLast({ decoder, batchCache }: Group, jobs: readonly Running[]): Promise<DecoderOutput> {
  const tokens = jobs.map(({ reply }) => reply.generated.at(-1) as number);
  const [first] = jobs;
  if (jobs.length === 1 && first !== undefined) return feedAlone(first, tokens);
  batchCache.arrange(jobs.map(({ cache }) => cache));
  const marks = jobs.map((job) => marksFor(job, 1));
  const output = await decoder.run({
    rows: jobs.map(({ cache }, row) => ({ tokens: [tokens[row] as number], cached: cache.length })),
    past: batchCache,
    keep: true,
    capture: new Set(jobs.flatMap(({ log }) => [...(log?.sites ?? [])])),
    ...steering(first as Running, marks),
  });
  for (const [row, job] of jobs.entries()) {
    job.log?.record(output, row, job.cache.length, 1);
    batchCache.append(row, tokens[row] as number, output.newRows(row), marks[row]?.[0] ?? "");
  }
  return output;
}

async function feedAlone(job: Running, tokens: readonly number[]): Promise<DecoderOutput> {
  const { cache, decoder, log } = job;
  const marks = marksFor(job, tokens.length);
  const output = await decoder.run({
    rows: [{ tokens, cached: cache.length }],
    past: cache.length === 0 ? undefined : cache,
    keep: true,
    capture: log?.sites,
    ...steering(job, [marks]),
  });
  log?.record(output, 0, cache.length, tokens.length);
  cache.append(tokens, output.newRows(0), marks);
  return output;
}

/** The marks of the tokens that come next. */
function marksFor({ plan, cache, reply }: Running, count: number): readonly Mark[] {
  return Array.from({ length: count }, (_, index) =>
    plan === undefined ? "" : plan.mark(cache.length + index, reply.prompt.length),
  );
}

function steering({ plan }: Job, marks: readonly (readonly Mark[])[]): Pick<DecoderInput, "steering"> {
  return plan === undefined ? {} : { steering: { plan, marks } };
}
