import { describe, expect, it } from "vitest";
import {
  holdsLiteralKey,
  literalSecrets,
  variablesIn,
  withVariables,
  withVariablesIn,
} from "./secret-fields.ts";

const key = "sk-8Vb2Nq6Lx0Tn5Rc1";

describe("literalSecrets", () => {
  it.each<[string, Record<string, unknown>]>([
    [
      "names of variables",
      { apiKey: "${BOT_KEY}", headers: { authorization: "Bearer ${BOT_TOKEN}", "x-api-key": "${K}" } },
    ],
    [
      "headers that say how to speak",
      { headers: { accept: "text/plain", "Content-Type": "application/json", "User-Agent": key } },
    ],
    ["what a chatbot is told to be", { systemPrompt: key, model: key, until: [key], answer: { path: key } }],
    [
      "plain words of some fields",
      { body: { channel: "web", type: "order 7", language: "EN", event: "User message" } },
    ],
    [
      "numbers, truths and nothing",
      { body: { channel: 7, type: true, event: null, format: "", list: [1, false] } },
    ],
    ["what is put in", { body: { text: "{{message}}", token: "${TOKEN}", session: "{{ session }}" } }],
    ["an address without a key", { url: "https://host/api/v1/chat?lang=en&x={{session}}" }],
  ])("finds none in %s", (_, description) => {
    expect(literalSecrets(description)).toEqual([]);
  });

  it.each<[string, Record<string, unknown>, string[][]]>([
    ["a key", { apiKey: key }, [["apiKey"]]],
    ["a key behind a variable", { apiKey: "${BOT_KEY}x" }, [["apiKey"]]],
    [
      "headers",
      { headers: { authorization: `Bearer ${key}`, cookie: "a", "x-b": "word" } },
      [
        ["headers", "authorization"],
        ["headers", "cookie"],
        ["headers", "x-b"],
      ],
    ],
    [
      "more than how to sign in",
      { headers: { a: "Bearer my ${TOKEN}", b: "Secret ${TOKEN}" } },
      [
        ["headers", "a"],
        ["headers", "b"],
      ],
    ],
    ["an address", { url: `https://host/?token=${key}` }, [["url"]]],
    [
      "a field of a secret name, however short",
      { body: { password: "a", deep: [{ token: 7 }] } },
      [
        ["body", "password"],
        ["body", "deep", "0", "token"],
      ],
    ],
    ["a word in another field", { body: { mood: "web" } }, [["body", "mood"]]],
    [
      "what is no plain word",
      { body: { channel: "a1B2c3D4e5", type: "one two three four", event: "camelCase", format: "1234" } },
      [
        ["body", "channel"],
        ["body", "type"],
        ["body", "event"],
        ["body", "format"],
      ],
    ],
    [
      "a word too long for one",
      { body: { channel: "abcdefghijklmnop", type: "ABCDEFGHIJKLM" } },
      [
        ["body", "channel"],
        ["body", "type"],
      ],
    ],
    [
      "lists, under the name that they have",
      { body: { mood: [["web"], { channel: "web" }] } },
      [["body", "mood", "0", "0"]],
    ],
  ])("finds %s", (_, description, places) => {
    expect(literalSecrets(description)).toEqual(places);
  });
});

it.each([
  ["https://host/chat", false],
  ["https://host/${PATH_OF_BOT}/chat", false],
  ["https://host/{{ session }}/chat", false],
  ["https://host/%7B%7Bsession%7D%7D/%7B%7B%20message%20%7D%7D", false],
  ["https://user:word@host/chat", true],
  [`https://host/${key}`, true],
])("%s holds a key: %j", (url, holds) => {
  expect(holdsLiteralKey(url)).toBe(holds);
});

describe("variables", () => {
  const environment = { A: "one", B_2: "two", EMPTY: "" };
  it("are told of wherever they are named, each once, those that are not set left out", () => {
    const named = { x: "${A} ${B_2}", y: [{ z: "${A}" }, "${NONE}", "$A", "${2B}", "${EMPTY}"] };
    expect(variablesIn(named, environment)).toEqual(["one", "two", ""]);
  });

  it("are filled in, but where something is said as it is", () => {
    expect(withVariablesIn("<${A}${B_2}>", environment)).toBe("<onetwo>");
    expect(
      withVariables(
        {
          headers: { a: "Bearer ${A}" },
          body: [{ b: "${B_2}" }, 7, null],
          model: "${A}",
          systemPrompt: ["${A}"],
        },
        environment,
      ),
    ).toEqual({
      headers: { a: "Bearer one" },
      body: [{ b: "two" }, 7, null],
      model: "${A}",
      systemPrompt: ["${A}"],
    });
    expect(withVariablesIn("${EMPTY}", environment)).toBe("");
    expect(() => withVariables({ headers: { a: "${NONE}" } }, environment)).toThrow(
      "the environment variable NONE is not set",
    );
  });
});
