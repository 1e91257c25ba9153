import { describe, expect, it } from "vitest";
import { printed } from "../testing/terminal-in-memory.ts";
import { printTests } from "./print-tests.ts";

const interval = (low: number, high: number) => ({ low, high });
const counts = (conversations: number, passRate: number | null, of: object | null) => ({
  conversations,
  passed: 1,
  failed: 2,
  errors: 3,
  passRate,
  interval: of,
});
const some = counts(6, 1 / 3, interval(0.104, 0.746));
const summary = {
  byScenario: { refund: some, "attack: x": counts(1, null, null) },
  byBot: { bot: some },
  byTag: {},
  goals: { reached: 0, missed: 0, unjudged: 0 },
  passHat: [{ k: 1, chance: 0.5, interval: interval(0, 1) }],
  score: null,
  scoreInterval: null,
  failures: [],
};
const conversation = (changes: object = {}) => ({
  result: {
    outcome: "failed",
    tags: {},
    cell: { scenario: "refund", persona: "Ann", bot: "bot", repeat: 1 },
    verdicts: [],
    findings: [],
    ...changes,
  },
});
const told = (changes: object, tested: readonly object[] = []): Promise<string> =>
  printed((terminal) =>
    printTests(terminal, { ...summary, ...changes } as never, tested as never, "tests/a"),
  );
const header = (what: string) => [what, "conversations", "passed", "failed", "errors", "pass rate", "95 %"];
const tables = (text: string) =>
  text
    .split("\n")
    .filter((line) => line.startsWith("│"))
    .map((line) => line.split(/\s*│\s*/).slice(1, -1));

describe("what is printed of a test", () => {
  it("is a row for each scenario, and where everything lies", async () => {
    const text = await told({});
    expect(tables(text)).toEqual([
      header("scenario"),
      ["refund", "6", "1", "2", "3", "33 %", "10 % to 75 %"],
      ["attack: x", "1", "1", "2", "3", "–", "–"],
    ]);
    expect(text.trim().split("\n").at(-1)).toBe("Everything is in tests/a");
    expect(text).not.toMatch(/Goals|repeats|Soft/);
  });

  it("has attackers by technique, in the order of the alphabet, and not as scenarios, too", async () => {
    const attacked = conversation({
      outcome: "passed",
      tags: { technique: "x" },
      cell: { scenario: "attack: x" },
    });
    const byTag = { technique: { x: some, a: some }, other: { y: some } };
    expect(tables(await told({ byTag }, [attacked])).map(([name]) => name)).toEqual([
      "scenario",
      "refund",
      "technique",
      "a",
      "x",
    ]);
    const alone = { byTag, byScenario: { "attack: x": some } };
    expect(tables(await told(alone, [attacked])).map(([name]) => name)).toEqual(["technique", "a", "x"]);
  });

  it.each([
    [{ byBot: { bot: some, other: some } }, "│ chatbot │"],
    [{ goals: { reached: 2, missed: 3 } }, "Goals reached: 2 of 5\n"],
    [{ goals: { reached: 0, missed: 1 } }, "Goals reached: 0 of 1\n"],
    [
      { passHat: [1, 2, 3].map((k) => ({ k, chance: 1 / k, interval: interval(0.1, 0.9) })) },
      "All of k repeats pass: pass^2 50 % (95 %: 10 % to 90 %), pass^3 33 % (95 %: 10 % to 90 %)\n",
    ],
    [{ score: 0.456 }, "Soft expectations: a mean score of 0.46\n"],
    [
      { score: 0, scoreInterval: interval(0, 0.5) },
      "Soft expectations: a mean score of 0.00 (95 %: 0.00 to 0.50)\n",
    ],
    [{ failures: [{ what: "says yes", level: "hard", conversations: 2 }] }, "  2× says yes\n"],
    [{ failures: [{ what: "is kind", level: "soft", conversations: 1 }] }, "  1× is kind (soft)\n"],
  ])("says of %j what there is to say of it", async (changes, said) => {
    expect(await told(changes)).toContain(said);
    expect(await told({})).not.toContain(said);
  });

  it("names the eight commonest failures, and three conversations that failed", async () => {
    const failures = Array.from({ length: 9 }, (_, at) => ({
      what: `f${at}`,
      level: "hard",
      conversations: 1,
    }));
    const all = ["passed", "error", "failed", "failed", "failed", "failed"].map((outcome, at) =>
      conversation({ outcome, cell: { scenario: `s${at}`, persona: "Ann", bot: "bot", repeat: at } }),
    );
    const text = await told({ failures }, all);
    expect(text.match(/1× f\d/g)).toEqual(["0", "1", "2", "3", "4", "5", "6", "7"].map((at) => `1× f${at}`));
    expect(text.match(/^s\d, Ann, #\d$/gm)).toEqual(["s2, Ann, #3", "s3, Ann, #4", "s4, Ann, #5"]);
    const several = await told({ byBot: { bot: some, other: some } }, all);
    expect(several).toContain("s2, Ann, #3, bot\n");
  });

  it("shows the first evidence of what had to hold and did not", async () => {
    const evidence = (turn: number | null, speaker: string | null, quote: string) => ({
      turn,
      speaker,
      quote,
    });
    const verdict = (passed: boolean | null, level: string, ...of: readonly object[]) => ({
      passed,
      level,
      evidence: of,
    });
    const failed = conversation({
      verdicts: [
        verdict(false, "hard", evidence(2, "Bot", "No."), evidence(4, "Bot", "Never.")),
        verdict(false, "hard"),
        verdict(false, "soft", evidence(1, "Bot", "soft")),
        verdict(true, "hard", evidence(1, "Bot", "held")),
        verdict(null, "hard", evidence(1, "Bot", "unjudged")),
      ],
      findings: [
        { level: "hard", evidence: [evidence(null, null, "leak\u001B[2J")] },
        { level: "soft", evidence: [evidence(1, "Bot", "soft finding")] },
      ],
    });
    expect(await told({}, [failed])).toContain("refund, Ann, #2\n  3 Bot: No.\n  leak␛[2J\nEverything is in");
  });
});
