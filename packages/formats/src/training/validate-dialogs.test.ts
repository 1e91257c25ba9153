import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Dialog } from "@sdialog/core";
import { loadDialogs } from "@sdialog/core/fs";
import { describe, expect, it } from "vitest";
import "../index.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { trainers } from "./trainers.ts";
import { validateDialogs, type ValidateOptions } from "./validate-dialogs.ts";

const turns = (...said: string[]) =>
  said.map((one) => {
    const [speaker = "", text = ""] = one.split(": ");
    return { speaker: speaker === "U" ? "User" : "Assistant", text };
  });
const talk = (id: string, ...said: string[]) => new Dialog({ id, turns: turns(...said) });

const asked = talk("asked", "U: What time do you close?", "A: At noon.");
const opened = talk("opened", "A: Welcome, how can I help?", "U: What time do you close?", "A: At noon.");

const event = (agent: string, actionLabel: string | null, content: unknown) => ({
  agent,
  action: actionLabel === null ? "utter" : "tool",
  actionLabel,
  content,
  timestamp: 1,
});
/** A dialogue in which tools are called: a name is a call, `=id` a result. */
function calling(id: string, tools: readonly string[], ...steps: string[]): Dialog {
  const acts = steps.map((step) =>
    step.startsWith("=")
      ? event("Assistant", "output", { name: "x", output: "7", call_id: step.slice(1) })
      : event("Assistant", "call", { name: step, args: {}, id: step }),
  );
  return new Dialog({
    id,
    turns: turns(`U: Is it warm, ${id}?`, "A: It is."),
    events: [event("User", null, ""), ...acts, event("Assistant", null, "")],
    ...(tools.length === 0
      ? {}
      : { tools: tools.map((name) => ({ name, description: "", parameters: {} })) }),
  });
}

async function reasonsFor(name: string, dialog: Dialog, more: ValidateOptions = {}): Promise<string[]> {
  const report = await validateDialogs([asked, dialog], { for: name, ...more });
  expect(report.total).toBe(2);
  return Object.keys(report.reasons);
}

