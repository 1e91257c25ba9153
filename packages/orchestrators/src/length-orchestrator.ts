import {
  checkArguments,
  checkOptions,
  pickOptions,
  type OptionNames,
  checkCount,
} from "@sdialog/core/internal";
import { type Instruction, InvalidArgumentError, type OrchestratorMoment } from "@sdialog/core";
import { BaseOrchestrator, type OrchestratorOptions, orchestratorOptionNames } from "./base-orchestrator.ts";
import { orchestratorJson, type OrchestratorJson } from "./orchestrator-json.ts";

/** How many turns the dialogue should have, each a whole number of at least 1, and whether that is enforced. */
export interface LengthOptions extends OrchestratorOptions {
  /** Fewest turns the dialogue should have. */
  readonly min?: number | undefined;
  /** Most turns the dialogue should have, the other side's goodbye included. */
  readonly max?: number | undefined;
  /** Whether the speaker is held to it: it cannot end the dialogue before `min` and does end it at `max`. Default: false. */
  readonly enforce?: boolean | undefined;
}

const lengthOptionNames: OptionNames<LengthOptions> = {
  min: true,
  max: true,
  enforce: true,
  ...orchestratorOptionNames,
};

/**
 * Keeps a dialogue between two lengths by telling the speaker when it is too early to end and when to wrap up.
 *
 * With `n` turns spoken by `s` speakers (at least two), the speaker's own next chance after this one comes at
 * `n + s` turns. It is told to wrap up when a goodbye given only then, with the answer that two owe each other,
 * would exceed `max`; it is told to go on while its message would be one of the turns before `min`. Models do not
 * always comply; `enforce` makes sure. It binds this speaker only: limits for all are the stop rules
 * `minTurns` and `maxTurns` of a conversation.
 */
export class LengthOrchestrator extends BaseOrchestrator {
  readonly #min: number | undefined;
  readonly #max: number | undefined;
  readonly #enforce: boolean;

  /** @throws InvalidArgumentError for lengths that are not whole numbers of at least 1, or a min above the max */
  constructor(options: LengthOptions) {
    checkArguments("new LengthOrchestrator", arguments, 1);
    checkOptions("new LengthOrchestrator", options ?? null, lengthOptionNames);
    super(pickOptions(options, orchestratorOptionNames));
    const { min, max } = options;
    for (const [name, length] of Object.entries({ min, max })) {
      if (length !== undefined) checkCount(name, length, 1);
    }
    if ((min ?? 0) > (max ?? Infinity))
      throw new InvalidArgumentError(`min (${min}) must not be greater than max (${max})`);
    this.#min = min;
    this.#max = max;
    this.#enforce = options.enforce ?? false;
  }

  override get className(): string {
    return "LengthOrchestrator";
  }

  override instruct({ turns }: OrchestratorMoment): Instruction | undefined {
    const speakers = Math.max(2, new Set(turns.map(({ speaker }) => speaker)).size);
    const answer = speakers === 2 ? 1 : 0;
    if (turns.length + speakers + 1 + answer > (this.#max ?? Infinity))
      return this.#tell(
        "The conversation has to end now: bring it to a close with this message and say goodbye.",
        true,
      );
    if (turns.length + 1 >= (this.#min ?? 0)) return undefined;
    // Nobody thinks of ending a conversation that has not begun.
    const text =
      turns.length > 1
        ? "It is too early to end the conversation: keep it going and do not say goodbye yet."
        : "";
    return text === "" && !this.#enforce ? undefined : this.#tell(text, false);
  }

  #tell(text: string, end: boolean): Instruction {
    return { text, ...(this.#enforce ? { end } : {}) };
  }

  override toJSON(): OrchestratorJson {
    return orchestratorJson(
      this.className,
      this,
      { min: this.#min, max: this.#max, enforce: this.#enforce || undefined },
      false,
    );
  }
}
