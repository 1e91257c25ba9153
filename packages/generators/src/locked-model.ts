import { type ChatModel, type ModelPool, wrapModel } from "@sdialog/llm";
import { modelNameOf, unwrapModel } from "@sdialog/llm/internal";

/**
 * A model that, where it is a pool, stays with the member that `seed` chooses: whatever is tried again is tried with
 * the same one, so that a model that often fails keeps its share. It has that member's id.
 */
export function lockedModel(model: ChatModel, seed: number): ChatModel {
  const locked = wrapModel(model, {
    generate: (request, next) => next({ ...request, dialogueSeed: seed }),
    stream: (request, next) => next({ ...request, dialogueSeed: seed }),
  });
  const pool = unwrapModel(model);
  return isLockedPool(pool) ? { ...locked, id: modelNameOf(pool.choose(seed)) } : locked;
}

function isLockedPool(model: ChatModel): model is ModelPool {
  return "choose" in model && "lock" in model && model.lock === "dialogue";
}
