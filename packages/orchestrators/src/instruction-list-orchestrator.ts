import {
  requireOptions,
  checkArguments,
  checkOptions,
  pickOptions,
  type OptionNames,
} from "@sdialog/core/internal";
import { InvalidArgumentError, type OrchestratorMoment } from "@sdialog/core";
import { BaseOrchestrator, type OrchestratorOptions, orchestratorOptionNames } from "./base-orchestrator.ts";
import { orchestratorJson, type OrchestratorJson } from "./orchestrator-json.ts";

/** What the speaker is told, message by message. */
export interface InstructionListOptions extends OrchestratorOptions {
  /**
   * What the speaker is told before its first, second, … message; `null` and an empty text give none. Or only some of them:
   * `{ 0: "…", 3: "…" }`, by the number of messages it has already sent.
   */
  readonly instructions: readonly (string | null)[] | Readonly<Record<number, string>>;
}

const instructionListOptionNames: OptionNames<InstructionListOptions> = {
  instructions: true,
  ...orchestratorOptionNames,
};

/** Tells a speaker step by step what to do; the step is the number of its own messages so far. */
export class InstructionListOrchestrator extends BaseOrchestrator {
  readonly #instructions: InstructionListOptions["instructions"];

  /** @throws InvalidArgumentError for steps that are not whole numbers of at least 0 */
  constructor(options: InstructionListOptions) {
    checkArguments("new InstructionListOrchestrator", arguments, 1);
    checkOptions("new InstructionListOrchestrator", options, instructionListOptionNames);
    requireOptions("new InstructionListOrchestrator", options, ["instructions"]);
    super(pickOptions(options, orchestratorOptionNames));
    const wrong = Object.keys(options.instructions).find((step) => !/^\d+$/.test(step));
    if (wrong !== undefined) {
      throw new InvalidArgumentError(`"${wrong}" is not a step of an instruction list`, {
        hint: "A step is the number of messages the speaker has already sent: 0, 1, 2, …",
      });
    }
    this.#instructions = Object.freeze(structuredClone(options.instructions));
  }

  override get className(): string {
    return "InstructionListOrchestrator";
  }

  override instruct({ agent, turns }: OrchestratorMoment): string | undefined {
    const step = turns.filter(({ speaker }) => speaker === agent).length;
    return this.#instructions[step] ?? undefined;
  }

  override toJSON(): OrchestratorJson {
    return orchestratorJson(this.className, this, { instructions: this.#instructions }, false);
  }
}
