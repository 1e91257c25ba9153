import * as fc from "fast-check";
import { expect, it } from "vitest";
import { AnswerText } from "./answer-text.ts";

it("sends pieces that add up to the answer without white space at its ends, however it comes", () => {
  const pieces = fc.array(fc.constantFrom(" ", "\n", "a", "b c", " d ", ""), { maxLength: 8 });
  fc.assert(
    fc.property(pieces, (parts) => {
      const text = new AnswerText();
      const sent = parts.map((part) => text.push(part));
      const whole = parts.join("").trim();
      expect(sent.join("")).toBe(whole);
      expect([text.end(whole), text.whole(whole)]).toEqual(["", whole]);
    }),
    { numRuns: 60 },
  );
});

it("sets apart what follows what could not be taken back, and what was never sent leaves nothing", () => {
  const rounds = fc.array(fc.array(fc.constantFrom(" ", "a", "b c", "d "), { maxLength: 4 }), {
    minLength: 1,
    maxLength: 4,
  });
  fc.assert(
    fc.property(rounds, (all) => {
      const text = new AnswerText();
      let sent = "";
      for (const [index, parts] of all.entries()) {
        if (index > 0) text.restart();
        for (const part of parts) sent += text.push(part);
      }
      const last = all.at(-1)?.join("").trim() ?? "";
      sent += text.end(last);
      const said = all.map((parts) => parts.join("").trim()).filter((each) => each !== "");
      expect(sent).toBe(said.join("\n\n"));
      expect(text.whole(last)).toBe(sent);
    }),
    { numRuns: 60 },
  );
});

it("sends the rest of an answer that goes on where the pieces end", () => {
  const text = new AnswerText();
  expect([text.push("One"), text.end("One, two")]).toEqual(["One", ", two"]);
});
