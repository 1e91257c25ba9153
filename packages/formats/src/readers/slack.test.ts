import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { loadDialogs } from "@sdialog/core/fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import "../index.ts";

const said = (user: string, text: string): string =>
  JSON.stringify([{ type: "message", ts: "1710230400.000100", user, text }]);

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "sdialog-slack-"));
  const files = {
    "users.json": '[{"id": "U1", "name": "ann", "real_name": "Ann Bell"}]',
    "channels.json": '[{"id": "C1", "name": "general", "topic": {"value": "All of us"}}]',
    "dms.json": '[{"id": "D1", "members": ["U1", "U2"]}]',
    "integration_logs.json": "[]",
    ".DS_Store": "",
    "general/2024-03-12.json": said("U1", "Hi all."),
    "general/2024-03-13.json": said("U2", "Hi <@U1>."),
    "general/canvas_in_the_conversation.json": "[]",
    "D1/2024-03-12.json": said("U1", "Just us."),
  };
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), text);
  }
});
afterAll(() => rm(root, { recursive: true, force: true }));

it.each([undefined, "slack"])(
  "an export as a whole is its channels, and what stands beside them tells of them (as %s)",
  async (format) => {
    const notes: string[] = [];
    const options = { format, onNote: (note: string, source: string) => notes.push(`${source}: ${note}`) };
    const dialogs = await Array.fromAsync(loadDialogs(root, options));
    expect(dialogs.map(({ turns, annotations }) => [turns[0]?.speaker, turns[0]?.text, annotations])).toEqual(
      [
        ["Ann Bell", "Just us.", { channel: { id: "D1", members: ["U1", "U2"] } }],
        ["Ann Bell", "Hi all.", { channel: { id: "C1", name: "general", topic: { value: "All of us" } } }],
        ["U2", "Hi @Ann Bell.", { channel: { id: "C1", name: "general", topic: { value: "All of us" } } }],
      ],
    );
    expect(notes).toEqual([
      `${root}: an export of Slack: users.json, channels.json, dms.json describe people and channels; integration_logs.json: not read`,
      `${join(root, "general", "canvas_in_the_conversation.json")}: a file of an export that holds no dialogues, by its name: left out`,
    ]);
  },
);

it("a channel's folder is read as what is asked for, whatever its files end in", async () => {
  const dialogs = await Array.fromAsync(loadDialogs(join(root, "D1"), { format: "slack" }));
  expect(dialogs.map(({ id }) => id)).toEqual(["2024-03-12"]);
});

it.each([
  [{ name: "cy", real_name: "" }, "cy"],
  [{ name: "cy", real_name: null, profile: { real_name: "Cy Novak" } }, "cy"],
  [{ name: null, real_name: "Cy Novak" }, "Cy Novak"],
  [{ deleted: true, profile: { real_name: "Cy Novak" } }, "Cy Novak"],
  [{}, "U3"],
])(
  "people are called as they are known, whatever is empty or null beside it: %j is %s",
  async (user, called) => {
    const folder = await mkdtemp(join(tmpdir(), "sdialog-slack-people-"));
    await mkdir(join(folder, "general"));
    await writeFile(
      join(folder, "users.json"),
      JSON.stringify([
        { id: "U3", ...user },
        { id: "U1", real_name: "Ann Bell" },
      ]),
    );
    await writeFile(join(folder, "general/2024-03-12.json"), said("U3", "Hi <@U1>."));
    const [dialog] = await Array.fromAsync(loadDialogs(join(folder, "general"), { format: "slack" }));
    expect(dialog?.turns).toMatchObject([{ speaker: called, text: "Hi @Ann Bell." }]);
    await rm(folder, { recursive: true });
  },
);

it.each([
  ["<@U1> and <@U9>, <@U9|Zoe>", "@Ann Bell and @U9, @Zoe"],
  ["in <#C1> or <#C1|general>", "in #C1 or #general"],
  ["<!here>, <!subteam^S1>, <!subteam^S1|@team>", "@here, @S1, @team"],
  ["<http://x.de>, <http://x.de|x>, <http://x.de|http://x.de>", "http://x.de, [x](http://x.de), http://x.de"],
  ["<mailto:a@x.de|a@x.de>, <mailto:a@x.de|Ann>", "a@x.de, [Ann](mailto:a@x.de)"],
  ["1 &lt; 2 &amp;&amp; 3 &gt; 2", "1 < 2 && 3 > 2"],
])("%s is shown as %s", async (written, shown) => {
  const folder = await mkdtemp(join(tmpdir(), "sdialog-slack-text-"));
  await mkdir(join(folder, "general"));
  await writeFile(join(folder, "users.json"), JSON.stringify([{ id: "U1", real_name: "Ann Bell" }]));
  await writeFile(join(folder, "general/2024-03-12.json"), said("U1", written));
  const [dialog] = await Array.fromAsync(loadDialogs(join(folder, "general"), { format: "slack" }));
  expect(dialog?.turns.map(({ text }) => text)).toEqual([shown]);
  await rm(folder, { recursive: true });
});

it.each<[string, object, string]>([
  [
    "boxes",
    { attachments: [{ pretext: "Look:", title: "Build", text: "<@U1> broke it", fallback: "x" }] },
    "Look:\nBuild\n@Ann Bell broke it",
  ],
  ["a box's head", { attachments: [{ title: "Build", text: "" }] }, "Build"],
  [
    "what is shown instead of boxes",
    { attachments: [{ fallback: "Build failed" }, { fallback: "" }, null] },
    "Build failed",
  ],
  [
    "blocks",
    {
      blocks: [
        {
          type: "rich_text",
          elements: [
            {
              type: "rich_text_section",
              elements: [
                { type: "user", user_id: "U1" },
                { type: "text", text: " and " },
                { type: "user", user_id: "U9" },
                { type: "emoji", name: "wave" },
                { type: "link", url: "http://x.de" },
              ],
            },
          ],
        },
        {
          type: "section",
          fields: [
            { type: "mrkdwn", text: "<#C1>" },
            { type: "plain_text", text: "<b>" },
          ],
        },
        null,
      ],
    },
    "@Ann Bell and @U9:wave:http://x.de\n#C1\n<b>",
  ],
])("%s are read where there is no text", async (_, message, shown) => {
  const folder = await mkdtemp(join(tmpdir(), "sdialog-slack-boxes-"));
  await writeFile(join(folder, "users.json"), JSON.stringify([{ id: "U1", real_name: "Ann Bell" }]));
  await writeFile(
    join(folder, "2024-03-12.json"),
    JSON.stringify([{ type: "message", ts: "1710230400.000100", user: "U1", text: "", ...message }]),
  );
  const [dialog] = await Array.fromAsync(loadDialogs(join(folder, "2024-03-12.json"), { format: "slack" }));
  expect(dialog?.turns.map(({ text }) => text)).toEqual([shown]);
  await rm(folder, { recursive: true });
});
