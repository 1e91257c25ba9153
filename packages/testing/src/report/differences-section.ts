import { counted, html, type Html } from "@sdialog/core/internal";
import type { GroupDifference, OutcomeChange, TestComparison } from "../comparison/compare-tests.ts";
import { pValue, points } from "./words.ts";

/** What is different from the baseline, what of it is beyond chance first. */
export function differencesSection(comparison: TestComparison): Html {
  const { design, unmatched, differences, broken, mended, regressions, alpha } = comparison;
  const all = differences.find(({ by }) => by === "all");
  const groups = differences.filter(({ by }) => by !== "all");
  const told = groups.filter(({ change }) => change !== "unclear");
  const unclear = groups.filter(({ change, difference }) => change === "unclear" && difference !== 0);
  const headline =
    all === undefined
      ? "Nothing in it can be compared with the baseline: no scenario is in both and was judged in both."
      : regressions.length > 0
        ? `${counted(regressions.length, "regression")} beyond chance`
        : "No regression beyond chance";
  const how =
    design === "paired"
      ? "Conversations of the same scenario, persona and repeat are compared with each other (McNemar’s exact test)"
      : "The conversations have no counterparts in the baseline, so the two tests are compared as a whole (Fisher’s exact test)";
  const alone = unmatched.baseline + unmatched.current;
  return html`<section class="differences" aria-label="Differences from the baseline">
    <h2>Differences from the baseline</h2>
    <p class="headline">${headline}</p>
    ${
      all === undefined
        ? null
        : html`<ul class="groups">
            ${differenceRow(all)}${told.map(differenceRow)}
          </ul>`
    }
    ${
      unclear.length === 0
        ? null
        : html`<details>
            <summary>Not beyond chance: ${unclear.length}</summary>
            <ul class="groups">
              ${unclear.slice(0, mostChanges).map(differenceRow)}
            </ul>
            ${unclear.length > mostChanges ? html`<p class="quiet">and ${unclear.length - mostChanges} more</p>` : null}
          </details>`
    }
    ${changeList("Passed before, fail now", broken)} ${changeList("Failed before, pass now", mended)}
    <p class="quiet">
      ${how}, p corrected for all groups of a kind (Holm), level ${alpha}; intervals of 95 % by
      Newcombe.${alone > 0 ? ` ${counted(unmatched.current, "conversation")} here and ${unmatched.baseline} in the baseline have no counterpart.` : null}
    </p>
  </section> `;
}

function differenceRow({
  by,
  name,
  before,
  after,
  difference,
  interval,
  adjustedP,
  change,
}: GroupDifference): Html {
  const range = `${points(interval.low)} to ${points(interval.high)}`;
  return html`<li class="${change}">
    <span><b>${name}</b>${by === "all" ? null : html` <small>${by}</small>`}</span
    ><span class="change ${change}">${change === "unclear" ? "not beyond chance" : change}</span
    ><span class="count"
      >${before.passed} of ${before.of} → ${after.passed} of ${after.of}
      <small>${points(difference)} points (${range}), ${pValue(adjustedP)}</small></span
    >
  </li>`;
}

/** As many changes are told one by one; the rest are counted. */
const mostChanges = 50;

function changeList(title: string, changes: readonly OutcomeChange[]): Html {
  if (changes.length === 0) return html``;
  const items = changes.slice(0, mostChanges).map(
    ({ cell, why }) =>
      html`<li>
        <b>${cell.scenario}</b>
        ${cell.persona}${cell.repeat > 0 ? html` <small>again, ${cell.repeat + 1}</small>` : null}:
        ${why.join("; ")}
      </li>`,
  );
  const left = changes.length - items.length;
  return html`<details>
    <summary>${title}: ${changes.length}</summary>
    <ul>
      ${items}
    </ul>
    ${left > 0 ? html`<p class="quiet">and ${left} more</p>` : null}
  </details>`;
}
