import { readFile } from "node:fs/promises";
import { registered } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import "../exporters/built-in-exporters.ts";
import { type Trainer, type TrainerLimit, trainers } from "./trainers.ts";

describe("trainers", () => {
  it("reads formats that are exported, and is read by the exports that name it", () => {
    const formats = registered("exporter").map(({ name }) => name);
    for (const { format } of Object.values(trainers)) expect(formats).toContain(format);
    for (const { trainer } of registered("exporter"))
      if (trainer !== undefined) expect(Object.keys(trainers)).toContain(trainer);
  });

  it("is what the guide says, rule by rule with its source", async () => {
    const guide = (await readFile(new URL("../../../../docs/trainers.md", import.meta.url), "utf8")).split(
      "\n",
    );
    const sourced = ({ says, source, read = true }: TrainerLimit | Trainer["loss"]): string =>
      `${says} ([source](${source})${read ? "" : ", not read there"})`;
    const expected = Object.entries(trainers).flatMap(([name, trainer]) => [
      `### \`${name}\`: ${trainer.description}`,
      ...trainer.rules.map((rule) => `- \`${rule.rule}\`: ${sourced(rule)}`),
      ...[trainer.maxTokens, trainer.minConversations]
        .filter((limit) => limit !== undefined)
        .map((limit) => `- ${sourced(limit)}`),
      `- Loss: ${sourced(trainer.loss)}`,
      ...(trainer.tokenMasks === undefined
        ? []
        : [`- Loss of single tokens: ${sourced(trainer.tokenMasks)}`]),
    ]);
    expect(guide.filter((line) => line.startsWith("### `") || line.includes("([source]("))).toEqual(expected);
  });
});
