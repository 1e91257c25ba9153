import { Persona } from "@sdialog/personas";
import { describe, expect, it } from "vitest";
import { PersonaGenerator } from "./persona-generator.ts";

const attributes = ["name", "age", "gender", "role", "background", "personality", "circumstances"] as const;

describe("PersonaGenerator on the bundled model", () => {
  it("makes different people, the same ones again under the same seed", async () => {
    const generator = new PersonaGenerator(Persona, { model: "local", generatedAttributes: attributes });
    const people = await generator.generate({ n: 4, seed: 1, diverse: false });
    for (const person of people) for (const name of attributes) expect(person[name], name).not.toBe("");
    expect(new Set(people.map(({ name }) => name)).size).toBeGreaterThan(1);
    expect(people[0]?.metadata.model).toMatchObject({ name: "local:pocket" });
    const again = await generator.generate({ n: 4, seed: 1, diverse: false, concurrency: 1 });
    expect(again.map((person) => person.attributes())).toEqual(people.map((person) => person.attributes()));
  });
});
