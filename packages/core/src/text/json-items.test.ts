import { array, assert, asyncProperty, jsonValue, nat } from "fast-check";
import { describe, expect, it } from "vitest";
import { type JsonItem, jsonItems } from "./json-items.ts";

const all = async (text: string, size = text.length): Promise<JsonItem[]> => {
  const chunks = Array.from({ length: Math.ceil(text.length / size) }, (_, at) =>
    text.slice(at * size, (at + 1) * size),
  );
  return Array.fromAsync(jsonItems(chunks, "x.json"));
};

describe("jsonItems", () => {
  it("gives what JSON.parse gives, however the text is cut", async () => {
    await assert(
      asyncProperty(array(jsonValue()), nat(9), nat(3), async (values, cut, indent) => {
        const text = JSON.stringify(values, null, indent);
        const items = await all(text, cut + 1);
        expect(items.map(({ value }) => value)).toEqual(JSON.parse(text));
        const entries = Object.fromEntries(values.map((value, index) => [`k"${index}`, value]));
        const named = await all(JSON.stringify(entries, null, indent), cut + 1);
        expect(Object.fromEntries(named.map(({ key, value }) => [key, value]))).toEqual(
          JSON.parse(JSON.stringify(entries)),
        );
      }),
    );
  });

  it("tells the line of every member, and of what is wrong", async () => {
    expect((await all('\n[\n 1,\n {"a":\n2}\n, 3]\n')).map(({ line }) => line)).toEqual([3, 4, 6]);
    await expect(all('[\n1,\n{"a" 2}]')).rejects.toThrow("x.json:3: this is not JSON");
    await expect(all('[\n1,\n{"a": 2')).rejects.toThrow("x.json:3: the JSON is cut off");
    await expect(all("[1] 2")).rejects.toThrow("x.json:1: something follows");
    await expect(all("hello")).rejects.toThrow("neither a JSON list nor");
    const bad: number[] = [];
    const kept = await Array.fromAsync(
      jsonItems(["[1, oops,\n 3, tru, 4]"], "x", ({ line }) => bad.push(line as number)),
    );
    expect(kept.map(({ value }) => value)).toEqual([1, 3, 4]);
    expect(bad).toEqual([1, 2]);
  });
});
