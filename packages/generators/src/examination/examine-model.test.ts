import type { ChatRequest } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import { seedExperience } from "../experiences/seed-experience.ts";
import { examineModel } from "./examine-model.ts";

const person = { name: "Ann", age: 30, race: "x", gender: "x", role: "x", background: "x", personality: "x" };

/** Does as it is asked; `slip` may answer first. */
function able(slip: (request: ChatRequest) => string | undefined = () => undefined) {
  let said = 0;
  const answer = (request: ChatRequest): string => {
    const told = request.messages.map(({ content }) => content).join("\n");
    if (request.output?.name === "probe") return '{"bird":"heron"}';
    if (told.includes("Generate a persona"))
      return JSON.stringify({ ...person, circumstances: "x", rules: "x" });
    if (told.includes("You prepare group conversations") || told.includes("You invent people"))
      return JSON.stringify({
        personas: seedExperience.personas.slice(0, 2),
        relations: "Strangers.",
        situation: "They are stuck in a lift.",
        topic: "Who waits for them",
        conversation_starter: "Does anybody know a joke?",
      });
    if (told.includes("Say whether you are satisfied")) return '{"satisfied":true,"message":""}';
    if (told.includes("get something done")) return `"Which ones, exactly (${++said})?"`;
    if (told.includes("You moderate")) return '{"speaker":"Jun Takeda"}';
    return `That is point ${++said}, and there are more.`;
  };
  return scriptedModel((request) => slip(request) ?? answer(request));
}

const all = { tried: 2, succeeded: 2, leaks: 0, repetitions: 0 };

describe("examineModel", () => {
  it("finds that an able model carries everything, with a form enforced and without", async () => {
    const steps: string[] = [];
    const found = await examineModel(able(), { tries: 2, onTry: ({ task }) => steps.push(task) });
    expect(found).toMatchObject({
      jsonSchema: "honoured",
      tools: false,
      logprobs: false,
      tasks: { persona: all, experience: all, feedback: all, inquirer: all, selector: all, dialogues: all },
      withoutSchema: { persona: all, experience: all, feedback: all, inquirer: all, selector: all },
    });
    expect(steps).toHaveLength(22);
  });

  it("counts leaks and repetitions, and what failed", async () => {
    const enforced = new Set<boolean>();
    const found = await examineModel(
      able(({ messages, output }) => {
        const last = messages.at(-1)?.content ?? "";
        const system = messages[0]?.content ?? "";
        if (output?.name === "probe") return "Hi!";
        if (system.includes("You moderate") || last.includes("Who speaks")) return "Nobody.";
        if (system.includes("Say one thing at a time")) return "How your messages should sound: brief.";
        return undefined;
      }),
      { tries: 1, onTry: (tried) => enforced.add(tried.enforced) },
    );
    expect(found.jsonSchema).toBe("ignored");
    expect([...enforced]).toEqual([false]);
    expect(found.tasks.selector).toEqual({ tried: 1, succeeded: 0, leaks: 0, repetitions: 0 });
    expect(found.tasks.dialogues).toEqual({ tried: 1, succeeded: 0, leaks: 3, repetitions: 0 });
    expect(found.tasks.persona.succeeded).toBe(1);
    expect(found.withoutSchema).toEqual({});
  });

  it("says of a slow model that it took too long, once for each task", async () => {
    const slow = scriptedModel(async ({ output, signal }) => {
      if (output?.name === "probe") return '{"bird":"heron"}';
      if (output === undefined && signal === undefined) return "Hi!";
      await new Promise((_, reject) =>
        signal?.addEventListener("abort", () => reject(signal.reason as Error)),
      );
      return "";
    });
    const reasons = new Set<string | undefined>();
    const found = await examineModel(slow, { seconds: 0.3, onTry: ({ reason }) => reasons.add(reason) });
    for (const reason of reasons) expect(reason).toMatch(/^took over \d s$/);
    expect(Object.values(found.tasks).map(({ tried }) => tried)).toEqual([1, 1, 1, 1, 1, 1]);
  });

  it.each([{ tries: 0 }, { tries: 1.5 }, { seconds: 0 }, { seconds: Number.NaN }])(
    "refuses %j",
    async (options) => {
      await expect(examineModel(able(), options)).rejects.toThrow("tries must be a whole number");
    },
  );

  it("ends when it is cancelled, with the reason", async () => {
    const stop = new AbortController();
    const running = examineModel(able(), {
      tries: 5,
      signal: stop.signal,
      onTry: () => stop.abort(new Error("enough")),
    });
    await expect(running).rejects.toThrow("enough");
  });

  it("can be left alone", async () => {
    expect((await examineModel(able(), { tries: 1 })).tasks.persona).toMatchObject({
      tried: 1,
      succeeded: 1,
    });
  });

  it("ends when the model cannot be reached", async () => {
    const model = scriptedModel([new Error("no route")]);
    await expect(examineModel(model)).rejects.toThrow("no route");
  });
});
