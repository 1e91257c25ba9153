import { Dialog } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { findAssistant } from "./find-assistant.ts";

const dialogs = (...casts: string[]): Dialog[] =>
  casts.map(
    (cast, index) =>
      new Dialog({ id: index, turns: cast.split(" ").map((speaker) => ({ speaker, text: `${index}` })) }),
  );

describe("findAssistant", () => {
  it.each([
    ["one who opens some dialogues and not others", ["User Assistant", "Assistant User"], "Assistant"],
    ["the likelier of two usual names", ["System Bot User", "Bot System User"], "Bot"],
    ["a usual name among other words", ["Caller SupportX", "Ann Support-Agent"].slice(1), "Support-Agent"],
    ["a usual name in any case", ["user BOT", "BOT user"], "BOT"],
  ])("knows %s", async (_, casts, assistant) => {
    expect(await findAssistant(dialogs(...casts))).toEqual({ assistant, how: "usual_name" });
  });

  it("takes the speaker common to the dialogues, whoever opens", async () => {
    expect(await findAssistant(dialogs("Ann Bob", "Bob Cem", "Dan Bob", "Eve"))).toEqual({
      assistant: "Bob",
      how: "common",
    });
  });

  it.each([
    ["opens", ["Anna User", "Bert User"], 0],
    ["answers", ["Customer Anna", "Customer Bert"], 1],
  ])("takes whoever talks with a user and %s, whatever the name", async (_, casts, assistant) => {
    expect(await findAssistant(dialogs(...casts))).toEqual({ assistant, how: "beside_user" });
  });

  it("takes nobody with a user's name", async () => {
    expect(await findAssistant(dialogs("Anna User", "Anna User"))).toEqual({
      assistant: "Anna",
      how: "common",
    });
    await expect(findAssistant(dialogs("Anna User", "User Bert"))).rejects.toThrow(/"Bert"/);
    await expect(findAssistant(dialogs("User Customer"))).rejects.toThrow(/not clear/);
    // Among three, a place tells nothing.
    await expect(findAssistant(dialogs("Anna User Guest", "Bert User Guest"))).rejects.toThrow(/not clear/);
  });

  it("takes whoever answers first in all of them", async () => {
    expect(await findAssistant(dialogs("Ann Bob"))).toEqual({ assistant: "Bob", how: "answers" });
    expect(await findAssistant(dialogs("Ann Bob", "Ann Bob"))).toEqual({ assistant: "Bob", how: "answers" });
    expect(await findAssistant([])).toEqual({ assistant: undefined, how: "answers" });
  });

  it.each([
    ["both speak in all and take turns opening", ["Ann Bob", "Bob Ann"]],
    ["everybody speaks once", ["Ann Bob", "Cem Dan"]],
    ["it is called otherwise in half of them", ["User Bot", "User Agent"]],
  ])("asks when %s", async (_, casts) => {
    await expect(findAssistant(dialogs(...casts))).rejects.toMatchObject({
      code: "invalid_argument",
      message: expect.stringContaining("not clear who the assistant is") as string,
      hint: expect.stringMatching(/--assistant "\w+"/) as string,
    });
  });

  it("believes what it is told", async () => {
    expect(await findAssistant(dialogs("Ann Bob", "Bob Ann"), "ann")).toEqual({
      assistant: "ann",
      how: "given",
    });
  });
});
