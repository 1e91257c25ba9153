import { signal } from "@preact/signals";
import type {
  RealismEvent,
  RealismRequest,
  RealismResultView,
  ReferenceView,
} from "../../src/protocol/realism.ts";
import { api, ApiError, lines } from "../state/api.ts";
import { attempt } from "../state/messages.ts";
import { stored } from "../state/stored.ts";

/** What is to be compared, as it is being put together. */
interface Choice {
  readonly real: string | null;
  readonly simulated: string | null;
  /** Names, with commas between them. */
  readonly users: string;
  readonly seed: number;
}

export const choice = stored<Choice>(
  "realism",
  { real: null, simulated: null, users: "User", seed: 0 },
  (value) => typeof value === "object" && value !== null && "users" in value && "seed" in value,
);
/** People that come with the packages as numbers. */
export const references = signal<readonly ReferenceView[]>([]);
export const progress = signal<string | null>(null);
export const result = signal<RealismResultView | null>(null);

export function setChoice(changes: Partial<Choice>): void {
  choice.value = { ...choice.value, ...changes };
}

/** What the server is asked; nothing while something is missing. */
export function requestOf({ real, simulated, users, seed }: Choice): RealismRequest | null {
  const names = users
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  if (real === null || simulated === null || names.length === 0) return null;
  return { real, simulated, users: names, seed };
}

export function loadReferences(): Promise<void> {
  return attempt(async () => {
    references.value = await api<ReferenceView[]>("realism/references");
  });
}

let stop = new AbortController();

export async function compare(request: RealismRequest): Promise<void> {
  stop = new AbortController();
  const { signal: mine } = stop;
  progress.value = "Reading…";
  result.value = null;
  await attempt(async () => {
    try {
      for await (const events of lines<RealismEvent>("realism", request, mine)) events.forEach(take);
    } catch (error) {
      if (!mine.aborted) throw error;
    }
  });
  progress.value = null;
}

/** Gives up what is being compared. */
export function stopComparing(): void {
  stop.abort();
}

function take(event: RealismEvent): void {
  if (event.type === "error") throw new ApiError(event.message, event.hint);
  if (event.type === "result") result.value = event.result;
  else progress.value = event.now;
}
