import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { Random } from "@sdialog/core";
import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import { alternate } from "@sdialog/agents";
import { exampleHub } from "./example-hub.ts";
import type { Experience, GeneratedExperience } from "./experience.ts";
import { ExperienceGenerator } from "./experience-generator.ts";
import { groupChat } from "./group-chat.ts";
import { describedPersona, reusedPersonas, sampledPersonas } from "./persona-sources.ts";
import { seedExperience } from "./seed-experience.ts";
import { similarity } from "./similarity.ts";

const subjects = [
  "orchard harvest",
  "sailing regatta",
  "broken elevator",
  "village theatre",
  "stolen scooter",
  "chess club",
  "wedding cake",
  "night train",
  "hot spring",
  "radio play",
  "coral reef",
  "paper factory",
  "goat cheese",
  "opera chorus",
  "desert rally",
  "puppet museum",
];

function experience(index: number): Experience {
  const subject = subjects[index % subjects.length]!;
  return {
    personas: ["Ann", "Bo", "Cy"].map((name) => ({
      ...seedExperience.personas[0]!,
      name: `${name} ${index}`,
    })),
    relations: "friends",
    situation: `They meet because of the ${subject} number${index}.`,
    topic: `${subject} topic${index}`,
    conversation_starter: `What about ${subject} question${index}?`,
  };
}

const counting = () => {
  let made = 0;
  return scriptedModel(() => JSON.stringify(experience(made++)));
};

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  return Array.fromAsync(items);
}

