import { krippendorffAlpha } from "@sdialog/evaluation/statistics";
import type { AgreementRow } from "../../protocol/library.ts";
import type { Place } from "../../protocol/place.ts";
import type { OpenedFolder } from "../opened-folder.ts";
import { annotationOf } from "./annotation-of.ts";
import { readPlaces } from "./read-places.ts";
import { sourceFiles } from "./source-files.ts";

const mostApart = 5;

/** What raters gave one dialogue for one criterion. */
interface RatedItem {
  readonly place: Place;
  readonly first: string;
  readonly ratings: ReadonlyMap<string, number>;
}

/** How far the raters of a source agree, by criterion; a criterion that nobody else has rated by has no row. @throws FileError */
export async function raterAgreement(
  folder: OpenedFolder,
  source: string,
  signal?: AbortSignal,
): Promise<AgreementRow[]> {
  const criteria = new Map<string, RatedItem[]>();
  for (const file of await sourceFiles(folder, source)) {
    for await (const { at, dialog } of readPlaces(folder, file)) {
      signal?.throwIfAborted();
      if (dialog === undefined) continue;
      const byCriterion = new Map<string, Map<string, number>>();
      for (const [rater, given] of Object.entries(annotationOf(dialog).scores))
        for (const [criterion, score] of Object.entries(given)) {
          const ratings = byCriterion.get(criterion) ?? new Map<string, number>();
          byCriterion.set(criterion, ratings.set(rater, score));
        }
      const first = (dialog.turns[0]?.text ?? "").slice(0, 160);
      for (const [criterion, ratings] of byCriterion)
        criteria.set(criterion, [
          ...(criteria.get(criterion) ?? []),
          { place: { file, at }, first, ratings },
        ]);
    }
  }
  return [...criteria].flatMap(([criterion, items]) => agreementOn(criterion, items) ?? []);
}

function agreementOn(criterion: string, items: readonly RatedItem[]): AgreementRow | undefined {
  const shared = items.filter(({ ratings }) => ratings.size >= 2);
  if (shared.length === 0) return undefined;
  const names = [...new Set(items.flatMap(({ ratings }) => [...ratings.keys()]))].sort();
  const differences = shared.flatMap(({ ratings }) => pairDifferences([...ratings.values()]));
  const share = (most: number): number =>
    differences.filter((difference) => difference <= most).length / differences.length;
  const table = shared.map(({ ratings }) => names.map((name) => ratings.get(name) ?? null));
  return {
    criterion,
    dialogs: shared.length,
    raters: names.map((name) => {
      const given = items.flatMap(({ ratings }) => ratings.get(name) ?? []);
      return { name, rated: given.length, mean: given.reduce((sum, one) => sum + one, 0) / given.length };
    }),
    alpha: krippendorffAlpha(table, { level: "ordinal" }).value,
    same: share(0),
    near: share(1),
    apart: shared
      .map(({ place, first, ratings }) => ({ place, first, range: rangeOf([...ratings.values()]) }))
      .filter(({ range }) => range > 1)
      .sort((one, other) => other.range - one.range)
      .slice(0, mostApart),
  };
}

function pairDifferences(ratings: readonly number[]): number[] {
  return ratings.flatMap((one, at) => ratings.slice(at + 1).map((other) => Math.abs(one - other)));
}

function rangeOf(ratings: readonly number[]): number {
  return Math.max(...ratings) - Math.min(...ratings);
}
