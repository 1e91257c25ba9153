import { BatchCache } from "./batch-cache.ts";
import { KeyValueCache } from "../decoder/key-value-cache.ts";
import type { Decoder } from "../decoder/decoder.ts";
import { mostReadAtOnce, readTokens } from "../decoder/read-tokens.ts";
import { feedEach, feedLast } from "./feed-jobs.ts";
import { nextMessages } from "../runtime/next-messages.ts";
import type { Job, JobGroup, RunningJob, WaitingJob } from "./job.ts";

export interface SchedulerOptions {
  /** Most sequences decoded together. */
  readonly batch: number;
  /** How far logits of a batched or cached pass may be from those of one pass over the whole sequence alone. */
  readonly tolerance: number;
  /** Whether sequences that a decoder reads may share its passes. */
  isTogether(decoder: Decoder): boolean;
}

/** Most tokens of prompts in one pass, so that those who are already being answered do not wait for long. */
const mostFedTogether = 1024;

/**
 * Generates replies together: a new one joins the running batch at the next token, and a finished one leaves it.
 *
 * Sums taken in another order make batched logits differ in the last digits from those of a sequence alone. A choice
 * that such a small difference could change is made again from a pass over that sequence alone, so that what a reply
 * was generated together with, and what was cached, never changes it.
 */
export class Scheduler {
  readonly #options: SchedulerOptions;
  readonly #waiting: WaitingJob[] = [];
  /** The next to be fed, when it did not fit into the last pass. */
  #held: RunningJob | undefined;
  #groups: JobGroup[] = [];
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
      await nextMessages();
    }
    this.#looping = false;
  }

  /** Feeds the uncached parts of prompts and chooses the first tokens, for as many jobs as fit into one pass. */
  async #admit(): Promise<void> {
    const admitted = this.#takeTogether();
    if (!isFilled(admitted)) return;
    try {
      // Several that fit into one pass are short.
      const [first, ...others] = admitted;
      if (others.length === 0) {
        await this.#readBeginning(first);
        if (first.cancelled()) return first.resolve();
      }
      const output = await feedEach(admitted, admitted.map(unfed));
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

  /** Feeds a long prompt but for its last piece. Between two pieces, those who are being answered get a token each. */
  async #readBeginning(job: RunningJob): Promise<void> {
    while (unfed(job).length > mostReadAtOnce && !job.cancelled()) {
      await feedEach([job], [unfed(job).slice(0, mostReadAtOnce)]);
      for (const group of this.#groups) await this.#step(group);
      await nextMessages();
    }
  }

  /** Waiting jobs that can be fed in one pass. One that does not fit is the first of the next pass. */
  #takeTogether(): readonly RunningJob[] {
    const taken: RunningJob[] = [];
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

  #open(): RunningJob | undefined {
    const waiting = this.#waiting.shift();
    return waiting && { ...waiting, cache: waiting.open(), group: this.#groupOf(waiting) };
  }

  /** One more token for every job of a group. */
  async #step(group: JobGroup): Promise<void> {
    for (const job of group.jobs.filter((each) => each.cancelled())) leave(job);
    const jobs = [...group.jobs];
    if (this.#options.isTogether(group.decoder)) return this.#stepTogether(group, jobs);
    for (const job of jobs) await this.#stepTogether(group, [job]);
  }

  /** One pass. */
  async #stepTogether(group: JobGroup, jobs: readonly RunningJob[]): Promise<void> {
    if (jobs.length === 0) return;
    try {
      const output = await feedLast(group, jobs);
      for (const [row, job] of jobs.entries()) {
        await this.#choose(job, output.logits(row));
        if (job.reply.finishReason !== undefined) leave(job);
      }
    } catch (error) {
      for (const job of jobs) job.reject(error);
      group.jobs = group.jobs.filter((job) => !jobs.includes(job));
    }
  }

  async #choose(job: RunningJob, fast: Float32Array): Promise<void> {
    const { reply, decoder, cache } = job;
    const choice = await reply.choose(fast, this.#options.tolerance);
    if (choice.certain) return reply.accept(choice.token, fast);
    const alone = new KeyValueCache(decoder.cacheShape);
    const output = await readTokens(decoder, alone, {
      tokens: cache.tokens,
      marks: cache.marks,
      plan: job.plan,
    });
    const exact = output.logits(0);
    reply.accept((await reply.choose(exact, 0)).token, exact);
  }

  #groupOf({ decoder, plan }: Job): JobGroup {
    const signature = plan?.signature ?? "";
    const known = this.#groups.find((group) => group.decoder === decoder && group.signature === signature);
    if (known !== undefined) return known;
    const group: JobGroup = {
      decoder,
      signature,
      batchCache: new BatchCache(decoder.cacheShape),
      promptCache: new BatchCache(decoder.cacheShape),
      jobs: [],
    };
    this.#groups.push(group);
    return group;
  }
}

/** The last job takes the free place, so that the other rows of the batch stay where they are. */
function leave(job: RunningJob): void {
  const { jobs } = job.group;
  const last = jobs.pop();
  if (last !== undefined && last !== job) jobs[jobs.indexOf(job)] = last;
  job.resolve();
}

function isFilled<T>(list: readonly T[]): list is readonly [T, ...T[]] {
  return list.length > 0;
}

/** The part of a job's prompt that its cache does not hold. */
function unfed({ reply, cache }: RunningJob): readonly number[] {
  return reply.prompt.slice(cache.length);
}

function fitsWith(taken: readonly RunningJob[], job: RunningJob): boolean {
  const all = [...taken, job];
  const longest = Math.max(...all.map((each) => unfed(each).length));
  const { group } = job;
  return (
    group === taken[0]?.group && group.decoder.feedsManyTogether && all.length * longest <= mostFedTogether
  );
}
