import { computed, type Signal, signal } from "@preact/signals";
import type { LensView } from "../../src/protocol/inspection.ts";
import { api } from "../state/api.ts";
import { fail } from "../state/messages.ts";

/** Per layer, what would be said from there, likeliest first. */
export type Lens = LensView["lens"][number];

interface Watched {
  readonly element: Element;
  readonly states: string;
}

/** How many tokens are asked for at once: few, so that what comes into view meanwhile does not wait for long. */
const together = 8;

/** What was read, or will be, by the name of the states. */
const lenses = new Map<string, Signal<Lens | undefined>>();
/** What is in view or about to be, and shows a token: what came last first. */
const inView = signal<readonly Watched[]>([]);
const watched = new Map<Element, Watched>();
let held = false;
let reading: { readonly states: readonly string[]; readonly stop: AbortController } | undefined;

/** How many tokens in view were read, and how many there are. */
export const progress = computed(() => {
  const names = namesInView();
  return { read: names.filter((name) => lensOf(name).value !== undefined).length, of: names.length };
});

/** What would be said from states, once it was read. */
export function lensOf(states: string): Signal<Lens | undefined> {
  const lens = lenses.get(states) ?? signal<Lens | undefined>(undefined);
  lenses.set(states, lens);
  return lens;
}

/** Has states read while an element that shows them is in view. @returns ends this */
export function readInView(element: Element, states: string): () => void {
  watched.set(element, { element, states });
  observer.observe(element);
  return () => {
    observer.unobserve(element);
    watched.delete(element);
    inView.value = inView.value.filter((each) => each.element !== element);
    stopUnlessInView();
  };
}

/** Reads nothing while the model answers, whose time it would take. */
export function holdLens(isHeld: boolean): void {
  held = isHeld;
  if (held) reading?.stop.abort();
  else void read();
}

/** Forgets what was read of other states, and that they are in view. */
export function keepLenses(names: ReadonlySet<string>): void {
  inView.value = inView.value.filter(({ states }) => names.has(states));
  for (const name of lenses.keys()) if (!names.has(name)) lenses.delete(name);
}

const observer = new IntersectionObserver(
  (entries) => {
    const changed = new Set(entries.map(({ target }) => target));
    const came = entries.flatMap(({ target, isIntersecting }) => {
      const token = watched.get(target);
      return isIntersecting && token !== undefined ? [token] : [];
    });
    inView.value = [...came, ...inView.value.filter(({ element }) => !changed.has(element))];
    stopUnlessInView();
    void read();
  },
  { rootMargin: "200px 0px" },
);

function namesInView(): readonly string[] {
  return [...new Set(inView.value.map(({ states }) => states))];
}

/** Nobody waits for what has left the view. */
function stopUnlessInView(): void {
  if (reading === undefined) return;
  const names = new Set(namesInView());
  if (!reading.states.some((name) => names.has(name))) reading.stop.abort();
}

/** Reads what is in view and was not read yet, until there is nothing left. */
async function read(): Promise<void> {
  if (reading !== undefined || held) return;
  const states = namesInView()
    .filter((name) => lensOf(name).peek() === undefined)
    .slice(0, together);
  if (states.length === 0) return;
  const stop = new AbortController();
  reading = { states, stop };
  try {
    const { lens } = await api<LensView>("inspect/lens", { states }, stop.signal);
    for (const [index, name] of states.entries()) lensOf(name).value = lens[index];
  } catch (error) {
    if (!stop.signal.aborted) {
      // What comes into view again is asked for again.
      inView.value = [];
      fail(error);
    }
  }
  reading = undefined;
  void read();
}
