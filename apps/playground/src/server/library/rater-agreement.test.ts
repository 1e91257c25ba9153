import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Dialog } from "@sdialog/core";
import { saveDialogs } from "@sdialog/core/fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { querySchema } from "../../protocol/library.ts";
import { OpenedFolder } from "../opened-folder.ts";
import { listDialogs } from "./list-dialogs.ts";
import { raterAgreement } from "./rater-agreement.ts";

let folder: OpenedFolder;
beforeEach(async () => {
  folder = await OpenedFolder.open(await mkdtemp(join(tmpdir(), "sdialog-agreement-")));
});
afterEach(() => rm(folder.root, { recursive: true, force: true }));

const rated = (id: string, text: string, scores: object, rating: number | null = null): Dialog =>
  new Dialog({ id, turns: [{ speaker: "Ann", text }], annotations: { rating, scores } });

describe("raterAgreement", () => {
  it("compares what several people gave the same dialogues, criterion by criterion", async () => {
    const dialogs = [
      rated("a", "one", { Ann: { overall: 1, natural: 2 }, Bo: { overall: 1 } }),
      rated("b", "two", { Ann: { overall: 5 }, Bo: { overall: 4 } }),
      rated("c", "three", { Ann: { overall: 2 }, Bo: { overall: 5 } }),
      rated("d", "four", { Bo: { overall: 3 } }),
    ];
    await saveDialogs(dialogs, join(folder.root, "all.jsonl"));
    const [overall, ...others] = await raterAgreement(folder, "all.jsonl");
    // Nobody else rated how natural it is.
    expect(others).toEqual([]);
    expect(overall).toMatchObject({
      criterion: "overall",
      dialogs: 3,
      raters: [
        { name: "Ann", rated: 3, mean: 8 / 3 },
        { name: "Bo", rated: 4, mean: 13 / 4 },
      ],
      same: 1 / 3,
      near: 2 / 3,
      apart: [{ place: { file: "all.jsonl", at: 3 }, first: "three", range: 3 }],
    });
    // By hand, from the middle ranks 1.5, 1.5, 3, 4, 5.5, 5.5 of the six ratings.
    expect(overall?.alpha).toBeCloseTo(1 - (2 * (1.5 ** 2 + 2.5 ** 2)) / 6 / ((2 * 6 * 16.5) / 30), 10);
  });

  it("lists in any order, what one has not rated yet, and where a text stands", async () => {
    const long = `${"x".repeat(100)} oat MILK ${"y".repeat(100)}`;
    const dialogs = [
      rated("a", "oats", { Ann: { overall: 2 } }, 2),
      rated("b", long, {}),
      rated("c", "milk", { Bo: { overall: 5 } }, 5),
    ];
    await saveDialogs(dialogs, join(folder.root, "all.jsonl"));
    const list = async (query: object) => {
      const { rows } = await listDialogs(folder, querySchema.parse({ source: "", ...query }));
      return rows;
    };
    const ids = async (query: object) => (await list(query)).map(({ id }) => id);
    expect(await ids({})).toEqual(["a", "b", "c"]);
    expect(await ids({ order: "best-rated" })).toEqual(["c", "a", "b"]);
    expect(await ids({ order: "worst-rated" })).toEqual(["a", "c", "b"]);
    expect(await ids({ order: "most-words", limit: 1 })).toEqual(["b"]);
    expect(await ids({ order: "most-words", offset: 1 })).toEqual(["a", "c"]);
    expect(await ids({ unratedBy: "Ann" })).toEqual(["b", "c"]);
    const [found, milk] = await list({ text: "milk" });
    expect(found?.snippet).toEqual({
      speaker: "Ann",
      before: `…${"x".repeat(55)} oat `,
      match: "MILK",
      after: ` ${"y".repeat(59)}…`,
    });
    expect(milk?.snippet).toEqual({ speaker: "Ann", before: "", match: "milk", after: "" });
  });
});
