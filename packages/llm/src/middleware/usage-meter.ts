import { checkArguments } from "@sdialog/core/internal";
import type { ModelMiddleware } from "../chat-model.ts";
import { addUsage, noUsage, type Usage } from "../usage.ts";
import { aroundCalls } from "./around-calls.ts";

/** Adds up what models use; made by `usageMeter`. */
export interface UsageMeter {
  /** Put around every model whose use should be counted. */
  readonly middleware: ModelMiddleware;
  /** All calls so far. */
  total(): Usage;
  /** The same by model id. */
  byModel(): ReadonlyMap<string, Usage>;
}

/** Counts what models use. Put it outside `withCost`, and its sums have a cost as long as all parts do. */
export function usageMeter(): UsageMeter {
  checkArguments("usageMeter", arguments, 0);
  const usages = new Map<string, Usage>();
  return {
    middleware: (model) =>
      aroundCalls(model, () => ({
        succeeded(result) {
          usages.set(model.id, addUsage(usages.get(model.id) ?? noUsage, result.usage));
          return result;
        },
      })),
    total: () => [...usages.values()].reduce(addUsage, noUsage),
    byModel: () => new Map(usages),
  };
}
