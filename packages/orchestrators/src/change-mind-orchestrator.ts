import {
  checkArguments,
  checkOptions,
  pickOptions,
  type OptionNames,
  checkShare,
} from "@sdialog/core/internal";
import { InvalidArgumentError, type OrchestratorRun, type OrchestratorSession } from "@sdialog/core";
import { BaseOrchestrator, type OrchestratorOptions, orchestratorOptionNames } from "./base-orchestrator.ts";
import { orchestratorJson, type OrchestratorJson } from "./orchestrator-json.ts";

/** How often a speaker changes its mind, and why. */
export interface ChangeMindOptions extends OrchestratorOptions {
  /** Chance before each reply, from 0 to 1. Default: 0.3. */
  readonly probability?: number | undefined;
  /** Why the speaker changes its mind: this, or one of these at random. */
  readonly reasons?: string | readonly string[] | undefined;
  /** Most times in one conversation; `null` for no limit. Default: 1. */
  readonly maxTimes?: number | null | undefined;
}

const changeMindOptionNames: OptionNames<ChangeMindOptions> = {
  probability: true,
  reasons: true,
  maxTimes: true,
  ...orchestratorOptionNames,
};

/**
 * Now and then the speaker changes its mind. It must have spoken once before it has one to change. Chance and count belong to
 * the conversation: its seed decides, and no other conversation uses up its times.
 */
export class ChangeMindOrchestrator extends BaseOrchestrator {
  readonly #probability: number;
  readonly #reasons: readonly string[];
  readonly #maxTimes: number | null;

  /** @throws InvalidArgumentError for a probability outside [0, 1] or a `maxTimes` that is not a whole number of at least 1 */
  constructor(options: ChangeMindOptions = {}) {
    checkArguments("new ChangeMindOrchestrator", arguments, 1);
    checkOptions("new ChangeMindOrchestrator", options, changeMindOptionNames);
    super(pickOptions(options, orchestratorOptionNames));
    const { probability = 0.3, reasons = [], maxTimes = 1 } = options;
    checkShare("probability", probability);
    if (maxTimes !== null && (!Number.isInteger(maxTimes) || maxTimes < 1)) {
      throw new InvalidArgumentError(`maxTimes must be a whole number of at least 1, not ${maxTimes}`, {
        hint: "Pass null for no limit.",
      });
    }
    this.#probability = probability;
    this.#reasons = typeof reasons === "string" ? [reasons] : reasons;
    this.#maxTimes = maxTimes;
  }

  override get className(): string {
    return "ChangeMindOrchestrator";
  }

  override begin({ past }: OrchestratorRun): OrchestratorSession {
    let times = past.filter(
      ({ action, actionLabel }) => action.startsWith("instruct") && actionLabel === this.label,
    ).length;
    return {
      instruct: ({ agent, turns, random }) => {
        if (!turns.some(({ speaker }) => speaker === agent)) return undefined;
        if (times >= (this.#maxTimes ?? Infinity) || !random.chance(this.#probability)) return undefined;
        times++;
        const reason = this.#reasons.length === 0 ? "" : ` Your reason: ${random.pick(this.#reasons)}`;
        return `You have changed your mind. Take back what you wanted so far and ask for something else that fits the conversation.${reason}`;
      },
    };
  }

  override toJSON(): OrchestratorJson {
    const reasons = this.#reasons.length === 0 ? undefined : this.#reasons;
    const args = { probability: this.#probability, reasons, maxTimes: this.#maxTimes };
    return orchestratorJson(this.className, this, args, false);
  }
}
