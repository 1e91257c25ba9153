import { createByName } from "@sdialog/core";
import { expect, it } from "vitest";
import "./built-in-readers.ts";

it("reads a conversation a line", async () => {
  const text = '{"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello"}]}\n';
  const read = createByName("reader", "openai", {}, {});
  const dialogs = await read({
    source: "x",
    id: "x",
    text: async () => text,
    chunks: async function* chunks() {
      yield text;
    },
  });
  const turns: string[] = [];
  for await (const dialog of dialogs) turns.push(...dialog.turns.map((turn) => turn.text));
  expect(turns).toEqual(["Hi", "Hello"]);
});
