import { readFileSync } from "node:fs";
import { listEvaluators, listMetrics } from "@sdialog/evaluation";
import { openJudges } from "@sdialog/evaluation/internal";
import "@sdialog/flow";
import "@sdialog/realism";
import { expect, it } from "vitest";

it("docs/metrics.md has every metric, judge and evaluator there is, and no other", () => {
  const page = readFileSync(new URL("../docs/metrics.md", import.meta.url), "utf8");
  const sections = page.split(/^## /m);
  const named = (title: string): string[] => {
    const section = sections.find((text) => text.startsWith(title)) ?? "";
    // The first column of a table, or a list of names.
    const cells = section.split("\n").flatMap((line) => {
      if (line.startsWith("| `")) return [line.split("|")[1] as string];
      return line.startsWith("`") ? [line] : [];
    });
    return cells.flatMap((cell) =>
      Array.from(cell.matchAll(/`([^`:]+)[^`]*`/g), (match) => match[1] as string),
    );
  };
  const metrics = listMetrics();
  const names = (judge: boolean): string[] =>
    metrics.filter((metric) => metric.judge === judge).map(({ name }) => name);
  expect(named("Of one dialogue").toSorted()).toEqual(names(false).toSorted());
  expect(named("Judges").toSorted()).toEqual(
    [...names(true), ...openJudges.map(({ name }) => name)].toSorted(),
  );
  expect(named("Of a dataset").toSorted()).toEqual(
    listEvaluators()
      .map(({ name }) => name)
      .toSorted(),
  );
});
