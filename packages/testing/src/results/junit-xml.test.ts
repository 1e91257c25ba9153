import { expect, it } from "vitest";
import { madeUpResult, madeUpVerdict } from "../testing/made-up-result.ts";
import { junitXml } from "./junit-xml.ts";

const waited = (...milliseconds: number[]) =>
  milliseconds.map((each, turn) => ({ turn, milliseconds: each }));

it("has a suite for every scenario and bot, a case for every conversation, and counts that add up", () => {
  const results = [
    madeUpResult({}, { latencies: waited(1200, 34) }),
    madeUpResult({ scenario: "hours" }),
    madeUpResult(
      { repeat: 1 },
      {
        outcome: "failed",
        verdicts: [
          madeUpVerdict({ passed: true }),
          madeUpVerdict({ level: "soft", expectation: "is polite" }),
          madeUpVerdict({ passed: null }),
          madeUpVerdict({
            expectation: 'says "sorry" & means it',
            evidence: [
              { turn: 1, speaker: "bot", quote: "No <b>" },
              { turn: null, speaker: null, quote: "{}" },
            ],
          }),
        ],
        findings: [
          { class: "bot_error", level: "soft", message: "slow", evidence: [] },
          { class: "bot_error", level: "hard", message: "no answer", evidence: [] },
        ],
      },
    ),
    madeUpResult({ persona: "Bea" }, { outcome: "error", seed: 9 }),
  ];
  const finding = results[2]?.findings[1];
  expect(junitXml(results as never, "night", ["the server is down"]).split("\n")).toEqual([
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites name="night" tests="5" failures="1" errors="2" skipped="0" time="1.234">',
    '  <testsuite name="refund · bot" tests="3" failures="1" errors="1" skipped="0" time="1.234">',
    '    <testcase name="Ann #1" classname="refund · bot" time="1.234"/>',
    '    <testcase name="Ann #2" classname="refund · bot" time="0.000">',
    '      <failure message="says &quot;sorry&quot; &amp; means it: no turn says it" type="said">seed 1',
    "says &quot;sorry&quot; &amp; means it: no turn says it",
    "  turn 2, bot: No &lt;b&gt;",
    "  environment: {}",
    `${finding?.class}: no answer</failure>`,
    "    </testcase>",
    '    <testcase name="Bea #1" classname="refund · bot" time="0.000">',
    '      <error message="error" type="error">seed 9</error>',
    "    </testcase>",
    "  </testsuite>",
    '  <testsuite name="hours · bot" tests="1" failures="0" errors="0" skipped="0" time="0.000">',
    '    <testcase name="Ann #1" classname="hours · bot" time="0.000"/>',
    "  </testsuite>",
    '  <testsuite name="not held" tests="1" failures="0" errors="1" skipped="0" time="0.000">',
    '    <testcase name="conversation #1" classname="not held" time="0.000">',
    '      <error message="the server is down" type="not_held"/>',
    "    </testcase>",
    "  </testsuite>",
    "</testsuites>",
    "",
  ]);
});

it("has nothing in it that XML cannot hold, and attributes on one line", () => {
  const xml = junitXml([madeUpResult({ scenario: "a\u0007b\nc\ud800" })]);
  expect(xml).toContain('name="a\ufffdb c\ufffd · bot"');
});

it("is whole without results", () => {
  expect(junitXml([])).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="sdialog test" tests="0" failures="0" errors="0" skipped="0" time="0.000">\n</testsuites>\n',
  );
});
