import { describe, expect, it } from "vitest";
import { DataFormatError } from "../errors/data-format-error.ts";
import { dialogKeys } from "./dialog-data.ts";
import { Dialog } from "./dialog.ts";

const dialog = new Dialog({
  id: 7,
  turns: [
    { speaker: "Bob", text: "Hi\nthere" },
    { speaker: "alice", text: "hello you", act: "greet" },
    { text: "…" },
  ],
  events: [{ agent: "Bob", action: "utter", content: "Hi\nthere", timestamp: 1 }],
  personas: { Bob: { name: "Bob", tags: ["a", "b"] } },
  custom: { kept: [1, 2] },
});

describe("Dialog", () => {
  it.each([
    ["scenarios", "scenario"],
    ["turn", "turns"],
    ["parent_id", "parentId"],
    ["personna", "personas"],
    ["contex", "context"],
  ])("takes %j for %j misspelled, unless both are there", (key, meant) => {
    expect(() => new Dialog({ [key]: null })).toThrow(new RegExp(`did you mean "${meant}"`));
    expect(new Dialog({ [key]: 1, [meant]: undefined }).extra).toEqual({ [key]: 1 });
    expect(new Dialog().clone({ [key]: 1 }).extra).toEqual({ [key]: 1 });
    expect(Dialog.from({ turns: [], [key]: 1 }).extra).toEqual({ [key]: 1 });
  });

  it.each(["rating", "scores", "task", "models", "test", "usage", "uid"])(
    "keeps a key of one's own: %j",
    (key) => {
      expect(Dialog.from({ turns: [], [key]: 1 }).extra).toEqual({ [key]: 1 });
    },
  );

  it("writes SDialog's keys in SDialog's order, then the unknown ones", () => {
    expect(Object.keys(dialog.toJSON())).toEqual([...dialogKeys, "custom"]);
    expect(dialogKeys.join()).toBe(
      "version,timestamp,model,seed,id,parentId,complete,personas,context,scenario,turns,events,annotations,notes",
    );
  });

  it("survives a round trip, unknown keys and nested values included", () => {
    const again = Dialog.from(JSON.parse(JSON.stringify(dialog)));
    expect(again.toJSON()).toEqual(dialog.toJSON());
    expect(again.turns[1]?.["act"]).toBe("greet");
    expect(again.personas?.["Bob"]).toEqual({ name: "Bob", tags: ["a", "b"] });
  });

  it("never aliases what it was made from or what is derived from it", () => {
    const turns = [{ speaker: "A", text: "one", more: { x: 1 } }];
    const made = new Dialog({ turns });
    (turns[0] as { text: string }).text = "changed";
    turns[0]!.more.x = 2;
    expect(made.turns[0]).toEqual({ speaker: "A", text: "one", more: { x: 1 } });
    expect(() => Object.assign(made.turns[0] as object, { text: "no" })).toThrow(TypeError);
    expect(() => Object.assign(made.turns[0]?.["more"] as object, { x: 3 })).toThrow(TypeError);
    expect(() => Object.assign(made, { turns: [] })).toThrow(TypeError);
    expect(made.filter("a").upper().turns[0]?.text).toBe("ONE");
    expect(made.turns[0]?.text).toBe("one");
  });

  it("derives with lineage", () => {
    const part = dialog.slice(0, 1);
    expect(part.parentId).toBe(7);
    expect(part.id).not.toBe(7);
    expect(part.length).toBe(1);
    const whole = dialog.clone({ complete: true, stopReason: "stop_signal", usage: { inputTokens: 9 } });
    expect(whole.stopReason).toBe("stop_signal");
    const { complete, stopReason, extra } = whole.slice(0, 1);
    expect([complete, stopReason, extra["usage"]]).toEqual([null, null, undefined]);
    const mine = whole.filter("alice");
    expect([mine.complete, mine.stopReason, mine.extra["usage"]]).toEqual([null, null, undefined]);
    expect(mine.filter("alice").length).toBe(mine.length);
    expect(whole.renameSpeaker("alice", "Al").complete).toBe(true);
    expect(dialog.clone({ id: "mine" }).id).toBe("mine");
  });

  it("keeps speakers in the order in which they first speak", () => {
    expect(dialog.speakers()).toEqual(["Bob", "alice"]);
  });

  it("filters by speaker also when some turns have none, and refuses a stranger by name", () => {
    expect(dialog.filter("ALICE").turns.map((turn) => turn.text)).toEqual(["hello you"]);
    expect(() => dialog.filter("Zoe")).toThrow('Nobody called "Zoe" speaks in this dialogue');
  });

  it("filters by whoever only did something", () => {
    const events = [{ agent: "Clerk", action: "think", content: "Well.", timestamp: 1 }];
    const acted = dialog.clone({ events }).filter("clerk");
    expect([acted.length, acted.events?.map(({ agent }) => agent)]).toEqual([0, ["Clerk"]]);
  });

  it("shares with what it was derived from all that is the same", () => {
    const copy = dialog.clone({ seed: 3, more: dialog.extra["custom"] });
    expect(copy.turns).toBe(dialog.turns);
    expect(copy.personas).toBe(dialog.personas);
    expect(copy.extra["more"]).toBe(dialog.extra["custom"]);
  });

  it.each([["mine"], [7], [null]])("derives no copy by %j, which is no object", (changes) => {
    expect(() => dialog.clone(changes as never)).toThrow("clone takes the changes as an object");
  });

  it("renames a speaker in turns, events and personas, but not in texts", () => {
    const renamed = dialog.renameSpeaker("bob", "Robert");
    expect(renamed.turns[0]?.speaker).toBe("Robert");
    expect(renamed.events?.[0]?.agent).toBe("Robert");
    expect(Object.keys(renamed.personas ?? {})).toEqual(["Robert"]);
    expect(dialog.renameSpeaker("bob", "Robert", { caseSensitive: true }).turns[0]?.speaker).toBe("Bob");
  });

  it("measures turns, words and minutes", () => {
    expect([dialog.length, dialog.wordCount(), dialog.minutes()]).toEqual([3, 5, 1]);
    expect(new Dialog().minutes()).toBe(0);
  });

  it.each([
    ["l", "L", 2, "heLLo you"],
    ["l", "L", 9, "heLLo you"],
    ["l", "L", 0, "hello you"],
    ["l", "L", -1, "hello you"],
    ["", "L", 9, "hello you"],
    ["x", "L", 1, "hello you"],
    ["hello", "", 1, " you"],
  ])("replaces %j by %j %d times: %j", (search, replacement, count, text) => {
    expect(dialog.replace(search, replacement, count).turns[1]?.text).toBe(text);
  });

  it("transforms text without touching the original", () => {
    expect(dialog.title().turns[1]?.text).toBe("Hello You");
    expect(dialog.capitalize().turns[0]?.text).toBe("Hi\nthere");
    expect(dialog.replace("l", "L", 1).turns[1]?.text).toBe("heLlo you");
    expect(dialog.replace(/l+/g, "L").turns[1]?.text).toBe("heLo you");
    expect(dialog.strip("hu").turns[1]?.text).toBe("ello yo");
    expect(dialog.turns[1]?.text).toBe("hello you");
  });

  it("prints seed 0 and complete false, and a STAR suggestion also when instructions are shown", () => {
    const star = new Dialog({
      id: 1,
      seed: 0,
      complete: false,
      turns: [{ speaker: "System", text: "Hello." }],
      events: [
        { agent: "System", action: "instruct", content: "Greet.", timestamp: 1 },
        { agent: "System", action: "pick_suggestion", content: "Hello.", timestamp: 1 },
      ],
    });
    expect(star.format()).toContain("[seed] 0");
    expect(star.format()).toContain("[complete] false");
    expect(star.format({ orchestration: true })).toContain("(pick_suggestion) Hello.");
    expect(star.format()).toContain("[System] Hello.");
  });

  it("names the wrong place of malformed data", () => {
    expect(() => Dialog.from({ turns: [{ speaker: "A", text: 3 }] }, "x.json")).toThrow(DataFormatError);
    expect(() => Dialog.from({ turns: [{ speaker: "A", text: 3 }] }, "x.json")).toThrow(
      /^x\.json: not a dialogue: turns\[0\]\.text/,
    );
    for (const other of [{}, { name: "a-package" }, { dialogs: [{ turns: [] }] }]) {
      expect(() => Dialog.from(other, "x.json")).toThrow('x.json: not a dialogue: it has no "turns"');
    }
    expect(() => Dialog.from({ turns: [], seed: "18446744073709551615" })).toThrow(
      "seed: 18446744073709551615 is too large to be held exactly",
    );
    expect(() => Dialog.from({ turns: [], seed: "5" })).toThrow("expected number, received string");
    expect(() => Dialog.from([], "x.json")).toThrow(
      /^x\.json: not a dialogue: [^:]*: expected object, received array/,
    );
    expect(Dialog.from({ turns: null }).length).toBe(0);
    expect(() => new Dialog({ notes: new Set([1]) })).toThrow("dialog.notes is Set, which JSON cannot hold");
  });

  it("gives the same content the same id", () => {
    const turns = [{ speaker: "A", text: "x" }];
    expect(new Dialog({ turns }).id).toBe(new Dialog({ turns, timestamp: "2026-01-01T00:00:00Z" }).id);
    expect(new Dialog({ turns }).id).not.toBe(new Dialog({ turns, seed: 1 }).id);
  });
});
