import { describe, expect, it } from "vitest";
import { type Scene, sceneSchema } from "../protocol/scene.ts";
import { isPlayedDown, playedScene } from "./played-scene.ts";
import { sceneContext, sceneConversation } from "./scene-conversation.ts";
import { givenAttributes, scenePersona } from "./scene-persona.ts";
import { sceneRecipe } from "./scene-recipe.ts";
import { sceneTool, sceneTools } from "./scene-tools.ts";

const person = (name: string, more: object = {}) => ({
  persona: { type: "Persona", attributes: { name, role: "" } },
  ...more,
});
const sceneOf = (ann: object = {}, more: object = {}): Scene =>
  sceneSchema.parse({ participants: [person("Ann", ann), person("Bo")], seed: 3, maxTurns: 5, ...more });

describe("a scene as a conversation", () => {
  const conversation = (ann: object, more: object = {}) =>
    sceneConversation(sceneOf(ann, more), { ask: async (name) => `I am ${name}.` });
  const say = async (ann: object): Promise<string[]> => {
    const script = person("Bo", { playedBy: "script", lines: ["Hello.", "Bye."] });
    const scene = { participants: [person("Ann", ann), script] };
    const dialog = await conversation({}, scene).run({ seed: 1 });
    return dialog.turns.map(({ speaker, text }) => `${speaker}: ${text}`);
  };

  it("has a script say its lines, and asks a person by their name", async () => {
    expect((await say({ playedBy: "script", lines: ["One.", "Two."] })).slice(0, 4)).toEqual([
      "Ann: One.",
      "Bo: Hello.",
      "Ann: Two.",
      "Bo: Bye.",
    ]);
    expect((await say({ playedBy: "person" })).slice(0, 3)).toEqual([
      "Ann: I am Ann.",
      "Bo: Hello.",
      "Ann: I am Ann.",
    ]);
  });

  it("wraps everybody and whose turn it is, when asked to", async () => {
    const watched: string[] = [];
    const chosen: string[] = [];
    const scene = sceneOf({ playedBy: "script", lines: ["One."] }, { maxTurns: 2 });
    const two = {
      ...scene,
      participants: [scene.participants[0]!, { ...scene.participants[0]!, ...person("Bo") }],
    };
    const dialog = await sceneConversation(sceneSchema.parse(two), {
      ask: async () => undefined,
      watch: (participant) => {
        watched.push(participant.name);
        return participant;
      },
      around: (inner) => ({
        name: inner.name,
        next: (state) => {
          chosen.push(inner.name);
          return inner.next(state);
        },
      }),
    }).run({ seed: 1 });
    expect(watched).toEqual(["Ann", "Bo"]);
    expect(chosen.length).toBeGreaterThanOrEqual(2);
    expect(dialog.turns).toHaveLength(2);
  });

  it("takes place where it is said to, of what is filled in", () => {
    expect(sceneContext(sceneOf())).toBeUndefined();
    expect(sceneContext(sceneOf({}, { context: { location: "", notes: null } }))).toBeUndefined();
    expect(sceneContext(sceneOf({}, { context: { location: "a café", notes: "" } }))?.toJSON()).toMatchObject(
      {
        location: "a café",
      },
    );
  });

  it.each([
    [{ tools: ["rm"] }, 'There is no tool "rm"'],
    [{ orchestrators: [{ type: "nothing" }] }, "nothing"],
    [
      { playedBy: "chatbot", chatbot: { type: "openai", url: "http://x", apiKey: "sk-12345678" } },
      "may hold a key",
    ],
    [{ persona: { type: "Robot", attributes: {} } }, "Robot"],
    [{ persona: { type: "Persona", attributes: { age: { much: 1 } } } }, "age"],
  ])("is not made of %j", (ann, message) => {
    expect(() => conversation(ann)).toThrow(message);
  });
});

