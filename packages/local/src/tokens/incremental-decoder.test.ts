import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { bundledModel } from "../bundled-model.ts";
import { IncrementalDecoder } from "@sdialog/llm/engine-kit";
import { loadTokenizer } from "./text-tokenizer.ts";

const tokenizer = await loadTokenizer(join(bundledModel.folder, "tokenizer.json"), {});

describe("IncrementalDecoder", () => {
  it.each(["Hello, how are you?", "Grüße aus Zürich — 20 €", "👩‍👩‍👧 family 日本語", " leading space", ""])(
    "gives pieces that join to %o and never half a character",
    (text) => {
      const decoder = new IncrementalDecoder(tokenizer);
      const pieces = [...tokenizer.encode(text).map((id) => decoder.push(id)), decoder.flush()];
      expect(pieces.join("")).toBe(text);
      expect(pieces.some((piece) => piece.includes("\uFFFD"))).toBe(false);
    },
  );

  it("gives a broken character at the end rather than losing it", () => {
    const decoder = new IncrementalDecoder(tokenizer);
    const [first] = tokenizer.encode("日");
    expect(decoder.push(first!) + decoder.flush()).toBe("\uFFFD");
  });
});
