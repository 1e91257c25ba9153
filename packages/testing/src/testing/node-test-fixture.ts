/** Tests for `node:test` of which two hold conversations, and one fails by a matcher. */
import test from "node:test";
import { expect, simulate } from "../node/index.ts";

const greeting = { name: "greets", script: ["Hello."], maxTurns: 2, expect: [{ said: "good morning" }] };

test("greets", async () => {
  expect(await simulate(() => "Good morning!", greeting)).toPass();
});

test("is kind", async () => {
  const talks = await simulate(() => "Good morning, fool!", { ...greeting, repeat: 2 });
  expect(talks).toNeverSay("fool");
});

test("talks to nobody", () => {});
