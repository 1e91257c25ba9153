import type { Facts, Orchestrator } from "@sdialog/core";
import type { ChatRequest, ModelSettings } from "@sdialog/llm";
import type { Tool } from "../tools/tool.ts";

/** What a session needs to know of its agent, with every default filled in. */
export interface AgentSpec {
  readonly settings: ModelSettings;
  readonly think: ChatRequest["thinking"];
  readonly tools: readonly Tool[];
  readonly maxToolRounds: number;
  /** Most tokens of history to show. Default: all of them. */
  readonly historyTokens: number | undefined;
  /** The token limit for asking again after a message was cut off. Default: it is not asked for again. */
  readonly retryMaxTokens: number | undefined;
  readonly firstUtterances: readonly string[];
  readonly canFinish: boolean;
  readonly stopSignal: "word" | "tool" | "fields";
  readonly orchestrators: readonly Orchestrator[];
  readonly facts: Facts | undefined;
  readonly preprocess: (text: string) => string;
  readonly postprocess: (text: string) => string;
}
