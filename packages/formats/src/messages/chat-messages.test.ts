import { Dialog, type DialogInput } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { findProblems } from "../training/find-problems.ts";
import { chatMessages, trainableMessages } from "./chat-messages.ts";
import { chatTools } from "./chat-tools.ts";

const act = (agent: string, actionLabel: string | null, content: unknown) => ({
  agent,
  action: actionLabel === null ? "utter" : "tool",
  actionLabel,
  content,
  timestamp: 1,
});
const call = (id: string, more: object = {}) =>
  act("Bot", "call", { name: "look", args: { id }, id, ...more });
const output = (id: string) => act("Bot", "output", { name: "look", output: `saw ${id}`, call_id: id });

const asked = { speaker: "User", text: "Where?" };
const made = (text: string, events: NonNullable<DialogInput["events"]>): Dialog =>
  new Dialog({
    id: "d",
    turns: [asked, { speaker: "Bot", text }],
    events: [act("User", null, "Where?"), ...events, act("Bot", null, text)],
  });
const shape = (dialog: Dialog) =>
  chatMessages(dialog, { assistant: "Bot" }).map((message) => [
    message.role,
    message.content,
    ...(message.role === "assistant" && message.tool_calls !== undefined
      ? message.tool_calls.map(({ id }) => id)
      : []),
  ]);

