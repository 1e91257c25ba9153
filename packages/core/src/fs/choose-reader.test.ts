import { expect, it } from "vitest";
import { chooseReader, type ChoiceOptions } from "./choose-reader.ts";
import "./built-in-readers.ts";

const choose = (path: string, content: string, options: ChoiceOptions = {}) =>
  chooseReader(path, async (length) => new TextEncoder().encode(content).subarray(0, length), options);

const one = '{"turns": [{"speaker": "A", "text": "x"}]}';
const table = "speaker,text\nA,x\n";

it.each<[string, string, string, string]>([
  ["x.json", one, "json", "content"],
  ["x", one, "json", "content"],
  ["x.txt", one, "json", "content"],
  ["x", `[${one}, ${one}]`, "json", "content"],
  ["x", `${one}\n${one}\n`, "jsonl", "content"],
  ["x.json", `${one}\n${one}\n`, "json", "content"],
  ["x.ndjson", `${one}\n${one}\n`, "jsonl", "content"],
  ["x", '{"turns": null}', "json", "content"],
  ["x.json", '{"turns": [{"said": "x"}]}', "json", "name"],
  ["x.json", '{"turns": 7}', "json", "name"],
  ["x", table, "csv", "content"],
  ["x", table.replaceAll(",", ";"), "csv", "content"],
  ["x", "dialog_id,speaker,text\n1,A,x\n", "csv", "content"],
  ["x.csv", "author,body,when\nA,x,now\n", "csv", "content"],
  ["x.csv", "number,price\nA,x\n", "csv", "name"],
  ["x.csv", 'speaker,"text\nA,x\n', "csv", "name"],
  ["x.tsv", table, "tsv", "name"],
  ["X.TSV", table, "tsv", "name"],
  ["x", "Ann: Hello\nBo: Hi\n", "txt", "content"],
  ["x", "# 7\n\nAnn: Hello\n", "txt", "content"],
  ["x.txt", "nobody speaks here\nnor here\n", "txt", "name"],
  ["x.txt", "Once upon a time\nAnn: Hello\nBo: Hi\n", "txt", "name"],
])("%s with %j is read as %s, by its %s", async (path, content, name, by) => {
  expect(await choose(path, content)).toMatchObject({ name, by });
});

it("does as it is told, whatever the file holds", async () => {
  const told = (options: ChoiceOptions) => choose("x", one, options);
  expect(await told({ format: "txt" })).toEqual({ name: "txt", by: "request", reason: "asked for" });
  expect(await told({ template: "{text}" })).toMatchObject({ name: "txt", by: "request" });
  expect(await told({ columns: { text: "body" } })).toMatchObject({ name: "csv", by: "request" });
  expect(await told({ delimiter: ";" })).toMatchObject({ name: "csv", by: "request" });
  // A name that promises a format which cannot be told by its content needs no guess.
  expect(await choose("x.tsv", one, { delimiter: ";" })).toMatchObject({ name: "tsv", by: "name" });
  await expect(told({ format: "nonesuch" })).rejects.toMatchObject({ code: "invalid_argument" });
});

it("says what came nearest where only the name speaks for a format, or nothing does", async () => {
  const some = "Ann: Hello\nsaid nobody\nand nobody\n";
  expect(await choose("x.csv", some)).toMatchObject({
    name: "csv",
    reason: "the name ends in .csv",
    nearest: "txt (lines such as Ann: Hello)",
  });
  expect(await choose("x.json", "")).toMatchObject({ nearest: undefined });
  const error = await choose("x.what", some).catch((each) => each);
  expect(error).toMatchObject({ code: "data_format", source: "x.what" });
  expect(error.hint).toContain("txt (lines such as Ann: Hello) comes nearest");
  expect(error.hint).toMatch(/one of .*json, jsonl, csv, tsv, txt/);
  expect((await choose("x.what", "—").catch((each) => each)).hint).not.toContain("nearest");
});

it("looks at more of JSON until it tells, and at no more of anything else", async () => {
  const sizes: number[] = [];
  const looked = async (content: string) => {
    sizes.length = 0;
    const bytes = new TextEncoder().encode(content);
    const chosen = await chooseReader(
      "x.json",
      async (length) => {
        sizes.push(length);
        return bytes.subarray(0, length);
      },
      {},
    );
    return [chosen.by, sizes.length];
  };
  const long = `{"about": "${"x".repeat(1 << 18)}", "turns": [{"speaker": "A", "text": "x"}]}`;
  expect(await looked(long)).toEqual(["content", 2]);
  expect(await looked(one)).toEqual(["content", 1]);
  expect(await looked(`Once${" upon [a] {time}".repeat(1 << 15)}`)).toEqual(["name", 1]);
});
