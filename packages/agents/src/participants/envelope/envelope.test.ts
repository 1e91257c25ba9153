import { describe, expect, it } from "vitest";
import { doneMessage } from "./done-message.ts";
import { jsonMessage } from "./json-message.ts";
import { literalQuotes, quotes } from "./quotes.ts";
import { tags } from "./tags.ts";

describe("quotes", () => {
  it.each([
    ['I would ask: "How fast was I?"', "How fast was I?"],
    ["“What is 3 × 4?”", "What is 3 × 4?"],
    ['"print(\\"hi\\")"', 'print("hi")'],
    ['```js\nlog("x")\n```\n"Explain this code"', "Explain this code"],
    ['Not `"x"` nor `say("y")`, but "the whole message"', "the whole message"],
    ['`"x"`\n"a message"', "a message"],
    ['Maybe "x". Better: "Give me a longer plan"', "Give me a longer plan"],
    ['"Fix this:\n```py\nprint("a")\n```"', 'Fix this:\n```py\nprint("a")\n```'],
  ])("%j", (reply, message) => {
    expect(quotes().open(reply)).toMatchObject({ ok: true, message });
  });

  it("says why there is no message", () => {
    expect(quotes().open("no quotes here")).toEqual({ ok: false, reason: "none" });
    expect(quotes().open('""')).toEqual({ ok: false, reason: "none" });
    expect(quotes().open('one "unmatched')).toEqual({ ok: false, reason: "malformed" });
  });

  it("has a literal form with the original's results", () => {
    const open = (reply: string) => literalQuotes().open(reply);
    expect(open("“curly”")).toEqual({ ok: false, reason: "none" });
    expect(open('"print(\\"hi\\")"')).toMatchObject({ message: "print(\\" });
    expect(open('`"x"` then "y"')).toMatchObject({ message: "x", candidates: 2 });
    expect(open('""')).toMatchObject({ ok: true, message: "" });
    expect(open('So: "two words\nin lines" …')).toEqual({
      ok: true,
      message: "two words\nin lines",
      candidates: 1,
    });
    expect(open('one " alone')).toEqual({ ok: false, reason: "none" });
  });
});

describe("tags and JSON", () => {
  it("open what they seal", () => {
    for (const envelope of [tags(), jsonMessage(), quotes()]) {
      expect(envelope.open(envelope.seal("Hello there"))).toMatchObject({ ok: true, message: "Hello there" });
    }
  });

  it("repair small faults and name large ones", () => {
    expect(jsonMessage().open("```json\n{'message': 'hi',}\n```")).toMatchObject({ ok: true, message: "hi" });
    expect(jsonMessage().open('{"text": "hi"}')).toEqual({ ok: false, reason: "malformed" });
    expect(tags().open("<message>never closed")).toEqual({ ok: false, reason: "malformed" });
    expect(tags().open("nothing")).toEqual({ ok: false, reason: "none" });
  });

  it("say whether there is nothing more to say", () => {
    const open = (reply: string) => doneMessage().open(reply);
    const opened = { ok: true, candidates: 1 };
    expect(open(' {"message": " hi ", "done": false}')).toEqual({ ...opened, message: "hi", done: false });
    expect(open('{"message": "bye", "done": true}')).toEqual({ ...opened, message: "bye", done: true });
    expect(open('{"message": "", "done": true}')).toEqual({ ...opened, message: "", done: true });
    expect(open('{"message": " ", "done": false}')).toEqual({ ok: false, reason: "malformed" });
    expect(open('Well {"message": "hi"}')).toEqual({ ok: false, reason: "none" });
    expect(doneMessage().open(doneMessage().seal("Hello"))).toMatchObject({
      ok: true,
      message: "Hello",
      done: false,
    });
  });
});