describe("chatMessages", () => {
  it("keeps calls made at once in one message, and calls made one after the other apart", () => {
    expect(shape(made("Here.", [call("a"), call("b"), output("a"), output("b")]))).toEqual([
      ["user", "Where?"],
      ["assistant", "", "a", "b"],
      ["tool", "saw a"],
      ["tool", "saw b"],
      ["assistant", "Here."],
    ]);
    expect(shape(made("Here.", [call("a"), output("a"), call("b"), output("b")]))).toEqual([
      ["user", "Where?"],
      ["assistant", "", "a"],
      ["tool", "saw a"],
      ["assistant", "", "b"],
      ["tool", "saw b"],
      ["assistant", "Here."],
    ]);
  });

  it("says beside a call what was said beside it", () => {
    const events = [call("a", { text: "Let me look." }), output("a")];
    expect(shape(made("Let me look.\n\nHere.", events))).toEqual([
      ["user", "Where?"],
      ["assistant", "Let me look.", "a"],
      ["tool", "saw a"],
      ["assistant", "Here."],
    ]);
    // Noise changed what was heard: that is what was said.
    expect(shape(made("let me lok.\n\nHere.", events)).at(1)).toEqual(["assistant", "", "a"]);
    expect(shape(made("let me lok.\n\nHere.", events)).at(-1)).toEqual(["assistant", "let me lok.\n\nHere."]);
    // Nothing came after the call: the words are the answer.
    expect(shape(made("Let me look.", events)).at(-1)).toEqual(["assistant", "Let me look."]);
  });

  it("joins words and the call that follows them, so that the assistant speaks once", () => {
    const dialog = new Dialog({
      turns: [asked, { speaker: "Bot", text: "A moment." }, { speaker: "Bot", text: "Here." }],
      events: [act("User", null, ""), act("Bot", null, ""), call("a"), output("a"), act("Bot", null, "")],
    });
    expect(shape(dialog)).toEqual([
      ["user", "Where?"],
      ["assistant", "A moment.", "a"],
      ["tool", "saw a"],
      ["assistant", "Here."],
    ]);
  });

  it("tells calls at once of one tool apart where nobody gave them ids, and ends with calls that end it", () => {
    const bare = (actionLabel: string, content: object): ReturnType<typeof act> =>
      act("Bot", actionLabel, { name: "look", ...content });
    const dialog = new Dialog({
      turns: [asked],
      events: [
        act("User", null, ""),
        bare("call", { args: { n: 1 } }),
        bare("call", { args: { n: 2 } }),
        bare("output", { output: "one" }),
        bare("output", { output: "two" }),
      ],
    });
    const [, calls, ...results] = chatMessages(dialog, { assistant: "Bot" });
    expect(calls).toMatchObject({ tool_calls: [{ id: "call_1" }, { id: "call_2" }] });
    expect(results).toMatchObject([
      { tool_call_id: "call_1", content: "one" },
      { tool_call_id: "call_2", content: "two" },
    ]);
  });

  it("tells an opening as a message or in the system message, after what stands there word for word", () => {
    const personas = { Bot: { system_prompt: "You are a bot.\nYour name: Max" } };
    const dialog = new Dialog({
      personas,
      turns: [{ speaker: "Bot", text: "Welcome!" }, asked, { speaker: "Bot", text: "Here." }],
    });
    const [system, opening] = chatMessages(dialog, { assistant: "Bot" });
    expect(system).toEqual({ role: "system", content: personas.Bot.system_prompt });
    expect(opening).toEqual({ role: "assistant", content: "Welcome!" });
    expect(chatMessages(dialog, { assistant: "Bot", opening: "system" })).toEqual([
      {
        role: "system",
        content: `${personas.Bot.system_prompt}\n\nYou have opened the conversation with: Welcome!`,
      },
      { role: "user", content: "Where?" },
      { role: "assistant", content: "Here." },
    ]);
  });

  const ending = (last: string, events: NonNullable<DialogInput["events"]>): Dialog =>
    new Dialog({
      turns: [asked, { speaker: "Bot", text: last }, { speaker: "User", text: "Thanks" }],
      events: [act("User", null, ""), act("Bot", null, ""), ...events, act("User", null, "")],
    });

  it("ends with the last thing the assistant says or calls", () => {
    const last = (dialog: Dialog): unknown => trainableMessages(dialog, { assistant: "Bot" }).at(-1);
    expect(last(ending("Here.", []))).toEqual({ role: "assistant", content: "Here." });
    // A call is learned as words are, also when it is all that comes: what it gave back is not.
    expect(last(ending("A moment.", [call("late"), output("late")]))).toMatchObject({
      content: "A moment.",
      tool_calls: [{ id: "late" }],
    });
    expect(findProblems(ending("A moment.", [call("late")]), { assistant: "Bot" })).toEqual([]);
  });

  it("keeps system messages where they stood, and answers with weight 0 apart", () => {
    const told = {
      agent: "Bot",
      action: "instruct",
      actionLabel: "system",
      content: "French.",
      timestamp: 0,
    };
    // What an orchestrator whispers is no message of a file.
    const whispered = { ...told, actionLabel: "persistent", content: "Hurry." };
    const dialog = new Dialog({
      turns: [
        asked,
        { speaker: "Bot", text: "Wrong.", weight: 0 },
        { speaker: "Bot", text: "Here." },
        { speaker: "User", text: "Encore ?" },
        { speaker: "Bot", text: "Oui." },
      ],
      events: [
        act("User", null, ""),
        act("Bot", null, ""),
        act("Bot", null, ""),
        told,
        whispered,
        act("User", null, ""),
        act("Bot", null, ""),
      ],
    });
    const messages = [
      { role: "user", content: "Where?" },
      { role: "assistant", content: "Wrong.", weight: 0 },
      { role: "assistant", content: "Here." },
      { role: "system", content: "French." },
      { role: "user", content: "Encore ?" },
      { role: "assistant", content: "Oui." },
    ];
    expect(chatMessages(dialog, { assistant: "Bot" })).toEqual(messages);
    expect(chatMessages(dialog, { assistant: "Bot", system: "none" })).toEqual(
      messages.filter(({ role }) => role !== "system"),
    );
  });
});

describe("chatTools", () => {
  const parameters = { type: "object", properties: { id: { type: "string" } } };
  const described = { name: "look", description: "Looks.", parameters };

  it("takes the assistant's tools and of them what describes them", () => {
    const tools = { Bot: [{ ...described, apiKey: "secret" }], User: [{ ...described, name: "other" }] };
    expect(chatTools(new Dialog({ tools }), "Bot")).toEqual([{ type: "function", function: described }]);
    expect(chatTools(new Dialog({ tools }), "Nobody")).toEqual([]);
  });

  it("reads one list for all, as OpenAI writes it too, and leaves out what is no tool", () => {
    const tools = [
      { type: "function", function: described },
      described,
      null,
      { name: 3 },
      { name: "" },
      {},
      "x",
    ];
    expect(chatTools(new Dialog({ tools }), "Bot")).toHaveLength(2);
  });
});
