import { describe, expect, it } from "vitest";
import { importCircles } from "./import-circles.ts";

const circlesOf = (modules: Record<string, readonly string[]>) =>
  importCircles(new Map(Object.entries(modules)));

describe("importCircles", () => {
  it("finds folders that import each other though no file imports itself", () => {
    const circles = circlesOf({
      "src/hub/hub.ts": ["../files/find.ts"],
      "src/files/find.ts": [],
      "src/files/locate.ts": ["../hub/hub.ts"],
    });
    expect(circles).toEqual([
      {
        folder: "src",
        members: ["hub", "files"],
        imports: ["src/hub/hub.ts → src/files/find.ts", "src/files/locate.ts → src/hub/hub.ts"],
      },
    ]);
  });

  it("finds a file and a folder, longer circles, and circles deep below", () => {
    const found = circlesOf({
      "src/origin.ts": ["./stage/edit.ts"],
      "src/stage/edit.ts": [],
      "src/stage/routes.ts": ["../origin.ts"],
      "src/deep/a/one.ts": ["../b/two.ts"],
      "src/deep/b/two.ts": ["../c/three.ts"],
      "src/deep/c/three.ts": ["../a/four.ts"],
      "src/deep/a/four.ts": [],
    });
    expect(found.map(({ folder, members }) => [folder, ...members])).toEqual([
      ["src", "origin.ts", "stage"],
      ["src/deep", "a", "b", "c"],
    ]);
  });

  it("lets a folder use its own subfolders and be used by them, and ignores other packages", () => {
    expect(
      circlesOf({
        "src/index.ts": ["./parts/part.ts", "@sdialog/core"],
        "src/shared.ts": [],
        "src/parts/part.ts": ["../shared.ts", "./inner/small.ts"],
        "src/parts/inner/small.ts": ["../other.ts"],
        "src/parts/other.ts": [],
      }),
    ).toEqual([]);
  });
});
