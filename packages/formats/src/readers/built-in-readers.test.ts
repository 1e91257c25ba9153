import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Dialog, registered, type SDialogError } from "@sdialog/core";
import { loadDialogs, type LoadDialogsOptions } from "@sdialog/core/fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import "../index.ts";
import { sampleFiles } from "../testing/sample-files.ts";
import { tryDamaged } from "../testing/try-damaged.ts";
import { wholeFiles } from "../testing/whole-files.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sdialog-readers-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function load(
  file: string,
  content: string | Uint8Array,
  options: LoadDialogsOptions = {},
): Promise<Dialog[]> {
  const path = join(folder, file);
  await writeFile(path, content);
  return Array.fromAsync(loadDialogs(path, options));
}

const spoken = (dialogs: readonly Dialog[]): string[][] =>
  dialogs.map(({ turns }) => turns.map(({ speaker, text }) => `${speaker}: ${text}`));

describe("every reader", () => {
  it.each(sampleFiles.map((sample) => [sample.reader, sample] as const))(
    "%s is found by the content of its sample, and all of it arrives",
    async (reader, { file, text, turns, also }) => {
      const found: string[] = [];
      const dialogs = await load(file, text, { onReader: (_, name) => found.push(name) });
      expect(found).toEqual([reader]);
      expect(spoken(dialogs)).toEqual(turns);
      if (also !== undefined) expect(dialogs[0]?.toJSON()).toMatchObject(also);
      // What it is called does not matter, but for tables, whose names say what stands between the cells.
      if (reader === "tsv") return;
      const elsewhere = await load("something", text, { onReader: (_, name) => found.push(name) });
      expect([found.at(-1), spoken(elsewhere)]).toEqual([reader, turns]);
    },
  );

  it("has a sample", () => {
    const names = registered("reader").map(({ name }) => name);
    const without = names.filter(
      // Parquet and token ids are written by the exports' own tests.
      (name) => !["parquet", "tokens"].includes(name) && !sampleFiles.some(({ reader }) => reader === name),
    );
    expect(without).toEqual([]);
  });

  // `pnpm bench mutate-readers` tries thousands of each.
  it("reads what was damaged, or refuses it with an error that says where, and what was expected", async () => {
    const wrong: unknown[] = [];
    for (const file of await wholeFiles())
      for (let seed = 0; seed < 12; seed++) {
        const outcome = await tryDamaged(file, seed);
        if (outcome.wrong !== undefined) wrong.push([file.reader, seed, outcome.wrong]);
      }
    expect(wrong).toEqual([]);
  });
});

describe("what cannot be read", () => {
  it("is skipped when somebody is told, with file, line and what was expected", async () => {
    const told: [number | undefined, string][] = [];
    const onError = (error: SDialogError & { line?: number }): void =>
      void told.push([error.line, error.message]);
    const good = '{"messages":[{"role":"user","content":"Hi"}]}';
    const dialogs = await load(
      "bad.jsonl",
      `${good}\n{"messages":[{"content":"x"}]}\n{oops\n${good}\n{"mess`,
      { onError },
    );
    expect(dialogs).toHaveLength(2);
    expect(told.map(([line]) => line)).toEqual([2, 3, 5]);
    expect(told[0]?.[1]).toContain("messages.0.role: Invalid input");
    expect(told[0]?.[1]).toContain('expected records with "messages"');
  });

  it("is refused with the format that came nearest", async () => {
    await expect(
      load("near.json", '[{"dialogue_id": "1", "turns": [{"speaker": 3, "utterance": "x"}]}]'),
    ).rejects.toMatchObject({
      code: "data_format",
      hint: expect.stringContaining('"dialogue_id"') as string,
    });
    await expect(load("prose.doc", "Once upon a time")).rejects.toThrow("no known format fits this file");
  });
});

