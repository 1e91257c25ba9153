import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { userTypesSchema } from "@sdialog/agents";
import { Dialog, Random } from "@sdialog/core";
import { readSource } from "@sdialog/runner";
import { scriptedModel } from "@sdialog/llm/testing";
import { afterAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { calibrate, type CalibrateOptions } from "./calibrate.ts";
import { formatUsers } from "./users-file.ts";

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

async function temporaryFolder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), "sdialog-fit-"));
  folders.push(made);
  return made;
}

const vocabulary = "the chair that came last week was broken when it was opened so it has to go back".split(
  " ",
);

function sentence(words: number, random: Random): string {
  return Array.from({ length: words }, () => random.pick(vocabulary)).join(" ");
}

/** People: two in three are terse and careless, the others write a lot, politely. */
function people(count: number): Dialog[] {
  return Array.from({ length: count }, (_, index) => {
    const random = new Random(index);
    const terse = index % 3 !== 0;
    const turns = Array.from({ length: random.integer(2, 4) }, () => {
      const said = terse
        ? sentence(random.integer(2, 5), random)
        : `Could you please look at this? ${sentence(random.integer(18, 26), random)}, thank you.`;
      return [
        { speaker: "Customer", text: said },
        { speaker: "Agent", text: "I see. Anything else?" },
      ];
    });
    return new Dialog({ id: `log-${index}`, turns: turns.flat() });
  });
}

/** A model that does what policies tell it, and is wordy and polite where nobody tells it anything. */
function obedient() {
  return scriptedModel(
    ({ messages, seed }) => {
      const random = new Random(seed ?? 0);
      const told = messages
        .filter(({ role }) => role === "system")
        .map(({ content }) => content)
        .join("\n");
      const words = Number(
        /about (\d+) words/.exec(told)?.[1] ?? (told.includes("three words at most") ? 2 : 14),
      );
      const polite = told.includes("Say please") || !told.includes("Say neither please");
      return polite
        ? `Could you please look at this? ${sentence(Math.max(1, words - 8), random)}, thank you.`
        : `${sentence(words, random)}.`;
    },
    { id: "x:person" },
  );
}

const settings = async (model: ReturnType<typeof obedient>, more: Partial<CalibrateOptions> = {}) => ({
  user: "Customer",
  folder: await temporaryFolder(),
  model: "x:person",
  dialogs: 8,
  types: 2,
  rounds: 1,
  seed: 3,
  comparison: { resamples: 20, permutations: 0, sampleSize: 40 },
  models: { "x:person": model },
  ...more,
});

