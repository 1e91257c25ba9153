import { Dialog } from "@sdialog/core";
import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import { memoryCache } from "@sdialog/evaluation";
import { dialog2flow } from "./dialog2flow.ts";
import { endNode, type Flow, startNode } from "./flow.ts";
import { DialogFlowScore } from "./flow-scores.ts";
import { happyPath } from "./happy-path.ts";
import { modelLabels } from "./label-nodes.ts";
import { pruneFlow } from "./prune-flow.ts";

function talk(id: number, ...texts: string[]): Dialog {
  return new Dialog({
    id,
    turns: texts.map((text, index) => ({ speaker: index % 2 === 0 ? "Doctor" : "Patient", text })),
  });
}
const dialogs = [
  talk(
    1,
    "Hello, how can I help?",
    "I need my prescription please",
    "What is your name?",
    "My name is Ann Bell",
  ),
  talk(
    2,
    "Hello, how can I help you?",
    "I need a prescription, please",
    "What's your name?",
    "My name is Bob Cole",
  ),
  talk(
    3,
    "Hello, how can I help?",
    "Where are the test results?",
    "What is your name?",
    "My name is Cy Dorn",
  ),
];
const probability = (flow: Flow, source: string, target: string): number | undefined =>
  flow.edges.find((edge) => edge.source === source && edge.target === target)?.probability;