describe("readers that are told something", () => {
  it("chatgpt reads all branches", async () => {
    const { text } = sampleFiles.find(({ reader }) => reader === "chatgpt")!;
    const dialogs = await load("conversations.json", text, { settings: { branches: "all" } });
    expect(spoken(dialogs).map((turns) => turns[1])).toEqual([
      "assistant: Three minutes.",
      "assistant: Seven minutes.",
    ]);
    await expect(load("c.json", text, { settings: { branch: "all" } })).rejects.toThrow("chatgpt: ");
  });

  it("slack looks up names beside its channels", async () => {
    await writeFile(
      join(folder, "users.json"),
      JSON.stringify([{ id: "U01", name: "ann", real_name: "Ann Bell" }]),
    );
    const { text } = sampleFiles.find(({ reader }) => reader === "slack")!;
    const [dialog] = await load("2024-03-12.json", text);
    expect(dialog?.turns.map(({ speaker, text: said }) => [speaker, said])).toEqual([
      ["Ann Bell", "Is the build green?"],
      ["U02", "Not yet, @Ann Bell."],
    ]);
  });
});

describe("chatgpt's kinds of content", () => {
  const node = (id: string, message: object): [string, object] => [
    id,
    { parent: String(Number(id) - 1), children: [String(Number(id) + 1)], message },
  ];
  const said = (role: string, content: object): object => ({ author: { role }, content });

  it("arrive with their words", async () => {
    const messages = [
      said("user", {
        content_type: "user_editable_context",
        user_profile: "I row.",
        user_instructions: "Be brief.",
      }),
      said("system", { content_type: "model_editable_context", model_set_context: "Rows on Monday." }),
      said("user", {
        content_type: "multimodal_text",
        parts: [{ content_type: "audio_transcription", text: "How far?", direction: "in" }],
      }),
      said("assistant", { content_type: "reasoning_recap", content: "Thought for 7 seconds" }),
      said("tool", { content_type: "tether_browsing_display", result: "2 km" }),
      said("assistant", { content_type: "text", parts: ["Two."] }),
    ];
    const mapping = Object.fromEntries(messages.map((message, at) => node(String(at), message)));
    const last = String(messages.length - 1);
    Object.assign(mapping[last]!, { children: [] });
    const [dialog] = await load("c.json", JSON.stringify([{ mapping, current_node: last }]));
    expect(spoken([dialog!])).toEqual([["user: How far?", "assistant: Two."]]);
    expect(dialog?.toJSON()).toMatchObject({
      personas: { assistant: { system_prompt: "I row.\n\nBe brief.\nRows on Monday." } },
      events: [
        { action: "utter" },
        { action: "think", content: "Thought for 7 seconds" },
        { action: "tool", actionLabel: "output", content: { output: "2 km" } },
        { action: "utter" },
      ],
    });
  });
});

describe("calls in tags", () => {
  const marked = '<tool_call>\n{"name":"warmth","arguments":{"city":"Oslo"}}\n</tool_call>';

  it("are calls and results in ShareGPT's lists", async () => {
    const row = {
      conversations: [
        { from: "human", value: "Warm?" },
        { from: "gpt", value: `Let me look.\n${marked}` },
        {
          from: "tool",
          value: '<tool_response>\n{"name":"warmth","content":{"degrees":7}}\n</tool_response>',
        },
        { from: "gpt", value: "Seven." },
      ],
    };
    const [dialog] = await load("rows.jsonl", `${JSON.stringify(row)}\n`);
    expect(spoken([dialog!])).toEqual([["user: Warm?", "assistant: Let me look.", "assistant: Seven."]]);
    expect(dialog?.events?.filter(({ action }) => action === "tool")).toMatchObject([
      { agent: "assistant", actionLabel: "call", content: { name: "warmth", args: { city: "Oslo" } } },
      { agent: "assistant", actionLabel: "output", content: { name: "warmth", output: { degrees: 7 } } },
    ]);
  });

  it("are said where calls have a place of their own", async () => {
    const row = { messages: [{ role: "assistant", content: marked }] };
    const [dialog] = await load("rows.jsonl", `${JSON.stringify(row)}\n`);
    expect(spoken([dialog!])).toEqual([[`assistant: ${marked}`]]);
  });
});