describe("validateDialogs for a trainer", () => {
  it.each([
    ["openai", []],
    ["trl", []],
    ["axolotl", []],
    ["llamafactory", ["assistant_first"]],
    ["sharegpt", ["assistant_first"]],
    ["unsloth", ["assistant_first"]],
  ])("%s says of an opening by the assistant, as a message: %j", async (name, reasons) => {
    expect(await reasonsFor(name, opened, { opening: "message" })).toEqual(reasons);
    expect(await reasonsFor(name, opened, { opening: "system" })).toEqual([]);
    // Where it goes unless it is said is decided by the form that the trainer reads.
    expect(await reasonsFor(name, opened)).toEqual(name === "unsloth" ? reasons : []);
    expect(await reasonsFor(name, opened, { opening: "system" })).toEqual([]);
  });

  it.each([
    ["two calls at once, with both results", calling("p", [], "a", "b", "=a", "=b"), "llamafactory", []],
    ["calls one after the other", calling("s", [], "a", "=a", "b", "=b"), "llamafactory", []],
    ["a call without a result", calling("o", [], "a"), "trl", ["unanswered_tool_call"]],
    ["a result without a call", calling("r", [], "a", "=a", "=c"), "openai", ["result_without_call"]],
    [
      "calls, which FastChat cannot read",
      calling("f", [], "a", "=a"),
      "sharegpt",
      ["role_name", "wrong_place", "tool_message"],
    ],
    [
      "a tool that is not among those described",
      calling("d", ["a"], "b", "=b"),
      "openai",
      ["undescribed_tool"],
    ],
    ["a tool that is not among those described", calling("d", ["a"], "b", "=b"), "trl", ["undescribed_tool"]],
    ["a tool that is described", calling("k", ["a"], "a", "=a"), "openai", []],
    ["a name no provider takes", calling("n", ["a b"], "a b", "=a b"), "openai", ["tool_name"]],
  ])("knows %s", async (_, dialog, name, reasons) => {
    expect(await reasonsFor(name, dialog)).toEqual(reasons);
  });

  it("says that tools are called which nobody described", async () => {
    const { remarks } = await validateDialogs([calling("x", [], "a", "=a")], { for: "trl" });
    expect(remarks).toEqual([expect.stringContaining("1 dialogues call tools") as string]);
  });

  it("says that OpenAI wants ten examples", async () => {
    expect((await validateDialogs([asked], { for: "openai" })).remarks).toEqual([
      "A file has at least 10 examples. There are 1.",
    ]);
  });

  it("checks a template by writing with it, and counts the tokens of what it writes", async () => {
    const folder = await temporaryFolder();
    const template = join(folder, "strict.jinja");
    await writeFile(
      template,
      "{% for m in messages %}{% if (m.role == 'user') != (loop.index0 % 2 == 0) %}{{ raise_exception('must alternate') }}{% endif %}<|{{ m.role }}|>{{ m.content }}{% endfor %}",
    );
    const refused = await validateDialogs([asked, opened], { for: template });
    expect(refused).toMatchObject({ total: 2, trainable: 1, reasons: { template_refuses: 1 } });
    expect(refused.examples[0]?.problems).toEqual([
      { reason: "template_refuses", message: "must alternate" },
    ]);
    expect(refused.remarks.join(" ")).toMatch(/does not mark what the assistant says.*opening "system"/);
    // <|user|>What time do you close?<|assistant|>At noon. has 52 characters.
    expect((await validateDialogs([asked], { for: template, maxTokens: 13 })).trainable).toBe(1);
    expect(
      await reasonsFor(template, talk("long", `U: ${"so ".repeat(100)}`, "A: Yes."), { maxTokens: 20 }),
    ).toEqual(["too_long", "nothing_learned"]);
  });

  it.each<[ValidateOptions, string | undefined]>([
    [{}, 'opening "system" and system "none" may help'],
    [{ opening: "system" }, ': system "none" may help'],
    [{ system: "none" }, ': opening "system" may help'],
    [{ opening: "system", system: "none" }, undefined],
  ])("told %j, it says what else may help with a template: %s", async (options, help) => {
    const template = join(await temporaryFolder(), "never.jinja");
    await writeFile(template, "{{ raise_exception('never') }}");
    const { remarks } = await validateDialogs([opened], { for: template, ...options });
    expect(remarks.find((remark) => remark.includes("help"))?.slice(-1 - (help ?? "").length, -1)).toBe(help);
  });

  it("counts with a tokenizer", async () => {
    const file = join(await temporaryFolder(), "tokenizer.json");
    const vocab = Object.fromEntries(["[UNK]", "what", "time", "close"].map((word, id) => [word, id]));
    await writeFile(
      file,
      JSON.stringify({
        version: "1.0",
        added_tokens: [],
        normalizer: { type: "Lowercase" },
        pre_tokenizer: { type: "Whitespace" },
        post_processor: null,
        decoder: null,
        model: {
          type: "WordPiece",
          unk_token: "[UNK]",
          continuing_subword_prefix: "##",
          max_input_chars_per_word: 100,
          vocab,
        },
      }),
    );
    // "What time do you close?" is 6 tokens, "At noon." 3.
    expect((await validateDialogs([asked], { tokenizer: file, maxTokens: 9 })).trainable).toBe(1);
    const { reasons, remarks } = await validateDialogs([asked], { tokenizer: file, maxTokens: 8 });
    expect(reasons).toEqual({ too_long: 1 });
    expect(remarks).toEqual([]);
    await writeFile(file, "{}");
    await expect(validateDialogs([asked], { tokenizer: file })).rejects.toMatchObject({
      code: "data_format",
    });
  });

  it("names the nearest of the trainers it knows", async () => {
    await expect(validateDialogs([asked], { for: "axolotel" })).rejects.toMatchObject({
      code: "invalid_argument",
      hint: expect.stringContaining('Did you mean "axolotl"?') as string,
    });
  });

  it("reads what comes only once", async () => {
    function* once(): Generator<Dialog> {
      yield asked;
      yield opened;
    }
    expect(await validateDialogs(once())).toMatchObject({ total: 2, trainable: 2 });
  });
});

