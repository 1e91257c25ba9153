import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runInMemory } from "../testing/run-in-memory.ts";

const planted = ["quill", "xanthe", "zedd", "mail.example", "7946", "884213"];

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "sdialog-anonymize-"));
  const dialog = (id: string) => ({
    id,
    turns: [
      { speaker: "Quill Xanthe", text: "I am Quill, quill@mail.example or +44 20 7946 0958. Zedd knows." },
      { speaker: "Assistant", text: "QUILL's order is 884213." },
    ],
  });
  await writeFile(
    join(cwd, "logs.jsonl"),
    ["quill-1", "quill-2"].map((id) => `${JSON.stringify(dialog(id))}\n`).join(""),
  );
  await writeFile(join(cwd, "names.txt"), "\uFEFF  Zedd \r\n\n   \n");
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

async function anonymize(out: string, ...more: string[]): Promise<{ report: unknown; text: string }> {
  const args = ["anonymize", "logs.jsonl", "--names", "names.txt", "--out", out, "--json", ...more];
  const { status, out: printed, err } = await runInMemory(args, { cwd });
  expect([status, err]).toEqual([0, expect.any(String)]);
  for (const original of planted) expect(printed.replaceAll(cwd, "").toLowerCase()).not.toContain(original);
  return { report: JSON.parse(printed), text: await readFile(join(cwd, out, "dialogues.jsonl"), "utf8") };
}

it("writes the dialogues without the people in them, the same for the same seed, and counts", async () => {
  const { report, text } = await anonymize("a");
  expect(report).toMatchObject({
    dialogs: 2,
    turns: 4,
    skipped: 0,
    replaced: { name: 10, email: 2, phone: 2, number: 2, id: 2 },
  });
  for (const original of planted) expect(text.toLowerCase()).not.toContain(original);
  expect(text).toContain("Assistant");
  expect((await anonymize("b")).text).toBe(text);
  expect((await anonymize("c", "--seed", "1")).text).not.toBe(text);
});

it("says to people how much it replaced, and how many dialogues it could not read, if any", async () => {
  const whole = await readFile(join(cwd, "logs.jsonl"), "utf8");
  await writeFile(join(cwd, "torn.jsonl"), `${whole}{"id": 3, "turns": 7}\n`);
  const said = async (file: string) => {
    const { status, out } = await runInMemory(["anonymize", file, "--out", "e"], { cwd });
    expect(status).toBe(0);
    expect(out).toMatch(/email\W+2/);
    expect(out).toContain("2 dialogues with 4 turns: ");
    return out;
  };
  expect(await said("logs.jsonl")).not.toContain("Left out");
  expect(await said("torn.jsonl")).toContain(
    "Left out, since they could not be read: 1 (sdialog import says why)",
  );
});

it("says which list of names it cannot read", async () => {
  const args = ["anonymize", "logs.jsonl", "--names", "none.txt", "--out", "d"];
  const { status, err } = await runInMemory(args, { cwd });
  expect([status, err]).toEqual([2, expect.stringContaining("none.txt cannot be read")]);
});
