import type { OptionNames } from "@sdialog/core/internal";
import type { Timer } from "../timer.ts";
import { ModelError } from "../errors/model-error.ts";
import { SlidingWindow } from "./sliding-window.ts";
import { Slots } from "./slots.ts";

/** How many calls and tokens a provider takes, at once and per minute. */
export interface RateLimits {
  /** Most calls under way at once. Default: no limit until the provider answers with 429. */
  readonly concurrency?: number | undefined;
  /** Calls begun within a minute. */
  readonly requestsPerMinute?: number | undefined;
  /** Input and output tokens together; estimated before the call, corrected after it. */
  readonly tokensPerMinute?: number | undefined;
}

/** The names of {@link RateLimits}. */
export const rateLimitsOptionNames: OptionNames<RateLimits> = {
  concurrency: true,
  requestsPerMinute: true,
  tokensPerMinute: true,
};

/** A place in the lane. It must be released. */
export interface Place {
  /** @param tokens what the call used, when that is known */
  leave(outcome: { readonly tokens?: number; readonly error?: unknown }): void;
}

/**
 * The way to one provider. After a 429 everybody waits as long as it asked, and all limits are halved; every
 * success afterwards wins a twentieth of them back.
 */
export class RateLane {
  readonly #slots: Slots;
  readonly #timer: Timer;
  readonly #requests: SlidingWindow | undefined;
  readonly #tokens: SlidingWindow | undefined;
  #concurrency: number;
  #share = 1;
  #closedUntil = 0;
  #lastCut = Number.NEGATIVE_INFINITY;

  constructor(limits: RateLimits, timer: Timer) {
    this.#timer = timer;
    this.#concurrency = limits.concurrency ?? Number.POSITIVE_INFINITY;
    this.#slots = new Slots(this.#concurrency);
    this.#requests = this.#window(limits.requestsPerMinute);
    this.#tokens = this.#window(limits.tokensPerMinute);
  }

  #window(perMinute: number | undefined): SlidingWindow | undefined {
    return perMinute === undefined
      ? undefined
      : new SlidingWindow(() => Math.max(1, perMinute * this.#share), this.#timer);
  }

  /** Waits for a place. @throws the signal's reason */
  async enter(estimatedTokens: number, signal?: AbortSignal): Promise<Place> {
    await this.#slots.take(signal);
    try {
      if (this.#closedUntil > 0) await this.#opening(signal);
      await this.#requests?.reserve(1, signal);
      const settle = await this.#tokens?.reserve(estimatedTokens, signal);
      const entered = this.#timer.now();
      return {
        leave: ({ tokens, error }) => {
          if (tokens !== undefined) settle?.(tokens);
          this.#adapt(error, entered);
          this.#slots.giveBack();
        },
      };
    } catch (error) {
      this.#slots.giveBack();
      throw error;
    }
  }

  async #opening(signal?: AbortSignal): Promise<void> {
    for (;;) {
      const wait = this.#closedUntil - this.#timer.now();
      if (wait <= 0) return;
      await this.#timer.sleep(wait, signal);
    }
  }

  #adapt(error: unknown, entered: number): void {
    if (ModelError.isInstance(error) && error.kind === "rate_limit") {
      const now = this.#timer.now();
      this.#closedUntil = Math.max(this.#closedUntil, now + (error.retryAfterMs ?? 1000));
      // One burst brings many 429s; only calls made since the last cut show that it was not enough.
      if (entered < this.#lastCut) return;
      if (!Number.isFinite(this.#concurrency)) this.#concurrency = Math.max(1, this.#slots.taken);
      this.#lastCut = now;
      this.#setShare(this.#share / 2);
    } else if (error === undefined && this.#share < 1) {
      this.#setShare(this.#share + 0.05);
    }
  }

  #setShare(share: number): void {
    this.#share = Math.min(1, Math.max(1 / 64, share));
    this.#slots.resize(Math.max(1, Math.floor(this.#concurrency * this.#share)));
  }
}
