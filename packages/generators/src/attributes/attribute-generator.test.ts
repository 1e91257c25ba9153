import { Context, DataFormatError, InvalidArgumentError } from "@sdialog/core";
import { configure, ModelError, resetDefaults } from "@sdialog/llm";
import { type ScriptedModel, scriptedModel } from "@sdialog/llm/testing";
import { definePersona, Doctor, Persona, personaFromJSON, SupportAgent, Teacher } from "@sdialog/personas";
import { afterEach, describe, expect, expectTypeOf, it } from "vitest";
import * as z from "zod";
import { ContextGenerator } from "./context-generator.ts";
import { IncompleteObjectError } from "./incomplete-object-error.ts";
import { PersonaGenerator } from "./persona-generator.ts";

class Pet extends definePersona("Pet", {
  name: z.string().describe("What it answers to"),
  legs: z.int(),
  weight: z.number().default(0),
  tricks: z.array(z.string()).default([]),
  tame: z.boolean().default(true),
}) {}

const clock = () => new Date("2026-11-20T10:00:00.123Z");
const files = {
  read: async () => "name,city\nAnn,Oslo\nBo,Rome\nCy,Lima\n",
};
/** Answers every call with a value for each attribute asked for. */
const eager = (value: (name: string, call: number) => unknown): ScriptedModel =>
  scriptedModel(({ output }, call) => {
    const { properties } = (output as { schema: unknown }).schema as { properties: Record<string, unknown> };
    return JSON.stringify(
      Object.fromEntries(Object.keys(properties).map((name) => [name, value(name, call)])),
    );
  });
/** Everything a call told the model. */
const promptOf = (model: ScriptedModel, call = 0) =>
  model.requests[call]?.messages.map(({ content }) => content).join("\n\n") ?? "";

afterEach(resetDefaults);

