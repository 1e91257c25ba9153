import type { ChatMessage, ChatTool } from "../messages/chat-message.ts";
import type { Problem } from "./problem.ts";
import { type ArgumentsKind, isObject } from "../messages/call-arguments.ts";
import type { WrittenForm, WrittenMessage } from "../messages/written-form.ts";
import { anyTrainer, type RoleWords, type Trainer, type TrainerRuleName } from "./trainers.ts";

/** A conversation as a trainer is handed it. */
export interface TrainingConversation {
  readonly messages: readonly ChatMessage[];
  readonly tools: readonly ChatTool[];
  /** How the messages stand in their file, or will stand in it. */
  readonly written: WrittenForm;
}

/**
 * What of a trainer's rules a conversation breaks.
 *
 * @param trainer what is asked; of no trainer in particular, what every training that reads calls asks
 */
export function checkTrainerRules(
  conversation: TrainingConversation,
  trainer: Pick<Trainer, "rules" | "roles"> = anyTrainer,
): Problem[] {
  const { messages, tools, written } = conversation;
  const prompts = messages.findIndex(({ role }) => role !== "system");
  const said = prompts < 0 ? [] : messages.slice(prompts);
  const words = trainer.roles?.[written.keys];
  const places = words === undefined ? placesOf(said) : placesIn(written, words);
  const checked = { messages: said, tools, places, written, words };
  return trainer.rules.flatMap(({ rule, says, accepts = [] }) => {
    const found = checks[rule]({ ...checked, accepts });
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
  /** What may stand for the arguments of a call. */
  readonly accepts: readonly ArgumentsKind[];
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

const argumentsWords: Readonly<Record<ArgumentsKind, string>> = {
  object: "an object, not the JSON text of one",
  json: "the JSON text of an object, not the object",
  else: "not a JSON object",
};

/** Each says what is wrong with the messages after the system prompt; nothing when nothing is. */
const checks: Readonly<Record<TrainerRuleName, Check>> = {
  role_name: ({ written, words }) => {
    if (words === undefined) return undefined;
    const other = written.messages.find(({ role }) => sideOf(role, words) === "none");
    return other === undefined ? undefined : `${JSON.stringify(other.role)} is not a role that it knows`;
  },
  arguments: ({ written, accepts }) => {
    const calls = written.messages.flatMap((message) => message.calls ?? []);
    const bad = calls.find(({ args }) => !accepts.includes(args));
    return bad === undefined
      ? undefined
      : `the arguments of ${bad.name || "a call"} are ${argumentsWords[bad.args]}`;
  },
  weight: ({ written }) => {
    const other = written.messages.find(({ weight }) => ![undefined, 0, 1].includes(weight as number));
    return other === undefined ? undefined : `there is a weight of ${JSON.stringify(other.weight)}`;
  },
  message_form: ({ written: { messages, tools } }) => {
    if (tools === "else") return "the tools are not a list";
    for (const [at, message] of messages.entries()) {
      const wrong = wrongForm(message);
      if (wrong !== undefined) return `message ${at + 1}, from ${message.role}, ${wrong}`;
    }
    return undefined;
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

/** What is wrong with a message's keys for OpenAI. */
function wrongForm({ role, content, answers, calls = [] }: WrittenMessage): string | undefined {
  if (role === "tool" && typeof answers !== "string") return "has no tool_call_id";
  if (role !== "assistant" && content === undefined) return "has no content";
  if (calls.some(({ type }) => type !== "function")) return "has a call that is not of the type function";
  const parts = Array.isArray(content) ? (content as unknown[]) : [];
  const other = parts.find((part) => role !== "user" && !/^(?:text|refusal)$/.test(typeOf(part)));
  return other === undefined ? undefined : `has a part of type ${JSON.stringify(typeOf(other))}`;
}

function typeOf(part: unknown): string {
  return isObject(part) && typeof part["type"] === "string" ? part["type"] : "";
}

/** The names of the tools that are called. */
export function calledTools(messages: readonly ChatMessage[]): string[] {
  return messages.flatMap((message) =>
    message.role === "assistant" ? (message.tool_calls ?? []).map((call) => call.function.name) : [],
  );
}
