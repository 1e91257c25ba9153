import { html, type Html } from "@sdialog/core/internal";
import type { Turn } from "@sdialog/core";
import { reasonsOf } from "../comparison/compare-tests.ts";
import type { Evidence } from "../results/evidence.ts";
import type { ExpectationVerdict } from "../results/expectation-verdict.ts";
import type { Finding } from "../results/finding.ts";
import type { StateChange, ToolCallRecord } from "../results/test-result.ts";
import type { TestedDialog } from "../results/tested-dialog.ts";
import { markQuotes } from "./mark-quotes.ts";
import { duration, plain } from "./words.ts";

/** One conversation: what was said and done beside what was expected of it. */
export function conversationSection({ dialog, result }: TestedDialog, number: number, open: boolean): Html {
  const { cell, outcome, verdicts, findings } = result;
  const id = `c${number}`;
  const fails = [
    ...verdicts.filter(({ passed }) => passed === false).map(({ expectation }) => expectation),
    ...findings.map((finding) => finding.class),
  ];
  const [reason] = reasonsOf(result);
  const repeat = cell.repeat === 0 ? null : html` <small>again, ${cell.repeat + 1}</small>`;
  return html`<details
    class="talk ${outcome}"
    id="${id}"
    ${open ? html` open` : null}
    data-outcome="${outcome}"
    data-scenario="${cell.scenario}"
    data-persona="${cell.persona}"
    data-bot="${cell.bot}"
    data-fails="${JSON.stringify(fails)}"
  >
    <summary>
      <span class="chip ${outcome}">${outcome}</span> <b>${cell.scenario}</b>
      <span>${cell.persona}</span>${repeat}${reason === undefined ? null : html` <em>${reason}</em>`}
    </summary>
    <div class="sides">
      <section>
        <h3>Conversation</h3>
        ${turnList(id, { dialog, result })}
        <p class="quiet">
          ${[`bot ${cell.bot}`, `seed ${result.seed}`, `dialogue ${dialog.id}`, ended(dialog.stopReason)].filter((part) => part !== "").join(" · ")}
        </p>
      </section>
      <section>
        <h3>Verdicts</h3>
        ${
          verdicts.length === 0
            ? html`<p class="quiet">Nothing was expected of it.</p>`
            : html`<ul class="verdicts">
                ${verdicts.map((verdict) => verdictItem(id, verdict))}
              </ul>`
        }
        ${
          findings.length === 0
            ? null
            : html`<h3>Findings</h3>
                <ul class="verdicts">
                  ${findings.map((finding) => findingItem(id, finding))}
                </ul>`
        }
        ${result.changes === null ? null : changeList(result.changes)}
      </section>
    </div>
  </details> `;
}

function ended(reason: string | null): string {
  return reason === null ? "" : `ended by ${reason.replaceAll("_", " ")}`;
}

function turnList(id: string, { dialog, result }: TestedDialog): Html {
  const evidence = [...result.verdicts, ...result.findings].flatMap((one) => one.evidence);
  const waits = new Map(result.latencies.map(({ turn, milliseconds }) => [turn, milliseconds]));
  const turns = dialog.turns.map((turn, index) => {
    const bot = waits.has(index) || turn.speaker === result.cell.bot;
    const calls = result.toolCalls.filter((call) => call.turn === index);
    return turnItem({ id: `${id}-t${index}`, turn, bot, wait: waits.get(index), calls, evidence, index });
  });
  // Calls of an answer that never came stand where it would have stood.
  const late = result.toolCalls.filter(({ turn }) => turn >= dialog.turns.length);
  return html`<ol class="turns">
    ${turns}${
      late.length === 0
        ? null
        : html`<li class="bot">
            <p class="who">no answer</p>
            ${late.map((call) => toolCall(call, []))}
          </li>`
    }
  </ol>`;
}

interface ShownTurn {
  readonly id: string;
  readonly turn: Turn;
  readonly bot: boolean;
  readonly wait: number | undefined;
  readonly calls: readonly ToolCallRecord[];
  readonly evidence: readonly Evidence[];
  readonly index: number;
}

function turnItem({ id, turn, bot, wait, calls, evidence, index }: ShownTurn): Html {
  const quoted = (tool?: string): string[] =>
    evidence.filter((one) => one.turn === index && one.tool === tool).map(({ quote }) => quote);
  const said = turn.text === "" ? html`<i>(nothing)</i>` : markQuotes(turn.text, quoted());
  return html`<li id="${id}" class="${bot ? "bot" : "user"}">
    <p class="who">
      ${turn.speaker ?? "somebody"}${wait === undefined ? null : html` <small>${duration(wait)}</small>`}
    </p>
    ${calls.map((call) => toolCall(call, quoted(call.name)))}
    <p class="said" dir="auto">${said}</p>
  </li>`;
}

function toolCall(
  { name, input, output, isError, milliseconds }: ToolCallRecord,
  quotes: readonly string[],
): Html {
  const time = milliseconds === undefined ? null : html` <small>${duration(milliseconds)}</small>`;
  const result = output === undefined ? null : html`<pre>→ ${markQuotes(plain(output), quotes)}</pre>`;
  return html`<div class="tool${isError ? " failed" : ""}">
    <code>${name}</code>${time}${isError ? html` <small>error</small>` : null}
    <pre>${markQuotes(plain(input), quotes)}</pre>
    ${result}
  </div>`;
}

function verdictItem(id: string, verdict: ExpectationVerdict): Html {
  const { expectation, kind, level, passed, score, reason, evidence } = verdict;
  const state = passed === null ? "unknown" : passed ? "passed" : "failed";
  const share = score === null || score === Number(passed) ? null : html` <small>${score.toFixed(2)}</small>`;
  return html`<li class="${state}">
    <p>
      <span class="chip ${state}">${state}</span> <b>${expectation}</b>${share}
      <small>${kind}${level === "soft" ? ", soft" : ""}</small>
    </p>
    <p>${reason}</p>
    ${evidence.map((one) => quotation(id, one))}
  </li>`;
}

function findingItem(id: string, finding: Finding): Html {
  return html`<li class="${finding.level === "hard" ? "failed" : "unknown"}">
    <p>
      <b>${finding.class.replaceAll("_", " ")}</b
      >${finding.level === "soft" ? html` <small>soft</small>` : null}
    </p>
    <p>${finding.message}</p>
    ${finding.evidence.map((one) => quotation(id, one))}
  </li>`;
}

function quotation(id: string, { turn, speaker, quote, tool }: Evidence): Html {
  const source = [speaker, tool].filter((part) => part !== null && part !== undefined).join(", ");
  const place = turn === null ? null : html`<a href="#${id}-t${turn}">turn ${turn + 1}</a>`;
  return html`<blockquote>
    <p class="said" dir="auto">${quote}</p>
    <footer>${source}${source !== "" && place !== null ? ", " : null}${place}</footer>
  </blockquote>`;
}

function changeList(changes: readonly StateChange[]): Html {
  const items = changes.map(
    ({ table, row, before, after }) =>
      html`<li>
        <p><b>${table} ${row}</b></p>
        <pre>
− ${before === null ? "(not there)" : plain(before)}
+ ${after === null ? "(gone)" : plain(after)}</pre>
      </li>`,
  );
  return html`<h3>What it changed</h3>
    ${
      changes.length === 0
        ? html`<p class="quiet">Nothing.</p>`
        : html`<ul class="verdicts">
            ${items}
          </ul>`
    }`;
}