describe("dialog2flow", () => {
  it("finds kinds of utterances and how they follow each other", async () => {
    const flow = await dialog2flow(dialogs);
    expect(flow.nodes.map(({ id, role, count }) => [id, role, count])).toEqual([
      ["doctor-0", "doctor", 3],
      ["doctor-1", "doctor", 3],
      ["patient-0", "patient", 3],
      ["patient-1", "patient", 2],
      ["patient-2", "patient", 1],
    ]);
    expect(flow.nodes[0]).toMatchObject({ label: "Hello, how can I help?" });
    expect(probability(flow, startNode, "doctor-0")).toBe(1);
    expect(probability(flow, "doctor-0", "patient-1")).toBeCloseTo(2 / 3, 12);
    expect(probability(flow, "patient-0", endNode)).toBe(1);
    expect(flow.paths[2]?.steps.map(({ node }) => node)).toEqual([
      "doctor-0",
      "patient-2",
      "doctor-1",
      "patient-0",
    ]);
  });

  it("is a pure function of the dialogues, options and seed", async () => {
    const options = { resolution: 3, seed: 4 };
    const [first, second] = await Promise.all([dialog2flow(dialogs, options), dialog2flow(dialogs, options)]);
    expect({ ...first, embedding: null }).toEqual({ ...second, embedding: null });
  });

  it("refuses a seed that is null, since there is one by default", async () => {
    await expect(dialog2flow(dialogs, { seed: null as never })).rejects.toThrow(
      "A seed must be a number or a string",
    );
  });

  it("takes roles from names, whoever speaks first, and scores others by the same names", async () => {
    const patientFirst = new Dialog({ id: 5, turns: dialogs[0]?.turns.slice(1) });
    const flow = await dialog2flow([patientFirst], { roles: { system: ["Doctor"], user: ["Patient"] } });
    expect(flow.paths[0]?.steps.map(({ node }) => node.split("-")[0])).toEqual(["user", "system", "user"]);
    expect(await new DialogFlowScore(flow).score(dialogs[0] as Dialog)).toBeGreaterThan(0);
  });

  it("looks at one side only, and leaves nothing of the other", async () => {
    const flow = await dialog2flow(dialogs, { only: ["doctor"] });
    expect(new Set(flow.nodes.map(({ role }) => role))).toEqual(new Set(["doctor"]));
    expect(probability(flow, "doctor-0", "doctor-1")).toBe(1);
    await expect(dialog2flow(dialogs, { only: ["nurse"] })).rejects.toThrow("no turn to make a flow from");
  });

  it("takes a role with a single utterance, and an empty text", async () => {
    const flow = await dialog2flow([talk(1, "Hello"), talk(2, "Hi", "")]);
    expect(flow.nodes.filter(({ role }) => role === "patient")).toHaveLength(1);
  });

  it("cuts by distance or number, for all roles or each", async () => {
    const one = await dialog2flow(dialogs, { cut: { count: 1 } });
    expect(one.nodes).toHaveLength(2);
    const each = await dialog2flow(dialogs, { cut: { doctor: { count: 1 }, patient: { distance: 1e-9 } } });
    expect(each.nodes.map(({ role }) => role).sort()).toEqual([
      "doctor",
      ...Array.from({ length: 6 }, () => "patient"),
    ]);
  });

  it("lets a model name nodes, and joins those of one role with one name", async () => {
    const model = scriptedModel((request) => {
      const text = request.messages.at(-1)?.content ?? "";
      const label = /need|results/.test(text) ? "ask for something" : "say something else";
      return JSON.stringify({ label });
    });
    const labels = modelLabels({ model, cache: memoryCache() });
    const flow = await dialog2flow(dialogs, { labels });
    expect(flow.nodes.map(({ role, label, count }) => [role, label, count])).toEqual([
      ["doctor", "say something else", 6],
      ["patient", "say something else", 3],
      ["patient", "ask for something", 3],
    ]);
    expect(probability(flow, "doctor-0", "patient-0")).toBe(0.5);
    const calls = model.requests.length;
    expect(calls).toBe(5);
    await dialog2flow(dialogs, { labels });
    expect(model.requests).toHaveLength(calls);
    expect(await new DialogFlowScore(flow, { onlyKnown: true }).score(dialogs[0] as Dialog)).not.toBeNull();
  });

  it("keeps five examples of a kind, or as many as it is told", async () => {
    const many = Array.from({ length: 7 }, (_, id) => talk(id, `Hello number ${id}`));
    const examples = async (options?: object): Promise<number | undefined> =>
      (await dialog2flow(many, { cut: { count: 1 }, ...options })).nodes[0]?.examples.length;
    expect(await examples()).toBe(5);
    expect(await examples({ examples: 2 })).toBe(2);
  });

  it.each([
    [{ examples: -1 }, "examples must be a whole number of at least 0, not -1"],
    [{ examples: 1.5 }, "examples must be"],
    [{ resolution: 0 }, "resolution must be a whole number of at least 1, not 0"],
    [{ resolution: Number.NaN }, "resolution must be"],
  ])("refuses %j", async (options, message) => {
    await expect(dialog2flow(dialogs, options)).rejects.toThrow(message);
  });

  it("takes no examples, all of them, and as many groups as there are", async () => {
    for (const [examples, most] of [
      [0, 0],
      [Infinity, 7],
    ] as const) {
      const many = Array.from({ length: 7 }, (_, id) => talk(id, `Hello number ${id}`));
      const flow = await dialog2flow(many, { cut: { count: 1 }, examples, resolution: Infinity });
      expect(flow.nodes[0]?.examples).toHaveLength(most);
    }
  });

  it("orders kinds of one name by how often they are said together, and tells who names them whose they are", async () => {
    const asked: unknown[] = [];
    const flow = await dialog2flow(
      [talk(1, "Apples"), talk(2, "Apples"), talk(3, "Zebra"), talk(4, "Yoghurt"), talk(5, "Quilt")],
      {
        seed: 9,
        labels: (examples, role, options) => {
          asked.push([examples, role, options?.seed]);
          return examples[0] === "Apples" ? "fruit" : "other";
        },
      },
    );
    expect(flow.nodes.map(({ id, label, count }) => [id, label, count])).toEqual([
      ["doctor-0", "other", 3],
      ["doctor-1", "fruit", 2],
    ]);
    expect(asked[0]).toEqual([["Apples"], "doctor", 9]);
    expect(flow.paths[0]?.steps).toEqual([{ node: "doctor-1", speaker: "Doctor", text: "Apples" }]);
  });

  it("cuts a role that it was not told of where it cuts all", async () => {
    const some = await dialog2flow(dialogs, { cut: { doctor: { count: 1 } } });
    const standard = await dialog2flow(dialogs);
    const patients = (flow: Flow): unknown => flow.nodes.filter(({ role }) => role === "patient");
    expect(patients(some)).toEqual(patients(standard));
    expect(some.nodes.filter(({ role }) => role === "doctor")).toHaveLength(1);
  });

  it("says which roles there are when another speaks", async () => {
    const flow = await dialog2flow(dialogs);
    const nurse = new Dialog({ id: 9, turns: [{ speaker: "Nurse", text: "Next, please." }] });
    await expect(new DialogFlowScore(flow).score(nurse)).rejects.toMatchObject({
      message: 'The flow has no role "nurse", which "Nurse" has in dialogue 9',
      hint: expect.stringContaining("Its roles are doctor, patient.") as string,
    });
  });

  it("keeps two flows apart that are made in one process", async () => {
    const [whole, part] = await Promise.all([
      dialog2flow(dialogs),
      dialog2flow(dialogs, { only: ["doctor"] }),
    ]);
    expect(whole.nodes).toHaveLength(5);
    expect(part.nodes).toHaveLength(2);
  });
});