describe("whole numbers too large to be held exactly", () => {
  const digits = "12345678901234567890";

  it.each([
    ["as text", `"{\\"id\\":${digits}}"`],
    ["as an object", `{"id":${digits}}`],
  ])("in arguments %s keep their digits, and are told of", async (_, args) => {
    const notes: string[] = [];
    const call = `{"id":"c","type":"function","function":{"name":"find","arguments":${args}}}`;
    const [dialog] = await load(
      "rows.jsonl",
      `{"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":null,"tool_calls":[${call}]}]}\n`,
      { onNote: (note) => notes.push(note) },
    );
    expect(dialog?.events?.at(-1)).toMatchObject({ content: { args: { id: digits } } });
    expect(notes).toEqual(["whole numbers too large to be held exactly: kept as the text of their digits"]);
  });
});

describe("times in tables", () => {
  it.each([
    ["created_at", undefined],
    ["Sent At", undefined],
    ["date", undefined],
    ["Datum", undefined],
    ["moment", { speaker: "name", text: "said", time: "moment" }],
  ])("stand in the column %s", async (column, columns) => {
    const notes: string[] = [];
    const [who, said] = columns === undefined ? ["speaker", "text"] : ["name", "said"];
    const [dialog] = await load("chat.csv", `${column},${who},${said}\n2024-03-12 10:00,Ann,Hi\n`, {
      columns,
      onNote: (note) => notes.push(note),
    });
    expect(dialog?.turns).toEqual([{ speaker: "Ann", text: "Hi", time: "2024-03-12 10:00" }]);
    expect(notes).toEqual(columns === undefined ? [`times taken from the column "${column}"`] : []);
  });
});

describe("rows of conversations", () => {
  it.each([
    ["seed", "18446744073709551615", { annotations: { seed: "18446744073709551615" } }],
    ["seed", "1.5", { annotations: { seed: 1.5 } }],
    ["seed", "7", { seed: 7, annotations: null }],
    ["model", '{"name": "m"}', { annotations: { model: { name: "m" } } }],
    ["stop_reason", "3", { annotations: { stop_reason: 3 } }],
    ["system", '["Be brief."]', { annotations: { system: ["Be brief."] } }],
  ])("keep a %s of %s", async (name, value, kept) => {
    const said = '[{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}]';
    const [dialog] = await load("rows.jsonl", `{"messages": ${said}, "${name}": ${value}}`);
    expect(dialog?.toJSON()).toMatchObject(kept);
  });
});

