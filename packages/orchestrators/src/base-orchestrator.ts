import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import type {
  InstructionResult,
  Orchestrator,
  OrchestratorMoment,
  OrchestratorRun,
  OrchestratorSession,
  ToolMoment,
} from "@sdialog/core";
import { orchestratorJson, type OrchestratorJson } from "./orchestrator-json.ts";

/** Options that every rule has. */
export interface OrchestratorOptions {
  /** Names the rule in events. Default: the name of its class. */
  readonly label?: string | undefined;
  /** Whether its instructions stay for the rest of the conversation instead of one reply. Default: false. */
  readonly persistent?: boolean | undefined;
}

/** The names of {@link OrchestratorOptions}. */
export const orchestratorOptionNames: OptionNames<OrchestratorOptions> = { label: true, persistent: true };

/**
 * Base of rules written as a class. Implement `instruct`, `afterTool`, or both; a rule that has to remember
 * something overrides `begin` instead and keeps it there, so that no conversation sees another's memory.
 */
export abstract class BaseOrchestrator implements Orchestrator {
  readonly persistent: boolean;
  readonly #label: string | undefined;

  constructor(options: OrchestratorOptions = {}) {
    const { label, persistent = false } = checkOptions(
      `new ${new.target.name}`,
      options,
      orchestratorOptionNames,
      "A class with options of its own passes on only these: super({ label, persistent }).",
    );
    this.#label = label;
    this.persistent = persistent;
  }

  /** The name written to files. */
  get className(): string {
    return this.constructor.name;
  }

  get label(): string {
    return this.#label ?? this.className;
  }

  /** Called once before each reply. Returning nothing gives no instruction. */
  instruct?(moment: OrchestratorMoment): InstructionResult | Promise<InstructionResult>;

  /** Called after each tool result, before the model sees it. */
  afterTool?(moment: ToolMoment): InstructionResult | Promise<InstructionResult>;

  begin(_run: OrchestratorRun): OrchestratorSession {
    return {
      instruct: (moment) => this.instruct?.(moment),
      afterTool: (moment) => this.afterTool?.(moment),
    };
  }

  /** A class of your own is saved by name only; override this to save its arguments. */
  toJSON(): OrchestratorJson {
    return orchestratorJson(this.className, this, {}, true);
  }
}