describe("ExperienceGenerator", () => {
  it("makes a batch from one example, and examples of each generation", async () => {
    const hub = exampleHub({ draw: "recent" });
    const generator = new ExperienceGenerator({ participants: 3, hub, model: counting() });
    const made = await all(generator.generate({ count: 8, generations: 2, seed: 1 }));
    expect(made).toHaveLength(16);
    const shots = made.map(({ parentShot }) => parentShot);
    expect(new Set(shots.slice(0, 8)).size).toBe(1);
    expect(new Set(shots.slice(8)).size).toBe(1);
    expect(shots[8]).not.toBe(shots[0]);
    expect(made.slice(0, 8).map(({ id }) => id)).toContain(shots[8]);
    expect(hub.size).toBe(17);
  });

  it("never changes a fixed hub", async () => {
    const hub = exampleHub({ draw: "fixed" });
    const made = await all(
      new ExperienceGenerator({ participants: 3, hub, model: counting() }).generate({
        count: 8,
        generations: 2,
        seed: 1,
      }),
    );
    expect(hub.size).toBe(1);
    expect(new Set(made.map(({ parentShot }) => parentShot)).size).toBe(1);
  });

  it("asks again when the number of people is wrong", async () => {
    const model = scriptedModel([
      JSON.stringify({ ...experience(1), personas: experience(1).personas.slice(0, 2) }),
      JSON.stringify(experience(1)),
      JSON.stringify(experience(2)),
    ]);
    const [made] = await all(
      new ExperienceGenerator({ participants: 3, model }).generate({ count: 1, seed: 1 }),
    );
    expect(made?.personas).toHaveLength(3);
    expect(model.requests.map(({ output }) => output?.name)).toEqual(["people", "people", "experience"]);
  });

  it("tells the second stage whom the first has invented, or asks for all at once", async () => {
    const model = counting();
    const made = async (staged: boolean) =>
      all(new ExperienceGenerator({ participants: 3, model, staged }).generate({ count: 1, seed: 1 }));
    const [inStages] = await made(true);
    const told = model.requests[1]?.messages.map(({ content }) => content).join("");
    for (const { name } of inStages?.personas ?? []) expect(told).toContain(name);
    await made(false);
    expect(model.requests.map(({ output }) => output?.name)).toEqual(["people", "experience", "experience"]);
  });

  it("asks a small model for one person after another, each of another name than those before", async () => {
    const { capabilities } = scriptedModel([]);
    const [first, second, third] = experience(1).personas;
    const nobody = { ...second, name: ",<jon>0123;&*(idri)" };
    const answers = [first, first, nobody, second, third].map((person) =>
      JSON.stringify({ personas: [person] }),
    );
    const model = scriptedModel([...answers, JSON.stringify(experience(1))], {
      capabilities: { ...capabilities, messages: "fields" },
    });
    const [made] = await all(
      new ExperienceGenerator({ participants: 3, model }).generate({ count: 1, seed: 1 }),
    );
    expect(made?.personas.map(({ name }) => name)).toEqual([first, second, third].map((one) => one?.name));
    const asked = model.requests.map(({ messages }) => messages.map(({ content }) => content).join("\n"));
    expect(asked[0]).toContain("Invent one of 3 people");
    expect(asked[0]).not.toContain("The others are");
    expect(asked[2]).toContain("two people have the same name");
    expect(asked[3]).toContain("is not a name");
    expect(asked[4]).toContain(`The others are: ${first?.name}, ${first?.age}`);
    expect(model.requests.map(({ output }) => output?.name)).toEqual([
      "people",
      "people1",
      "people1",
      "people1",
      "people2",
      "experience",
    ]);
  });

  it("takes no copy of the example, and says so when the model makes nothing else", async () => {
    const { personas, ...frame } = seedExperience;
    const others = personas.map((person) => ({ ...person, name: `Another ${person.name}` }));
    let copies = 0;
    const model = scriptedModel(({ output }) => {
      if (output?.name === "people") return JSON.stringify({ personas: others });
      return JSON.stringify(copies++ < 2 ? frame : experience(5));
    });
    const generator = new ExperienceGenerator({ participants: 3, model });
    const [made] = await all(generator.generate({ count: 1, seed: 1 }));
    expect(made?.topic).toBe(experience(5).topic);
    const copying = scriptedModel(() => JSON.stringify({ ...frame, personas: others }));
    const running = new ExperienceGenerator({ participants: 3, model: copying, retries: 0 }).generate({
      count: 1,
      seed: 1,
    });
    expect(await running.next()).toMatchObject({ done: true, value: { failures: { parse_error: 1 } } });
  });

  it("asks again for what is like another of the batch or the hub, and says of what stays so which", async () => {
    // Few subjects for many: some come right when asked for again, and some cannot.
    const model = scriptedModel(({ seed = 0 }) => JSON.stringify(experience(seed % 7)));
    const made = (concurrency: number) => {
      const options = { count: 12, batch: 4, seed: 2, iterative: true, concurrency };
      return all(
        new ExperienceGenerator({ participants: 3, staged: false, model, retries: 0 }).generate(options),
      );
    };
    const results = await made(1);
    const earlier: GeneratedExperience[] = [];
    for (const each of results) {
      const twins = earlier.filter((other) => similarity(other, each) >= 0.6);
      expect(each.alike === undefined).toBe(twins.length === 0);
      const { declined_by_hub: declined, ...again } = each.faults ?? {};
      expect(declined).toBe(twins.length === 0 ? undefined : 1);
      if (twins.length > 0) expect(Object.values(again).reduce((sum, count) => sum + count, 0)).toBe(3);
      earlier.push(each);
    }
    expect(results.some(({ alike }) => alike !== undefined)).toBe(true);
    expect(
      results.some(({ alike, faults }) => alike === undefined && faults?.["near_duplicate"] !== undefined),
    ).toBe(true);
    expect(await made(8)).toEqual(results);
  });

  it("goes on where an earlier run was, with the hub as it was", async () => {
    const straight = await all(
      new ExperienceGenerator({ participants: 3, model: counting() }).generate({
        count: 4,
        generations: 2,
        batch: 4,
        seed: 3,
      }),
    );
    const model = counting();
    const first = new ExperienceGenerator({ participants: 3, model });
    const half = await all(first.generate({ count: 4, batch: 4, seed: 3 }));
    const hub = exampleHub({}, JSON.parse(JSON.stringify(first.hub)));
    const rest = await all(
      new ExperienceGenerator({ participants: 3, hub, model }).generate({
        count: 4,
        batch: 4,
        seed: 3,
        from: 4,
      }),
    );
    expect([...half, ...rest]).toEqual(straight);
  });

  it("invents only what people share when they are given", async () => {
    const pool = ["Ada", "Ben", "Cleo"].map((name) => describedPersona(name, `I am ${name}.`));
    const { personas: _, ...frame } = experience(1);
    const model = scriptedModel(() => JSON.stringify(frame));
    const [sampled] = await all(
      new ExperienceGenerator({ participants: 2, personas: sampledPersonas(pool), model }).generate({
        count: 1,
        seed: 1,
      }),
    );
    expect(sampled?.personas).toHaveLength(2);
    const pair = [pool[0]!, pool[2]!];
    const [reused] = await all(
      new ExperienceGenerator({ participants: 2, personas: reusedPersonas([pair]), model }).generate({
        count: 1,
        seed: 1,
      }),
    );
    expect(reused?.personas).toEqual(pair);
  });
});

