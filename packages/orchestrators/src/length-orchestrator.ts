import { InvalidArgumentError, type OrchestratorMoment } from "@sdialog/core";
import { BaseOrchestrator, type OrchestratorOptions } from "./base-orchestrator.ts";
import { orchestratorJson, type OrchestratorJson } from "./orchestrator-json.ts";

export interface LengthOptions extends OrchestratorOptions {
  /** Fewest turns the dialogue should have. */
  readonly min?: number | undefined;
  /** Most turns the dialogue should have, the other side's goodbye included. */
  readonly max?: number | undefined;
}

/**
 * Keeps a dialogue between two lengths by telling the speaker when it is too early to end and when to wrap up.
 *
 * With `n` turns spoken by `s` speakers (at least two), the speaker's own next chance after this one comes at
 * `n + s` turns. It is told to wrap up when a goodbye given only then, with the answer that two owe each other,
 * would exceed `max`; it is told to go on while its message would be one of the turns before `min`. A rule can
 * only ask: to enforce lengths, give the conversation the stop rules `minTurns` and `maxTurns`.
 */
export class LengthOrchestrator extends BaseOrchestrator {
  readonly #min: number | undefined;
  readonly #max: number | undefined;

  /** @throws InvalidArgumentError for lengths that are no whole numbers from 1, or a min above the max */
  constructor(options: LengthOptions) {
    super(options);
    const { min, max } = options;
    for (const [name, length] of Object.entries({ min, max })) {
      if (length !== undefined && (!Number.isInteger(length) || length < 1))
        throw new InvalidArgumentError(`${name} must be a whole number from 1, not ${length}`);
    }
    if ((min ?? 0) > (max ?? Infinity))
      throw new InvalidArgumentError(`min (${min}) must not be greater than max (${max})`);
    this.#min = min;
    this.#max = max;
  }

  override get className(): string {
    return "LengthOrchestrator";
  }

  override instruct({ turns }: OrchestratorMoment): string | undefined {
    const speakers = Math.max(2, new Set(turns.map(({ speaker }) => speaker)).size);
    const answer = speakers === 2 ? 1 : 0;
    if (turns.length + speakers + 1 + answer > (this.#max ?? Infinity))
      return "The conversation has to end now: bring it to a close with this message and say goodbye.";
    // Nobody thinks of ending a conversation that has not begun.
    if (turns.length > 1 && turns.length + 1 < (this.#min ?? 0))
      return "It is too early to end the conversation: keep it going and do not say goodbye yet.";
    return undefined;
  }

  override toJSON(): OrchestratorJson {
    return orchestratorJson(this.className, this, { min: this.#min, max: this.#max }, false);
  }
}
