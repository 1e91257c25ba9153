import type { ChatMessage, ChatTool } from "../messages/chat-message.ts";
import type { Problem } from "./problem.ts";
import type { Trainer, TrainerRuleName } from "./trainers.ts";

/** A conversation as a trainer is handed it. */
export interface TrainingConversation {
  readonly messages: readonly ChatMessage[];
  readonly tools: readonly ChatTool[];
}

/** What of a trainer's rules a conversation breaks. */
export function checkTrainerRules(conversation: TrainingConversation, trainer: Trainer): Problem[] {
  const { messages } = conversation;
  const prompts = messages.findIndex(({ role }) => role !== "system");
  const said = prompts < 0 ? [] : messages.slice(prompts);
  return trainer.rules.flatMap(({ rule, says }) => {
    const found = checks[rule]({ ...conversation, messages: said });
    return found === undefined ? [] : [{ reason: rule, message: `${found}. ${says}` }];
  });
}

type Check = (conversation: TrainingConversation) => string | undefined;

/** Each says what is wrong with the messages after the system prompt; nothing when nothing is. */
const checks: Readonly<Record<TrainerRuleName, Check>> = {
  assistant_first: ({ messages: [first] }) =>
    first?.role === "assistant"
      ? "the assistant speaks first (--opening system tells it in the system message)"
      : undefined,
  last_not_assistant: ({ messages }) =>
    messages.at(-1)?.role === "assistant" ? undefined : "the last message is not the assistant's",
  not_alternating: ({ messages }) => {
    // What comes from outside and what the assistant says; several results answer one message.
    const sides = messages
      .filter(({ role }, at) => role !== "tool" || messages[at - 1]?.role !== "tool")
      .map(({ role }) => role === "assistant");
    const at = sides.findIndex((side, index) => index > 0 && side === sides[index - 1]);
    return at < 0 ? undefined : `message ${at + 1} is from the same side as the one before it`;
  },
  wrong_place: ({ messages }) => {
    const places = messages.filter(({ role }, at) => role !== "tool" || messages[at - 1]?.role !== "tool");
    const first = places[0]?.role === "assistant" ? 1 : 0;
    const at = places.findIndex(
      ({ role }, index) => role === "system" || (role === "assistant") === ((index + first) % 2 === 0),
    );
    return at < 0 ? undefined : `message ${at + 1}, from ${places[at]?.role}, stands in the wrong place`;
  },
  result_without_call: ({ messages }) => {
    let open = new Set<string>();
    for (const message of messages) {
      if (message.role === "assistant") open = new Set(message.tool_calls?.map(({ id }) => id));
      else if (message.role !== "tool") open.clear();
      else if (!open.delete(message.tool_call_id))
        return `the result of ${message.name} answers no call of the message before it`;
    }
    return undefined;
  },
  undescribed_tool: ({ messages, tools }) => {
    // That a dialogue records no tools at all is said of the dataset: most that is read from elsewhere does not.
    if (tools.length === 0) return undefined;
    const described = new Set(tools.map(({ function: { name } }) => name));
    const name = calledTools(messages).find((called) => !described.has(called));
    return name === undefined ? undefined : `${name} is called, and no tool of that name is described`;
  },
  tool_message: ({ messages }) =>
    messages.some((message) => message.role === "tool" || "tool_calls" in message)
      ? "tools are called"
      : undefined,
  tool_name: ({ messages }) => {
    const name = calledTools(messages).find((called) => !/^[A-Za-z0-9_-]{1,64}$/.test(called));
    return name === undefined ? undefined : `${JSON.stringify(name)} is the name of a tool`;
  },
};

/** The names of the tools that are called. */
export function calledTools(messages: readonly ChatMessage[]): string[] {
  return messages.flatMap((message) =>
    message.role === "assistant" ? (message.tool_calls ?? []).map((call) => call.function.name) : [],
  );
}
