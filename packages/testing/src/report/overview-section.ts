import { counted, html, type Html } from "@sdialog/core/internal";
import type { TestResult } from "../results/test-result.ts";
import type { TestCounts, TestSummary } from "../results/test-summary.ts";
import { summarizeTests } from "../results/test-summary.ts";
import { duration, interval, percent, quantile } from "./words.ts";

/** The verdict in one line, and the figures behind it. */
export function verdictSection(results: readonly TestResult[], summary: TestSummary): Html {
  const { conversations, passed, failed, errors, passRate, score, scoreInterval } = summary;
  const most = summary.passHat.at(-1);
  const waits = results.flatMap(({ latencies }) => latencies.map(({ milliseconds }) => milliseconds));
  const [typical, slow] = [quantile(waits, 0.5), quantile(waits, 0.95)];
  const state = conversations === 0 ? "error" : failed > 0 ? "failed" : errors > 0 ? "error" : "passed";
  const { goals } = summary;
  const told = goals.reached + goals.missed;
  const figures: readonly (readonly [name: string, value: string] | false)[] = [
    ["passed", `${passed} of ${passed + failed}`],
    summary.interval !== null && ["95 % interval", interval(summary.interval)],
    told > 0 && ["goals reached", `${goals.reached} of ${told}`],
    goals.unjudged > 0 && ["goals not judged", String(goals.unjudged)],
    score !== null && [
      "mean score",
      scoreInterval === null
        ? score.toFixed(2)
        : `${score.toFixed(2)} (${scoreInterval.low.toFixed(2)} to ${scoreInterval.high.toFixed(2)})`,
    ],
    most !== undefined &&
      most.k > 1 && [`pass^${most.k}`, `${percent(most.chance)} (${interval(most.interval)})`],
    typical !== undefined &&
      slow !== undefined && ["answers", `${duration(typical)}, 95 % within ${duration(slow)}`],
    errors > 0 && ["could not be judged", String(errors)],
  ];
  const shown = figures.filter((figure) => figure !== false);
  return html`<section class="verdict ${state}" aria-label="Verdict">
    <p class="headline">${headline(summary)}</p>
    ${meter(summary)}
    <dl>
      ${shown.map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>
    ${goals.unjudged > 0 ? html`<p>In ${counted(goals.unjudged, "conversation")} nobody could tell whether the user got what it wanted. A model that is no demonstration, or a judge, can.</p>` : null}
    ${passRate === null && conversations > 0 ? html`<p>No conversation could be judged, so there is no verdict on the bot.</p>` : null}
  </section> `;
}

function headline({ goals, ...counts }: TestSummary): string {
  const { reached, missed, unjudged } = goals;
  if (unjudged === 0) return verdictOf(counts);
  const which =
    reached + missed === 0 ? "goals were" : unjudged === 1 ? "1 goal was" : `${unjudged} goals were`;
  return `${verdictOf(counts)}; ${which} not judged`;
}

function verdictOf({ conversations, failed, passed, errors }: TestCounts): string {
  if (conversations === 0) return "There are no conversations.";
  if (failed > 0) return `${failed} of ${counted(conversations, "conversation")} failed`;
  if (passed === 0) return `None of ${counted(conversations, "conversation")} could be judged`;
  if (errors > 0) return `${passed} passed, ${errors} could not be judged`;
  return conversations === 1 ? "The conversation passed" : `All ${conversations} conversations passed`;
}

/** Passed, failed and unjudged as lengths. */
function meter({ conversations, passed, failed, errors }: TestCounts): Html {
  if (conversations === 0) return html``;
  return html`<span
    class="meter"
    role="img"
    aria-label="${passed} passed, ${failed} failed, ${errors} could not be judged"
    >${meterPart("passed", passed)}${meterPart("failed", failed)}${meterPart("error", errors)}</span
  >`;
}

function meterPart(name: string, count: number): Html | null {
  return count === 0 ? null : html`<span class="${name}" style="flex-grow:${count}"></span>`;
}

/** Expectations and findings by how many conversations they failed. */
export function failuresSection({ failures, conversations }: TestSummary): Html {
  if (failures.length === 0) return html``;
  const most = Math.max(...failures.map((failure) => failure.conversations));
  const rows = failures.map(
    ({ what, level, conversations: count }) =>
      html`<li>
        <button type="button" data-filter="fails" data-value="${what}">${what}</button
        >${level === "soft" ? html` <small>soft</small>` : null}<span class="bar"
          ><span
            class="${level === "hard" ? "failed" : "error"}"
            style="width:${Math.round((count / most) * 100)}%"
          ></span></span
        ><span class="count">${count} of ${conversations}</span>
      </li>`,
  );
  return html`<section aria-label="What failed most">
    <h2>What failed most</h2>
    <ul class="groups">
      ${rows}
    </ul>
  </section> `;
}

/** Verdicts by scenario, within it by persona; by persona; by bot and tag where there are several. */
export function groupSections(results: readonly TestResult[], summary: TestSummary): Html {
  const { byScenario, byPersona, byBot, byTag } = summary;
  const inScenario = (scenario: string): Html | null => {
    const { byPersona: personas } = summarizeTests(results.filter(({ cell }) => cell.scenario === scenario));
    if (Object.keys(personas).length < 2) return null;
    return html`<details>
      <summary>by persona</summary>
      ${groupList(personas)}
    </details>`;
  };
  return html`${groups("By scenario", byScenario, 1, "scenario", inScenario)}${groups("By persona", byPersona, 1, "persona")}${groups("By bot", byBot, 2, "bot")}${Object.entries(byTag).map(([tag, counts]) => groups(`By ${tag}`, counts, 1))}`;
}

/** More groups than these are not worth scrolling through; the worst come first. */
const mostGroups = 50;

function groups(
  title: string,
  counts: Readonly<Record<string, TestCounts>>,
  least: number,
  filter?: string,
  inside?: (name: string) => Html | null,
): Html {
  if (Object.keys(counts).length < least) return html``;
  return html`<section aria-label="${title}">
    <h2>${title}</h2>
    ${groupList(counts, filter, inside)}
  </section> `;
}

function groupList(
  counts: Readonly<Record<string, TestCounts>>,
  filter?: string,
  inside?: (name: string) => Html | null,
): Html {
  const worstFirst = Object.entries(counts).toSorted(
    ([a, one], [b, other]) => (one.passRate ?? 2) - (other.passRate ?? 2) || a.localeCompare(b),
  );
  const rows = worstFirst.slice(0, mostGroups).map(([name, group]) => {
    const label =
      filter === undefined
        ? html`<span>${name}</span>`
        : html`<button type="button" data-filter="${filter}" data-value="${name}">${name}</button>`;
    const share =
      group.passRate === null ? "not judged" : `${group.passed} of ${group.passed + group.failed}`;
    const range = group.interval === null ? null : html` <small>${interval(group.interval)}</small>`;
    return html`<li>${label}${meter(group)}<span class="count">${share}${range}</span>${inside?.(name)}</li>`;
  });
  const left = worstFirst.length - rows.length;
  return html`<ul class="groups">
      ${rows}
    </ul>
    ${left > 0 ? html`<p class="quiet">${left} more, none of which did worse.</p>` : null}`;
}
