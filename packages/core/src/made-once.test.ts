import { expect, it, vi } from "vitest";
import { madeOnce } from "./made-once.ts";

it("makes a thing when it is first asked for, and once", () => {
  const make = vi.fn(() => ({ of: "its own" }));
  const thing = madeOnce(make);
  expect(make).not.toHaveBeenCalled();
  const first = thing();
  expect(thing()).toBe(first);
  expect(make).toHaveBeenCalledTimes(1);
});

it("makes an empty text once, too", () => {
  const make = vi.fn(() => "");
  const text = madeOnce(make);
  expect([text(), text()]).toEqual(["", ""]);
  expect(make).toHaveBeenCalledTimes(1);
});

it("tries again after it failed", () => {
  let ready = false;
  const thing = madeOnce(() => {
    if (!ready) throw new Error("not yet");
    return "made";
  });
  expect(thing).toThrow("not yet");
  ready = true;
  expect(thing()).toBe("made");
});