describe("calibrate", () => {
  it("finds the types of people, keeps what was tried, and goes on from it", async () => {
    const model = obedient();
    const options = await settings(model);
    const found = await calibrate(people(60), options);
    expect(found).toMatchObject({ end: "complete", n: { fit: 30, held: 30 } });
    expect(found.after?.behaviour.value).toBeGreaterThan((found.before?.behaviour.value as number) + 0.05);
    expect(found.after?.coverage.value).toBeGreaterThan((found.before?.coverage.value as number) + 0.1);
    // Both types are there, in about the shares that people have.
    const terse = found.users.users.filter(({ policies }) =>
      JSON.stringify(policies).includes('"lowercase":1'),
    );
    const share = terse.reduce((sum, one) => sum + (one.share ?? 1), 0);
    expect(share).toBeGreaterThan(0.4);
    expect(share).toBeLessThan(0.9);
    expect(await readdir(options.folder)).toEqual(
      expect.arrayContaining(["before", "type-1-round-0", "type-2-round-1"]),
    );
    expect(found.spent.calls).toBe(model.requests.length);

    const again = await calibrate(people(60), options);
    expect(model.requests).toHaveLength(found.spent.calls);
    expect(again.users).toEqual(found.users);

    // It can be stopped while it compares, too, and that is told step by step.
    const stop = new AbortController();
    const reason = new Error("nobody waits for it");
    const steps: string[] = [];
    const stopped = calibrate(people(60), {
      ...options,
      comparison: { permutations: 100_000 },
      signal: stop.signal,
      onEvent(event) {
        if (event.type !== "comparison") return;
        steps.push(`${event.done}/${event.total}`);
        setTimeout(() => stop.abort(reason), 20);
      },
    });
    await expect(stopped).rejects.toBe(reason);
    expect(steps).toEqual(["0/3"]);

    const file = parse(formatUsers(found, { logs: "made up" })) as Record<string, unknown>;
    expect(userTypesSchema.parse(file).users).toEqual(found.users.users);
    expect(file["source"]).toMatchObject({
      logs: "made up",
      after: { alignment: expect.any(Number) as number },
    });
    expect(JSON.stringify(file)).not.toContain("chair");
  });

  it("keeps users whose model takes leave at once as long as people stay, and leaves the assistant alone", async () => {
    const hasty = scriptedModel(() => "I want my chair. STOP", { id: "x:person" });
    const options = await settings(hasty, { dialogs: 4, types: 1, concurrency: 1 });
    const { candidates } = await calibrate(people(40), options);
    const [before, first, second] = await Promise.all(
      ["before", "type-1-round-0", "type-1-round-1"].map((name) =>
        Array.fromAsync(readSource(join(options.folder, name))),
      ),
    );
    expect(before?.map(({ turns }) => turns.length)).toEqual(Array(8).fill(2));
    expect(first?.map(({ turns }) => turns.length)).toEqual(Array(4).fill(2));
    expect(candidates.at(-1)?.policies.at(-1)).toMatchObject({ name: "limited-time", stays: true });
    // The assistant says STOP as well, and is told nothing.
    expect(second?.every(({ turns }) => turns.length > 2)).toBe(true);
    // Held to its time, it is asked for no more of it than people have.
    const times = candidates.slice(1).map(({ policies }) => policies.at(-1));
    expect(times[1]).toEqual({ ...(times[0] as object), stays: true });
    const steered = second?.flatMap(({ events }) =>
      (events ?? []).filter(({ action }) => action === "instruct"),
    );
    expect(new Set(steered?.map(({ agent }) => agent))).toEqual(new Set(["User"]));
  });

  it("has users talk with a chatbot about what people wanted", async () => {
    const server = createServer((request, response) => {
      request.resume().on("end", () => response.end(JSON.stringify({ answer: "I see. Anything else?" })));
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    try {
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
      const person = scriptedModel(() => `"Where is it?"`, { id: "x:person" });
      const options = await settings(person, {
        chatbot: { type: "webhook", url },
        rounds: 0,
        dialogs: 4,
        types: 1,
      });
      const found = await calibrate(people(30), options);
      expect(found).toMatchObject({ end: "complete", candidates: [{ dialogs: 8 }, { dialogs: 4 }] });
      const held = await Array.fromAsync(readSource(join(options.folder, "before")));
      expect(new Set(held.map(({ scenario }) => JSON.stringify(scenario))).size).toBe(8);
      expect(held[0]?.turns[1]?.text).toBe("I see. Anything else?");
    } finally {
      server.close();
    }
  });

  it("stops when the budget is used up, and what was found stands", async () => {
    const model = obedient();
    const options = await settings(model, { budget: { calls: 300 } });
    const found = await calibrate(people(40), options);
    expect(found.end).toBe("budget");
    expect(model.requests.length).toBeLessThanOrEqual(300);
    expect(found.users.users.length).toBeGreaterThan(0);
    // Again under the same budget it comes to the same.
    const calls = model.requests.length;
    expect((await calibrate(people(40), options)).users).toEqual(found.users);
    expect(model.requests).toHaveLength(calls);
    // With more, it goes on, and pays for nothing twice.
    const more = await calibrate(people(40), { ...options, budget: { calls: 3000 } });
    expect(more.end).toBe("complete");
    expect(more.spent.calls).toBe(model.requests.length);
  });

  it.each([3, 30])("spends a budget of %i calls once, however often it is run", async (calls) => {
    // Slow enough that the budget ends while several conversations are under way.
    const quick = obedient();
    let made = 0;
    const slow = {
      ...quick,
      generate: async (request: Parameters<typeof quick.generate>[0]) => {
        made++;
        await new Promise((done) => setTimeout(done, 2));
        return quick.generate(request);
      },
    };
    const options = {
      ...(await settings(quick, { budget: { calls }, concurrency: calls === 3 ? 8 : 2 })),
      models: { "x:person": slow },
    };
    const found = await calibrate(people(40), options);
    expect(made).toBe(calls);
    expect(found).toMatchObject({ end: "budget", basis: "logs", spent: { calls } });
    expect(found.before === undefined).toBe(calls === 3);
    // Nobody was seen to talk, and what can be read off the logs is there all the same.
    expect(found.users.users.flatMap(({ policies }) => policies).length).toBeGreaterThan(2);
    expect(userTypesSchema.parse(parse(formatUsers(found))).users).toEqual(found.users.users);
    const again = await calibrate(people(40), options);
    expect(made).toBe(calls);
    expect(again).toMatchObject({ users: found.users, spent: { calls } });
  });

  it.each([
    [{ user: "Custommer" }, 'Did you mean "Customer"'],
    [{ dialogs: 2 }, "dialogs must be"],
    [{ budget: { dollars: 1 } }, "The price of x:person is not known"],
    [{ recipe: { kind: "roleplay", polices: [] } }, "polices"],
    [{ recipe: { kind: "roleplay", policies: [] } }, "Leave them out"],
    [{ recipe: { kind: "paraphrase", dialogs: "x" } }, "policies"],
  ])("refuses %j before anything is spent", async (wrong, message) => {
    const model = obedient();
    const refused = calibrate(people(30), await settings(model, wrong));
    await expect(refused).rejects.toSatisfy((error: Error & { hint?: string }) =>
      `${error.message} ${error.hint}`.includes(message),
    );
    expect(model.requests).toHaveLength(0);
  });

  it("says why when not one conversation can be held, and where to look", async () => {
    const model = scriptedModel(() => {
      throw new Error("nobody is in");
    });
    const options = await settings(model as ReturnType<typeof obedient>, {
      dialogs: 4,
      models: { "x:person": model },
    });
    await expect(calibrate(people(20), options)).rejects.toMatchObject({
      code: "fit_failed",
      message: expect.stringMatching(/^None of 8 conversations could be held: \w+/) as string,
      hint: expect.stringContaining(join(options.folder, "before", "failures.jsonl")) as string,
    });
  });

  it("needs enough conversations", async () => {
    await expect(calibrate(people(5), await settings(obedient()))).rejects.toThrow(
      "5 conversations are too few",
    );
  });
});