describe("a plan of experiences", () => {
  const hub = () => exampleHub({ draw: "least-used", examples: [experience(1), experience(2)] });

  it.each([
    [{ batch: 0 }, "batch must be a whole number of at least 1, not 0"],
    [{ batch: 1.5 }, "batch must be"],
    [{ from: -8 }, "from must be a multiple of the batch of 8, not -8"],
    [{ from: 3 }, "from must be a multiple"],
    [{ from: 4, batch: 8 }, "from must be a multiple"],
  ])("is refused with %j", (wrong, message) => {
    expect(() => new ExperienceGenerator().plan({ count: 8, seed: 1, ...wrong })).toThrow(message);
  });

  it.each([1, 0, [1, 3], [3, 2], [2, 2.5], 2.5] as const)("cannot be made of %j people", (participants) => {
    expect(() => new ExperienceGenerator({ participants })).toThrow("participants must be whole numbers");
  });

  it.each([0, 1.5])("is not carried out %d times", async (generations) => {
    const running = new ExperienceGenerator().generate({ count: 1, seed: 1, generations });
    await expect(running.next()).rejects.toThrow("generations must be a whole number");
  });

  it.each([
    [1, 8, 1],
    [8, 8, 1],
    [9, 8, 2],
    [6, 2, 3],
  ])("of %d in batches of %d draws %d examples", (count, batch, draws) => {
    const used = hub();
    new ExperienceGenerator({ hub: used }).plan({ count, batch, seed: 1 });
    expect(used.examples.reduce((sum, { uses }) => sum + uses, 0)).toBe(draws);
  });

  it("tells the model which names and topics the hub has, and no names where people are given", async () => {
    const told = async (personas?: () => Experience["personas"]) => {
      const model = scriptedModel(({ output }) => {
        const { personas: people, ...frame } = experience(9);
        return JSON.stringify(output?.name === "people" ? { personas: people } : frame);
      });
      const made = new ExperienceGenerator({ participants: 3, hub: hub(), model, personas });
      await all(made.generate({ count: 1, seed: 1 }));
      return model.requests.map(({ messages }) => messages.at(-1)?.content);
    };
    const names = "Names that are taken: Ann 1, Bo 1, Cy 1, Ann 2, Bo 2, Cy 2.";
    const topics = `Topics that are taken: ${experience(1).topic}; ${experience(2).topic}.`;
    const [people, frame] = await told();
    expect(people).toContain(names);
    expect(frame).toContain(topics);
    const [alone] = await told(() => experience(9).personas);
    expect(alone).toContain(topics);
    expect(alone).not.toContain("Names that are taken");
  });
});

