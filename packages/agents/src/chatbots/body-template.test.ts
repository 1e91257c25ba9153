import { expect, it } from "vitest";
import { checkTemplate, fillTemplate, namesTools } from "./body-template.ts";

const values = { message: 'Hi "you"', messages: [{ role: "user" }], session: "s1", tools: "" };

it.each<[unknown, unknown]>([
  ["{{message}}", 'Hi "you"'],
  ["{{ messages }}", values.messages],
  ["-{{messages}}-", '-[{"role":"user"}]-'],
  ["{{session}}/{{ message }}", 's1/Hi "you"'],
  ["{{other}} {{message}} {message}", '{{other}} Hi "you" {message}'],
  [null, null],
  [7, 7],
  [true, true],
  [
    ["{{session}}", [null, { a: "{{tools}}" }]],
    ["s1", [null, { a: "" }]],
  ],
  [
    { a: { b: "{{message}}" }, "{{session}}": 1 },
    { a: { b: 'Hi "you"' }, "{{session}}": 1 },
  ],
])("%j becomes %j", (template, filled) => {
  expect(fillTemplate(template, values)).toEqual(filled);
});

it.each<[unknown, RegExp | undefined]>([
  [{ a: ["{{message}}"] }, undefined],
  ["{{messages}}", undefined],
  [{ a: "{{message}}", b: "{{user}}" }, /\{\{user\}\}/],
  [{ a: "{{session}}", b: null, c: 7 }, /never sends/],
  [null, /never sends/],
])("%j is refused as %s", (template, said) => {
  if (said === undefined) expect(() => checkTemplate(template)).not.toThrow();
  else expect(() => checkTemplate(template)).toThrow(said);
});

it("knows whether it tells where the tools are", () => {
  expect([{ a: ["{{tools}}"] }, "x {{ tools }}", { tools: "{{message}}" }, null].map(namesTools)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
