import { checkOptions } from "@sdialog/core/internal";
import { Agent } from "../agent/agent.ts";
import { type AgentOptions, agentOptionNames } from "../agent/agent-options.ts";

const helpful =
  "You are a helpful assistant. Answer what you are asked, take nothing about the person you talk to for granted, and ask when you need to know more.";

/** A plain assistant: no persona, never ends the conversation. Any option of an agent changes it. */
export function assistant(options: AgentOptions = {}): Agent {
  checkOptions("assistant", options, agentOptionNames);
  const who =
    options.persona === undefined && options.systemPrompt === undefined ? { systemPrompt: helpful } : {};
  return new Agent({ name: "Assistant", canFinish: false, ...who, ...options });
}
