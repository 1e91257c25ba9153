import { describe, expect, test } from "vitest";
import { InvalidArgumentError } from "../errors/invalid-argument-error.ts";
import { Dialog } from "./dialog.ts";
import { type DialogSource, dialogsFrom } from "./dialog-source.ts";

const dialog = (id: string): Dialog => new Dialog({ id, turns: [{ speaker: "A", text: id }] });

async function* coming<Item>(...items: Item[]): AsyncGenerator<Item> {
  yield* items;
}

async function idsOf(source: DialogSource, opened: string[] = []): Promise<unknown[]> {
  const ids: unknown[] = [];
  const open = (path: string): Dialog[] => {
    opened.push(path);
    return [dialog(`${path}/1`), dialog(`${path}/2`)];
  };
  for await (const { id } of dialogsFrom(source, open)) ids.push(id);
  return ids;
}

describe("dialogsFrom", () => {
  test.each<[string, DialogSource, string[]]>([
    ["a path", "p", ["p/1", "p/2"]],
    ["one dialogue", dialog("a"), ["a"]],
    ["nothing", [], []],
    ["a list of dialogues and paths", [dialog("a"), "p", dialog("b")], ["a", "p/1", "p/2", "b"]],
    ["a set", new Set([dialog("a"), dialog("b")]), ["a", "b"]],
    ["what comes in time", coming<Dialog | string>("p", dialog("a")), ["p/1", "p/2", "a"]],
  ])("reads %s in order", async (_, source, expected) => {
    expect(await idsOf(source)).toEqual(expected);
  });

  test("opens a path when its turn comes, not before", async () => {
    const opened: string[] = [];
    for await (const { id } of dialogsFrom([dialog("a"), "p"], (path) => (opened.push(path), []))) {
      expect([id, ...opened]).toEqual(["a"]);
    }
    expect(opened).toEqual(["p"]);
  });

  test.each([[{ turns: [] }], [undefined], [["p"]], [1]])("refuses %j and says what to do", async (item) => {
    const reading = idsOf([dialog("a"), item] as never);
    await expect(reading).rejects.toThrow(InvalidArgumentError);
    await expect(reading).rejects.toMatchObject({ hint: expect.stringContaining("Dialog.from(data)") });
  });

  test.each([
    [null, "and not null"],
    [undefined, "and not one undefined"],
    [{ turns: [] }, "and not one object"],
    [7, "and not one number"],
  ])("says what %j is, when it is not a source", async (source, said) => {
    await expect(idsOf(source as never)).rejects.toThrow(said);
  });
});
