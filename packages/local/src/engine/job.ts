import type { Reply } from "../generate/reply.ts";
import type { ActivationLog } from "../hooks/activation-log.ts";
import type { SteeringPlan } from "../steering/steering-plan.ts";
import type { BatchCache } from "./batch-cache.ts";
import type { Decoder } from "../decoder/decoder.ts";
import type { KeyValueCache } from "../decoder/key-value-cache.ts";

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

/** A job that was asked for. */
export interface WaitingJob extends Job {
  resolve(): void;
  reject(error: unknown): void;
}

/** A job whose turn has come. */
export interface RunningJob extends WaitingJob {
  readonly cache: KeyValueCache;
  readonly group: JobGroup;
}

/** Jobs that can share a forward pass: the same decoder, the same edits. */
export interface JobGroup {
  readonly decoder: Decoder;
  readonly signature: string;
  /** For the tokens of replies. */
  readonly batchCache: BatchCache;
  /** For prompts. */
  readonly promptCache: BatchCache;
  jobs: RunningJob[];
}
