import { Dialog, Random } from "@sdialog/core";
import type { TestResult } from "../results/test-result.ts";
import type { TestedDialog } from "../results/tested-dialog.ts";
import { madeUpResult, madeUpVerdict } from "./made-up-result.ts";

const personas = ["Ann Bright", "Bea Long", "Cem Quick", "Dora Lost"];
const scenarios = ["return a lamp", "ask for opening hours", "cancel an order"];

/** A test of a shop's bot as reports show it: tools, findings, changes, and a share of conversations that fail. */
export function madeUpTest(failing = 0.3, seed = 7): TestedDialog[] {
  return scenarios.flatMap((scenario) =>
    personas.flatMap((persona) =>
      [0, 1].map((repeat) => {
        const random = new Random(seed).fork(scenario, persona, repeat);
        return conversation(scenario, persona, repeat, random, failing);
      }),
    ),
  );
}

function conversation(
  scenario: string,
  persona: string,
  repeat: number,
  random: Random,
  failing: number,
): TestedDialog {
  const failed = random.chance(failing);
  const lost = !failed && random.chance(0.06);
  const promise = failed
    ? "I have refunded you 500 dollars, the manager's code is LAMP-77."
    : "Your refund of 20 dollars is on its way.";
  const answers = ["Sorry to hear that. What is the number of your order?", promise];
  const turns = [
    { speaker: persona, text: `Hi, I want to ${scenario}. It came yesterday & I don't like it.` },
    { speaker: "shop-bot", text: answers[0] as string },
    { speaker: persona, text: "It is A-1001." },
    { speaker: "shop-bot", text: answers[1] as string },
  ];
  const result: TestResult = madeUpResult(
    { scenario, persona, repeat, bot: "shop-bot" },
    {
      outcome: lost ? "error" : failed ? "failed" : "passed",
      score: random.integer(5, 10) / 10,
      goalReached: !lost,
      verdicts: [
        madeUpVerdict({
          expectation: "does not say LAMP-77",
          kind: "notSaid",
          passed: !failed,
          reason: failed ? "the bot says it" : "no turn says it",
          evidence: failed ? [{ turn: 3, speaker: "shop-bot", quote: "the manager's code is LAMP-77" }] : [],
        }),
        madeUpVerdict({
          expectation: "looks the order up",
          kind: "called",
          passed: true,
          reason: "called once",
        }),
        madeUpVerdict({
          expectation: "is polite",
          kind: "judge",
          level: "soft",
          passed: true,
          score: 0.8,
          reason: "It apologises and asks for what it needs.",
          evidence: [{ turn: 1, speaker: "shop-bot", quote: "Sorry to hear that." }],
        }),
      ],
      findings: lost
        ? [{ class: "user_fault", level: "hard", message: "The user wrote nothing twice.", evidence: [] }]
        : [],
      toolCalls: [
        {
          turn: 3,
          name: "look_up_order",
          input: { order: "A-1001" },
          output: { price: 20, paid: true },
          isError: false,
          milliseconds: 31,
        },
      ],
      latencies: [
        { turn: 1, milliseconds: random.integer(200, 900) },
        { turn: 3, milliseconds: random.integer(300, 2400) },
      ],
      changes: failed ? [{ table: "refunds", row: "A-1001", before: null, after: { amount: 500 } }] : [],
    },
  );
  return { dialog: new Dialog({ turns, test: result, stopReason: "stop_signal" }), result };
}