describe("a file as it stands", () => {
  const call = '{"name":"w","arguments":{"k":1}}';
  const conversations = (...tags: readonly string[]) => ({
    id: tags.join(),
    conversations: tags.map((from, at) => ({
      from: from.replace("!", ""),
      value: from === "function_call" ? call : from.endsWith("!") ? "{bad" : `${tags.join()} ${at}`,
    })),
  });
  const messages = (...said: readonly object[]) => ({ messages: said });
  const user = { role: "user", content: "q" };
  const calls = (args: unknown) => [
    user,
    {
      role: "assistant",
      content: null,
      tool_calls: [{ id: "c", type: "function", function: { name: "w", arguments: args } }],
    },
    { role: "tool", tool_call_id: "c", content: "1" },
    { role: "assistant", content: "a" },
  ];

  const changed = (place: number, keys: object) =>
    calls('{"k":1}').map((message, at) => (at === place ? { ...message, ...keys } : message));
  const untyped = { id: "c", function: { name: "w", arguments: '{"k":1}' } };
  const image = [
    { type: "text", text: "so" },
    { type: "image_url", image_url: { url: "https://pics.example/a.png" } },
  ];
  const tools = [{ type: "function", function: { name: "w", parameters: { type: "object" } } }];

  it.each([
    ["llamafactory", conversations("human", "gpt"), []],
    ["llamafactory", conversations("system", "human", "gpt"), []],
    ["llamafactory", conversations("user", "assistant"), ["role_name", "wrong_place", "last_not_assistant"]],
    ["llamafactory", conversations("human", "chatgpt"), ["role_name", "wrong_place", "last_not_assistant"]],
    ["llamafactory", conversations("human", "function_call", "observation", "gpt"), []],
    ["llamafactory", conversations("human", "function_call", "human", "gpt"), []],
    [
      "llamafactory",
      conversations("human", "function_call", "observation", "observation", "gpt"),
      ["wrong_place"],
    ],
    ["llamafactory", conversations("human", "gpt", "function_call", "observation", "gpt"), ["wrong_place"]],
    ["llamafactory", conversations("human", "gpt", "system", "human", "gpt"), ["wrong_place"]],
    ["llamafactory", conversations("human", "function_call!", "observation", "gpt"), ["arguments"]],
    ["sharegpt", conversations("human", "gpt"), []],
    ["sharegpt", conversations("human", "bot"), ["role_name", "wrong_place", "last_not_assistant"]],
    ["sharegpt", conversations("system", "human", "gpt"), ["role_name", "wrong_place"]],
    ["axolotl", conversations("user", "assistant"), []],
    ["axolotl", conversations("USER", "ASSISTANT"), ["role_name", "last_not_assistant"]],
    ["axolotl", messages(...calls("{bad")), ["arguments"]],
    ["axolotl", messages(...calls({ k: 1 })), []],
    ["unsloth", conversations("system", "human", "gpt"), []],
    ["unsloth", conversations("Human", "ASSISTANT"), []],
    ["unsloth", conversations("human", "chatgpt"), ["role_name", "not_alternating", "last_not_assistant"]],
    ["unsloth", { conversations: [user, { role: "gpt", content: "a" }] }, []],
    [
      "unsloth",
      { conversations: [user, { role: "model", content: "a" }] },
      ["role_name", "not_alternating", "last_not_assistant"],
    ],
    ["unsloth", messages(user, { role: "assistant", content: "a" }), []],
    [
      "unsloth",
      messages(user, { role: "bot", content: "a" }),
      ["role_name", "not_alternating", "last_not_assistant"],
    ],
    ["openai", messages(user, { role: "assistant", content: "a" }), []],
    ["openai", messages(user, { role: "bot", content: "a" }), ["role_name", "last_not_assistant"]],
    ["openai", messages(user, { role: "Assistant", content: "a" }), ["role_name", "last_not_assistant"]],
    ["openai", messages(...calls('{"k":1}')), []],
    ["openai", messages(...calls("{bad")), ["arguments"]],
    ["openai", messages(...calls({ k: 1 })), ["arguments"]],
    ["openai", messages(...changed(2, { tool_call_id: undefined })), ["message_form"]],
    ["openai", messages(...changed(2, { content: null })), ["message_form"]],
    ["openai", messages(...changed(2, { content: [{ type: "text", text: "1" }] })), []],
    ["openai", messages(...changed(1, { tool_calls: [untyped] })), ["message_form"]],
    ["openai", messages(...changed(0, { content: image })), []],
    ["openai", messages(...changed(3, { content: image })), ["message_form"]],
    ["openai", { ...messages(...calls('{"k":1}')), tools: JSON.stringify(tools) }, ["message_form"]],
    ["openai", { ...messages(...calls('{"k":1}')), tools }, []],
    ["trl", messages(...calls({ k: 1 })), []],
    ["trl", messages(...calls('{"k":1}')), ["arguments"]],
    ["trl", messages(...calls("one")), ["arguments"]],
    ["openai", messages(user, { role: "assistant", content: "a", weight: 2 }), ["weight"]],
    ["openai", messages(user, { role: "assistant", content: "a", weight: 0 }), ["nothing_learned"]],
  ])("%s, %j: %j", async (name, row, reasons) => {
    const file = join(await temporaryFolder(), "rows.jsonl");
    await writeFile(file, `${JSON.stringify(row)}\n`);
    const report = await validateDialogs(loadDialogs(file), {
      for: name,
      asWritten: true,
      assistant: "assistant",
    });
    expect(Object.keys(report.reasons)).toEqual(reasons);
  });

  it("says that a file stands under other keys than the trainer reads", async () => {
    const file = join(await temporaryFolder(), "rows.jsonl");
    await writeFile(file, `${JSON.stringify(messages(user, { role: "assistant", content: "a" }))}\n`);
    const report = await validateDialogs(loadDialogs(file), { for: "sharegpt", asWritten: true });
    expect(report).toMatchObject({ trainable: 0, reasons: { other_keys: 1 } });
    expect(report.examples[0]?.problems[0]?.message).toContain("sdialog export --for sharegpt");
    expect(await validateDialogs(loadDialogs(file), { for: "sharegpt" })).toMatchObject({ trainable: 1 });
  });
});

