import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeTensors } from "@sdialog/local";
import { beforeAll, describe, expect, it } from "vitest";
import { Direction } from "./direction.ts";
import { loadDirection, saveDirection } from "./files/direction-file.ts";
import { readNpy } from "./files/npy.ts";
import { principalDirections } from "./principal-directions.ts";

describe("Direction", () => {
  it("measures along itself", () => {
    const direction = new Direction([3, 4]);
    expect(direction.length).toBe(5);
    expect(direction.project([3, 4])).toBe(5);
    expect(direction.project([4, -3])).toBe(0);
    expect(direction.cosine([-6, -8])).toBeCloseTo(-1);
    expect(direction.unit().length).toBeCloseTo(1);
    expect([...direction.unit().values]).toEqual([expect.closeTo(0.6), expect.closeTo(0.8)]);
    const origin = { site: "model.layers.3", side: "input" } as const;
    expect(new Direction([3, 4], origin).unit().origin).toEqual(origin);
    expect(direction.project([3])).toBeNaN();
  });

  it.each([[[]], [[0, 0]], [[Number.NaN, 1]]])("refuses %o", (values) => {
    expect(() => new Direction(values)).toThrow(/finite numbers/);
  });
});

describe("principalDirections", () => {
  it("finds the line that points lie on", () => {
    const points = [-2, -1, 0, 1, 2].map((t) => Float32Array.of(1 + 3 * t, 5 - 4 * t, 7));
    const [first, second] = principalDirections(points, 2);
    expect(Math.abs(first!.direction.cosine([3, -4, 0]))).toBeCloseTo(1, 6);
    expect(first!.explained).toBeCloseTo(1, 6);
    expect(second!.explained).toBeCloseTo(0, 6);
    // Three points lie in a plane, and what is beyond it is the noise of rounding.
    expect(principalDirections(points.slice(0, 3), 10)).toHaveLength(2);
    expect(principalDirections(points)).toHaveLength(1);
    expect(() => principalDirections(points.slice(0, 1))).toThrow(/at least two/);
    expect(() => principalDirections([points[0]!, points[0]!])).toThrow(/all the same/);
  });
});

describe("principalDirections of points on two axes", () => {
  // Around (10, 20, 30): variance 4 · 2² along the first axis, 2 · 1² along the second.
  const points = [
    [2, 0],
    [-2, 0],
    [2, 0],
    [-2, 0],
    [0, 1],
    [0, -1],
  ].map(([x = 0, y = 0]) => Float32Array.of(10 + x, 20 + y, 30));

  it("tells the share of the variance along each, most important first", () => {
    const [first, second] = principalDirections(points, 2);
    expect(Math.abs(first!.direction.project([1, 0, 0]))).toBeCloseTo(1, 6);
    expect(Math.abs(second!.direction.project([0, 1, 0]))).toBeCloseTo(1, 6);
    expect([first!.explained, second!.explained]).toEqual([
      expect.closeTo(16 / 18, 6),
      expect.closeTo(2 / 18, 6),
    ]);
    expect(first!.direction.length).toBeCloseTo(1, 6);
  });

  it("says where they come from, in words of its own or of whoever asks", () => {
    const origin = { model: "local:pocket", site: "model.layers.3", side: "input" } as const;
    expect(principalDirections(points, 2, origin).map((each) => each.direction.origin)).toEqual([
      { ...origin, description: "principal component 1 of 6 vectors" },
      { ...origin, description: "principal component 2 of 6 vectors" },
    ]);
    const [named] = principalDirections(points, 1, { description: "politeness" });
    expect(named!.direction.origin).toEqual({ description: "politeness" });
  });
});

