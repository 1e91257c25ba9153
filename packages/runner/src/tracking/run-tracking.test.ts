import { expect, it } from "vitest";
import type { RunEvent } from "../runs/run-event.ts";
import type { Manifest } from "../store/manifest.ts";
import { RunTracking } from "./run-tracking.ts";
import type { Tracker } from "./tracker.ts";

it("tells every tracker what happens, in order, and of one that fails", async () => {
  const heard: (readonly [who: string, event: RunEvent])[] = [];
  const listening = (who: string): Tracker => ({ event: (event) => void heard.push([who, event]) });
  const broken: Tracker = { start: () => Promise.reject(new Error("no server")) };
  const odd: Tracker = { start: () => Promise.reject("no reason") };
  let begun = 0;
  const last: Tracker = { start: () => Promise.resolve(void begun++) };
  const tracking = new RunTracking("run", [listening("a"), broken, odd, listening("b"), last]);
  tracking.notice("Mended.");
  await tracking.start({} as Manifest);
  const notice = (message: string): RunEvent => ({ type: "notice", message });
  expect(heard).toEqual(
    ["Mended.", "tracking: no server", "tracking: no reason"].flatMap((message) => [
      ["a", notice(message)],
      ["b", notice(message)],
    ]),
  );
  expect(begun).toBe(1);
  // Nothing that has an end, so that the folder need not even be there.
  await tracking.finish("complete");
});

it("puts what trackers have around every call, in their order", () => {
  const [first, second] = [() => ({}) as never, () => ({}) as never];
  expect(new RunTracking("run", [{ middleware: first }, {}, { middleware: second }]).middleware).toEqual([
    first,
    second,
  ]);
});
