import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type SpeakFlags, voiceRecipeOf, withSpeakFlags } from "./speak-flags.ts";
import { describesTest, isAddress, type RecipeFlags, testRecipe } from "./test-recipe.ts";

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "sdialog-recipes-"));
  await writeFile(join(cwd, "own.yaml"), "kind: test\nname: mine\nseed: 1\nchatbot: http://x/\n");
  await writeFile(join(cwd, "bot.example"), "kind: test\nname: strange\n");
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

const url = "https://bot.example:8443/chat";
const usual = "Find out what this chatbot can help you with, and get help with one of these things.";

describe("the recipe of a test of an address", () => {
  const scenario = (more: object = {}) => ({ name: usual.slice(0, 80), goal: usual, expect: [], ...more });
  it.each<[RecipeFlags, object]>([
    [{}, {}],
    [
      { seed: 0, repeat: 2, concurrency: 3 },
      { seed: 0, repeat: 2, concurrency: 3 },
    ],
    [
      { model: "a:b", judge: "c:d", timeout: 9 },
      { model: "a:b", judge: "c:d", answerTimeoutMs: 9 },
    ],
    [{ users: 5 }, { personas: { sociodemographic: 5 } }],
    [{ policies: "politeness, bursts" }, { policies: ["politeness", "bursts"] }],
    [{ policies: "mine.yaml" }, { policies: "mine.yaml" }],
    [{ policies: "mine.JSON" }, { policies: "mine.JSON" }],
    [{ type: "openai" }, { chatbot: { type: "openai", url } }],
    [{ header: ["X-Key: a:b "] }, { chatbot: { type: "openai", url, headers: { "x-key": "a:b" } } }],
    [{ body: '{"a":[1]}' }, { chatbot: { type: "webhook", url, body: { a: [1] } } }],
    [{ answer: "text" }, { chatbot: { type: "webhook", url, answer: "text" } }],
    [{ type: "mcp", answer: "text" }, { chatbot: { type: "mcp", url, answer: "text" } }],
    [{ maxTurns: 4 }, { scenarios: [scenario({ maxTurns: 4 })] }],
    [
      { mustSay: ["a", "b"], neverSay: ["c"], criterion: ["d"], mustReachGoal: true },
      {
        scenarios: [
          scenario({
            expect: [{ said: "a" }, { said: "b" }, { notSaid: "c" }, { judge: "d" }, { goalReached: true }],
          }),
        ],
      },
    ],
    [{ mustReachGoal: false }, {}],
    [
      { goal: ["Buy \n tea ", "Pay"] },
      {
        scenarios: [
          scenario({ name: "Buy tea", goal: "Buy \n tea " }),
          scenario({ name: "Pay", goal: "Pay" }),
        ],
      },
    ],
    [
      { goal: [`${"x".repeat(80)}a`, `${"x".repeat(80)}b`] },
      {
        scenarios: [
          scenario({ name: `${"x".repeat(80)} (1)`, goal: `${"x".repeat(80)}a` }),
          scenario({ name: `${"x".repeat(80)} (2)`, goal: `${"x".repeat(80)}b` }),
        ],
      },
    ],
    [{ attack: ["all"] }, { scenarios: undefined, attacks: {} }],
    [{ attack: ["a, b", "b"] }, { scenarios: undefined, attacks: { techniques: ["a", "b"] } }],
    [
      { attack: ["a"], wanted: "w", purpose: "p", secret: "s" },
      { scenarios: undefined, attacks: { techniques: ["a"], wanted: "w", purpose: "p", secret: "s" } },
    ],
    [
      { attack: ["a"], goal: ["Pay"] },
      { scenarios: [scenario({ name: "Pay", goal: "Pay" })], attacks: { techniques: ["a"] } },
    ],
  ])("with the flags %j is %j", async (flags, more) => {
    const recipe = { kind: "test", name: "bot.example:8443", chatbot: url, scenarios: [scenario()], ...more };
    expect(JSON.parse(JSON.stringify(await testRecipe(url, cwd, flags)))).toEqual(
      JSON.parse(JSON.stringify(recipe)),
    );
  });

  it.each([
    ["ws://x/", "websocket"],
    ["wss://x/", "websocket"],
    ["http://x/", "webhook"],
  ])("speaks with %s as with a %s", async (address, type) => {
    expect(await testRecipe(address, cwd, { answer: "text" })).toMatchObject({
      chatbot: { type, url: address },
    });
    expect(await testRecipe(address, cwd, { header: ["a: b"] })).toMatchObject({
      chatbot: { type: type === "webhook" ? "openai" : type },
    });
  });

  it.each<[string, RecipeFlags, string]>([
    ["ftp://x/", {}, "is not the address of a chatbot"],
    ["http://", {}, "is not the address of a chatbot"],
    [url, { body: "{" }, "--body is not JSON"],
    [url, { header: ["none"] }, '"none" is not a header'],
    [url, { header: [": none"] }, '": none" is not a header'],
    [url, { wanted: "w" }, "--wanted is for attackers"],
    [url, { purpose: "p" }, "--purpose is for attackers"],
    [url, { secret: "s" }, "--secret is for attackers"],
    ...[
      "users",
      "policies",
      "model",
      "judge",
      "maxTurns",
      "mustSay",
      "neverSay",
      "criterion",
      "mustReachGoal",
    ].map((flag): [string, RecipeFlags, string] => [
      url,
      { attack: ["all"], [flag]: flag === "policies" ? "x" : ["x"] },
      `--${flag.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} is for users with a goal`,
    ]),
  ])("for %s refuses %j", async (address, flags, message) => {
    await expect(testRecipe(address, cwd, flags)).rejects.toThrow(message);
  });
});

