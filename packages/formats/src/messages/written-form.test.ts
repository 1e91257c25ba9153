import { expect, it } from "vitest";
import { conversationsForm, writtenForm } from "./written-form.ts";

it.each<[string, object, string | undefined]>([
  ["from", { conversations: [{ from: "human" }, { from: "gpt" }] }, "conversations"],
  ["role", { conversations: [{ role: "user" }, { role: "assistant" }] }, "chats"],
  ["both", { conversations: [{ from: "human", role: "user" }] }, "conversations"],
  ["now this, now that", { conversations: [{ from: "human" }, { role: "assistant" }] }, undefined],
  ["another key", { items: [{ from: "human" }] }, undefined],
])("a row whose messages say who speaks under %s has a form as far as trainers know one", (_, row, keys) => {
  expect(conversationsForm(row as Record<string, unknown>)[writtenForm]?.keys).toBe(keys);
});
