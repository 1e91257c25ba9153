import { signal } from "@preact/signals";

export const views = [
  { id: "cast", title: "Cast" },
  { id: "stage", title: "Stage" },
  { id: "library", title: "Library" },
  { id: "evaluate", title: "Evaluate" },
  { id: "inspect", title: "Inspect" },
  { id: "runs", title: "Runs" },
] as const;

export type ViewId = (typeof views)[number]["id"];

export const view = signal<ViewId>(viewOf(location.hash));

addEventListener("hashchange", () => {
  view.value = viewOf(location.hash);
});

export function go(to: ViewId): void {
  location.hash = `#${to}`;
}

function viewOf(hash: string): ViewId {
  return views.find(({ id }) => `#${id}` === hash)?.id ?? "cast";
}
