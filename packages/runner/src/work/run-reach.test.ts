import { once } from "node:events";
import { mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { resumeRun } from "../run/resume-run.ts";
import { retryFailed } from "../run/retry-failed.ts";
import { runRecipe } from "../run/run-recipe.ts";
import { runShard } from "../run/run-shard.ts";
import { checkRun } from "../runs/check-run.ts";
import { listRuns } from "../runs/list-runs.ts";
import { runStatus } from "../runs/run-status.ts";
import { identityOf } from "../recipe/plan-recipe.ts";
import { readManifest, writeManifest } from "../store/manifest.ts";
import { echoModel } from "../testing/echo-model.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { refuseLinks, refuseLinksBeside, runReach } from "./run-reach.ts";

const recipe = {
  kind: "dialogues",
  count: 2,
  seed: 7,
  model: "echo:1",
  maxTurns: 2,
  personas: [{ name: "Alice" }, { name: "Bob" }],
};
const models = { "echo:1": echoModel() };

const hooked = (url: string) => ({ name: "a", script: ["Hi"], tearDown: [{ url }] });

/** Somebody's folder, whose manifest says this. */
async function foreign(changes: Readonly<Record<string, unknown>>): Promise<string> {
  const out = join(await temporaryFolder(), "run");
  await runRecipe(recipe, { out, models });
  await writeFile(join(out, "evil.mjs"), "globalThis.evilRan = true;");
  await writeFile(join(out, "scenarios.json"), JSON.stringify([hooked("https://f.example/x")]));
  await say(out, changes);
  return out;
}

/** Adds this to what the manifest of a folder says. */
async function say(out: string, changes: object): Promise<void> {
  const manifest = await readManifest(out);
  const [variant] = manifest.variants;
  const changed = { ...variant!.recipe, ...changes };
  await writeManifest(out, {
    ...manifest,
    base: out,
    variants: [{ ...variant!, recipe: changed, identity: identityOf(changed) }],
  });
}

const reaching: readonly (readonly [
  what: string,
  changes: Readonly<Record<string, unknown>>,
  says: RegExp,
])[] = [
  ["a module", { imports: ["./evil.mjs"] }, /load and run \.\/evil\.mjs/],
  [
    "an address for models",
    { model: { name: "openai:m", baseURL: "https://a.example/v1" } },
    /key.*a\.example/,
  ],
  ["one in a pool", { model: [{ name: "openai:m", baseURL: "https://b.example" }, "x:y"] }, /b\.example/],
  ["a service", { tracking: { otlp: { url: "https://c.example" } } }, /send what is said to .*c\.example/],
  ["a queue", { executor: "postgres", postgres: { url: "postgres://u@d.example/x" } }, /d\.example/],
  [
    "a queue that only seems to be here",
    { executor: "postgres", postgres: { url: "postgres://me@localhost/db?host=127.9.9.9" } },
    /127\.9\.9\.9/,
  ],
  ["an executor that nobody knows", { executor: "other" }, /hand its tasks to other/],
  ["a cluster", { executor: "slurm" }, /submit jobs/],
  ["a hook of a scenario", { scenarios: [hooked("https://e.example/x")] }, /send requests.*e\.example/],
  ["a hook in a file of scenarios", { scenarios: "scenarios.json" }, /send requests.*f\.example/],
  [
    "scenarios of the hub, which may be others each time",
    { scenarios: "hf:ann/scenes" },
    /where hf:ann\/scenes says/,
  ],
  [
    "a chatbot",
    { chatbot: { type: "webhook", url: "https://g.example/x" } },
    /keys that are named.*g\.example/,
  ],
  [
    "one of several chatbots",
    { chatbots: { a: "http://localhost:1", b: { type: "openai", url: "https://h.example" } } },
    /keys that are named.*h\.example/,
  ],
  ["a folder", { cache: "/home/x" }, /\/home\/x/],
];

/** Somewhere that everything odd leads to, which is not written as this machine is. */
let connections = 0;
let odd: string;
const server = createServer((socket) => {
  connections++;
  socket.destroy();
});
beforeAll(async () => {
  await once(server.listen(0, "127.0.0.1"), "listening");
  odd = `x@127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

const refusal = /^(?:store_untrusted|recipe_invalid)$/;
const evil = "./evil.mjs";
/** What is no value of a field by which recipes reach further. */
const forms: Readonly<Record<string, unknown>> = {
  text: evil,
  number: 5,
  object: { 0: evil, length: 1, url: { url: "http://ODD/" } },
  "a list in a list": [[evil]],
  null: null,
  "very long": "x".repeat(100_000),
  __proto__: JSON.parse(`{"__proto__":["${evil}"],"constructor":{"prototype":{"url":"http://ODD/"}}}`),
};
const wraps: Readonly<Record<string, (form: unknown) => object>> = {
  imports: (imports) => ({ imports }),
  "imports' item": (form) => ({ imports: [form === evil ? [evil] : form] }),
  executor: (executor) => ({ executor }),
  postgres: (postgres) => ({ executor: "postgres", postgres }),
  "postgres.url": (url) => ({ executor: "postgres", postgres: { url } }),
  slurm: (slurm) => ({ slurm }),
  tracking: (tracking) => ({ tracking }),
  "tracking.otlp": (otlp) => ({ tracking: { otlp } }),
  "tracking.mlflow.url": (url) => ({ tracking: { mlflow: { url } } }),
  cache: (cache) => ({ cache: cache === evil ? [evil] : cache }),
  voice: (voice) => ({ voice }),
  model: (model) => ({ model: typeof model === "string" ? { name: [model] } : model }),
  "model.baseURL": (baseURL) => ({ model: { name: "openai:m", baseURL } }),
  chatbot: (chatbot) => ({ chatbot }),
  "chatbot.url": (url) => ({ chatbot: { type: "openai", url } }),
  chatbots: (chatbots) => ({ chatbots }),
  scenarios: (scenarios) => ({ scenarios }),
  "scenarios.setUp": (setUp) => ({ scenarios: [{ name: "a", script: ["Hi"], setUp }] }),
  prompts: (prompts) => ({ prompts }),
  personas: (personas) => ({ personas: typeof personas === "string" ? { personas } : personas }),
};
describe("a run's folder that reaches for", () => {
  it.each(reaching)("%s is not gone on with unless it is trusted", async (_what, changes, says) => {
    const out = await foreign(changes);
    const before = await readdir(out);
    for (const go of [resumeRun, retryFailed, (folder: string) => runShard(folder, { index: 0, of: 2 })]) {
      const refused = await go(out).catch((error: unknown) => error);
      expect(refused).toMatchObject({ code: "store_untrusted" });
      expect((refused as Error).message).toMatch(says);
    }
    expect(globalThis).not.toHaveProperty("evilRan");
    expect(await readdir(out)).toEqual(before);
  });

  it.each(Object.entries(wraps))(
    "%s of a form that it has not is refused before anything is done",
    async (_, wrap) => {
      vi.stubEnv("PGPASSWORD", "planted");
      onTestFinished(() => void vi.unstubAllEnvs());
      const goes = [resumeRun, retryFailed, (folder: string) => runShard(folder, { index: 0, of: 2 })];
      const looks = [checkRun, runStatus, (folder: string) => listRuns(join(folder, ".."))];
      const out = await foreign({});
      const whole = await readFile(join(out, "manifest.json"), "utf8");
      for (const [number, [form, value]] of Object.entries(forms).entries()) {
        const changed = JSON.stringify(wrap(value)).replaceAll("ODD", odd);
        await writeFile(join(out, "manifest.json"), whole);
        await say(out, JSON.parse(changed) as object);
        const before = await readdir(out);
        // In turn: the ways to go on with a run are many, and what they ask first is one.
        await looks[number % looks.length]?.(out);
        const refused = await goes[number % goes.length]?.(out, { models }).catch((error: unknown) => error);
        expect(refused, form).toMatchObject({ code: expect.stringMatching(refusal) as string });
        expect((refused as Error).message.length).toBeLessThan(10_000);
        expect(globalThis).not.toHaveProperty("evilRan");
        expect(connections).toBe(0);
        expect(await readdir(out)).toEqual(before);
      }
    },
  );

  it("a module is asked about, and gone on with after a yes", async () => {
    const out = await foreign({ imports: ["./evil.mjs"] });
    const asked: string[] = [];
    const trust = (answer: boolean) => (reach: readonly string[]) => {
      asked.push(...reach);
      return answer;
    };
    await expect(resumeRun(out, { models, trust: trust(false) })).rejects.toMatchObject({
      code: "store_untrusted",
    });
    expect(asked).toEqual([`load and run ./evil.mjs (from ${out})`]);
    expect(globalThis).not.toHaveProperty("evilRan");
    expect(await resumeRun(out, { models, trust: trust(true) })).toMatchObject({ end: "complete" });
    expect(globalThis).toHaveProperty("evilRan", true);
    delete (globalThis as { evilRan?: boolean }).evilRan;
  });

  it("nothing needs no trust: models by name, and addresses of this machine", async () => {
    const out = await foreign({
      settings: {},
      model: { name: "openai:m", baseURL: "http://localhost:8000/v1" },
    });
    expect(await runReach(out, await readManifest(out))).toEqual([]);
  });

  it("files elsewhere through links says so, and leaves them alone", async () => {
    const out = await foreign({});
    const outside = join(await temporaryFolder(), "notes.txt");
    await writeFile(outside, "mine, without an end");
    await symlink(outside, join(out, "partial.calls.new"));
    const refused = {
      code: "store_untrusted",
      message: expect.stringContaining(`through the link partial.calls.new to ${outside}`) as string,
    };
    await expect(resumeRun(out, { models })).rejects.toMatchObject(refused);
    await expect(refuseLinks(out, "dialogues.jsonl")).rejects.toMatchObject(refused);
    // Whoever moves it aside does not write through it.
    const beside = new Set(["partial.calls.new"]);
    await expect(refuseLinksBeside(new Set(), out, "dialogues.jsonl")).rejects.toMatchObject(refused);
    await expect(refuseLinksBeside(beside, out, "dialogues.jsonl")).resolves.toBeUndefined();
    await expect(refuseLinks(out, "dialogues.jsonl", true)).resolves.toBeUndefined();
    expect(await readFile(outside, "utf8")).toBe("mine, without an end");
  });
});

describe("a manifest", () => {
  it.each([
    ["../notes.txt"],
    ["/tmp/notes.txt"],
    ["a/b.jsonl"],
    ["..\\notes.txt"],
    ["usage.jsonl"],
    ["manifest.json"],
    [""],
  ])("names its results plainly, and not %s", async (results) => {
    const out = await foreign({});
    const outside = join(out, "..", "notes.txt");
    await writeFile(outside, '{"mine":true}\n');
    await writeManifest(out, { ...(await readManifest(out)), results });
    for (const use of [resumeRun, runStatus])
      await expect(use(out)).rejects.toMatchObject({ code: "data_format" });
    expect(await readFile(outside, "utf8")).toBe('{"mine":true}\n');
  });

  it.each([[3e9], [-1], [1.5]])("has a possible number of tasks, and not %s", async (count) => {
    const out = await foreign({});
    const manifest = await readManifest(out);
    await writeManifest(out, { ...manifest, variants: [{ ...manifest.variants[0]!, count }] });
    await expect(runStatus(out)).rejects.toMatchObject({ code: "data_format" });
  });

  it("has no more tasks in all its recipes together than there may be", async () => {
    const out = await foreign({});
    const manifest = await readManifest(out);
    const variants = (count: number) =>
      Array.from({ length: count }, () => ({ ...manifest.variants[0]!, count: 1e7 }));
    await writeManifest(out, { ...manifest, variants: variants(10) });
    expect((await readManifest(out)).variants).toHaveLength(10);
    await writeManifest(out, { ...manifest, variants: variants(11) });
    await expect(readManifest(out)).rejects.toMatchObject({
      code: "data_format",
      message: expect.stringContaining("100000000 tasks at most") as string,
    });
  });

  it("whose recipe was changed is not carried out", async () => {
    const out = await foreign({});
    const manifest = await readManifest(out);
    const [variant] = manifest.variants;
    const changed = { ...variant!, recipe: { ...variant!.recipe, seed: 8 } };
    await writeManifest(out, { ...manifest, variants: [changed] });
    await expect(resumeRun(out, { models })).rejects.toMatchObject({
      code: "data_format",
      message: expect.stringContaining("not the one") as string,
    });
  });

  it("cannot put commands into a job's script", async () => {
    const slurm = { options: ["--comment=x\nrm -rf /"] };
    await expect(
      runRecipe({ ...recipe, slurm }, { out: join(await temporaryFolder(), "run"), models }),
    ).rejects.toMatchObject({ code: "recipe_invalid" });
  });
});

describe("files that a recipe reads", () => {
  const source = (texts: readonly string[]): string =>
    texts.map((text, id) => `${JSON.stringify({ id, turns: [{ speaker: "Ann", text }] })}\n`).join("");
  const texts = ["one", "two", "three", "four"];

  it("belong to the run: with others it is not gone on with, from the recipe or from its folder", async () => {
    const base = await temporaryFolder();
    const out = join(base, "run");
    const file = join(base, "dialogs.jsonl");
    const scores = { kind: "evaluation", dialogs: "dialogs.jsonl", evaluate: ["turn-count"], count: 2 };
    await writeFile(file, source(texts));
    await runRecipe(scores, { out, base });
    await writeFile(file, source(texts.toReversed()));
    const changed = {
      code: "inputs_changed",
      message: "dialogs.jsonl has changed since the run began",
    };
    await expect(runRecipe({ ...scores, count: 4 }, { out, base })).rejects.toMatchObject(changed);
    await expect(resumeRun(out)).rejects.toMatchObject(changed);
    await writeFile(file, source(texts));
    expect(await runRecipe({ ...scores, count: 4 }, { out, base })).toMatchObject({ done: 4 });
  });

  it("may be a folder, all of whose files count", async () => {
    const base = await temporaryFolder();
    const [out, folder] = [join(base, "run"), join(base, "dialogs")];
    await mkdir(folder);
    for (const text of texts)
      await writeFile(join(folder, `${text}.json`), JSON.stringify({ turns: [{ speaker: "Ann", text }] }));
    const scores = { kind: "evaluation", dialogs: "dialogs", evaluate: ["turn-count"] };
    await runRecipe(scores, { out, base });
    await writeFile(join(folder, "five.json"), JSON.stringify({ turns: [] }));
    await expect(resumeRun(out)).rejects.toMatchObject({ code: "inputs_changed" });
  });
});