describe("a persona of a scene", () => {
  it("has what was filled in, and defaults for blanks", () => {
    const given = { name: "Ann", role: "", notes: null, age: 0, hobbies: [] };
    expect(givenAttributes(given)).toMatchObject({ name: "Ann", age: 0 });
    expect(givenAttributes(given)).not.toHaveProperty("role");
    expect(givenAttributes(given)).not.toHaveProperty("notes");
    const persona = scenePersona({ persona: { type: "Customer", attributes: { name: "Ann", role: "" } } });
    expect(persona.constructor.name).toBe("Customer");
    expect(persona.toJSON()).toMatchObject({ name: "Ann" });
  });
});

it("has tools by their names alone", () => {
  for (const [name, tool] of Object.entries(sceneTools)) expect(sceneTool(name)).toBe(tool);
  for (const name of ["toString", "constructor", ""])
    expect(() => sceneTool(name)).toThrow(`There is no tool "${name}"`);
});

describe("a scene as it can be played", () => {
  const user = { playedBy: "user", goal: "Buy tea.", details: "Late.", tools: ["calculate"], think: true };

  it("has a demonstration model play a user as somebody who wants something", async () => {
    const scene = sceneOf({ ...user, firstUtterance: "Hi" });
    const played = await playedScene(scene);
    expect(played.participants[0]).toEqual({
      ...scene.participants[0],
      playedBy: "model",
      details: "What you want: Buy tea.\nLate.",
      tools: [],
      think: false,
      firstUtterance: "",
    });
    expect(played.participants[1]).toBe(scene.participants[1]);
    expect(isPlayedDown(scene, played)).toBe(true);
  });

  it.each([
    [{ goal: " ", details: "Late." }, "Late."],
    [{ goal: "Tea.", details: "" }, "What you want: Tea."],
    [{ goal: "", details: "" }, ""],
  ])("tells it no more than was said: %j", async (more, details) => {
    expect((await playedScene(sceneOf({ ...user, ...more }))).participants[0]?.details).toBe(details);
  });

  it.each([{}, { playedBy: "person" }, { playedBy: "script" }, { ...user, model: "nowhere:at-all" }])(
    "leaves others as they are: %j",
    async (ann) => {
      const scene = sceneOf(ann);
      const played = await playedScene(scene);
      expect(played).toEqual(scene);
      expect(isPlayedDown(scene, played)).toBe(false);
    },
  );
});

describe("a scene as a recipe", () => {
  const named = { name: "cafe", count: 9 };

  it("makes dialogues of the same people, under the same seed", () => {
    expect(sceneRecipe(sceneOf(), named)).toEqual({
      kind: "dialogues",
      name: "cafe",
      count: 9,
      seed: 3,
      maxTurns: 5,
      personas: [
        { type: "Persona", name: "Ann", agent: { model: "local:pocket" } },
        { type: "Persona", name: "Bo", agent: { model: "local:pocket" } },
      ],
    });
    const rule = { type: "LengthOrchestrator", min: 4 };
    const ann = { model: "a:b", temperature: 0, firstUtterance: "Hi", orchestrators: [rule] };
    expect(sceneRecipe(sceneOf(ann, { context: { location: "a café", notes: "" } }), named)).toMatchObject({
      context: { location: "a café" },
      personas: [
        {
          agent: { model: "a:b", settings: { temperature: 0 }, firstUtterance: "Hi", orchestrators: [rule] },
        },
        {},
      ],
    });
  });

  it.each<[object, object, string]>([
    [{ playedBy: "person" }, {}, "A run has no person to talk with"],
    [{ playedBy: "user", goal: "x" }, {}, "A run has no simulated user with a goal"],
    [{ playedBy: "chatbot" }, {}, "A run has no chatbot under test"],
    [{ playedBy: "script" }, {}, "A run has no script"],
    [{ tools: ["calculate"] }, {}, "A run has no tools"],
    [{ noise: { kind: "typing", activation: 1 } }, {}, "A run has no noise"],
    [{ think: true }, {}, "A run has no thinking"],
    [{}, { turnTaking: "random" }, "A run has no turn-taking other than in order"],
    [
      { tools: ["calculate"], think: true },
      { turnTaking: "random" },
      "A run has no tools, no thinking, no turn-taking",
    ],
  ])("is refused for %j with %j", (ann, more, message) => {
    expect(() => sceneRecipe(sceneOf(ann, more), named)).toThrow(message);
  });
});