describe("whatsapp", () => {
  const times = async (text: string): Promise<unknown[]> =>
    (await load("chat.txt", text)).flatMap(({ turns }) =>
      turns.map(({ speaker, text: said, time }) => [speaker, said, time]),
    );

  it.each<[string, string, unknown[]]>([
    [
      "Android, German",
      "13.03.24, 09:05 - Zoë: Hallo: du\n13.03.24, 09:06 - Zoë hat Bo hinzugefügt.\n",
      ["Zoë", "Hallo: du", "2024-03-13T09:05:00"],
    ],
    ["Android, American", "3/13/24, 9:05\u202FPM - Ann: Hi\n", ["Ann", "Hi", "2024-03-13T21:05:00"]],
    ["iOS, American, midnight", "[3/1/24, 12:05:09\u202FAM] Ann: Hi\n", ["Ann", "Hi", "2024-03-01T00:05:09"]],
    ["iOS, year first", "[2024/03/13, 21:05:09] Ann: Hi\n", ["Ann", "Hi", "2024-03-13T21:05:09"]],
    [
      "Android, Spanish",
      "13/3/24, 9:05 p. m. - Ana: <Multimedia omitido>\n",
      ["Ana", "<Multimedia omitido>", "2024-03-13T21:05:00"],
    ],
    ["Android, Brazilian", "13/03/2024 09:05 - Rui: Oi\n", ["Rui", "Oi", "2024-03-13T09:05:00"]],
    ["iOS, Dutch", "[13-03-2024 09:05:01] Jan: Hoi\n", ["Jan", "Hoi", "2024-03-13T09:05:01"]],
    ["Android, Finnish", "13.3.2024 klo 21.05 - Anni: Moi\n", ["Anni", "Moi", "2024-03-13T21:05:00"]],
    ["Android, French", "13/03/2024 à 21:05 - Anne: Bye\n", ["Anne", "Bye", "2024-03-13T21:05:00"]],
    ["Android, Korean", "2024년 3월 13일 오후 9:05 - 민수: 안녕\n", ["민수", "안녕", "2024-03-13T21:05:00"]],
    ["iOS, Korean", "[2024. 3. 13. 오전 12:05:09] 민수: 안녕\n", ["민수", "안녕", "2024-03-13T00:05:09"]],
    ["iOS, Chinese", "[2024/3/13 下午9:05:09] 小明: 你好\n", ["小明", "你好", "2024-03-13T21:05:09"]],
    ["iOS, Chinese, noon", "[2024/3/13 中午12:05:09] 小明: 你好\n", ["小明", "你好", "2024-03-13T12:05:09"]],
    ["iOS, Japanese", "[2024/03/13 午後9:05:09] 太郎: はい\n", ["太郎", "はい", "2024-03-13T21:05:09"]],
    ["Android, Turkish", "13.03.2024 ÖS 9:05 - Can: Selam\n", ["Can", "Selam", "2024-03-13T21:05:00"]],
    ["iOS, Russian", "[13.03.2024, 21:05:09] Аня: привет\n", ["Аня", "привет", "2024-03-13T21:05:09"]],
    ["Android, Swedish", "2024-03-13 21:05 - Bo: Hej\n", ["Bo", "Hej", "2024-03-13T21:05:00"]],
  ])("%s", async (_, text, turn) => {
    expect(await times(text)).toEqual([turn]);
  });

  it.each([
    // A number above 12 anywhere tells the order of all; a year in front does, too.
    ["01/02/24, 09:05 - Ann: a\n13/02/24, 09:05 - Ann: b\n", "2024-02-01", undefined],
    ["01/02/24, 09:05 - Ann: a\n02/13/24, 09:05 - Ann: b\n", "2024-01-02", undefined],
    ["2024/01/02, 09:05 - Ann: a\n", "2024-01-02", undefined],
    ["12/12/24, 09:05 - Ann: a\n31/12/24, 09:05 - Ann: b\n", "2024-12-12", undefined],
    // Else it is guessed, and said.
    ["01/02/24, 09:05 - Ann: a\n", "2024-02-01", "day before month"],
    ["1/2/24, 9:05 PM - Ann: a\n", "2024-01-02", "month before day"],
    ["1.2.24, 9:05 PM - Ann: a\n", "2024-02-01", "day before month"],
  ])("%j begins on %s, for which the order was guessed: %s", async (text, day, guess) => {
    const notes: string[] = [];
    const [dialog] = await load("chat.txt", text, {
      onNote: (note) => notes.push(note),
    } as LoadDialogsOptions);
    expect(String(dialog?.turns[0]?.["time"]).slice(0, 10)).toBe(day);
    expect(
      notes.filter((note) => note.includes("before")).map((note) => /(\w+ before \w+)/.exec(note)?.[1]),
    ).toEqual(guess === undefined ? [] : [guess]);
  });

  it.each([
    ['Ann created group "Trip: Rome"'],
    ['Ann changed the subject from "Trip: Rome" to "Trip: Paris"'],
    ['+1 (555) 010-0199 changed the group name to "Trip: Rome"'],
    ["Anna hat die Gruppe „Rom: 2024“ erstellt."],
    ["Ana creó el grupo “Viaje: Roma”"],
    ["Anne a créé le groupe « Rome : 2024 »"],
    ["Anna ha creato il gruppo «Roma: 2024»"],
    ["Аня создала группу «Рим: 2024»"],
    ["太郎さんがグループ「旅行: ローマ」を作成しました"],
    ["Bo: This message was deleted"],
    ["Bernd: Diese Nachricht wurde gelöscht."],
  ])("%s is told, and by nobody", async (told) => {
    const [dialog] = await load(
      "chat.txt",
      `13/03/24, 09:05 - Ann "The Boss" Lee: Hi: you\n13/03/24, 09:06 - ${told}\n`,
    );
    expect(dialog?.turns.map(({ speaker, text }) => [speaker, text])).toEqual([
      ['Ann "The Boss" Lee', "Hi: you"],
    ]);
    expect(dialog?.annotations).toMatchObject({ asides: [{}] });
  });

  it.each<[string, object]>([
    ["See you at 9 <This message was edited>", { text: "See you at 9", edited: true }],
    ["See you at 9\u200E<This message was edited>", { text: "See you at 9", edited: true }],
    ["Um neun.\u200E <Diese Nachricht wurde bearbeitet.>", { text: "Um neun.", edited: true }],
    ["A las 9 <Se editó este mensaje.>", { text: "A las 9", edited: true }],
    ["一行\n二行 <此消息已编辑>", { text: "一行\n二行", edited: true }],
    ["It says <This message was edited> there", { text: "It says <This message was edited> there" }],
    ["Was this message was edited", { text: "Was this message was edited" }],
  ])("%j is said, and marked where it was edited", async (said, turn) => {
    const notes: string[] = [];
    const [dialog] = await load("chat.txt", `13/03/24, 09:05 - Ann: ${said}\n`, {
      onNote: (note) => notes.push(note),
    });
    expect(dialog?.turns).toEqual([{ speaker: "Ann", time: "2024-03-13T09:05:00", ...turn }]);
    expect(notes).toEqual("edited" in turn ? ["messages that were edited: kept as a mark of the turn"] : []);
  });

  it.each(["13/13/24", "0/3/24", "13/0/24", "2024/13/01", "2024/01/32"])(
    "leaves a time as it is written where %s is no day",
    async (day) => {
      const [dialog] = await load("chat.txt", `${day}, 09:05 - Ann: Hi\n`);
      expect(dialog?.turns).toEqual([{ speaker: "Ann", text: "Hi", time: `${day} 09:05` }]);
    },
  );

  it("tells no order of dates where the year comes first", async () => {
    const notes: string[] = [];
    await load("chat.txt", "[2024/03/04 09:05:09] Ann: Hi\n", { onNote: (note) => notes.push(note) });
    expect(notes).toEqual([]);
  });
});

