import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { runInMemory } from "../testing/run-in-memory.ts";

const said = (id: string, ...turns: string[]): string =>
  `${JSON.stringify({
    id,
    turns: turns.map((turn) => {
      const [speaker, text] = turn.split(": ");
      return { speaker, text };
    }),
  })}\n`;
const asked = said("asked", "User: When do you close?", "Assistant: At noon.");
const opened = said("opened", "Assistant: Welcome!", "User: And on Sundays?", "Assistant: At ten.");

async function folderWith(dialogs: string): Promise<string> {
  const cwd = await mkdtemp(join(tmpdir(), "sdialog-cli-"));
  onTestFinished(() => rm(cwd, { recursive: true, force: true }));
  await writeFile(join(cwd, "calls.jsonl"), dialogs);
  return cwd;
}

describe("sdialog export of nothing", () => {
  it.each([
    { why: "the assistant never speaks", dialogs: asked + opened, more: ["--assistant", "Nobody"], ends: 2 },
    { why: "no dialogue fits", dialogs: said("a", "User: Hi.", "Assistant:  "), more: [], ends: 1 },
  ])("fails and leaves nothing behind when $why", async ({ dialogs, more, ends }) => {
    const cwd = await folderWith(dialogs);
    const run = ["export", "calls.jsonl", "--format", "openai", "--out", "e", ...more];
    const { status, err } = await runInMemory(run, { cwd });
    expect(status).toBe(ends);
    expect(err).toContain("Nothing was exported");
    expect(await readdir(cwd)).toEqual(["calls.jsonl"]);
    expect((await runInMemory([...run, "--json"], { cwd })).status).toBe(ends);
  });
});

describe("sdialog validate", () => {
  it("goes on past what it cannot read, and counts it", async () => {
    const cwd = await folderWith(`${asked}{"id": 1, "turns": 3}\n${opened}`);
    const { status, out } = await runInMemory(["validate", "calls.jsonl", "--json"], { cwd });
    expect(status).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ total: 3, trainable: 2, reasons: { unreadable: 1 } });
    const told = await runInMemory(["validate", "calls.jsonl"], { cwd });
    expect(told.out).toContain("2 of 3 dialogues can be trained on");
    expect(told.out).toMatch(/calls\.jsonl:2: /);
  });

  it("counts by the trainer's rules, and tells by its status whether all can be trained on", async () => {
    const cwd = await folderWith(asked + opened);
    const run = (...more: string[]) => runInMemory(["validate", "calls.jsonl", ...more], { cwd });
    const strict = await run("--for", "llamafactory", "--opening", "message", "--json");
    expect(strict.status).toBe(1);
    expect(JSON.parse(strict.out)).toMatchObject({ total: 2, trainable: 1, reasons: { assistant_first: 1 } });
    expect((await run("--for", "openai", "--json")).status).toBe(0);
    const table = await run("--for", "sharegpt", "--opening", "message");
    expect(table.out).toContain("1 of 2 dialogues can be trained on, as sdialog export writes them.");
    expect(table.out).toContain("The assistant is Assistant, as its name says");
    expect(table.out).toMatch(/assistant_first\s+│ 1/);
    expect((await run("--for", "sharegpt", "--opening", "system")).status).toBe(0);
  });

  it("goes by the form and the opening with which export writes for the same trainer", async () => {
    const cwd = await folderWith(asked + opened);
    for (const trainer of ["llamafactory", "sharegpt"]) {
      expect((await runInMemory(["validate", "calls.jsonl", "--for", trainer], { cwd })).status).toBe(0);
      const { out } = await runInMemory(["export", "calls.jsonl", "--for", trainer, "--out", trainer], {
        cwd,
      });
      expect(out).toContain("Openings told in the system message: 1");
      expect(out).toContain(`Written as sharegpt, which is what ${trainer} reads.`);
      const again = await runInMemory(["validate", `${trainer}/train.jsonl`, "--for", trainer], { cwd });
      expect([again.status, again.out]).toEqual([0, expect.stringContaining("2 of 2") as string]);
    }
    const others = await runInMemory(
      ["export", "calls.jsonl", "--for", "sharegpt", "--format", "messages", "--out", "m"],
      { cwd },
    );
    expect([others.status, others.err]).toEqual([2, expect.stringContaining('"sharegpt"') as string]);
    await runInMemory(["export", "calls.jsonl", "--out", "m"], { cwd });
    const unread = await runInMemory(["validate", "m/train.jsonl", "--for", "sharegpt"], { cwd });
    expect([unread.status, unread.out]).toEqual([1, expect.stringMatching(/other_keys\s+│ 2/) as string]);
  });

  it("takes a template from where it runs, and names the trainers when there is no such one", async () => {
    const cwd = await folderWith(asked + opened);
    await writeFile(
      join(cwd, "strict.jinja"),
      "{% if messages[0].role != 'user' %}{{ raise_exception('users first') }}{% endif %}",
    );
    const refused = await runInMemory(["validate", "calls.jsonl", "--for", "strict.jinja", "--json"], {
      cwd,
    });
    expect(JSON.parse(refused.out)).toMatchObject({ trainable: 1, reasons: { template_refuses: 1 } });
    const unknown = await runInMemory(["validate", "calls.jsonl", "--for", "llamafactry"], { cwd });
    expect(unknown.status).not.toBe(0);
    expect(unknown.err).toContain('Did you mean "llamafactory"?');
  });

  it("asks who the assistant is when different dialogues would get different people", async () => {
    const cwd = await folderWith(said("a", "Ann: Hi", "Bob: Ho") + said("b", "Bob: Hi there", "Ann: Ho ho"));
    const unclear = await runInMemory(["validate", "calls.jsonl"], { cwd });
    expect(unclear.status).toBe(2);
    expect(unclear.err).toContain("--assistant");
    expect(
      (await runInMemory(["validate", "calls.jsonl", "--assistant", "Bob", "--json"], { cwd })).out,
    ).toContain('"no_user":1');
    expect((await runInMemory(["validate", "calls.jsonl", "--assistant", "1"], { cwd })).status).toBe(0);
  });
});

