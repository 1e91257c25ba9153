import { afterEach, expect, it } from "vitest";
import * as z from "zod/mini";
import { type ChatbotFunction, functionChatbot } from "./function-chatbot.ts";

const ask = async (answer: ChatbotFunction, call: (name: string) => unknown = () => "") => {
  const conversation = { id: "c1", tools: [], call: async (name: string) => ({ output: call(name) }) };
  const connection = await functionChatbot(answer).connect(conversation as never);
  return connection.ask({ message: "Hi", messages: [], signal: new AbortController().signal } as never);
};

const shown = (input: unknown, more: object = {}) => ({
  text: "Yes",
  toolCalls: [{ name: "look", input, ...more }],
});
const around: Record<string, unknown> = { a: 1 };
around["self"] = { around };
const twice = { x: 1 };

it.each<[string, unknown, boolean]>([
  ["null", null, true],
  ["nothing", undefined, true],
  ["a text", "", true],
  ["a truth", false, true],
  ["a number", -1.5, true],
  ["no number", Number.NaN, false],
  ["more than a number", Infinity, false],
  ["a big integer", 1n, false],
  ["a function", () => 1, false],
  ["a symbol", Symbol("x"), false],
  ["a date", new Date(0), false],
  ["a map", new Map(), false],
  ["a list of all", [null, "x", 1, true, { deep: [{}] }], true],
  ["a list with a date", [[new Date(0)]], false],
  ["an object with no number deep inside", { a: { b: [Number.NaN] } }, false],
  ["an object without a prototype", Object.assign(Object.create(null) as object, { a: 1 }), true],
  ["an object that holds itself", around, false],
  ["one object twice", [twice, twice], true],
])("shows a call whose input and output are %s, if it is plain JSON", async (_, value, isPlain) => {
  for (const answer of [shown(value), shown("x", { output: value })])
    if (isPlain) expect(await ask(() => answer as never)).toBe(answer);
    else await expect(ask(() => answer as never)).rejects.toMatchObject({ kind: "protocol" });
});

it.each<[object]>([[{ name: "" }], [{ name: 7 }], [{ milliseconds: -1 }], [{ isError: "no" }]])(
  "refuses a call with %j",
  async (wrong) => {
    await expect(ask(() => shown("x", wrong) as never)).rejects.toThrow(/toolCalls 0\.\w+ /);
  },
);

const { localeError } = z.config();
afterEach(() => z.config({ localeError }));

it("has words for what is wrong with a call where nothing but zod/mini was loaded", async () => {
  z.config({ localeError: undefined });
  await expect(ask(() => shown("x", { name: 7 }) as never)).rejects.toThrow(
    "toolCalls 0.name Invalid input: expected string, received number",
  );
});

it.each([
  [undefined, "it returned undefined where"],
  [null, "it returned null where"],
  [7, "it returned 7 where"],
  [["Yes"], "it returned a list where"],
  [{ said: "Yes" }, "it returned an object without text where"],
  [{ text: 7 }, "it returned an object without text where"],
])("says what %j is, where a text was expected", async (given, said) => {
  await expect(ask(() => given as never)).rejects.toThrow(said);
});

it("gives a text as an answer, with what a called tool said", async () => {
  const asked: unknown[] = [];
  const answer = ask(
    async ({ message, session, tools, call }) => {
      asked.push(session, tools);
      return `${message}: ${await call("look", {})}`;
    },
    (name) => `${name}ed`,
  );
  expect(await answer).toEqual({ text: "Hi: looked" });
  expect(asked).toEqual(["c1", []]);
});

it("is another bot by another name or another code", () => {
  const bot = (answer: ChatbotFunction, name?: string) => functionChatbot(answer, name);
  function shop() {
    return "Yes";
  }
  expect([bot(shop).name, bot(() => "x").name, bot(shop, "inn").name]).toEqual(["shop", "function", "inn"]);
  const distinctions = [bot(shop), bot(shop, "inn"), bot(() => "Yes", "shop"), bot(() => "No", "shop")];
  expect(new Set(distinctions.map(({ distinction }) => JSON.stringify(distinction))).size).toBe(4);
});