describe("direction files", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "direction-"));
  });
  const direction = new Direction([0.5, -1.25, 3], { model: "local:pocket", site: "model.layers.3" });

  it.each(["json", "npy", "safetensors"])("keep the numbers as .%s", async (extension) => {
    const path = join(folder, `d.${extension}`);
    await saveDirection(direction, path);
    const loaded = await loadDirection(path);
    expect(loaded.values).toEqual(direction.values);
    if (extension === "json") expect(loaded.origin).toEqual(direction.origin);
  });

  it("are read as NumPy writes them", () => {
    // np.save(f, np.array([[1.5, -2.0]])): float64, one row.
    const header = "{'descr': '<f8', 'fortran_order': False, 'shape': (1, 2), }".padEnd(117) + "\n";
    const bytes = new Uint8Array(10 + 118 + 16);
    bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, 118, 0]);
    bytes.set(new TextEncoder().encode(header), 10);
    new DataView(bytes.buffer).setFloat64(128, 1.5, true);
    new DataView(bytes.buffer).setFloat64(136, -2, true);
    expect([...readNpy(bytes, "d.npy")]).toEqual([1.5, -2]);
    expect(() => readNpy(bytes.subarray(0, 140), "d.npy")).toThrow(/d\.npy: it should hold 2 numbers/);
  });

  it.each([
    ["a.json", "{"],
    ["b.json", `{"values":["x"]}`],
    ["c.npy", "not numpy"],
    ["d.safetensors", "not tensors"],
  ])("that are not right are named: %s", async (name, content) => {
    const path = join(folder, name);
    await writeFile(path, content);
    await expect(loadDirection(path)).rejects.toMatchObject({ code: "data_format", source: path });
  });

  it("are lists of numbers, too, and tell where they come from only where that is known", async () => {
    const path = join(folder, "list.json");
    await writeFile(path, "[3, 4]");
    expect(await loadDirection(path)).toMatchObject({ length: 5, origin: {} });
    await writeFile(path, '{ "values": [3, 4], "origin": { "side": "input", "description": "x" } }');
    expect((await loadDirection(path)).origin).toEqual({ side: "input", description: "x" });
  });

  it.each([
    ["{", "not JSON"],
    ["[]", "not a direction"],
    ["{}", "not a direction"],
    ['{ "values": [1, "2"] }', "not a direction"],
    ['{ "values": [1], "origin": { "side": "left" } }', "not a direction"],
    ["null", "not a direction"],
  ])("that hold %s are refused: %s", async (content, message) => {
    const path = join(folder, "refused.json");
    await writeFile(path, content);
    await expect(loadDirection(path)).rejects.toMatchObject({
      code: "data_format",
      message: expect.stringMatching(new RegExp(`refused\\.json: ${message}$`)) as string,
    });
  });

  it("hold one vector, alone or by its name", async () => {
    const path = join(folder, "several.safetensors");
    const vector = (shape: readonly number[], ...values: readonly number[]) => ({
      shape: [...shape],
      data: Float32Array.from(values),
    });
    await writeFile(
      path,
      writeTensors(
        new Map([
          ["row", vector([1, 2], 3, 4)],
          ["column", vector([2, 1], 5, 12)],
          ["one", vector([], 2)],
          ["matrix", vector([2, 2], 1, 2, 3, 4)],
        ]),
      ),
    );
    const lengths = ["row", "column", "one"].map(async (name) => (await loadDirection(path, name)).length);
    expect(await Promise.all(lengths)).toEqual([5, 13, 2]);
    await expect(loadDirection(path, "matrix")).rejects.toThrow(
      "matrix has the shape (2, 2), which is not a",
    );
    await expect(loadDirection(path)).rejects.toThrow(/holds [a-z, ]*row[a-z, ]*$/);
    await expect(loadDirection(path, "rows")).rejects.toThrow(/holds [a-z, ]*row[a-z, ]*, but no rows$/);
    await saveDirection(direction, join(folder, "one.safetensors"));
    const named = await loadDirection(join(folder, "one.safetensors"), "direction");
    expect(named.values).toEqual(direction.values);
  });

  it("must exist and have a known ending", async () => {
    await expect(loadDirection(join(folder, "none.npy"))).rejects.toMatchObject({
      code: "data_format",
      source: join(folder, "none.npy"),
    });
    await writeFile(join(folder, "there.txt"), "[1]");
    await expect(loadDirection(join(folder, "there.txt"))).rejects.toMatchObject({
      code: "invalid_argument",
    });
    await expect(saveDirection(direction, join(folder, "d.txt"))).rejects.toThrow(
      /does not have the name of a direction file/,
    );
  });
});
