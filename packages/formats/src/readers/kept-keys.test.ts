import { readDialogInput } from "@sdialog/core/fs";
import { describe, expect, it } from "vitest";
import { blobInput } from "../hub/hub-dialogs.ts";
import "../index.ts";

async function read(content: string | object, name = "rows.json") {
  const blob = new Blob([typeof content === "string" ? content : JSON.stringify(content)]);
  const notes: string[] = [];
  const dialogs = await readDialogInput(
    blobInput(blob, name, {}),
    async () => new Uint8Array(await blob.arrayBuffer()),
    { onNote: (note) => notes.push(note) },
  );
  const [dialog] = await Array.fromAsync(dialogs);
  const { id, turns, events, annotations, personas } = dialog?.toJSON() ?? {};
  return { id, turns, events, annotations, personas, notes };
}

const said = [
  { speaker: "user", text: "q" },
  { speaker: "assistant", text: "a" },
];

describe("bare texts", () => {
  it.each(["data", "dialog", "dialogue", "utterances", "conversation", "turns"])(
    "are said in turn under %s, and lists as long tell of each",
    async (key) => {
      const { turns, annotations } = await read([
        { [key]: ["q", " a "], act: [1, 2], id: "x", topics: ["t"], empty: "" },
      ]);
      const names = key === "data" ? ["user", "assistant"] : ["A", "B"];
      expect(turns).toEqual([
        { speaker: names[0], text: "q", act: 1 },
        { speaker: names[1], text: "a", act: 2 },
      ]);
      expect(annotations).toEqual({ topics: ["t"] });
    },
  );

  it.each([
    ["question", "answer"],
    ["query", "response"],
    ["prompt", "response"],
    ["input", "output"],
    ["question", "response"],
  ])("are a %s and its %s", async (question, answer) => {
    const { id, turns, annotations } = await read([{ id: 7, [question]: "q", [answer]: "a", topic: "t" }]);
    expect({ id, turns, annotations }).toEqual({ id: 7, turns: said, annotations: { topic: "t" } });
  });
});

describe("a message of a conversation that says nothing", () => {
  it.each(["value", "text", "content", "parts", "tool_calls", "function_call", "refusal", "audio"])(
    "is one by its key %s",
    async (key) => {
      const { turns } = await read([
        {
          conversations: [
            { from: "human", value: "q" },
            { from: "gpt", [key]: null },
          ],
        },
      ]);
      expect(turns).toEqual([said[0], { speaker: "assistant", text: "" }]);
    },
  );

  it("is none without such a key", async () => {
    await expect(
      read([{ conversations: [{ from: "human", value: "q" }, { from: "gpt" }] }]),
    ).rejects.toThrow();
    await expect(read([{ conversations: [{ from: "human", value: "q" }, null] }])).rejects.toThrow();
  });
});

describe("text of a chat template", () => {
  const text = "<|im_start|>user\nq<|im_end|>\n<|im_start|>assistant\n<think> hm </think>a<|im_end|>";

  it.each([
    ["x", "x"],
    [7, 7],
    [[7], "rows-1"],
  ])("has the id %j as %j", async (own, id) => {
    expect((await read([{ text, id: own }])).id).toBe(id);
  });

  it("tells what was thought", async () => {
    const { turns, events } = await read([{ text }]);
    expect(turns).toEqual(said);
    expect(events).toMatchObject([
      { action: "utter" },
      { action: "think", content: "hm" },
      { action: "utter" },
    ]);
  });
});

describe("ChatGPT's trees", () => {
  const message = (role: string, content: object) => ({ id: role, author: { role }, content });
  const tree = (content: object, more: object = {}) => [
    {
      mapping: {
        u: {
          parent: null,
          children: ["a"],
          message: message("user", { content_type: "text", parts: ["q"] }),
        },
        a: { parent: "u", children: [], message: message("assistant", content) },
      },
      current_node: "a",
      ...more,
    },
  ];
  const plain = { content_type: "text", parts: ["a"] };

  it.each([
    [{ conversation_id: "c", id: "i" }, "c"],
    [{ id: "i" }, "i"],
    [{}, "rows-1"],
  ])("with %j are called %s", async (more, id) => {
    expect((await read(tree(plain, more))).id).toBe(id);
  });

  it("keep their title and whatever else is not empty", async () => {
    const more = { title: "T", empty: "", none: null, list: [], fields: {}, zero: 0, safe: { a: 1 } };
    expect((await read(tree(plain, more))).annotations).toEqual({ title: "T", zero: 0, safe: { a: 1 } });
    expect((await read(tree(plain, { title: "" }))).annotations).toBeNull();
  });

  it("tell of images and files, where there are any", async () => {
    expect((await read(tree(plain))).notes).toEqual([]);
    const image = { content_type: "multimodal_text", parts: ["a", { content_type: "image_asset_pointer" }] };
    expect((await read(tree(image))).notes).toEqual([
      "images and files: the text has a placeholder, the turn what they were",
    ]);
  });

  it.each([
    [[{ content: "hm" }], undefined],
    [[{ content: "hm", summary: "so" }], [{ content: "hm", summary: "so" }]],
    ["hm", "hm"],
  ])("keep of the thoughts %j beside their words %j", async (thoughts, kept) => {
    const { events } = await read(tree({ content_type: "thoughts", thoughts, content: "hm" }));
    expect(events?.[1]).toMatchObject({ action: "think", content: "hm" });
    // The event's own content stands first.
    expect(events?.[1]).toHaveProperty("content_", {
      content_type: "thoughts",
      content: "hm",
      ...(kept === undefined ? {} : { thoughts: kept }),
    });
  });
});

