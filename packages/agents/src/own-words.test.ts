import * as fc from "fast-check";
import { expect, it } from "vitest";
import { ownWords, withoutOwnName } from "./own-words.ts";
import type { ReplyEvent } from "./participant.ts";

const names = ["Ann (shop) Lee", "Bo+Co", "Cy Wu"];

it.each([
  ["Ann (shop) Lee: Hello", "Hello", false],
  ["  [Ann]: Hello", "Hello", false],
  ["**Ann**: Hello", "Hello", false],
  ["**Ann:** Hello", "Hello", false],
  ["Ann \t: Hello", "Hello", false],
  ["Hello\nBo+Co: Hi", "Hello", true],
  ["Hello\n \t[Cy]: Hi\nAnn: Yes", "Hello", true],
  ["Bo+Co: Hi", "", true],
  // A field of a form, or what somebody is asked to say, is nobody's turn; two lines, or one of its own after it, are.
  [
    "Fill in:\nCy: your e-mail\nPassword: eight letters",
    "Fill in:\nCy: your e-mail\nPassword: eight letters",
    false,
  ],
  ["**Write:**\n\n[Cy]: I agree.", "**Write:**\n\n[Cy]: I agree.", false],
  ["It goes:\nCy: Hi\nBo+Co: Hello", "It goes:", true],
  ["It goes:\nCy: Hi\nAnn: Hello", "It goes:", true],
  ["At 10:15\nCy: Hi", "At 10:15", true],
  // Nobody's names, or not in front.
  ["Hello Ann: yes", "Hello Ann: yes", false],
  ["Hello\nBooCo: Hi", "Hello\nBooCo: Hi", false],
  ["Ann shop Lee: Hello", "Ann shop Lee: Hello", false],
  ["Hello, Cy: Hi", "Hello, Cy: Hi", false],
  ["Hello\nAnn: yes", "Hello\nAnn: yes", false],
])("of %j its own words are %j; gone on: %j", (message, text, isGoneOn) => {
  expect(ownWords(message, names)).toEqual({ text, isGoneOn });
});

it("knows no others where there are none", () => {
  expect(ownWords("Ann: Hello\nBo: Hi", ["Ann"])).toEqual({ text: "Hello\nBo: Hi", isGoneOn: false });
});

async function streamed(pieces: readonly string[]): Promise<string> {
  async function* said(): AsyncGenerator<ReplyEvent, string> {
    for (const delta of pieces) yield { type: "delta", channel: "text", delta };
    return "result";
  }
  let text = "";
  const events = withoutOwnName(said(), names);
  for (;;) {
    const step = await events.next();
    if (step.done === true) {
      expect(step.value).toBe("result");
      return text;
    }
    if (step.value.type === "delta") text += step.value.delta;
  }
}

it("keeps the speaker's name out of what is streamed, however it is cut", async () => {
  const label = fc.constantFrom(
    "Ann (shop) Lee:",
    "[Ann]:",
    "**Ann**: ",
    "**Ann:**",
    "Ann",
    "Anna: ",
    "A",
    "",
  );
  const text = fc.constantFrom(" Hello: all", "Hello", " * Ann: x", "");
  await fc.assert(
    fc.asyncProperty(label, text, fc.integer({ min: 1, max: 9 }), async (head, rest, size) => {
      const whole = `${head}${rest}`;
      const pieces = whole.match(new RegExp(`.{1,${size}}`, "gs")) ?? [];
      expect((await streamed(pieces)).trim()).toBe(ownWords(whole, names).text);
    }),
    { numRuns: 120 },
  );
});

it("begins anew where what was said is taken back", async () => {
  async function* said(): AsyncGenerator<ReplyEvent, void> {
    yield { type: "delta", channel: "text", delta: "Hello" };
    yield { type: "discard" } as ReplyEvent;
    yield { type: "delta", channel: "thinking", delta: "Ann: hm" };
    yield { type: "delta", channel: "text", delta: "Ann: Hi" };
  }
  const told = await Array.fromAsync(withoutOwnName(said(), names));
  expect(told.map((event) => (event.type === "delta" ? event.delta : event.type))).toEqual([
    "Hello",
    "discard",
    "Ann: hm",
    "Hi",
  ]);
});