describe("people in chats", () => {
  const names = ["Claude", "Tool", "System", "Model", "user", "assistant", "function_call"];
  const chats: Readonly<Record<string, object>> = {
    discord: {
      guild: { id: "1" },
      channel: { id: "2" },
      messages: names.map((name) => ({ type: "Default", content: "{}", author: { name, isBot: false } })),
    },
    telegram: {
      messages: names.map((from, id) => ({
        id,
        type: "message",
        date: "2024-03-12T10:00:00",
        from,
        text: "{}",
      })),
    },
    slack: names.map((username, at) => ({
      type: "message",
      ts: `171000000${at}.000100`,
      username,
      text: "{}",
    })),
    teams: {
      value: names.map((displayName, at) => ({
        createdDateTime: `2024-03-12T10:0${at}:00Z`,
        messageType: "message",
        from: { user: { displayName } },
        body: { contentType: "text", content: "{}" },
      })),
    },
  };

  it.each(Object.entries(chats))(
    "keep their names in %s, whatever these mean elsewhere",
    async (format, chat) => {
      const [dialog] = await load("chat.json", JSON.stringify(chat), { format });
      expect(spoken([dialog!])).toEqual([names.map((name) => `${name}: {}`)]);
      expect(dialog?.toJSON()).not.toHaveProperty("personas.assistant");
      expect(dialog?.events).toBeNull();
    },
  );
});
