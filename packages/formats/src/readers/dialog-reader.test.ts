import { createByName, lookUp, register } from "@sdialog/core";
import { expect, it } from "vitest";
import type { Piece } from "./dialog-reader.ts";

it("is registered by name, with what its sources are made of and how they are known", async () => {
  register("reader", {
    name: "pairs",
    description: "lists of two texts",
    takes: "records",
    detect: ({ pieces: [first] }) => ({
      fit: Array.isArray(first?.value) ? 1 : 0,
      reason: "records that are lists",
    }),
    create: () => ({
      async *read(pieces) {
        for await (const { value } of pieces)
          yield { turns: (value as string[]).map((text) => ({ speaker: null, text })) };
      },
    }),
  });
  const pieces: Piece[] = [{ value: ["Hi", "Hello"], line: 1 }];
  expect(lookUp("reader", "pairs").detect({ source: "x", pieces }).fit).toBe(1);
  const context = { source: "x", skip: () => undefined, note: () => undefined };
  async function* stream(): AsyncGenerator<Piece> {
    yield* pieces;
  }
  const dialogs = await Array.fromAsync(createByName("reader", "pairs").read(stream(), context));
  expect(dialogs.map(({ turns }) => turns?.map(({ text }) => text))).toEqual([["Hi", "Hello"]]);
});
