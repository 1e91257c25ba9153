import type { ChatMessage, ChatTool } from "../messages/chat-message.ts";
import type { Problem } from "./problem.ts";
import type { WrittenForm } from "../messages/written-form.ts";
import type { RoleWords, Trainer, TrainerRuleName } from "./trainers.ts";

/** A conversation as a trainer is handed it. */
export interface TrainingConversation {
  readonly messages: readonly ChatMessage[];
  readonly tools: readonly ChatTool[];
  /** How the messages stand in their file, where they are handed on as they are. */
  readonly written?: WrittenForm | undefined;
}

/** What of a trainer's rules a conversation breaks. */
export function checkTrainerRules(conversation: TrainingConversation, trainer: Trainer): Problem[] {
  const { messages, tools } = conversation;
  const prompts = messages.findIndex(({ role }) => role !== "system");
  const said = prompts < 0 ? [] : messages.slice(prompts);
  const known = conversation.written === undefined ? undefined : trainer.roles?.[conversation.written.keys];
  // What it does not read as it stands is exported first.
  const written = known === undefined ? undefined : conversation.written;
  const places = known === undefined || written === undefined ? placesOf(said) : placesIn(written, known);
  const checked = { messages: said, tools, places, written, words: known, format: trainer.format };
  return trainer.rules.flatMap(({ rule, says }) => {
    const found = checks[rule](checked);
    return found === undefined ? [] : [{ reason: rule, message: `${found}. ${says}` }];
  });
}

/** Who says something in its place: what comes from outside, an answer, or somebody the trainer has no place for. */
interface Place {
  readonly role: string;
  readonly side: "prompt" | "answer" | "none";
}

interface Checked extends TrainingConversation {
  readonly places: readonly Place[];
  /** The words for roles that the trainer knows in such a file. */
  readonly words: RoleWords | undefined;
  readonly format: string;
}

type Check = (conversation: Checked) => string | undefined;

/** As an export writes them: several results answer one message. */
function placesOf(messages: readonly ChatMessage[]): Place[] {
  return messages
    .filter(({ role }, at) => role !== "tool" || messages[at - 1]?.role !== "tool")
    .map(({ role }) => ({
      role,
      side: role === "assistant" ? "answer" : role === "system" ? "none" : "prompt",
    }));
}

/** As they stand in a file, behind the system's first words. */
function placesIn({ keys, messages }: WrittenForm, words: RoleWords): Place[] {
  const sided = messages.map(({ role }) => ({ role, side: sideOf(role, words) }));
  const said = sided[0]?.side === "system" ? sided.slice(1) : sided;
  const placed = said.map(({ role, side }): Place => ({ role, side: side === "system" ? "none" : side }));
  // Only messages have ids by which several results answer one of them.
  return keys === "messages"
    ? placed.filter(({ role }, at) => role !== "tool" || placed[at - 1]?.role !== "tool")
    : placed;
}

/** Whose word for a role it is in a file; nobody's where the trainer does not know it. */
function sideOf(role: string, { prompts, answers, systems, anyCase }: RoleWords): Place["side"] | "system" {
  const word = anyCase === true ? role.trim().toLowerCase() : role;
  if (prompts.includes(word)) return "prompt";
  if (answers.includes(word)) return "answer";
  return systems.includes(word) ? "system" : "none";
}

/** Each says what is wrong with the messages after the system prompt; nothing when nothing is. */
const checks: Readonly<Record<TrainerRuleName, Check>> = {
  role_name: ({ written, words }) => {
    if (written === undefined || words === undefined) return undefined;
    const other = written.messages.find(({ role }) => sideOf(role, words) === "none");
    return other === undefined ? undefined : `${JSON.stringify(other.role)} is not a role that it knows`;
  },
  arguments: ({ written, format }) => {
    const calls = written?.messages.flatMap((message) => message.calls ?? []) ?? [];
    const bad = calls.find(({ args }) => args === "else" || (args === "object" && format === "openai"));
    return bad === undefined ? undefined : `the arguments of ${bad.name || "a call"} are not a JSON object`;
  },
  weight: ({ written }) => {
    const other = written?.messages.find(({ weight }) => ![undefined, 0, 1].includes(weight as number));
    return other === undefined ? undefined : `there is a weight of ${JSON.stringify(other.weight)}`;
  },
  assistant_first: ({ places: [first] }) =>
    first?.side === "answer"
      ? "the assistant speaks first (--opening system tells it in the system message)"
      : undefined,
  last_not_assistant: ({ places }) =>
    places.at(-1)?.side === "answer" ? undefined : "the last message is not the assistant's",
  not_alternating: ({ places }) => {
    const at = places.findIndex(
      ({ side }, index) => index > 0 && (side === "answer") === (places[index - 1]?.side === "answer"),
    );
    return at < 0 ? undefined : `message ${at + 1} is from the same side as the one before it`;
  },
  wrong_place: ({ places }) => {
    const first = places[0]?.side === "answer" ? 1 : 0;
    const at = places.findIndex(
      ({ side }, index) => side !== ((index + first) % 2 === 0 ? "prompt" : "answer"),
    );
    return at < 0 ? undefined : `message ${at + 1}, from ${places[at]?.role}, is in the wrong place`;
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
