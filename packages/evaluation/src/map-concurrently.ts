import { InvalidArgumentError } from "@sdialog/core";
import pMap from "p-map";

/** How many things happen at the same time, and how to cancel them. */
export interface MapConcurrentlyOptions {
  readonly concurrency: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * What `map` makes of every item, in the order of the items, at most `concurrency` of them under way at a time.
 *
 * @throws InvalidArgumentError for a concurrency that is not a whole number above 0
 * @throws the first error of `map`, after which no further item is begun; the signal's reason when aborted
 */
export async function mapConcurrently<Item, Result>(
  items: Iterable<Item>,
  map: (item: Item, index: number) => Result | Promise<Result>,
  { concurrency, signal }: MapConcurrentlyOptions,
): Promise<Result[]> {
  if (
    !(concurrency >= 1 && (Number.isSafeInteger(concurrency) || concurrency === Number.POSITIVE_INFINITY))
  ) {
    throw new InvalidArgumentError(`concurrency must be a whole number above 0, not ${concurrency}`);
  }
  return pMap(items, map, { concurrency, ...(signal === undefined ? {} : { signal }) }) as Promise<Result[]>;
}