describe("sdialog export", () => {
  it.each([
    ["openai", asked, undefined],
    [
      "openai",
      said("t", "User: Hi.", "Assistant: Ho.", "User: And?"),
      /^Dialogues whose last words, .*: 1$/m,
    ],
    ["sharegpt", opened, /^Openings told in the system message: 1$/m],
    ["completions", opened, /^Openings that make no row, .*: 1$/m],
  ])("as %s says what of a dialogue it changed, and only that", async (format, dialogs, change) => {
    const cwd = await folderWith(dialogs);
    const flags = ["--opening", format === "sharegpt" ? "system" : "message"];
    const run = ["export", "calls.jsonl", "--format", format, "--out", "e", ...flags];
    const { status, out } = await runInMemory(run, { cwd });
    expect(status).toBe(0);
    const changes = out.match(/^(?:Openings|Dialogues (?:whose|in|with)) .*$/gm) ?? [];
    expect(changes).toEqual(change === undefined ? [] : [expect.stringMatching(change)]);
  });

  it("says what it left out and why, with options that there are", async () => {
    const cwd = await folderWith(asked + opened);
    await writeFile(
      join(cwd, "strict.jinja"),
      "{% if messages[0].role != 'user' %}{{ raise_exception('users first') }}{% endif %}{{ messages[0].content }}",
    );
    const args = [
      "export",
      "calls.jsonl",
      "--format",
      "chat-template",
      "--template",
      "strict.jinja",
      "--out",
      "out",
    ];
    const { status, out } = await runInMemory(args, { cwd });
    expect(status).toBe(0);
    expect(out).toContain("opened: template_refuses (users first)");
    expect(await readdir(join(cwd, "out"))).toEqual(["train.jsonl"]);
    expect((await runInMemory([...args, "--system", "none", "--opening", "message"], { cwd })).status).toBe(
      0,
    );
  });

  it("leaves out copies, what a test set holds and personal data when asked", async () => {
    const fourteen = "the bakery on the corner of the long street opens at six every single day";
    const dialogs = [
      said("a", "User: When?", `Assistant: ${fourteen}`),
      said("b", "User: When?", `Assistant: ${fourteen} now`),
      said("c", "User: Who?", "Assistant: Write to ann@mail.example"),
      said("d", "User: Where?", "Assistant: Over there."),
    ].join("");
    const cwd = await folderWith(dialogs);
    const run = async (...more: string[]) =>
      JSON.parse(
        (await runInMemory(["export", "calls.jsonl", "--format", "openai", "--json", ...more], { cwd })).out,
      ) as { reasons: object };
    expect((await run("--dedupe")).reasons).toEqual({ near_duplicate: 1 });
    expect((await run("--no-personal-data")).reasons).toEqual({ personal_data: 1 });
    await writeFile(join(cwd, "test.jsonl"), said("t", "User: When?", `Assistant: ${fourteen}`));
    expect((await run("--holdout", "test.jsonl")).reasons).toEqual({ held_out: 2 });
  });
});

