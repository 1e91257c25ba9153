import { datasetSamples, type ReaderSampleFile } from "./dataset-samples.ts";

const lines = (...values: readonly unknown[]): string =>
  values.map((value) => `${JSON.stringify(value)}\n`).join("");
const list = (...values: readonly unknown[]): string => JSON.stringify(values, null, 1);

const brief = [["user: Is the ferry late?", "assistant: By ten minutes."]];
const ferry = { asked: "Is the ferry late?", said: "By ten minutes." };

/** A sample of every reader, shaped as its tool writes it. */
export const sampleFiles: readonly ReaderSampleFile[] = [
  {
    reader: "jsonl",
    file: "dialogues.jsonl",
    text: lines(
      { id: 1, turns: [{ speaker: "Ann", text: "Hi" }] },
      { id: 2, turns: [{ speaker: "Bo", text: "Yes" }] },
    ),
    turns: [["Ann: Hi"], ["Bo: Yes"]],
  },
  {
    reader: "json",
    file: "dialogue.json",
    text: '{"id": 7, "turns": [{"speaker": "Ann", "text": "Hi"}]}',
    turns: [["Ann: Hi"]],
    also: { id: 7 },
  },
  {
    reader: "csv",
    file: "tickets.csv",
    text: 'ticket_id;created_at;author_name;body\n7;09:00;Ann;"My parcel; it is late."\n8;09:01;Cy;Wrong size.\n7;09:02;Bo;Sorry.\n',
    turns: [["Cy: Wrong size."], ["Ann: My parcel; it is late.", "Bo: Sorry."]],
    also: { id: 8 },
  },
  {
    reader: "tsv",
    file: "chat.tsv",
    text: "speaker\ttext\nAnn\tHi, Bo\nBo\tHi\n",
    turns: [["Ann: Hi, Bo", "Bo: Hi"]],
  },
  {
    reader: "txt",
    file: "talk.txt",
    text: "Ann: Hello\n\tagain\nBo: Hi\n",
    turns: [["Ann: Hello\nagain", "Bo: Hi"]],
  },
  {
    reader: "openai",
    file: "tuning.jsonl",
    text: lines({
      messages: [
        { role: "system", content: "Be brief." },
        {
          role: "user",
          content: [
            { type: "text", text: ferry.asked },
            { type: "image_url", image_url: { url: "data:," } },
          ],
        },
        {
          role: "assistant",
          content: null,
          tool_calls: [
            { id: "c1", type: "function", function: { name: "delays", arguments: '{"line":"F1"}' } },
          ],
        },
        { role: "tool", tool_call_id: "c1", content: "10" },
        { role: "assistant", content: ferry.said },
      ],
      tools: [{ type: "function", function: { name: "delays", parameters: {} } }],
    }),
    turns: [["user: Is the ferry late?\n[image]", "assistant: By ten minutes."]],
    also: {
      personas: { assistant: { system_prompt: "Be brief." } },
      tools: [{ type: "function", function: { name: "delays", parameters: {} } }],
      events: [
        { action: "utter" },
        {
          agent: "assistant",
          action: "tool",
          actionLabel: "call",
          content: { name: "delays", args: { line: "F1" }, id: "c1" },
        },
        {
          agent: "assistant",
          action: "tool",
          actionLabel: "output",
          content: { name: "delays", output: "10", call_id: "c1" },
        },
        { action: "utter" },
      ],
    },
  },
  {
    reader: "openai-list",
    file: "messages.json",
    text: list(
      { role: "user", content: ferry.asked },
      {
        role: "assistant",
        content: [
          { type: "thinking", thinking: "Look." },
          { type: "text", text: ferry.said },
        ],
      },
    ),
    turns: brief,
    also: { events: [{ action: "utter" }, { action: "think", content: "Look." }, { action: "utter" }] },
  },
  {
    reader: "message-rows",
    file: "messages-by-id.json",
    text: list(
      { conversation_id: "c1", role: "user", content: "When?", created_at: "2024-03-12T10:01:00Z" },
      { conversation_id: "c2", role: "user", content: "Where?", created_at: "2024-03-12T10:02:00Z" },
      { conversation_id: "c1", role: "assistant", content: "Now.", created_at: "2024-03-12T10:03:00Z" },
    ),
    turns: [["user: Where?"], ["user: When?", "assistant: Now."]],
    also: { id: "c2" },
  },
  {
    reader: "preferences",
    file: "pairs.jsonl",
    text: lines({
      prompt: [{ role: "user", content: ferry.asked }],
      chosen: [{ role: "assistant", content: ferry.said }],
      rejected: [{ role: "assistant", content: "No idea." }],
    }),
    turns: brief,
    also: { annotations: { rejected: [{ role: "assistant", content: "No idea." }] } },
  },
  {
    reader: "completions",
    file: "completions.jsonl",
    text: lines({ prompt: ferry.asked, completion: ferry.said, source: "x" }),
    turns: brief,
    also: { annotations: { source: "x" } },
  },
  {
    reader: "sharegpt",
    file: "sharegpt.json",
    text: list({
      id: "s1",
      system: "Be brief.",
      conversations: [
        { from: "human", value: ferry.asked },
        { from: "function_call", value: '{"name":"delays","arguments":{"line":"F1"}}' },
        { from: "observation", value: "10" },
        { from: "gpt", value: ferry.said },
      ],
    }),
    turns: brief,
    also: {
      id: "s1",
      personas: { assistant: { system_prompt: "Be brief." } },
      events: [{}, { content: { name: "delays", args: { line: "F1" } } }, { content: { output: "10" } }, {}],
    },
  },
  {
    reader: "alpaca",
    file: "alpaca.json",
    text: list({ instruction: "Translate.", input: "chat", output: "cat", history: [["Hi", "Hello"]] }),
    turns: [["user: Hi", "assistant: Hello", "user: Translate.\nchat", "assistant: cat"]],
  },
  {
    reader: "question-answer",
    file: "qa.jsonl",
    text: lines({ question: ferry.asked, answer: ferry.said, topic: "ferries" }),
    turns: brief,
    also: { annotations: { topic: "ferries" } },
  },
  {
    reader: "utterances",
    file: "rows.json",
    text: list({ dialog: ["Tea ?", "Please ."], act: [3, 4], emotion: [0, 4] }),
    turns: [["A: Tea ?", "B: Please ."]],
    also: {
      turns: [
        { act: 3, emotion: 0 },
        { act: 4, emotion: 4 },
      ],
    },
  },
  {
    reader: "chat-text",
    file: "text.jsonl",
    text: lines({
      id: "c",
      text: `<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\n${ferry.asked}<|im_end|>\n<|im_start|>assistant\n${ferry.said}<|im_end|>\n`,
    }),
    turns: brief,
    also: { personas: { assistant: { system_prompt: "Be brief." } } },
  },
  {
    reader: "chatgpt",
    file: "conversations.json",
    text: list({
      title: "Eggs",
      create_time: 1_710_000_000,
      mapping: {
        r: { id: "r", message: null, parent: null, children: ["a"] },
        a: {
          id: "a",
          message: {
            author: { role: "user" },
            create_time: 1_710_000_001,
            content: { content_type: "text", parts: ["How long?"] },
          },
          parent: "r",
          children: ["b", "c"],
        },
        b: {
          id: "b",
          message: {
            author: { role: "assistant" },
            content: { content_type: "text", parts: ["Three minutes."] },
          },
          parent: "a",
          children: [],
        },
        c: {
          id: "c",
          message: {
            author: { role: "assistant" },
            content: { content_type: "text", parts: ["Seven minutes."] },
          },
          parent: "a",
          children: [],
        },
      },
      current_node: "c",
      conversation_id: "eggs",
    }),
    turns: [["user: How long?", "assistant: Seven minutes."]],
    also: {
      id: "eggs",
      timestamp: "2024-03-09T16:00:00.000Z",
      annotations: { title: "Eggs" },
      turns: [{ time: 1_710_000_001 }, {}],
    },
  },
  {
    reader: "discord",
    file: "discord.json",
    text: JSON.stringify({
      guild: { id: "1", name: "g" },
      channel: { id: "2", name: "help" },
      messages: [
        {
          id: "3",
          type: "Default",
          timestamp: "2024-03-12T10:00:00+00:00",
          content: "Does it run on ARM?",
          author: { id: "9", name: "ann" },
          attachments: [{ url: "a.png" }],
        },
        {
          id: "4",
          type: "GuildMemberJoin",
          timestamp: "2024-03-12T10:00:30+00:00",
          content: "Joined.",
          author: { id: "7", name: "cy" },
        },
        {
          id: "5",
          type: "Reply",
          timestamp: "2024-03-12T10:01:00+00:00",
          content: "It does.",
          author: { id: "8", name: "bo", nickname: "Bo" },
        },
      ],
    }),
    turns: [["ann: Does it run on ARM?\n[attachment]", "Bo: It does."]],
    also: { id: "2", annotations: { asides: [{ type: "GuildMemberJoin" }] } },
  },
  {
    reader: "telegram",
    file: "result.json",
    text: JSON.stringify({
      chats: {
        list: [
          {
            name: "Bo",
            type: "personal_chat",
            id: 5,
            messages: [
              { id: 1, type: "service", date: "2024-03-12T10:00:00", action: "create_group", text: "" },
              {
                id: 2,
                type: "message",
                date: "2024-03-12T10:01:00",
                from: "Ann",
                text: ["See ", { type: "link", text: "https://example.invalid" }],
              },
              {
                id: 3,
                type: "message",
                date: "2024-03-12T10:02:00",
                from: "Bo",
                text: "",
                media_type: "sticker",
              },
            ],
          },
        ],
      },
    }),
    turns: [["Ann: See https://example.invalid", "Bo: [sticker]"]],
    also: { id: 5, turns: [{ time: "2024-03-12T10:01:00" }, {}] },
  },
  {
    reader: "slack",
    file: "2024-03-12.json",
    text: list(
      {
        type: "message",
        user: "U02",
        text: "Not yet, <@U01>.",
        ts: "1710000060.000200",
        thread_ts: "1710000000.000100",
      },
      { type: "message", user: "U01", text: "Is the build green?", ts: "1710000000.000100" },
      {
        type: "message",
        subtype: "channel_join",
        user: "U03",
        text: "<@U03> has joined",
        ts: "1710000090.000300",
      },
    ),
    turns: [["U01: Is the build green?", "U02: Not yet, @U01."]],
    also: { annotations: { asides: [{ subtype: "channel_join" }] } },
  },
  {
    reader: "teams",
    file: "teams.json",
    text: JSON.stringify({
      value: [
        {
          id: "2",
          createdDateTime: "2024-03-12T10:01:00Z",
          messageType: "message",
          from: { user: { displayName: "Bo" } },
          body: { contentType: "html", content: "<p>At <b>nine</b> &amp; ten</p>" },
        },
        {
          id: "1",
          createdDateTime: "2024-03-12T10:00:00Z",
          messageType: "message",
          from: { user: { displayName: "Ann" } },
          body: { contentType: "text", content: "When?" },
        },
      ],
    }),
    turns: [["Ann: When?", "Bo: At nine & ten"]],
  },
  {
    reader: "whatsapp",
    file: "_chat.txt",
    text: "\u200E[12/03/2024, 10:15:02] Book Club: \u200EMessages and calls are end-to-end encrypted.\n[13/03/2024, 10:15:22] Ann Bell: Friday?\n[13/03/2024, 10:16:01] Bo: Yes!\nBring: the red book\n\u200E[13/03/2024, 10:16:40] Ann Bell: \u200Eimage omitted\n",
    turns: [["Ann Bell: Friday?", "Bo: Yes!\nBring: the red book", "Ann Bell: image omitted"]],
    also: {
      turns: [{ time: "2024-03-13T10:15:22" }, {}, {}],
      annotations: { asides: [{ speaker: "Book Club" }] },
    },
  },
  ...datasetSamples,
];
