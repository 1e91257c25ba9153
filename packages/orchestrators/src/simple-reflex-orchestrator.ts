import {
  checkArguments,
  checkOptions,
  pickOptions,
  requireOptions,
  type OptionNames,
} from "@sdialog/core/internal";
import type { OrchestratorMoment } from "@sdialog/core";
import { BaseOrchestrator, type OrchestratorOptions, orchestratorOptionNames } from "./base-orchestrator.ts";
import { orchestratorJson, type OrchestratorJson } from "./orchestrator-json.ts";
import { matches, patternToJson } from "./text-condition.ts";

/** What the speaker reacts to, and how. */
export interface SimpleReflexOptions extends OrchestratorOptions {
  /** Decides from what the other side just said whether to react: a pattern (which can be written to files) or a function. */
  readonly condition:
    | RegExp
    | ((utterance: string, moment: OrchestratorMoment) => boolean | Promise<boolean>);
  /** What the speaker is told then. */
  readonly instruction: string;
}

const simpleReflexOptionNames: OptionNames<SimpleReflexOptions> = {
  condition: true,
  instruction: true,
  ...orchestratorOptionNames,
};

/** Reacts to what the other side says. Before anybody else has spoken, there is nothing to react to. */
export class SimpleReflexOrchestrator extends BaseOrchestrator {
  readonly #options: SimpleReflexOptions;

  constructor(options: SimpleReflexOptions) {
    checkArguments("new SimpleReflexOrchestrator", arguments, 1);
    checkOptions("new SimpleReflexOrchestrator", options, simpleReflexOptionNames);
    requireOptions("new SimpleReflexOrchestrator", options, ["condition", "instruction"]);
    super(pickOptions(options, orchestratorOptionNames));
    this.#options = options;
  }

  override get className(): string {
    return "SimpleReflexOrchestrator";
  }

  override async instruct(moment: OrchestratorMoment): Promise<string | undefined> {
    const { condition, instruction } = this.#options;
    const { utterance } = moment;
    if (utterance === "") return undefined;
    const holds =
      condition instanceof RegExp ? matches(condition, utterance) : await condition(utterance, moment);
    return holds ? instruction : undefined;
  }

  override toJSON(): OrchestratorJson {
    const { condition, instruction } = this.#options;
    const declared = condition instanceof RegExp ? patternToJson(condition) : undefined;
    return orchestratorJson(
      this.className,
      this,
      { condition: declared, instruction },
      declared === undefined,
    );
  }
}
