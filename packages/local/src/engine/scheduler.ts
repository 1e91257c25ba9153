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

/** Most tokens of prompts in one pass, so that those who are already being answered do not wait for long. */
const mostFedTogether = 1024;

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
  /** The next to be fed, when it did not fit into the last pass. */
  #held: Running | undefined;
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

  get #isWaiting(): boolean {
    return this.#held !== undefined || this.#waiting.length > 0;
  }

  get #active(): number {
    return this.#groups.reduce((sum, { jobs }) => sum + jobs.length, 0);
  }

  async #loop(): Promise<void> {
    this.#looping = true;
    while (this.#isWaiting || this.#active > 0) {
      if (this.#isWaiting && this.#active < this.#options.batch) await this.#admit();
      else for (const group of this.#groups) await this.#step(group);
      this.#groups = this.#groups.filter((group) => group.jobs.length > 0 || group === this.#held?.group);
    }
    this.#looping = false;
  }

  /** Feeds what of their prompts is not cached and chooses the first tokens, for as many jobs as go together. */
  async #admit(): Promise<void> {
    const admitted = this.#takeTogether();
    try {
      if (admitted.length === 0) return;
      const output = await feed(admitted, admitted.map(unfed));
      for (const [row, job] of admitted.entries()) {
        await this.#choose(job, output.logits(row));
        if (job.reply.finishReason === undefined) job.group.jobs.push(job);
        else job.resolve();
      }
    } catch (error) {
      for (const job of admitted) {
        job.group.jobs = job.group.jobs.filter((each) => each !== job);
        job.reject(error);
      }
    }
  }

  /** Waiting jobs that can be fed in one pass. One that does not fit is the first of the next pass. */
  #takeTogether(): readonly Running[] {
    const taken: Running[] = [];
    while (this.#active + taken.length < this.#options.batch) {
      const job = this.#held ?? this.#open();
      this.#held = undefined;
      if (job === undefined) break;
      if (job.cancelled()) job.resolve();
      else if (taken.length === 0 || fitsWith(taken, job)) taken.push(job);
      else {
        this.#held = job;
        break;
      }
    }
    return taken;
  }

  #open(): Running | undefined {
    const waiting = this.#waiting.shift();
    return waiting && { ...waiting, cache: waiting.open(), group: this.#groupOf(waiting) };
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

/** What of a job's prompt its cache does not hold. */
function unfed({ reply, cache }: Running): readonly number[] {
  return reply.prompt.slice(cache.length);
}

function fitsWith(taken: readonly Running[], job: Running): boolean {
  const all = [...taken, job];
  const longest = Math.max(...all.map((each) => unfed(each).length));
  const { group } = job;
  return (
    group === taken[0]?.group && group.decoder.feedsManyTogether && all.length * longest <= mostFedTogether
  );
}

/** Feeds every job of a running group the token it chose last. */
async function feedLast({ batchCache }: Group, jobs: readonly Running[]): Promise<DecoderOutput> {
  const tokens = jobs.map(({ reply }) => reply.generated.at(-1) as number);
  if (jobs.length === 1) return feed(jobs, [tokens]);
  batchCache.arrange(jobs.map(({ cache }) => cache));
  const { output, marks } = await forward(
    jobs,
    tokens.map((token) => [token]),
    batchCache,
  );
  for (const [row, token] of tokens.entries())
    batchCache.append(row, token, output.newRows(row), marks[row]?.[0] ?? "");
  return output;
}

/** Feeds each job its own tokens, after what its cache holds. */
async function feed(
  jobs: readonly Running[],
  tokens: readonly (readonly number[])[],
): Promise<DecoderOutput> {
  const { output, marks } = await forward(jobs, tokens, pastOf(jobs));
  for (const [row, { cache }] of jobs.entries())
    cache.append(tokens[row] as readonly number[], output.newRows(row), marks[row]);
  return output;
}

function pastOf(jobs: readonly Running[]): DecoderInput["past"] {
  const caches = jobs.map(({ cache }) => cache);
  if (caches.every(({ length }) => length === 0)) return undefined;
  const [first] = jobs;
  if (jobs.length === 1) return first?.cache;
  const past = new BatchCache((first as Running).decoder.cacheShape);
  past.arrange(caches);
  return past;
}

async function forward(
  jobs: readonly Running[],
  tokens: readonly (readonly number[])[],
  past: DecoderInput["past"],
): Promise<{ readonly output: DecoderOutput; readonly marks: readonly (readonly Mark[])[] }> {
  const [first] = jobs as readonly [Running];
  const marks = jobs.map((job, row) => marksFor(job, tokens[row]?.length ?? 0));
  const output = await first.decoder.run({
    rows: jobs.map(({ cache }, row) => ({ tokens: tokens[row] ?? [], cached: cache.length })),
    past,
    keep: true,
    capture: new Set(jobs.flatMap(({ log }) => [...(log?.sites ?? [])])),
    ...steering(first, marks),
  });
  for (const [row, { log, cache }] of jobs.entries())
    log?.record(output, row, cache.length, tokens[row]?.length ?? 0);
  return { output, marks };
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
