import { signal } from "@preact/signals";
import type { Catalog } from "../../src/protocol/catalog.ts";
import { api } from "./api.ts";
import { attempt } from "./messages.ts";

export const catalog = signal<Catalog | null>(null);

export function loadCatalog(): Promise<void> {
  return attempt(async () => {
    catalog.value = await api<Catalog>("catalog");
  });
}
