import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Dialog } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { ChatTemplate } from "./chat-template.ts";
import { validateDialogs } from "./validate-dialogs.ts";

async function templateFile(source: string): Promise<string> {
  const file = join(await temporaryFolder(), "own.jinja");
  await writeFile(file, source);
  return file;
}

const endless = "{% for a in range(100000) %}{% for b in range(100000) %}{{ b }}{% endfor %}{% endfor %}";
const turns = [
  { speaker: "User", text: "Hi" },
  { speaker: "Assistant", text: "Hello." },
];
const dialogs = ["a", "b", "c"].map((id) => new Dialog({ id, turns }));

describe("ChatTemplate", () => {
  it.each([
    ["rows of blanks", `a${" ".repeat(80_000)}b`],
    ["blanks before a tag's end", `{% generation${" ".repeat(60_000)}`],
    ["more than any model's", "{{ 1 }}".repeat(20_000)],
  ])("refuses a template with %s", async (_what, source) => {
    const file = await templateFile(source);
    await expect(ChatTemplate.load(file)).rejects.toMatchObject({
      code: "data_format",
      message: expect.stringMatching(/not a chat template: it has/) as string,
    });
  });

  it.each([
    ["whole", endless],
    ["in marks", `{% generation %}${endless}{% endgeneration %}`],
  ])("that loops ends the check of all dialogues: %s", async (_what, source) => {
    const file = await templateFile(source);
    await expect(validateDialogs(dialogs, { for: file })).rejects.toMatchObject({
      code: "data_format",
      message: expect.stringContaining("took longer than 2 s") as string,
    });
  });
});
