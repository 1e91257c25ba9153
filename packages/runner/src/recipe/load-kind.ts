import { registered } from "@sdialog/core";
import { importPeer } from "@sdialog/llm/backend-kit";

/** Kinds of recipes that packages bring which stand above this one; loaded when one is first named. */
const packageOf: ReadonlyMap<string, string> = new Map([["test", "@sdialog/testing"]]);

/** Loads the package of a kind of recipe, where that is another. @throws MissingPackageError when it is not installed */
export async function loadKind(kind: unknown): Promise<void> {
  const name = typeof kind === "string" ? packageOf.get(kind) : undefined;
  if (name === undefined || registered("recipe").some((entry) => entry.name === kind)) return;
  await importPeer(
    `A recipe of the kind ${String(kind)}`,
    name,
    () => import(/* webpackIgnore: true */ /* @vite-ignore */ name) as Promise<unknown>,
  );
}

/** Loads every kind that another package brings, for what speaks of all kinds. @throws MissingPackageError */
export async function loadKinds(): Promise<void> {
  for (const kind of packageOf.keys()) await loadKind(kind);
}
