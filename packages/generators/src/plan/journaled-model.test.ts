import { collectStream, wrapModel } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import { Journal } from "./journal.ts";
import { CallCounter, journaledModel } from "./journaled-model.ts";

const messages = [{ role: "user" as const, content: "Hello" }];
const steeredBy = (change: () => unknown) => ({
  messages,
  seed: 1,
  backendOptions: { local: { steer: [{ change }] } },
});
/** As a task that begins, or begins again: calls are counted from the first. */
const tried = (journal: Journal, replies: string[]) =>
  journaledModel(scriptedModel(replies), { journal, calls: new CallCounter(), dialogueSeed: 1 });

describe("journaledModel", () => {
  it("answers a call from the journal when it is made again", async () => {
    const journal = new Journal();
    await tried(journal, ["first"]).generate({ messages, seed: 1 });
    const again = tried(new Journal([], journal.entries), []);
    expect((await again.generate({ messages, seed: 1 })).text).toBe("first");
  });

  it.each(["generate", "stream"] as const)(
    "makes no call (%s) before those before it are recorded, and none after one that cannot be",
    async (way) => {
      const asked: string[] = [];
      const recordings = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      let recorded = 0;
      const model = wrapModel(scriptedModel(["first", "second", "third"]), {
        generate: (request, next) => next((asked.push("generate"), request)),
        stream: (request, next) => next((asked.push("stream"), request)),
      });
      const journal = new Journal([], [], () => recordings[recorded++]?.promise);
      const tested = journaledModel(model, { journal, calls: new CallCounter(), dialogueSeed: 1 });
      const ask = async () =>
        way === "generate" ? tested.generate({ messages }) : collectStream("x", tested.stream({ messages }));
      expect((await ask()).text).toBe("first");
      const second = ask();
      await new Promise((resolve) => setImmediate(resolve));
      expect(asked).toEqual([way]);
      recordings[0]?.resolve();
      expect((await second).text).toBe("second");
      recordings[1]?.reject(new Error("the disk is full"));
      for (let more = 0; more < 2; more++) await expect(ask()).rejects.toThrow("the disk is full");
      expect(asked).toEqual([way, way]);
    },
  );

  it("answers no call of a model that is another by then", async () => {
    const journal = new Journal();
    let edits = 1;
    const inner = (reply: string) => ({
      ...scriptedModel([reply]),
      get fingerprint() {
        return { edits };
      },
    });
    const calls = () => ({ calls: new CallCounter(), dialogueSeed: 1 });
    await journaledModel(inner("first"), { journal, ...calls() }).generate({ messages, seed: 1 });
    const again = new Journal([], journal.entries);
    const model = journaledModel(inner("second"), { journal: again, ...calls() });
    edits = 2;
    expect((await model.generate({ messages, seed: 1 })).text).toBe("second");
  });

  it("makes a call that is steered by a function anew, and keeps what each one cost", async () => {
    const journal = new Journal();
    const first = tried(journal, ["up", "down"]);
    await first.generate(steeredBy(() => 1));
    await first.generate(steeredBy(() => -1));

    const resumed = new Journal([], journal.entries);
    const again = tried(resumed, ["left", "right"]);
    expect((await again.generate(steeredBy(() => 2))).text).toBe("left");
    expect((await collectStream("x", again.stream(steeredBy(() => 1)))).text).toBe("right");
    expect(resumed.unreported.map(({ result }) => result.text)).toEqual(["up", "down", "left", "right"]);
  });
});