describe("sdialog export --format personagym", () => {
  const talk = (id: string): string =>
    `${JSON.stringify({
      interaction_id: id,
      persona_id: "ann",
      persona_features: { age: 30 },
      original_query: "When?",
      initial_query: "When?",
      messages: [
        { role: "user", content: "When do you close?" },
        { role: "assistant", content: "At noon." },
      ],
      num_turns: 1,
    })}\n`;

  it("writes a folder that is read again as the same interactions", async () => {
    const cwd = await folderWith("");
    const ids = ["interaction_ann_1", "interaction_ann_2"];
    await mkdir(join(cwd, "gym"));
    for (const id of ids) await writeFile(join(cwd, "gym", `${id}.json`), talk(id));
    await writeFile(join(cwd, "gym", "index.json"), JSON.stringify({ interactions: [], count: 2 }));
    const run = async (source: string, out: string) =>
      runInMemory(["export", source, "--format", "personagym", "--out", out, "--json"], { cwd });
    const first = await run("gym", "first");
    expect(first.status, first.err).toBe(0);
    expect(JSON.parse(first.out)).toMatchObject({ written: { train: 2 }, skipped: 0 });
    const names = await readdir(join(cwd, "first", "train"));
    expect(names.toSorted()).toEqual([
      "index.json",
      "interaction_ann_1.json",
      "interaction_ann_2.json",
      "training_samples.jsonl",
    ]);
    const readJson = async (...path: string[]) =>
      JSON.parse(await readFile(join(cwd, ...path), "utf8")) as Record<string, unknown>;
    expect(await readJson("first", "train", "index.json")).toMatchObject({ count: 2 });
    const one = await readJson("first", "train", "interaction_ann_1.json");
    expect(one).toMatchObject({
      persona_features: { age: 30 },
      messages: [
        { role: "user", content: "When do you close?" },
        { role: "assistant", content: "At noon." },
      ],
    });
    const second = await run(join("first", "train"), "second");
    expect(second.status, second.err).toBe(0);
    expect(await readJson("second", "train", "interaction_ann_1.json")).toEqual(one);
  });

  it("names a dialogue that is no talk of a user with an assistant, and ends with 2", async () => {
    const cwd = await folderWith(said("trio", "Ann: Hi", "Bo: Ho", "Cy: Hm"));
    const { status, err } = await runInMemory(["export", "calls.jsonl", "--format", "personagym"], { cwd });
    expect(status).toBe(2);
    expect(err).toContain("trio");
  });
});

describe("sdialog select", () => {
  it("shows the funnel, and asks for a token before it works for an upload", async () => {
    const cwd = await folderWith(asked + opened);
    await writeFile(join(cwd, "mine.yaml"), "metrics: { turn-count: { min: 3 } }\n");
    const args = ["select", "calls.jsonl", "--profile", "mine.yaml", "--out", "good"];
    const { status, out } = await runInMemory(args, { cwd });
    expect(status).toBe(0);
    expect(out).toContain("1 of 2 dialogues are selected.");
    expect(out).toMatch(/metrics\s+│ 2\s+│ 1\s+│ turn-count: 1/);
    expect(await readFile(join(cwd, "good", "dialogues.jsonl"), "utf8")).toContain('"opened"');
    const pushed = await runInMemory([...args, "--push", "ann/talks"], { cwd });
    expect(pushed.status).toBe(2);
    expect(pushed.err).toContain("HF_TOKEN");
  });
});

describe("what is asked of an export", () => {
  it.each([
    [["--split", "0.5,0.6"], "add up to 1.1, more than 1"],
    [["--format", "tokens"], "--format tokens needs --template"],
    [["--format", "tokens", "--template", "x.jinja"], "--format tokens needs --tokenizer"],
    [["--format", "chat-template"], "--format chat-template needs --template"],
  ])("%j is refused before anything is read: %s", async (more, told) => {
    const cwd = await folderWith(asked);
    const { status, err } = await runInMemory(["export", "calls.jsonl", ...more], { cwd });
    expect([status, err]).toEqual([2, expect.stringContaining(told) as string]);
  });
});
