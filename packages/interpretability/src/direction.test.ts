import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
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
    expect(() => principalDirections(points.slice(0, 1))).toThrow(/at least two/);
    expect(() => principalDirections([points[0]!, points[0]!])).toThrow(/all the same/);
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

  it("must exist and have a known ending", async () => {
    await expect(loadDirection(join(folder, "none.npy"))).rejects.toMatchObject({ code: "data_format" });
    await expect(saveDirection(direction, join(folder, "d.txt"))).rejects.toThrow(
      /does not have the name of a direction file/,
    );
  });
});