describe("happyPath", () => {
  it("follows the most probable turns", async () => {
    expect(happyPath(await dialog2flow(dialogs))).toEqual(["doctor-0", "patient-1", "doctor-1", "patient-0"]);
  });

  it("goes through turns of one role where there is no other way, and is null where there is none", async () => {
    const monologue = new Dialog({
      turns: ["Hello.", "Anyone there?"].map((text) => ({ speaker: "A", text })),
    });
    const flow = await dialog2flow([monologue]);
    expect(happyPath(flow)).toHaveLength(2);
    expect(happyPath({ ...flow, edges: [] })).toBeNull();
  });

  it("takes the steps that were taken most often, however probable rare ones are", () => {
    const edges = [
      [startNode, "a", 60, 0.6],
      [startNode, "b", 40, 0.4],
      ["a", endNode, 3, 0.05],
      ["b", "c", 20, 0.5],
      ["b", "d", 20, 0.5],
      ["c", endNode, 20, 1],
      ["d", endNode, 20, 0.4],
      // Said once, so that each step is certain.
      [startNode, "e", 1, 0.01],
      ["e", endNode, 1, 1],
    ].map(([source, target, count, p]) => ({
      source: String(source),
      target: String(target),
      count: Number(count),
      probability: Number(p),
    }));
    const nodes = ["a", "b", "c", "d", "e"].map((id) => ({ id, role: id === "b" ? "user" : "system" }));
    expect(happyPath({ nodes, edges })).toEqual(["b", "c"]);
  });
});

describe("pruneFlow", () => {
  it("drops what is rare, then what leads nowhere", async () => {
    const flow = await dialog2flow(dialogs);
    const pruned = pruneFlow(flow, { minimumShare: 0.5 });
    expect(pruned.nodes.map(({ id }) => id)).toEqual(["doctor-0", "doctor-1", "patient-0", "patient-1"]);
    expect(probability(pruned, "doctor-0", "patient-1")).toBeCloseTo(2 / 3, 12);
    expect(flow.nodes).toHaveLength(5);
    const path = pruneFlow(flow, { minimumProbability: 1.1 });
    expect(new Set(path.nodes.map(({ id }) => id))).toEqual(new Set(happyPath(flow)));
    expect(path.edges).toHaveLength(path.nodes.length + 1);
    const nothing = pruneFlow(flow, { minimumShare: 1.1 });
    expect([nothing.nodes, nothing.edges]).toEqual([[], []]);
  });

  it("drops an edge whose beginning nothing leads to, and one whose end leads nowhere", async () => {
    const flow = await dialog2flow(dialogs);
    const edges = [
      { source: startNode, target: "doctor-0", count: 2 },
      { source: "doctor-0", target: endNode, count: 2 },
      { source: "doctor-0", target: "patient-0", count: 2 },
      { source: "doctor-1", target: endNode, count: 2 },
    ].map((edge) => ({ ...edge, probability: 1 }));
    const pruned = pruneFlow({ ...flow, edges });
    expect(pruned.nodes.map(({ id }) => id)).toEqual(["doctor-0"]);
    expect(pruned.edges.map(({ source, target, probability: p }) => [source, target, p])).toEqual([
      [startNode, "doctor-0", 1],
      ["doctor-0", endNode, 1],
    ]);
  });

  it.each([{}, { minimumShare: 0.4 }, { minimumShare: 0.1, minimumProbability: 0.4 }])(
    "keeps the counts and shares of the whole flow under %j",
    async (options) => {
      for (const flow of [
        await dialog2flow(dialogs, { cut: { distance: 0.2 } }),
        await dialog2flow(openings(40, 10)),
      ]) {
        const { edges } = pruneFlow(flow, options);
        expect(flow.edges).toEqual(expect.arrayContaining([...edges]));
      }
    },
  );

  it("leaves few enough nodes to read when not told otherwise, and never nothing", async () => {
    const flow = await dialog2flow(openings(40, 10));
    const pruned = pruneFlow(flow);
    expect(pruned.nodes.map(({ count }) => count)).toEqual([10, 50]);
    expect(pruned.edges.map(({ count, probability: p }) => [count, p])).toEqual([
      [50, 1],
      [10, 0.2],
      [10, 1],
    ]);
    const distinct = await dialog2flow(openings(40, 0));
    expect(pruneFlow(distinct).nodes).toHaveLength(2);
  });
});

/** Dialogues of which some open alike and each other in words of its own, all with one answer where some open alike. */
function openings(unlike: number, alike: number): Dialog[] {
  const word = (index: number): string =>
    [2_654_435_761, 2_246_822_519].map((factor) => (((index + 1) * factor) % 2 ** 32).toString(36)).join(" ");
  const answer = (index: number): string => (alike === 0 ? word(100 + index) : "We have apples");
  const first = [
    ...Array.from({ length: alike }, () => "Good morning to you all"),
    ...Array.from({ length: unlike }, (_, index) => word(index)),
  ];
  return first.map(
    (text, index) =>
      new Dialog({
        turns: [
          { speaker: "User", text },
          { speaker: "System", text: answer(index) },
        ],
      }),
  );
}
