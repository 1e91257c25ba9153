import { expect, it } from "vitest";
import { parse } from "yaml";
import { datasetCard } from "./dataset-card.ts";

const card = (train: number, test = 0, models: readonly string[] = ["gemma3"]) =>
  datasetCard({
    name: "shop talk",
    splits: {
      train: { file: "train.jsonl", dialogs: train },
      ...(test === 0 ? {} : { test: { file: "test.jsonl", dialogs: test } }),
    } as Parameters<typeof datasetCard>[0]["splits"],
    models,
    turns: 40,
  });

it.each([
  [999, "n<1K"],
  [1000, "1K<n<10K"],
  [9999, "1K<n<10K"],
  [10_000, "10K<n<100K"],
  [100_000, "100K<n<1M"],
  [999_999, "100K<n<1M"],
  [1_000_000, "1M<n<10M"],
  [10_000_000, "10M<n<100M"],
])("%d dialogues are of the size %s", (count, size) => {
  expect(parse(card(count - 1, 1).split("---\n")[1] ?? "")).toMatchObject({ size_categories: [size] });
});

it("lists the files of all parts, in the head for loaders and in a table for people", () => {
  const text = card(90, 10, ["gemma3", "qwen3"]);
  expect(parse(text.split("---\n")[1] ?? "")).toEqual({
    pretty_name: "shop talk",
    task_categories: ["text-generation"],
    tags: ["conversational", "synthetic", "sdialog"],
    size_categories: ["n<1K"],
    configs: [
      {
        config_name: "default",
        data_files: [
          { split: "train", path: "train.jsonl" },
          { split: "test", path: "test.jsonl" },
        ],
      },
    ],
  });
  expect(text).toContain("| --- | --- | --- |\n| train | train.jsonl | 90 |\n| test | test.jsonl | 10 |\n");
  expect(text).toContain("100 synthetic dialogues with 40 turns");
  expect(text).toContain("by gemma3, qwen3.");
});

it("does not call dialogues synthetic when nobody knows who spoke", () => {
  const text = card(1, 0, []);
  expect(text).toContain("1 dialogue with 40 turns");
  expect(text).toContain("Who spoke in them is not recorded.");
  expect(text).not.toContain("synthetic");
});
