import { countTests } from "./test-summary.ts";
import type { Evidence } from "./evidence.ts";
import type { TestResult } from "./test-result.ts";

/**
 * A test as JUnit's XML, as CI servers read it: a suite for every scenario and bot, a case for every conversation.
 * Hard expectations that were not met and hard findings are failures; what could not be judged is an error, and so is a
 * conversation that was not held.
 *
 * @param notHeld why, for each conversation that was to be held and was not
 */
export function junitXml(
  results: readonly TestResult[],
  name = "sdialog test",
  notHeld: readonly string[] = [],
): string {
  const suites = new Map<string, TestResult[]>();
  for (const result of results) {
    const suite = `${result.cell.scenario} · ${result.cell.bot}`;
    suites.set(suite, [...(suites.get(suite) ?? []), result]);
  }
  const lines = [...suites].flatMap(([suite, members]) => [
    `  <testsuite ${attributes({ name: suite, ...counts(members) })}>`,
    ...members.flatMap((result) => testCase(suite, result)),
    "  </testsuite>",
  ]);
  const all = counts(results);
  const [tests, errors] = [all.tests + notHeld.length, all.errors + notHeld.length];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${attributes({ name, ...all, tests, errors })}>`,
    ...lines,
    ...suiteNotHeld(notHeld),
    "</testsuites>",
    "",
  ].join("\n");
}

function suiteNotHeld(reasons: readonly string[]): readonly string[] {
  if (reasons.length === 0) return [];
  const suite = "not held";
  const about = { name: suite, ...counts([]), tests: reasons.length, errors: reasons.length };
  return [
    `  <testsuite ${attributes(about)}>`,
    ...reasons.flatMap((message, index) => [
      `    <testcase ${attributes({ name: `conversation #${index + 1}`, classname: suite, time: seconds(0) })}>`,
      `      <error ${attributes({ message, type: "not_held" })}/>`,
      "    </testcase>",
    ]),
    "  </testsuite>",
  ];
}

function counts(results: readonly TestResult[]) {
  const { conversations: tests, failed: failures, errors } = countTests(results);
  const milliseconds = results.reduce((sum, result) => sum + duration(result), 0);
  return { tests, failures, errors, skipped: 0, time: seconds(milliseconds) };
}

function testCase(suite: string, result: TestResult): readonly string[] {
  const { cell, outcome, seed } = result;
  const about = {
    name: `${cell.persona} #${cell.repeat + 1}`,
    classname: suite,
    time: seconds(duration(result)),
  };
  const open = `    <testcase ${attributes(about)}`;
  if (outcome === "passed") return [`${open}/>`];
  const told = problems(result);
  const element = outcome === "failed" ? "failure" : "error";
  return [
    `${open}>`,
    `      <${element} ${attributes({ message: told[0]?.message ?? outcome, type: told[0]?.type ?? outcome })}>${xmlText(
      [
        `seed ${seed}`,
        ...told.flatMap(({ message, evidence }) => [message, ...evidence.map(quoteLine)]),
      ].join("\n"),
    )}</${element}>`,
    "    </testcase>",
  ];
}

function problems({ verdicts, findings }: TestResult) {
  return [
    ...verdicts
      .filter(({ passed, level }) => passed === false && level === "hard")
      .map(({ expectation, kind, reason, evidence }) => ({
        type: kind,
        message: `${expectation}: ${reason}`,
        evidence,
      })),
    ...findings
      .filter(({ level }) => level === "hard")
      .map((finding) => ({
        type: finding.class as string,
        message: `${finding.class}: ${finding.message}`,
        evidence: finding.evidence,
      })),
  ];
}

function quoteLine({ turn, speaker, quote }: Evidence): string {
  const place = turn === null ? "" : `turn ${turn + 1}, `;
  return `  ${place}${speaker ?? "environment"}: ${quote}`;
}

function duration({ latencies }: TestResult): number {
  return latencies.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}="${xmlText(String(value)).replaceAll(/\s/g, " ")}"`)
    .join(" ");
}

/** XML 1.0 has no way to write most control characters and halves of surrogate pairs, so they are replaced. */
function xmlText(text: string): string {
  return (
    text
      .toWellFormed()
      // oxlint-disable-next-line no-control-regex -- these are what is looked for
      .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd")
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replaceAll('"', "&quot;")
  );
}
