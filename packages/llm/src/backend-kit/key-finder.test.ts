import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ChatChunk } from "../chat-model.ts";
import { providerError } from "./provider-failure.ts";
import { redactChunks, redactResult } from "./redact-reply.ts";
import { Secrets } from "./secrets.ts";
import { KeyFinder } from "./key-finder.ts";
import { plainlyRead, viewsOf } from "./text-view.ts";

const bytes = (key: string): Uint8Array => new TextEncoder().encode(key);
const every = (key: string, write: (byte: string) => string): string =>
  Array.from(bytes(key), (byte) => write(byte.toString(16).padStart(2, "0"))).join("");
const inMarkup = (key: string): string =>
  key.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
const inJson = (key: string): string => JSON.stringify(key).slice(1, -1);

/** Every way to write a key, so that who reads it has it. */
const forms: Readonly<Record<string, (key: string) => string>> = {
  plain: (key) => key,
  base64: (key) => Buffer.from(key).toString("base64"),
  "base64 behind a name": (key) => Buffer.from(`me:${key}`).toString("base64"),
  "base64 within a text": (key) => Buffer.from(`a=${key}; and more`).toString("base64"),
  "base64 behind four characters": (key) => Buffer.from(`sent${key}`).toString("base64"),
  "base64 of addresses": (key) => Buffer.from(key).toString("base64url"),
  "base64 in an address": (key) => encodeURIComponent(Buffer.from(key).toString("base64")),
  "base64 in lines": (key) => Buffer.from(key).toString("base64").replaceAll(/.{7}/g, "$&\r\n  "),
  "hexadecimal digits": (key) => Buffer.from(key).toString("hex"),
  "hexadecimal digits in pairs": (key) => every(key, (byte) => `${byte.toUpperCase()} `),
  "as a part of an address": (key) => encodeURIComponent(key),
  "as an address, every character": (key) => every(key, (byte) => `%${byte.toUpperCase()}`),
  "as an address, twice": (key) => encodeURIComponent(encodeURIComponent(key)),
  "as markup": inMarkup,
  "as markup, in numbers": (key) => every(key, (byte) => `&#${Number.parseInt(byte, 16)};`),
  "as markup, in hexadecimal numbers": (key) => every(key, (byte) => `&#x${byte};`),
  "as JSON": inJson,
  "as JSON within JSON": (key) => inJson(inJson(key)),
  "as JSON, every character": (key) => every(key, (byte) => `\\u00${byte}`),
  "in capitals": (key) => key.toUpperCase(),
  "in small letters": (key) => key.toLowerCase(),
  "in capitals, as a part of an address": (key) => encodeURIComponent(key.toUpperCase()),
  "with blanks": (key) => [...key].join(" "),
  "with line breaks": (key) => key.replaceAll(/.{3}/g, "$&\r\n"),
  "with line breaks, as JSON": (key) => inJson(key.replaceAll(/.{3}/g, "$&\n")),
  "with many blanks": (key) => [...key].join(" ".repeat(400)),
  "with many blanks, as an address": (key) => [...key].join("%20".repeat(300)),
  "with characters that nobody sees": (key) => [...key].join("\u200B"),
};

/** Where a key may come back to. */
const directions: Readonly<Record<string, (said: string, secrets: Secrets) => string | Promise<string>>> = {
  "a reply": (said, secrets) => redactResult(resultOf(said), secrets).text,
  thinking: (said, secrets) => redactResult(resultOf(said), secrets).thinking ?? "",
  "a model's name": (said, secrets) => redactResult(resultOf(said), secrets).model,
  "a warning": (said, secrets) => redactResult(resultOf(said), secrets).warnings[0]?.message ?? "",
  "the input of a tool": (said, secrets) =>
    Object.entries(redactResult(resultOf(said), secrets).toolCalls[0]?.input as object)
      .flat()
      .join(),
  "the body of an HTTP 500": (said, secrets) =>
    providerError("a:b", { status: 500, message: said }, secrets).message,
  "pieces of one character": (said, secrets) => streamed(said, 1, secrets),
  "pieces of five": (said, secrets) => streamed(said, 5, secrets),
};

function resultOf(said: string) {
  return {
    text: said,
    thinking: said,
    toolCalls: [{ id: "1", name: "look", input: { at: said, [said]: 1 } }],
    finishReason: "stop" as const,
    usage: { inputTokens: 1, outputTokens: 1, calls: 1 },
    warnings: [{ setting: "reply", message: said }],
    model: said,
  };
}

