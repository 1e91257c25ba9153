import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { loadDialogs } from "@sdialog/core/fs";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import "./built-in-readers.ts";

async function read(content: unknown) {
  const notes: string[] = [];
  const file = join(await temporaryFolder(), "chat.json");
  await writeFile(file, JSON.stringify(content));
  const [dialog] = await Array.fromAsync(loadDialogs(file, { onNote: (note) => void notes.push(note) }));
  return { said: dialog?.turns.map(({ text }) => text), annotations: dialog?.annotations, notes };
}

const discord = (...messages: readonly object[]) => ({
  guild: { id: "1" },
  channel: { id: "2" },
  messages: [{ content: "hi" }, ...messages].map((message, at) => ({
    id: String(at),
    type: "Default",
    content: "",
    author: { name: "ann" },
    ...message,
  })),
});

describe("discord", () => {
  it.each([
    ["ChatInputCommand", true],
    ["20", true],
    [20, true],
    ["ContextMenuCommand", true],
    ["23", true],
    ["Reply", true],
    [19, true],
    [0, true],
    ["GuildMemberJoin", false],
    ["7", false],
    ["46", false],
  ])("takes a message of type %j for one that was said: %j", async (type, isSaid) => {
    const { said, notes } = await read(discord({ type, content: "pong" }));
    expect(said).toEqual(isSaid ? ["hi", "pong"] : ["hi"]);
    expect(notes).toEqual(isSaid ? [] : [`system message ${type}: kept as an annotation`]);
  });

  it.each([
    ["a poll", { poll: { question: { text: "Where?" }, answers: [{ text: "Oslo" }] } }, "Where?\n- Oslo"],
    [
      "a poll of the API",
      { poll: { question: "Where?", answers: [{ poll_media: { text: "Rome" } }] } },
      "Where?\n- Rome",
    ],
    ["a poll's answers alone", { poll: { question: {}, answers: [{ text: "Oslo" }, {}] } }, "- Oslo"],
    ["a box's head alone", { embeds: [{ title: "Weather", description: null }, null] }, "Weather"],
    ["what is passed on", { forwardedMessage: { content: "so it was" } }, "so it was"],
    ["a file", { attachments: [{ fileName: "a.png" }] }, "[attachment]"],
    ["boxes", { embeds: [{ title: "Weather", description: "7" }] }, "Weather\n7"],
  ])("says %s", async (_, message, text) => {
    expect((await read(discord(message))).said).toEqual(["hi", text]);
  });
});

describe("what holds no words", () => {
  const skype = (...messages: readonly object[]) => ({
    conversations: [
      {
        id: "c",
        MessageList: [...messages, { content: "hi", messagetype: "Text" }].map((each) => ({
          from: "8:ann",
          ...each,
        })),
      },
    ],
  });
  it.each([
    ["discord", discord({})],
    ["skype", skype({ content: "", messagetype: "RichText" })],
    ["skype, deleted", skype({ content: "", messagetype: "RichText", properties: { deletetime: "1" } })],
    [
      "teams",
      {
        value: ["hi", ""].map((content, at) => ({
          body: { content, contentType: "text" },
          createdDateTime: `2024-03-12T10:0${at}:00Z`,
          from: { user: { displayName: "Ann" } },
        })),
      },
    ],
    ["slack", ["hi", ""].map((text, at) => ({ type: "message", ts: `171023400${at}.1`, user: "U1", text }))],
  ])("is no turn, and is told: %s", async (_, content) => {
    const { said, annotations, notes } = await read(content);
    expect(said).toEqual(["hi"]);
    expect(annotations).toMatchObject({ asides: [expect.anything()] });
    expect(notes.join("\n")).toMatch(/without words|deleted message/);
  });
});

describe("teams", () => {
  const message = (text: string, time: string, replies?: readonly object[]) => ({
    body: { content: text, contentType: "text" },
    createdDateTime: time,
    from: { user: { displayName: "Ann" } },
    ...(replies === undefined ? {} : { replies }),
  });

  it("reads replies in the order of time among the other messages", async () => {
    const { said } = await read({
      value: [
        message("second topic", "2024-03-12T10:02:00Z", [message("late", "2024-03-12T10:05:00Z")]),
        message("topic", "2024-03-12T10:01:00Z", [
          message("reply", "2024-03-12T10:03:00.500Z"),
          message("sooner", "2024-03-12T10:03:00Z"),
        ]),
      ],
    });
    expect(said).toEqual(["topic", "second topic", "sooner", "reply", "late"]);
  });

  it("says a file that comes without words", async () => {
    const { said } = await read({
      value: [
        {
          ...message("", "2024-03-12T10:02:00Z"),
          attachments: [{ name: "a.pdf", contentType: "reference" }],
        },
        message("hi", "2024-03-12T10:01:00Z"),
      ],
    });
    expect(said).toEqual(["hi", "[attachment]"]);
  });
});
