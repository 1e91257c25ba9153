import {
  checkArguments,
  checkOptions,
  pickOptions,
  requireOptions,
  type OptionNames,
} from "@sdialog/core/internal";
import type { ToolMoment } from "@sdialog/core";
import { BaseOrchestrator, type OrchestratorOptions, orchestratorOptionNames } from "./base-orchestrator.ts";
import { orchestratorJson, type OrchestratorJson } from "./orchestrator-json.ts";
import { matches, patternToJson } from "./text-condition.ts";

/** Which tool results the speaker reacts to, and how. */
export interface ToolReflexOptions extends OrchestratorOptions {
  /** Only this tool. Default: every tool. */
  readonly tool?: string | undefined;
  /** Decides from the tool's result whether to react: a pattern for its output, or a function. Default: always. */
  readonly condition?:
    | RegExp
    | ((tool: ToolMoment["tool"], moment: ToolMoment) => boolean | Promise<boolean>)
    | undefined;
  /** What the speaker is told before it goes on. */
  readonly instruction: string;
}

const toolReflexOptionNames: OptionNames<ToolReflexOptions> = {
  tool: true,
  condition: true,
  instruction: true,
  ...orchestratorOptionNames,
};

/** Reacts to what a tool returned, before the model sees it: ask again, apologise, ignore what does not belong. */
export class ToolReflexOrchestrator extends BaseOrchestrator {
  readonly #options: ToolReflexOptions;

  constructor(options: ToolReflexOptions) {
    checkArguments("new ToolReflexOrchestrator", arguments, 1);
    checkOptions("new ToolReflexOrchestrator", options, toolReflexOptionNames);
    requireOptions("new ToolReflexOrchestrator", options, ["instruction"]);
    super(pickOptions(options, orchestratorOptionNames));
    this.#options = options;
  }

  override get className(): string {
    return "ToolReflexOrchestrator";
  }

  override async afterTool(moment: ToolMoment): Promise<string | undefined> {
    const { tool, condition, instruction } = this.#options;
    if (tool !== undefined && tool !== moment.tool.name) return undefined;
    const holds =
      condition instanceof RegExp
        ? matches(condition, moment.tool.output)
        : ((await condition?.(moment.tool, moment)) ?? true);
    return holds ? instruction : undefined;
  }

  override toJSON(): OrchestratorJson {
    const { tool, condition, instruction } = this.#options;
    const declared = condition instanceof RegExp ? patternToJson(condition) : undefined;
    return orchestratorJson(
      this.className,
      this,
      { tool, condition: declared, instruction },
      typeof condition === "function",
    );
  }
}
