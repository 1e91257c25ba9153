import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Dialog } from "@sdialog/core";
import { loadDialogs } from "@sdialog/core/fs";
import { describe, expect, it } from "vitest";
import "../index.ts";
import { smallTokenizer } from "../testing/small-tokenizer.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { modelTokens } from "../training/token-counter.ts";
import { validateDialogs } from "../training/validate-dialogs.ts";
import { exportDialogs } from "./export-dialogs.ts";

const dialog = new Dialog({
  id: "a",
  personas: { assistant: { system_prompt: "Be brief." } },
  turns: [
    { speaker: "user", text: "When do you close?" },
    { speaker: "assistant", text: "At noon." },
    { speaker: "user", text: "On Sunday?" },
    { speaker: "assistant", text: "We stay closed." },
  ],
});

const templates: Readonly<Record<string, string>> = {
  // What each message adds is found where nothing is marked.
  plain:
    "{% for m in messages %}{{ '<|im_start|>' + m.role + '\\n' + m.content + '<|im_end|>\\n' }}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}",
  marked: `{%- for m in messages %}
    {%- if m.role == 'assistant' %}
        {{- '<|im_start|>assistant\\n' }}
        {%- generation %}
        {{- m.content + '<|im_end|>\\n' }}
        {%- endgeneration %}
    {%- else %}
        {{- '<|im_start|>' + m.role + '\\n' + m.content + '<|im_end|>\\n' }}
    {%- endif %}
{%- endfor %}
`,
};

async function setting(template: string) {
  const folder = await temporaryFolder();
  const files = { template: join(folder, "chat.jinja"), tokenizer: join(folder, "tokenizer.json") };
  await writeFile(files.template, template);
  await writeFile(files.tokenizer, JSON.stringify(smallTokenizer()));
  return { folder, ...files };
}

interface Row {
  readonly input_ids: number[];
  readonly attention_mask: number[];
  readonly labels: number[];
}

describe("tokens", () => {
  it.each(Object.keys(templates))(
    "have a loss on what the assistant says alone: a %s template",
    async (name) => {
      const { folder, template, tokenizer } = await setting(templates[name] as string);
      const { files, skipped } = await exportDialogs([dialog], {
        out: join(folder, "out"),
        format: "tokens",
        template,
        tokenizer,
      });
      expect(skipped).toBe(0);
      const row = JSON.parse(await readFile(files[0] as string, "utf8")) as Row;
      expect(Object.keys(row)).toEqual(["input_ids", "attention_mask", "labels"]);
      const { decode, encode } = await modelTokens(tokenizer);
      const text =
        "<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nWhen do you close?<|im_end|>\n<|im_start|>assistant\nAt noon.<|im_end|>\n<|im_start|>user\nOn Sunday?<|im_end|>\n<|im_start|>assistant\nWe stay closed.<|im_end|>\n";
      expect(row.input_ids).toEqual(encode(text));
      const learned = row.labels.map((label, at) =>
        label === -100 ? "·" : decode([row.input_ids[at] as number]),
      );
      expect(learned.join("").replaceAll(/·+/g, "·")).toBe(
        "·At noon.<|im_end|>\n·We stay closed.<|im_end|>\n",
      );
      expect(row.labels.every((label, at) => label === -100 || label === row.input_ids[at])).toBe(true);
      expect(row.attention_mask).toEqual(row.input_ids.map(() => 1));
    },
  );

  it("are read back with the tokenizer, and say that they need it", async () => {
    const { folder, template, tokenizer } = await setting(templates["marked"] as string);
    const { files } = await exportDialogs([dialog], {
      out: join(folder, "out"),
      format: "tokens",
      template,
      tokenizer,
    });
    const [read] = await Array.fromAsync(loadDialogs(files[0] as string, { settings: { tokenizer } }));
    expect(read?.turns.map(({ speaker, text }) => [speaker, text])).toEqual(
      dialog.turns.map(({ speaker, text }) => [speaker, text]),
    );
    expect(read?.personas).toEqual(dialog.personas);
    // A mask of ones alone tells nothing.
    const row = JSON.parse(await readFile(files[0] as string, "utf8")) as Row;
    const learned = row.labels.filter((label) => label !== -100).length;
    expect(read?.annotations).toEqual({ tokens: row.input_ids.length, learned });
    const padded = join(folder, "padded.jsonl");
    const mask = row.attention_mask.map((_, at) => (at === 0 ? 0 : 1));
    await writeFile(padded, JSON.stringify({ ...row, attention_mask: mask }));
    const [other] = await Array.fromAsync(loadDialogs(padded, { settings: { tokenizer } }));
    expect(other?.annotations).toMatchObject({ attention_mask: mask });
    await expect(Array.fromAsync(loadDialogs(files[0] as string))).rejects.toMatchObject({
      hint: expect.stringContaining("--with tokenizer=") as string,
    });
  });

  it("leave out what a template does not let tell apart, and say so", async () => {
    const late = "{% for m in messages %}{{ m.role + ' ' + loop.length + m.content }}{% endfor %}";
    const { folder, template, tokenizer } = await setting(late);
    const { reasons, examples } = await exportDialogs([dialog], {
      out: join(folder, "out"),
      format: "tokens",
      template,
      tokenizer,
    });
    expect(reasons).toEqual({ template_refuses: 1 });
    expect(examples[0]?.problems[0]?.message).toContain("cannot be told apart");
  });

  it("are counted by validate: how many are learned, and whether any is before the end", async () => {
    const { template, tokenizer } = await setting(templates["marked"] as string);
    const { remarks } = await validateDialogs([dialog], { for: template, tokenizer });
    const { encode } = await modelTokens(tokenizer);
    const learned = ["At noon.<|im_end|>\n", "We stay closed.<|im_end|>\n"].flatMap((text) => [
      ...encode(text),
    ]).length;
    expect(remarks).toEqual([
      expect.stringMatching(new RegExp(`^${learned} of \\d+ tokens are what the assistant says`)) as string,
    ]);
    const before = encode(
      "<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nWhen do you close?<|im_end|>\n<|im_start|>assistant\n",
    ).length;
    const within = async (maxTokens: number): Promise<object> =>
      (await validateDialogs([dialog], { for: template, tokenizer, maxTokens })).reasons;
    expect(await within(before + 1)).toEqual({ too_long: 1 });
    expect(await within(before)).toEqual({ too_long: 1, nothing_learned: 1 });
  });
});