describe("rows of datasets", () => {
  it("of Taskmaster look up before the assistant speaks, and once the user has", async () => {
    const apis = [{ name: "find", args: [], response: [] }];
    const utterances = ["user", "USER", "assistant", "users"].map((speaker) => ({
      speaker,
      text: speaker,
      apis,
    }));
    const { events } = await read([{ conversation_id: "c", utterances }]);
    const told = events?.map(({ action, actionLabel, content }) =>
      action === "tool" ? actionLabel : content,
    );
    const looked = ["call", "output"];
    expect(told).toEqual(["user", ...looked, "USER", ...looked, ...looked, "assistant", ...looked, "users"]);
  });

  it("of ConvAI2 have both profiles as personas, and nowhere else", async () => {
    const { personas, annotations } = await read([
      {
        dialog: [
          { sender_class: "Human", text: "q" },
          { sender_class: "Bot", text: "a" },
        ],
        bot_profile: ["I bake."],
        user_profile: ["I row."],
        eval: 4,
      },
    ]);
    expect(personas).toEqual({ user: { profile: ["I row."] }, assistant: { profile: ["I bake."] } });
    expect(annotations).toEqual({ eval: 4 });
  });

  it("of PERSONA-CHAT keep candidates that were not said", async () => {
    const { turns, notes } = await read([
      {
        personality: ["I row."],
        utterances: [
          { history: ["q"], candidates: ["x", "y", "a"] },
          { history: ["q", "a", "r"], candidates: ["b"] },
        ],
      },
    ]);
    expect(turns).toEqual([
      { speaker: "A", text: "q" },
      { speaker: "B", text: "a", candidates: ["x", "y"] },
      { speaker: "A", text: "r" },
      { speaker: "B", text: "b" },
    ]);
    expect(notes).toEqual(["candidates that were not said: kept with the turn they were candidates for"]);
  });

  it("of MultiWOZ keep what is not empty", async () => {
    const log = [
      { text: "q", metadata: {}, span: null, act: "" },
      { text: "a", metadata: { taxi: 1 } },
    ];
    const { id, turns, annotations } = await read({
      "SNG1.json": { log, goal: { taxi: {} }, topic: [], note: null },
    });
    expect({ id, annotations }).toEqual({ id: "SNG1", annotations: { goal: { taxi: {} } } });
    expect(turns).toEqual([said[0], { ...said[1], metadata: { taxi: 1 } }]);
  });
});

describe("stories of Rasa", () => {
  const story = "stories:\n- story: s\n  steps:\n  - user: q\n";

  it.each<[string, string, number]>([
    ["a bracket that is not closed", `${story}  - bot: [a\n`, 6],
    ["a key that comes twice", `${story}    user: r\n`, 5],
    ["steps of another kind", `${story}  - user: [q]\n`, 5],
  ])("are refused with their line for %s", async (_, text, line) => {
    await expect(read(text, "s.yml")).rejects.toMatchObject({ code: "data_format", line });
  });

  it("say responses that are not in the file by their names", async () => {
    const { turns, notes } = await read(`${story}  - action: utter_c\n  - action: look_up\n`, "s.yml");
    expect(turns).toEqual([said[0], { speaker: "assistant", text: "utter_c", action: "utter_c" }]);
    expect(notes).toEqual(["responses that are not in the file: said by their names"]);
  });

  it("come with what the file holds besides, of which the first tells", async () => {
    const { turns, annotations, notes } = await read(
      `version: "3"\n${story}  - action: utter_a\nresponses:\n  utter_a:\n  - text: a\n  utter_b:\n  - text: b\n`,
      "s.yml",
    );
    expect(turns).toEqual([said[0], { ...said[1], action: "utter_a" }]);
    expect(annotations).toEqual({ file: { version: "3", responses: { utter_b: [{ text: "b" }] } } });
    expect(notes).toEqual(["what the file holds besides the stories: kept with the first of them"]);
    expect((await read(`${story}  - bot: a\n`, "s.yml")).notes).toEqual([]);
  });
});

describe("a result of a tool", () => {
  it.each([
    [{ tool_call_id: "c", id: "m" }, { call_id: "c" }, { id: "m" }],
    [{ id: "c" }, { call_id: "c" }, {}],
    [{}, {}, {}],
  ])("with %j answers the call of that id", async (ids, answers, beside) => {
    const { events } = await read([
      {
        messages: [
          { role: "user", content: "q" },
          { role: "tool", name: "w", content: "7", at: 3, none: null, ...ids },
        ],
      },
    ]);
    const { agent: _, timestamp: __, ...output } = events?.[1] ?? {};
    expect(output).toEqual({
      action: "tool",
      actionLabel: "output",
      content: { name: "w", output: "7", ...answers },
      at: 3,
      ...beside,
    });
  });
});
