import type { Backend, BackendModule } from "./backend.ts";

// Whatever was loaded, to be asked to free what nobody uses.
const loaded = new Set<BackendModule>();

/** A backend's module, which is asked from then on to free what nobody uses. */
export async function moduleOf(backend: Backend): Promise<BackendModule> {
  const module = await backend.create();
  loaded.add(module);
  return module;
}

/**
 * Frees the memory of models that nobody has used for a while: weights in this process, for example. One that is used
 * again is loaded again.
 *
 * @param forMs how long nobody has used them, in milliseconds
 * @returns how many models were freed
 */
export async function releaseUnusedModels(forMs = 0): Promise<number> {
  const freed = await Promise.all([...loaded].map((module) => module.releaseUnused?.(forMs) ?? 0));
  return freed.reduce((sum, count) => sum + count, 0);
}

/**
 * Has {@link releaseUnusedModels} done once a minute, for programs that stay: servers of agents and the playground do.
 *
 * @param forMs how long nobody has used a model that is freed, in milliseconds
 * @returns ends it
 */
export function keepReleasingModels(forMs = 10 * 60_000): () => void {
  const timer = setInterval(() => void releaseUnusedModels(forMs).catch(() => undefined), 60_000);
  timer.unref();
  return () => clearInterval(timer);
}