describe("ExampleHub", () => {
  it("rejects the invalid, the ambiguous and the too similar, and says why", () => {
    const hub = exampleHub();
    expect(hub.add({ ...experience(1), topic: "" }, "x")).toContain("invalid");
    expect(
      hub.add({ ...experience(1), personas: [experience(1).personas[0]!, experience(1).personas[0]!] }, "x"),
    ).toContain("same name");
    expect(hub.add(experience(1), "x")).toBeUndefined();
    expect(hub.add({ ...experience(1), relations: "colleagues" }, "x")).toContain("too much like");
  });

  it("shows what was shown least", () => {
    const hub = exampleHub({ draw: "least-used", examples: [experience(1), experience(2), experience(3)] });
    const drawn = [1, 2, 3].map((seed) => hub.draw(new Random(seed)).id);
    expect(new Set(drawn).size).toBe(3);
  });

  it("keeps to its limit and never loses the first example", () => {
    const hub = exampleHub({ limit: 3 });
    for (let index = 0; index < 6; index++) hub.add(experience(index), "x");
    expect(hub.size).toBe(3);
    expect(hub.toJSON().examples[0]?.experience).toEqual(seedExperience);
  });
});

describe("groupChat", () => {
  it("opens with the starter, lets a model choose among the people, and stops at ten", async () => {
    const names = seedExperience.personas.map(({ name }) => name);
    const model = scriptedModel(({ messages, output }, index) =>
      output !== undefined || messages[0]?.content.includes("moderate")
        ? names[index % 3]!
        : "I think so. And there is more to say about it than fits here.",
    );
    const dialog = await groupChat(seedExperience, { model, style: "short", words: 5 }).run({ seed: 1 });
    expect(dialog.turns[0]).toEqual({ speaker: "Moderator", text: seedExperience.conversation_starter });
    expect(dialog.length).toBe(10);
    expect(new Set(dialog.speakers().slice(1))).toEqual(new Set(names));
    for (const { text } of dialog.turns.slice(1)) expect(text).toBe("I think so.");
    expect(
      dialog.turns.some((turn, index) => index > 0 && turn.speaker === dialog.turns[index - 1]?.speaker),
    ).toBe(false);
  });

  it("asks nobody outside the group, and has ten messages of the people when the opening is silent", async () => {
    const model = scriptedModel(({ messages, output }) =>
      output !== undefined || messages[0]?.content.includes("moderate") ? "Moderator" : "I think so.",
    );
    const moderated = await groupChat(seedExperience, { model }).run({ seed: 1 });
    expect(moderated.turns.filter(({ speaker }) => speaker === "Moderator")).toHaveLength(1);
    const silent = await groupChat(seedExperience, { model, opener: "silent" }).run({ seed: 1 });
    expect(silent.speakers()).not.toContain("Moderator");
    expect([moderated.length, silent.length]).toEqual([10, 10]);
  });

  it("holds a thousand chats, 64 at a time, in flat memory", async () => {
    const model = {
      ...scriptedModel([]),
      generate: async () => ({
        text: "Well, yes.",
        toolCalls: [],
        finishReason: "stop" as const,
        usage: { inputTokens: 1, outputTokens: 2, calls: 1 },
        warnings: [],
        model: "x",
      }),
    };
    const chat = groupChat(seedExperience, { model, turnTaking: alternate() });
    const hold = async (seeds: number[]): Promise<void> => {
      for (let start = 0; start < seeds.length; start += 64)
        await Promise.all(seeds.slice(start, start + 64).map((seed) => chat.run({ seed })));
    };
    await hold(Array.from({ length: 512 }, (_, seed) => seed));
    const before = heapInUse();
    await hold(Array.from({ length: 1000 }, (_, seed) => seed));
    // A thousand dialogues that something held on to are about 5 MB.
    expect(heapInUse() - before).toBeLessThan(1024 * 1024);
  });
});

/** Bytes of the heap that are still reachable. */
function heapInUse(): number {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  collect();
  return process.memoryUsage().heapUsed;
}