describe("PersonaGenerator", () => {
  it("fills what is empty and keeps what is given", async () => {
    const model = eager((name) => `some ${name}`);
    const doctor = await new PersonaGenerator(new Doctor({ specialty: "Cardiology" }), { model }).generate({
      seed: 1,
    });
    expectTypeOf(doctor).toEqualTypeOf<Doctor>();
    expect(doctor).toBeInstanceOf(Doctor);
    expect(doctor).toMatchObject({
      specialty: "Cardiology",
      language: "English",
      name: "some name",
      age: "some age",
    });
    const asked = model.requests[0]?.output?.schema as { required: string[]; properties: object };
    expect(asked.required).not.toContain("specialty");
    expect(asked.required).not.toContain("language");
    expect(model.requests[0]?.messages[0]?.content).toMatch(
      /^What is to be written:\nGenerate a persona as JSON\. Fields: name, age/,
    );
    expect(promptOf(model)).toMatch(/\n\nLanguage: English\nSpecialty: Cardiology$/);
    expect(promptOf(model)).toContain("- hurriedness: How short of time the doctor is");
  });

  it("draws every kind of rule, and asks no model when rules settle everything", async () => {
    const generator = new PersonaGenerator(Pet, { files }).set({
      name: "{{csv:name:pets.csv}}",
      legs: "{2-4}",
      weight: ({ legs }) => legs * 1.5,
      tricks: [["sit"], ["roll", "jump"]],
      tame: false,
    });
    const pets = await generator.generate({ n: 40, seed: 1 });
    expectTypeOf(pets).toEqualTypeOf<Pet[]>();
    expect(pets).toHaveLength(40);
    expect(new Set(pets.map(({ name }) => name))).toEqual(new Set(["Ann", "Bo", "Cy"]));
    expect(new Set(pets.map(({ legs }) => legs))).toEqual(new Set([2, 3, 4]));
    expect(new Set(pets.map(({ tricks }) => tricks.length))).toEqual(new Set([1, 2]));
    for (const { weight, legs, tame } of pets) expect([weight, tame]).toEqual([legs * 1.5, false]);
    expect(await generator.prompt()).toEqual([]);
    expect(pets[0]?.metadata.model).toBeNull();
  });

  it("lets rules beat defaults and given values", async () => {
    const agent = await new PersonaGenerator(new SupportAgent({ politeness: "high" }), {
      rules: { language: ["French"], role: "Clerk", politeness: "low" },
      generatedAttributes: [],
    }).generate();
    expect(agent).toMatchObject({ language: "French", role: "Clerk", politeness: "low", name: "" });
  });

  it("never takes a placeholder for a required attribute", async () => {
    const model = scriptedModel(['{"legs": "4"}']);
    const generator = new PersonaGenerator(Pet, {
      model,
      rules: { name: "Rex", tricks: ["sit"].map((t) => [t]) },
    });
    expect((await generator.generate()).legs).toBe(4);
    expect(() => new PersonaGenerator(Pet, { generatedAttributes: ["name"] })).toThrow(
      "Pet.legs would get no value",
    );
  });

  it("draws columns of one file from one row", async () => {
    const rules = { name: "{csv:name:people.csv}", background: "{csv:city:people.csv}" };
    const people = await new PersonaGenerator(Persona, { rules, files, generatedAttributes: [] }).generate({
      n: 30,
      seed: 4,
    });
    expect(new Set(people.map(({ name, background }) => `${name} of ${background}`))).toEqual(
      new Set(["Ann of Oslo", "Bo of Rome", "Cy of Lima"]),
    );
  });

  it("computes from what the model made up", async () => {
    const model = eager(() => 12);
    const generator = new PersonaGenerator(Teacher, { model, generatedAttributes: [] }).set({
      years_of_experience: "{llm}",
      communication_style: ({ years_of_experience }) =>
        Number(years_of_experience) < 10 ? "enthusiastic" : "authoritative",
    });
    expect(await generator.generate()).toMatchObject({
      years_of_experience: 12,
      communication_style: "authoritative",
    });
  });

  it("keeps earlier rules when more are set, and leaves the original alone", async () => {
    const plain = new PersonaGenerator(Persona, { generatedAttributes: [] });
    const named = plain.set({ name: "Ann" });
    expect(await named.set({ age: 40 }).generate()).toMatchObject({ name: "Ann", age: 40 });
    expect((await plain.generate()).name).toBe("");
  });

  it("tells the model what a rule asks for, for many objects as for one", async () => {
    const reply = { objects: [{ politeness: "rude" }, { politeness: "kind" }] };
    const model = scriptedModel([JSON.stringify(reply)]);
    const generator = new PersonaGenerator(Teacher, {
      model,
      generatedAttributes: [],
      instructions: "Swiss people",
    });
    const teachers = await generator.set({ politeness: "{llm:one word}" }).generate({ n: 2, batch: 2 });
    expect(teachers.map(({ politeness }) => politeness)).toEqual(["rude", "kind"]);
    expect(promptOf(model)).toContain("- politeness: one word");
    expect(promptOf(model)).toContain("- Swiss people");
    model.assertDone();
  });

  it("refuses attributes that do not exist, whole names only", () => {
    // @ts-expect-error -- found by the compiler, too
    expect(() => new PersonaGenerator(Teacher).set({ years_experience: 3 })).toThrow(
      'no attribute "years_experience"',
    );
    // @ts-expect-error -- part of a name is not a name
    expect(() => new PersonaGenerator(Teacher, { generatedAttributes: ["nam"] })).toThrow(
      'did you mean "name"',
    );
    expect(() => new PersonaGenerator(Teacher).set({ age: "{years}" })).toThrow("Teacher.age");
  });

  it("asks again only for what is missing or wrong, saying what was wrong", async () => {
    const model = scriptedModel([
      '{"name": "Rex", "legs": "four", "tricks": [], "surprise": 1}',
      '{"legs": 4.5, "tricks": ["sit"]}',
      '{"legs": 4}',
    ]);
    const pet = await new PersonaGenerator(Pet, { model, rules: { weight: 3 } }).generate({ seed: 2 });
    expect(pet).toMatchObject({ name: "Rex", legs: 4, tricks: ["sit"], weight: 3 });
    expect(model.requests.map(({ output }) => output?.schema["required"])).toEqual([
      ["name", "legs", "tricks"],
      ["legs", "tricks"],
      ["legs"],
    ]);
    expect(promptOf(model, 1)).toMatch(/wrong[^]*- legs: .*\n- tricks: was left empty/);
    expect(promptOf(model, 1)).toContain("Name: Rex");
    expect(new Set(model.requests.map(({ seed }) => seed)).size).toBe(3);
  });

  it.each(["no JSON at all", "", "null", "[]", '{"name": null, "legs": "null"}'])(
    "fails after its attempts on %j, naming what is missing",
    async (reply) => {
      const model = scriptedModel([reply, reply]);
      const failure = await new PersonaGenerator(Pet, {
        model,
        retries: 1,
        rules: { weight: 1, tricks: [["a"]] },
      })
        .generate()
        .catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(IncompleteObjectError);
      expect(failure).toMatchObject({
        missing: ["name", "legs"],
        code: "incomplete_object",
        message: expect.stringMatching(/^Pet: after 2 attempts .* name, legs: /) as string,
      });
      model.assertDone();
    },
  );

  it("keeps defaults instead when told to, and says of which attributes", async () => {
    const model = scriptedModel(['{"name":"Ann"}']);
    const generator = new PersonaGenerator(Persona, {
      model,
      generatedAttributes: ["name", "role"],
      retries: 0,
      allowMissing: true,
    });
    const persona = await generator.generate();
    expect(persona).toMatchObject({ name: "Ann", role: "" });
    expect(persona.metadata["missing"]).toEqual(["role"]);
    const whole = await new PersonaGenerator(Persona, { generatedAttributes: [] }).generate();
    expect(whole.metadata).not.toHaveProperty("missing");
    await expect(
      new PersonaGenerator(Pet, {
        model: scriptedModel(["{}"]),
        retries: 0,
        allowMissing: true,
      }).generate(),
    ).rejects.toThrow(IncompleteObjectError);
  });

  it("completes the short or broken objects of a batch one by one", async () => {
    const model = scriptedModel([
      '{"objects": [{"name": "Ann"}, {"name": ""}]}',
      '{"name": "Bo"}',
      "{}",
      '{"name": "Cy"}',
    ]);
    const generator = new PersonaGenerator(Persona, { model, generatedAttributes: ["name"] });
    const people = await generator.generate({ n: 3, batch: 3 });
    expect(people.map(({ name }) => name)).toEqual(["Ann", "Bo", "Cy"]);
    model.assertDone();
    expect(model.requests[0]?.output?.schema).toEqual({
      type: "object",
      properties: {
        objects: {
          type: "array",
          items: {
            type: "object",
            properties: { name: { type: "string", description: "What the person is called" } },
            required: ["name"],
            additionalProperties: false,
          },
          minItems: 3,
          maxItems: 3,
        },
      },
      required: ["objects"],
      additionalProperties: false,
    });
  });

  it("shows the model what it made before, so that it makes something else", async () => {
    const model = eager((name, call) => `${name} ${call}`);
    const generator = new PersonaGenerator(Persona, { model, generatedAttributes: ["name"] });
    await generator.generate({ n: 3, seed: 1 });
    expect(promptOf(model, 0)).not.toContain("Already made");
    expect(promptOf(model, 2)).toContain('- {"name":"name 0"}\n- {"name":"name 1"}');
    const independent = eager(() => "Ann");
    await new PersonaGenerator(Persona, { model: independent, generatedAttributes: ["name"] }).generate({
      n: 3,
      diverse: false,
    });
    expect(promptOf(independent, 2)).not.toContain("Already made");
  });

  it("keeps distinct what must be distinct, drawn or made up", async () => {
    const model = scriptedModel(['{"role":"cook"}', '{"role":"Cook"}', '{"role":"baker"}']);
    const generator = new PersonaGenerator(Persona, {
      model,
      generatedAttributes: ["role"],
      rules: { name: ["Ann", "Bo"] },
    });
    const people = await generator.generate({ n: 2, seed: 1, distinct: ["role", "name"] });
    expect(people.map(({ role }) => role)).toEqual(["cook", "baker"]);
    expect(new Set(people.map(({ name }) => name)).size).toBe(2);
    expect(promptOf(model, 2)).toContain('"Cook" is already taken');
    const few = new PersonaGenerator(Persona, { rules: { name: ["Ann", "Bo"] }, generatedAttributes: [] });
    await expect(few.generate({ n: 3, distinct: ["name"] })).rejects.toThrow(
      "no new value was found for object 3",
    );
  });

  it("draws a seed where there is none, or null", async () => {
    const generator = new PersonaGenerator(Persona, { rules: { age: "{1-99}" }, generatedAttributes: [] });
    for (const seed of [undefined, null])
      expect((await generator.generate({ n: 1, seed }))[0]?.metadata?.seed).toBeTypeOf("number");
  });

  it("gives the same objects for the same seed, in any concurrency", async () => {
    const reply = (request: { seed?: number | undefined }) => JSON.stringify({ name: `N${request.seed}` });
    const make = (concurrency: number) =>
      new PersonaGenerator(Persona, {
        model: scriptedModel(reply),
        generatedAttributes: ["name"],
        rules: { age: "{1-99}" },
      }).generate({ n: 12, seed: 7, diverse: false, concurrency, clock });
    const [one, many] = [await make(1), await make(6)];
    expect(JSON.stringify(many)).toBe(JSON.stringify(one));
    expect(new Set(one.map(({ name }) => name)).size).toBe(12);
    expect(new Set(one.map(({ metadata }) => metadata.id)).size).toBe(12);
  });

  it("records where an object comes from, without anything secret", async () => {
    configure({ temperature: 0.4, backends: { openai: { apiKey: "sk-secret" } } });
    const given = new Doctor({ specialty: "Cardiology" });
    const options = { model: eager(() => "x"), topP: 0.9 };
    const doctor = await new PersonaGenerator(given, options).generate({
      seed: 3,
      temperature: 0.2,
      notes: "pilot",
      clock,
    });
    expect(doctor.metadata).toMatchObject({
      timestamp: "2026-11-20T10:00:00Z",
      model: { name: "scripted:test", temperature: 0.2, topP: 0.9 },
      seed: 3,
      parentId: given.metadata.id,
      className: "Doctor",
      notes: "pilot",
    });
    expect(JSON.stringify(doctor)).not.toContain("secret");
    expect(personaFromJSON(JSON.parse(JSON.stringify(doctor))).attributes()).toEqual(doctor.attributes());
    const named = new PersonaGenerator(Persona, { rules: { name: "Ann" }, generatedAttributes: [] });
    expect((await named.generate({ id: "p1" })).metadata.id).toBe("p1");
    expect(
      (await named.generate({ n: 2, id: (index) => `p${index}` })).map((made) => made.metadata.id),
    ).toEqual(["p0", "p1"]);
    await expect(named.generate({ n: 2, id: "p1" })).rejects.toThrow(InvalidArgumentError);
  });

  it("yields objects as they are made, and stops when told to", async () => {
    const abort = new AbortController();
    const model = eager((name, call) => `${name} ${call}`);
    const seen: string[] = [];
    const generator = new PersonaGenerator(Persona, { model, generatedAttributes: ["name"] });
    const watch = async () => {
      for await (const { name } of generator.stream({ n: 5, signal: abort.signal })) {
        seen.push(name);
        if (seen.length === 2) abort.abort();
      }
    };
    await expect(watch()).rejects.toMatchObject({ name: "AbortError" });
    expect(seen).toEqual(["name 0", "name 1"]);
    expect(model.requests).toHaveLength(2);
  });

  it("passes on what is not its to mend", async () => {
    const down = new ModelError("is down", { kind: "server", model: "x" });
    await expect(new PersonaGenerator(Persona, { model: scriptedModel([down]) }).generate()).rejects.toBe(
      down,
    );
    const missing = { read: async () => "name\n" };
    await expect(
      new PersonaGenerator(Persona, {
        files: missing,
        rules: { name: "{csv:nmae:x.csv}" },
        generatedAttributes: [],
      }).generate(),
    ).rejects.toThrow(DataFormatError);
  });

  it("asks in words of the caller's own", async () => {
    const model = eager(() => "x");
    const prompts = { attributes: "user:\nMake one up! It has: {{fields}}" };
    const generator = new PersonaGenerator(Persona, { model, prompts });
    await generator.generate();
    expect(model.requests[0]?.messages).toHaveLength((await generator.prompt()).length);
    expect(promptOf(model)).toMatch(/^Make one up! It has: name, .*\n\nThe form of your reply:\n/);
  });
});

describe("ContextGenerator", () => {
  it("makes contexts, from scratch or from one that is given", async () => {
    const model = eager((name) => (name === "topics" ? ["menu", "weather"] : `some ${name}`));
    const context = await new ContextGenerator(Context, { model }).generate();
    expectTypeOf(context).toEqualTypeOf<Context>();
    expectTypeOf(new ContextGenerator()).toEqualTypeOf<ContextGenerator<Context>>();
    expect(context).toMatchObject({ location: "some location", topics: ["menu", "weather"] });
    expect(model.requests[0]?.messages[0]?.content).toContain("Generate a context as JSON. Fields: location");
    const cafe = new Context({ location: "Cafe", topics: ["coffee"] });
    const fuller = await new ContextGenerator(cafe, {
      model,
      rules: { goals: "*", notes: ["short", "long"] },
    }).generate();
    expect(fuller).toMatchObject({ location: "Cafe", topics: ["coffee"], goals: "some goals" });
    expect(["short", "long"]).toContain(fuller.notes);
    expect(fuller.metadata.parentId).toBe(cafe.metadata.id);
  });
});
