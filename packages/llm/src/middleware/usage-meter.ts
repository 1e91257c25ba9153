import { checkArguments } from "@sdialog/core/internal";
import type { ModelMiddleware } from "../chat-model.ts";
import { ModelError } from "../errors/model-error.ts";
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

/** Counts what models use, failed calls whose servers said so among them. Put it outside `withCost`, and its sums have a cost as long as all parts do. */
export function usageMeter(): UsageMeter {
  checkArguments("usageMeter", arguments, 0);
  const usages = new Map<string, Usage>();
  const add = (id: string, usage: Usage): void =>
    void usages.set(id, addUsage(usages.get(id) ?? noUsage, usage));
  return {
    middleware: (model) =>
      aroundCalls(model, () => ({
        succeeded(result) {
          add(model.id, result.usage);
          return result;
        },
        failed(error) {
          if (ModelError.isInstance(error) && error.usage !== undefined) add(model.id, error.usage);
        },
      })),
    total: () => [...usages.values()].reduce(addUsage, noUsage),
    byModel: () => new Map(usages),
  };
}
