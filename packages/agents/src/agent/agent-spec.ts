import type { Orchestrator } from "@sdialog/core";
import type { ChatRequest, ModelSettings } from "@sdialog/llm";
import type { Tool } from "../tools/tool.ts";

/** What a session needs to know of its agent, with every default filled in. */
export interface AgentSpec {
  readonly settings: ModelSettings;
  readonly think: ChatRequest["thinking"];
  readonly tools: readonly Tool[];
  readonly maxToolRounds: number;
  /** Most tokens of history to show; nothing: all. */
  readonly historyTokens: number | undefined;
  /** The limit under which a message that was cut off is asked for again; nothing: it is not. */
  readonly retryMaxTokens: number | undefined;
  readonly firstUtterances: readonly string[];
  readonly canFinish: boolean;
  readonly stopSignal: "word" | "tool";
  readonly orchestrators: readonly Orchestrator[];
  readonly preprocess: (text: string) => string;
  readonly postprocess: (text: string) => string;
}
