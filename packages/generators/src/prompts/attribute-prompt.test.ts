import { scriptedModel } from "@sdialog/llm/testing";
import { Persona } from "@sdialog/personas";
import { describe, expect, it } from "vitest";
import { PersonaGenerator } from "../attributes/persona-generator.ts";
import { attributeSlots, type AttributeTask } from "./attribute-prompt.ts";

const task: AttributeTask = {
  subject: "persona",
  className: "MysticalPersona",
  objects: [],
  earlier: [],
  instructions: [],
};
const object = (known: object) => ({ known: { ...known }, wanted: { name: "" }, problems: [] });

describe("attributePrompt", () => {
  it("is shown as it is sent", async () => {
    const model = scriptedModel(['{"name":"Ann"}']);
    const generator = new PersonaGenerator(Persona, {
      model,
      generatedAttributes: ["name"],
      rules: { age: "{20-60}" },
    });
    const shown = await generator.prompt({ seed: 4 });
    await generator.generate({ seed: 4 });
    // Behind what is asked for stands the form of the reply.
    for (const [index, { role, content }] of shown.entries()) {
      const sent = model.requests[0]?.messages[index];
      expect([sent?.role, sent?.content.startsWith(content)]).toEqual([role, true]);
    }
    expect(shown.at(-1)?.content).toMatch(/^Language: English\nAge: \d\d$/);
  });

  it("says what is settled, a line for each attribute or each object, and nothing of what is blank", () => {
    const known = { first_name: "Ann", role: "", tricks: ["sit"] };
    expect(attributeSlots({ ...task, objects: [object(known)] })).toMatchObject({
      one: true,
      several: false,
      given: 'First name: Ann\nTricks: ["sit"]',
      fields: "name",
      meanings: "",
    });
    expect(attributeSlots({ ...task, objects: [object(known), object({})] })).toMatchObject({
      one: false,
      several: true,
      count: 2,
      objects: '1. First name: Ann; Tricks: ["sit"]\n2. mystical persona',
    });
  });

  it("shortens long texts of what was made before", () => {
    const [whole, long] = ["x".repeat(60), "x".repeat(61)];
    const { earlier, has_earlier: has } = attributeSlots({ ...task, earlier: [{ whole, long }] });
    expect([has, earlier]).toEqual([true, [JSON.stringify({ whole, long: `${whole}…` })]]);
  });
});
