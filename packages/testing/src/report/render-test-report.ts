import { createHash } from "node:crypto";
import { writeAtomic } from "@sdialog/core/fs";
import {
  checkCount,
  counted,
  requireArguments,
  checkOptions,
  type OptionNames,
  html,
  Html,
} from "@sdialog/core/internal";
import { compareTests } from "../comparison/compare-tests.ts";
import type { TestResult } from "../results/test-result.ts";
import { summarizeTests } from "../results/test-summary.ts";
import type { TestedDialog } from "../results/tested-dialog.ts";
import { conversationSection } from "./conversation-section.ts";
import { differencesSection } from "./differences-section.ts";
import { failuresSection, groupSections, verdictSection } from "./overview-section.ts";
import { reportScript } from "./report-script.ts";
import { reportStyle } from "./report-style.ts";

/** What a report shows besides the conversations. */
export interface TestReportOptions {
  /** Heading. Default: `Test of` and the bots' names. */
  readonly title?: string | undefined;
  /** Results of an earlier test; the report says what is different now. */
  readonly baseline?: readonly TestResult[] | undefined;
  /**
   * Most conversations that are shown in full: those that failed first, then those that could not be judged. The
   * figures are of all of them, and the page says how many it leaves out. Default: 500.
   */
  readonly conversations?: number | undefined;
}

const testReportOptionNames: OptionNames<TestReportOptions> = {
  title: true,
  baseline: true,
  conversations: true,
};

const order = ["failed", "error", "passed"] as const;

/**
 * One page about a test: verdicts by scenario and persona, what failed most, differences from a baseline, and every
 * conversation beside its verdicts and the evidence they quote. The page is complete in itself: it loads nothing and
 * asks nobody, and its policy forbids it to.
 *
 * @throws InvalidArgumentError for a number of conversations that is not a whole number of at least 0, and as
 *   {@link compareTests} does
 */
export function renderTestReport(tested: readonly TestedDialog[], options: TestReportOptions = {}): string {
  checkOptions("renderTestReport", options, testReportOptionNames);
  const { baseline, conversations = 500 } = options;
  checkCount("conversations", conversations, 0);
  const results = tested.map(({ result }) => result);
  const summary = summarizeTests(results);
  const bots = Object.keys(summary.byBot);
  const title = options.title ?? (bots.length === 0 ? "Test of a chatbot" : `Test of ${bots.join(", ")}`);
  const shown = order
    .flatMap((outcome) => tested.filter(({ result }) => result.outcome === outcome))
    .slice(0, conversations);
  const left = tested.length - shown.length;
  const script = createHash("sha256").update(reportScript).digest("base64");
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${script}'; base-uri 'none'; form-action 'none'`;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${new Html(policy)}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        ${new Html(`<style>${reportStyle}</style>`)}
      </head>
      <body>
        <main>
          <header>
            <h1>${title}</h1>
            <p class="quiet">
              ${counted(tested.length, "conversation")},
              ${counted(Object.keys(summary.byScenario).length, "scenario")},
              ${counted(Object.keys(summary.byPersona).length, "persona")}
            </p>
          </header>
          <div class="overview">
            ${verdictSection(results, summary)}${baseline === undefined ? null : differencesSection(compareTests(baseline, results))}${failuresSection(summary)}${groupSections(results, summary)}
          </div>
          <form class="filters" aria-label="Filters">
            <label
              >Outcome<select name="outcome">
                <option value="">all</option>
              </select></label
            ><label
              >Scenario<select name="scenario">
                <option value="">all</option>
              </select></label
            ><label
              >Persona<select name="persona">
                <option value="">all</option>
              </select></label
            ><label
              >Bot<select name="bot">
                <option value="">all</option>
              </select></label
            ><label
              >Failed<select name="fails">
                <option value="">any</option>
              </select></label
            ><label>Words<input type="search" name="words" /></label><output></output>
          </form>
          <section aria-label="Conversations">
            <h2>Conversations</h2>
            ${left > 0 ? html`<p class="quiet">${counted(shown.length, "conversation")} of ${tested.length}, the failed ones first; the others are counted above and left out here.</p>` : null}
            ${shown.map((one, index) => conversationSection(one, index + 1, index === 0 && one.result.outcome === "failed"))}
          </section>
        </main>
        ${new Html(`<script>${reportScript}</script>`)}
      </body>
    </html> `.toString();
}

/** Writes {@link renderTestReport} to a file, whole or not at all. @throws FileError when it cannot be written */
export async function saveTestReport(
  tested: readonly TestedDialog[],
  path: string,
  options: TestReportOptions = {},
): Promise<void> {
  checkOptions("saveTestReport", options, testReportOptionNames);
  requireArguments("saveTestReport", arguments, 2);
  await writeAtomic(path, renderTestReport(tested, options));
}