describe("the recipe of a test that says it itself", () => {
  it("is what its file says, with what only concerns how it is carried out", async () => {
    expect(await testRecipe("own.yaml", cwd, {})).toEqual({
      kind: "test",
      name: "mine",
      seed: 1,
      chatbot: "http://x/",
    });
    expect(await testRecipe("own.yaml", cwd, { seed: 7, repeat: 2 })).toMatchObject({ seed: 7, repeat: 2 });
  });

  const described =
    "goal maxTurns mustSay neverSay criterion mustReachGoal attack wanted purpose secret type body answer header";
  it.each(described.split(" "))("is not also described by --%s", async (flag) => {
    const written = `--${flag.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    await expect(testRecipe("own.yaml", cwd, { [flag]: ["x"] })).rejects.toThrow(
      `${written} is for a test of an address; a recipe says it itself`,
    );
  });

  it.each([
    ["localhost:3000", "http://localhost:3000"],
    ["LOCALHOST", "http://LOCALHOST"],
    ["127.0.0.1/chat", "http://127.0.0.1/chat"],
    ["[::1]:80", "http://[::1]:80"],
    ["192.168.10.200:80", "https://192.168.10.200:80"],
    ["bot.other.example?x=1", "https://bot.other.example?x=1"],
  ])("is no address without its scheme: %s", async (target, meant) => {
    await expect(testRecipe(target, cwd, {})).rejects.toMatchObject({
      message: expect.stringContaining("is an address without its scheme") as string,
      hint: `Write ${meant}`,
    });
  });

  it.each(["nowhere.yaml", "a/b.json", "recipe", "1.2.3", "x.y.z.yml"])(
    "may be a file that is not there: %s",
    async (target) => {
      await expect(testRecipe(target, cwd, {})).rejects.not.toThrow("without its scheme");
    },
  );

  it("may be a file that is called as an address is", async () => {
    expect(await testRecipe("bot.example", cwd, {})).toEqual({ kind: "test", name: "strange" });
  });
});

it.each([
  ["http://x", true],
  ["WSS://x", true],
  ["ftp://x", true],
  ["x.yaml", false],
  ["c:\\x.yaml", false],
  ["a/b://c", false],
  ["http:/x", false],
])("%s is an address: %s", (target, expected) => {
  expect(isAddress(target)).toBe(expected);
});

it.each<[RecipeFlags, boolean]>([
  [{}, false],
  [{ concurrency: 2 }, false],
  [{ seed: 0 }, true],
  [{ concurrency: 2, timeout: 5 }, true],
  [{ goal: ["x"] }, true],
])("%j says what is tested: %s", (flags, expected) => {
  expect(describesTest(flags)).toBe(expected);
});

describe("how dialogues are spoken, by flags", () => {
  const recipe = (...args: readonly string[]): unknown =>
    JSON.parse(
      JSON.stringify(
        voiceRecipeOf(
          withSpeakFlags(new Command("x").exitOverride().configureOutput({ writeErr: () => undefined }))
            .parse(args, { from: "user" })
            .opts<SpeakFlags>(),
        ),
      ),
    );
  const usually = recipe();

  it("is eSpeak's usual way where nothing is said", () => {
    expect(usually).toEqual({
      engine: "espeak",
      language: "en",
      unspoken: "error",
      timing: {},
      format: "wav",
      seed: 0,
    });
  });

  it.each<[readonly string[], object]>([
    [["--language", "de"], { language: "de" }],
    [["--fallback"], { unspoken: "fallback" }],
    [["--gap", "0.5", "--overlap", "0.2"], { timing: { gap: 0.5, overlap: 0.2 } }],
    [
      ["--interruptions", "0.1", "--backchannels", "3", "--pause", "1"],
      { timing: { interruptions: 0.1, backchannels: 3, pause: 1 } },
    ],
    [["--voice", "Ann=a+b", "--voice", "x=y=z"], { voices: { Ann: "a+b", "x=y": "z" } }],
    [["--room", "office", "--reverberation", "0.4"], { room: { room: "office", reverberation: 0.4 } }],
    [
      ["--room", "office", "--microphone", "1,2,3", "--microphone", "0.5, 1, 1"],
      {
        room: {
          room: "office",
          microphones: [
            [1, 2, 3],
            [0.5, 1, 1],
          ],
        },
      },
    ],
    [["--phone"], { phone: {} }],
    [["--phone", "--sample-rate", "8000"], { phone: {}, sampleRate: 8000 }],
    [["--phone", "--codec", "a-law", "--loss-burst", "2"], { phone: { codec: "a-law", lossBurst: 2 } }],
    [["--snr", "0"], { noise: { snr: 0 } }],
    [["--noise", "pink"], { noise: { source: "pink" } }],
    [["--noise", "babble", "--talkers", "3"], { noise: { source: "babble", talkers: 3 } }],
    [
      ["--loudness", "-20", "--format", "flac", "--workers", "2"],
      { loudness: -20, format: "flac", workers: 2 },
    ],
    [["--manifests", "kaldi,lhotse"], { manifests: ["kaldi", "lhotse"] }],
    [["--impulse-response", "hall.wav", "--seed", "4"], { impulseResponse: "hall.wav", seed: 4 }],
  ])("%j is %j", (args, more) => {
    expect(recipe(...args)).toEqual({ ...(usually as object), ...more });
  });

  it.each([
    [["--voice", "=b"], "a speaker and a voice"],
    [["--voice", "a="], "a speaker and a voice"],
    [["--microphone", "1,2,x"], "three numbers"],
    [["--microphone", "1,2,3,4"], "three numbers"],
    [["--reverberation", "1"], "--reverberation says something about --room"],
    [["--codec", "a-law"], "--codec says something about --phone"],
    [["--loss-burst", "2"], "--loss-burst says something about --phone"],
    [["--talkers", "3"], "--talkers says how many people babble"],
  ])("%j is refused", (args, message) => {
    expect(() => recipe(...args)).toThrow(message);
  });
});