describe("what dialogues have in common with others", () => {
  const words = "the museum opens at nine on weekdays and at ten on sundays and closes at five every day";
  const copy = (id: string, text: string) => talk(id, `U: When is it open?`, `A: ${text}`);

  it("finds copies, exact ones always and near ones when asked", async () => {
    const dialogs = [copy("a", words), copy("b", words), copy("c", words.replace("five", "six"))];
    expect((await validateDialogs(dialogs)).reasons).toEqual({ duplicate: 1 });
    const { reasons, examples } = await validateDialogs(dialogs, { dedupe: 0.6 });
    expect(reasons).toEqual({ duplicate: 1, near_duplicate: 1 });
    expect(examples[1]?.problems[0]?.message).toContain("as a");
    expect((await validateDialogs(dialogs, { dedupe: 1 })).reasons).toEqual({ duplicate: 1 });
    await expect(validateDialogs(dialogs, { dedupe: 0.2 })).rejects.toMatchObject({
      code: "invalid_argument",
    });
  });

  it("finds what shares thirteen words in a row with a held-out set", async () => {
    const thirteen = words.split(" ").slice(0, 13).join(" ");
    const twelve = words.split(" ").slice(0, 12).join(" ");
    const dialogs = [copy("a", `Well, ${thirteen.toUpperCase()}!`), copy("b", `Well, ${twelve} or so`)];
    expect(await validateDialogs(dialogs, { holdout: [copy("h", words)] })).toMatchObject({
      trainable: 1,
      reasons: { held_out: 1 },
    });
  });

  const served = (id: string, { prompt = "Help.", args = "Rome", result = "ok" }) =>
    new Dialog({
      id,
      turns: turns("U: Book it please", "A: Done."),
      personas: { Assistant: { system_prompt: prompt } },
      events: [
        event("User", null, ""),
        event("Assistant", "call", { name: "book", args: { city: args }, id }),
        event("Assistant", "output", { name: "book", output: result, call_id: id }),
        event("Assistant", null, ""),
      ],
    });
  const places = ["prompt", "args", "result"] as const;

  it.each(places)(
    "takes for copies what has the same %s as well, whatever the ids of calls",
    async (place) => {
      const dialogs = [served("a", {}), served("b", {}), served("c", { [place]: "Oslo" })];
      expect((await validateDialogs(dialogs)).reasons).toEqual({ duplicate: 1 });
    },
  );

  it.each(places)("finds personal data in the %s", async (place) => {
    const told = served("a", { [place]: "ann@mail.example" });
    expect((await validateDialogs([told], { personalData: false })).reasons).toEqual({ personal_data: 1 });
    if (place === "prompt")
      expect((await validateDialogs([told], { personalData: false, system: "none" })).trainable).toBe(1);
  });

  it("finds held-out words in calls and results, and not in a prompt that both share", async () => {
    const holdout = [served("h", { prompt: words, args: words.replaceAll("the", "this") })];
    const dialogs = [
      served("a", { prompt: words }),
      served("b", { result: words.replaceAll("the", "this") }),
    ];
    expect((await validateDialogs(dialogs, { holdout })).reasons).toEqual({ held_out: 1 });
    const alike = [
      served("a", { prompt: words }),
      served("b", { prompt: words, args: "Oslo", result: "no" }),
    ];
    expect((await validateDialogs(alike, { dedupe: true })).trainable).toBe(2);
  });

  it("says why nobody is the assistant", async () => {
    const problem = async (dialog: Dialog, assistant?: string | number) =>
      (await validateDialogs([dialog], { assistant })).examples[0]?.problems.map(({ message }) => message);
    expect(await problem(talk("a", "A: Hello."))).toEqual([
      "only Assistant speaks: there is nothing that it answers",
    ]);
    expect(await problem(talk("u", "U: Hello."), 1)).toEqual([
      "only User speaks: there is no speaker number 1 (counted from 0)",
    ]);
    expect(await problem(asked, "Bo")).toEqual(['only User, Assistant speak: there is no "Bo"']);
  });

  it("finds personal data and names its kinds, never the data", async () => {
    const told = copy("a", "Write to ann@mail.example or call +44 20 7946 0958.");
    expect((await validateDialogs([told])).trainable).toBe(1);
    const { examples } = await validateDialogs([told], { personalData: false });
    expect(examples[0]?.problems).toEqual([{ reason: "personal_data", message: "it holds email, phone" }]);
  });
});

it("gives a source for every rule", () => {
  for (const { rules, loss, maxTokens, minConversations } of Object.values(trainers))
    for (const { source, says } of [...rules, loss, maxTokens, minConversations].filter(
      (one) => one !== undefined,
    )) {
      expect(new URL(source).protocol).toBe("https:");
      expect(says).toMatch(/^[A-Z].+\.$|^(?:human|gpt) .+\.$/);
    }
});
