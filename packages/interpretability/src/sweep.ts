import { checkOptions, type OptionNames, pickOptions } from "@sdialog/core/internal";
import type { Side, TokenSelector } from "@sdialog/local";
import { Direction, type DirectionLike } from "./direction.ts";
import { Inspector } from "./inspector.ts";
import { measure, type Measurement, type MeasureOptions, measureOptionNames } from "./measure.ts";
import type { Subject } from "./subject.ts";

/** Where, how strongly and along what a model is steered in turn. */
export interface SweepOptions extends MeasureOptions {
  /** Module paths to steer, one at a time. */
  readonly sites: readonly string[];
  readonly side?: Side | undefined;
  /** Factors of the direction. Include 0 to see the subject as it is. */
  readonly strengths: readonly number[];
  /** One direction for all sites, or one for each. */
  readonly direction: DirectionLike | ((site: string) => DirectionLike | Promise<DirectionLike>);
  readonly tokens?: TokenSelector | undefined;
  /** Default: `add`. */
  readonly operation?: "add" | "scale" | "pin" | "ablate" | undefined;
}

const sweepOptionNames: OptionNames<SweepOptions> = {
  sites: true,
  side: true,
  strengths: true,
  direction: true,
  tokens: true,
  operation: true,
  ...measureOptionNames,
};

/** What was measured with one site steered at one strength. */
export interface SweepCell extends Measurement {
  readonly site: string;
  readonly strength: number;
}

/** Measures a subject for every combination of site and strength. */
export async function sweep(subject: Subject, options: SweepOptions): Promise<readonly SweepCell[]> {
  checkOptions("sweep", options, sweepOptionNames);
  const { sites, strengths, direction, side, tokens, operation = "add" } = options;
  const cells: SweepCell[] = [];
  for (const site of sites) {
    const own = Direction.from(typeof direction === "function" ? await direction(site) : direction);
    for (const strength of strengths) {
      const inspector = new Inspector();
      const edit = { site, side, tokens };
      if (operation === "add" || operation === "ablate") inspector[operation](own, { ...edit, strength });
      else inspector[operation](own, strength, edit);
      cells.push({
        site,
        strength,
        ...(await measure(subject, pickOptions(options, measureOptionNames), [inspector])),
      });
    }
  }
  return cells;
}