async function streamed(said: string, size: number, secrets: Secrets): Promise<string> {
  async function* pieces(): AsyncGenerator<ChatChunk> {
    for (let at = 0; at < said.length; at += size) yield { type: "text", delta: said.slice(at, at + size) };
  }
  const told = await Array.fromAsync(redactChunks(pieces(), secrets));
  return told.map((chunk) => ("delta" in chunk ? chunk.delta : "")).join("");
}

function sending(key: string): Secrets {
  const secrets = Secrets.of({}, {});
  secrets.noteSent({ "x-api-key": key });
  return secrets;
}

// Every character that a header can hold, but blanks; a word would be a form of itself.
const someKey = fc
  .string({
    unit: fc.constantFrom(...Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index))),
    minLength: 12,
    maxLength: 60,
  })
  .map((text) => `K7${text}`);

describe("a key that is repeated in another form", () => {
  it.each(
    Object.entries(directions).flatMap(([where, told]) =>
      Object.entries(forms).map(([how, form]) => [how, where, form, told] as const),
    ),
  )("%s is not in %s", async (_how, _where, form, told) => {
    for (const key of [
      "sk-Proj_8Vb2Nq6Lx0Tn5Rc1",
      'q"7/Zx+4&<Kw=9\\u00%41Lm',
      "correct-horse-battery-staple",
    ]) {
      const written = form(key);
      const left = await told(`You sent ${written} to me.`, sending(key));
      expect(left).toMatch(/You sent .{0,9}\[redacted\][^]{0,30} to me\./);
      expect(left).not.toContain(written);
    }
  });

  it("whatever the key is made of, nothing of it is left, whole and in pieces", async () => {
    await fc.assert(
      fc.asyncProperty(
        someKey,
        fc.constantFrom(...Object.values(forms)),
        fc.constantFrom(...Object.values(directions)),
        async (key, form, told) => {
          const left = await told(`You sent ${form(key)} to me.`, sending(key));
          expect(left).toContain("[redacted]");
          expect(left).not.toContain(form(key));
          expect(left.replaceAll(/\[redacted\]|You sent|to me\./g, "").length).toBeLessThan(60);
        },
      ),
      { numRuns: 300, seed: 5 },
    );
  });

  it("is taken out of an answer with what belongs to it alone", () => {
    const finder = new KeyFinder(["sk-Proj_8Vb2Nq6Lx0Tn5Rc1"]);
    const say = (text: string): string => finder.replaceAll(text, "*");
    expect(say("<b>Key</b>: SK-PROJ_8VB2NQ6LX0TN5RC1 , and &#115;k%2Dproj_8Vb2Nq6Lx0Tn5Rc1&#33;")).toBe(
      "<b>Key</b>: * , and *&#33;",
    );
    expect(say("nothing & nobody, 100 % of \\ all")).toBe("nothing & nobody, 100 % of \\ all");
  });

  it("that is made of words is told from what somebody says", () => {
    const finder = new KeyFinder(["changeme", "not-needed", "My Key Name"]);
    expect(finder.replaceAll("Change me, it is not needed: Y2hhbmdlbWU=", "*")).toBe(
      "Change me, it is not needed: *U=",
    );
    expect(new KeyFinder([]).begunAtEnd("%4")).toBe(0);
  });

  it("is waited for as long as nothing but blanks comes, and no longer", () => {
    const finder = new KeyFinder(["sk-Proj_8Vb2Nq6Lx0Tn5Rc1"]);
    expect(finder.begunAtEnd("I went, s")).toBe(1);
    expect(finder.begunAtEnd("I went: S k\n- ")).toBe(6);
    expect(finder.begunAtEnd("I went: sk%2")).toBe(4);
    expect(finder.begunAtEnd("I went: sk&#4")).toBe(5);
    expect(finder.begunAtEnd("I went: sk-Xroj")).toBe(0);
    expect(finder.begunAtEnd(`I went: sk${" ".repeat(100_000)}`)).toBe(100_002);
    expect(finder.begunAtEnd(`I went: sk${" ".repeat(100_000)}.`)).toBe(0);
  });
});

describe("a text that can be read in one way only", () => {
  it("reads plainly as its one view does, so that no key in it is missed", () => {
    const character = fc.constantFrom(..." \t\n\rAzZ09-_'\"$&%\\[]~\u00a0\u200bÄ\u0000\u007f");
    let plain = 0;
    fc.assert(
      fc.property(
        fc.string({ unit: fc.oneof({ weight: 9, arbitrary: fc.constantFrom(..."Az 9\n~[") }, character) }),
        (text) => {
          const read = plainlyRead(text);
          if (read === undefined) return;
          plain++;
          expect(viewsOf(text).map((view) => view.text)).toEqual([read]);
        },
      ),
      { seed: 3, numRuns: 500 },
    );
    expect(plain).toBeGreaterThan(100);
  });
});
