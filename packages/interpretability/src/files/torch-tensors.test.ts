import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { writeTensors } from "@sdialog/local";
import { zipSync } from "fflate";
import { loadDirection } from "./direction-file.ts";
import { torchTensors } from "./torch-tensors.ts";

const bytes = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, "base64"));

/** As `torch.save(tensor)` writes it: three float32, pickle protocol 2. */
const vector = bytes(
  "UEsDBBQAAAAAADykfV0L62SUlgAAAJYAAAAKAAAAZC9kYXRhLnBrbIACY3RvcmNoLl91dGlscwpfcmVidWlsZF90ZW5zb3JfdjIKcQAoKFgHAAAAc3RvcmFnZXEBY3RvcmNoCkZsb2F0U3RvcmFnZQpxAlgBAAAAMHEDWAMAAABjcHVxBEsDdHEFUUsASwOFcQZLAYVxB4ljY29sbGVjdGlvbnMKT3JkZXJlZERpY3QKcQgpUnEJdHEKUnELLlBLAwQUAAAAAAA8pH1dhT3jGQYAAAAGAAAACwAAAGQvYnl0ZW9yZGVybGl0dGxlUEsDBBQAAAAAADykfV3SSXOHDAAAAAwAAAAIAAAAZC9kYXRhLzAAAAA/AACgvwAAQEBQSwMEFAAAAAAAPKR9XdGeZ1UCAAAAAgAAAAkAAABkL3ZlcnNpb24zClBLAQIUAxQAAAAAADykfV0L62SUlgAAAJYAAAAKAAAAAAAAAAAAAACAAQAAAABkL2RhdGEucGtsUEsBAhQDFAAAAAAAPKR9XYU94xkGAAAABgAAAAsAAAAAAAAAAAAAAIABvgAAAGQvYnl0ZW9yZGVyUEsBAhQDFAAAAAAAPKR9XdJJc4cMAAAADAAAAAgAAAAAAAAAAAAAAIAB7QAAAGQvZGF0YS8wUEsBAhQDFAAAAAAAPKR9XdGeZ1UCAAAAAgAAAAkAAAAAAAAAAAAAAIABHwEAAGQvdmVyc2lvblBLBQYAAAAABAAEAN4AAABIAQAAAAA=",
);
/** A dictionary: one row of two float16, every second of four bfloat16 from the second on, a text and a number; protocol 4. */
const dictionary = bytes(
  "UEsDBBQAAAAAADykfV0H4oMf+gAAAPoAAAAKAAAAZC9kYXRhLnBrbIAEle8AAAAAAAAAfZQojAdsYXllci4zlIwMdG9yY2guX3V0aWxzlIwSX3JlYnVpbGRfdGVuc29yX3YylJOUKCiMB3N0b3JhZ2WUjAV0b3JjaJSMC0hhbGZTdG9yYWdllJOUjAEwlIwDY3B1lEsCdJRRSwBLAUsChpRLAksBhpSJjAtjb2xsZWN0aW9uc5SMC09yZGVyZWREaWN0lJOUKVKUdJRSlIwEYmlhc5RoBCgoaAVoBowPQkZsb2F0MTZTdG9yYWdllJOUjAExlGgKSwR0lFFLAUsChZRoGYloEClSlHSUUpSMBG5vdGWUjAJoaZSMAW6UTSwBdS5QSwMEFAAAAAAAPKR9XYU94xkGAAAABgAAAAsAAABkL2J5dGVvcmRlcmxpdHRsZVBLAwQUAAAAAAA8pH1dNtXVlAQAAAAEAAAACAAAAGQvZGF0YS8wAD4AwFBLAwQUAAAAAAA8pH1dATQcjAgAAAAIAAAACAAAAGQvZGF0YS8xgD8AQEDAAD9QSwMEFAAAAAAAPKR9XdGeZ1UCAAAAAgAAAAkAAABkL3ZlcnNpb24zClBLAQIUAxQAAAAAADykfV0H4oMf+gAAAPoAAAAKAAAAAAAAAAAAAACAAQAAAABkL2RhdGEucGtsUEsBAhQDFAAAAAAAPKR9XYU94xkGAAAABgAAAAsAAAAAAAAAAAAAAIABIgEAAGQvYnl0ZW9yZGVyUEsBAhQDFAAAAAAAPKR9XTbV1ZQEAAAABAAAAAgAAAAAAAAAAAAAAIABUQEAAGQvZGF0YS8wUEsBAhQDFAAAAAAAPKR9XQE0HIwIAAAACAAAAAgAAAAAAAAAAAAAAIABewEAAGQvZGF0YS8xUEsBAhQDFAAAAAAAPKR9XdGeZ1UCAAAAAgAAAAkAAAAAAAAAAAAAAIABqQEAAGQvdmVyc2lvblBLBQYAAAAABQAFABQBAADSAQAAAAA=",
);
/** A list of what `os.system` gives. */
const program = bytes(
  "UEsDBBQAAAAAADykfV104GwNMwAAADMAAAAKAAAAZC9kYXRhLnBrbIACXXEAY3Bvc2l4CnN5c3RlbQpxAVgPAAAAdG91Y2ggL3RtcC9ldmlscQKFcQNScQRhLlBLAwQUAAAAAAA8pH1dhT3jGQYAAAAGAAAACwAAAGQvYnl0ZW9yZGVybGl0dGxlUEsDBBQAAAAAADykfV3RnmdVAgAAAAIAAAAJAAAAZC92ZXJzaW9uMwpQSwECFAMUAAAAAAA8pH1ddOBsDTMAAAAzAAAACgAAAAAAAAAAAAAAgAEAAAAAZC9kYXRhLnBrbFBLAQIUAxQAAAAAADykfV2FPeMZBgAAAAYAAAALAAAAAAAAAAAAAACAAVsAAABkL2J5dGVvcmRlclBLAQIUAxQAAAAAADykfV3RnmdVAgAAAAIAAAAJAAAAAAAAAAAAAACAAYoAAABkL3ZlcnNpb25QSwUGAAAAAAMAAwCoAAAAswAAAAAA",
);

/** Where the numbers of a tensor lie: its fields as `torch._utils._rebuild_tensor_v2` is given them. */
interface Layout {
  readonly kind: string;
  readonly offset: number;
  readonly shape: readonly number[];
  readonly stride: readonly number[];
}

/** The pickle of a tensor whose numbers are in `data/0`, one byte for each character. */
function pickled({ kind, offset, shape, stride }: Layout): string {
  const text = (words: string): string => `\x8c${String.fromCodePoint(words.length)}${words}`;
  const tuple = (wholes: readonly number[]): string =>
    `(${wholes.map((each) => `J${Buffer.from(Int32Array.of(each).buffer).toString("latin1")}`).join("")}t`;
  const storage = `(${text("storage")}ctorch\n${kind}\n${text("0")}${text("cpu")}NtQ`;
  return `ctorch._utils\n_rebuild_tensor_v2\n(${storage}${tuple([offset]).slice(1, -1)}${tuple(shape)}${tuple(stride)}tR`;
}

/** A file of `torch.save`: an archive without compression. */
function saved(pickle: string, { numbers = new Uint8Array(0), level = 0, ...more }: Partial<Contents> = {}) {
  const files = { "data.pkl": Buffer.from(`${pickle}.`, "latin1"), "data/0": numbers, ...more.files };
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, each]) => [`d/${name}`, each])), {
    level,
  });
}

interface Contents {
  readonly numbers: Uint8Array;
  readonly level: 0 | 9;
  readonly files: Readonly<Record<string, Uint8Array>>;
}

const six = new Uint8Array(Float32Array.of(1, 2, 3, 4, 5, 6).buffer);
const row: Layout = { kind: "FloatStorage", offset: 0, shape: [6], stride: [1] };

describe("torchTensors", () => {
  it.each([
    ["FloatStorage", Float32Array.of(0.5, -1.25, 3), [0.5, -1.25, 3]],
    ["DoubleStorage", Float64Array.of(0.5, -1.25, 3), [0.5, -1.25, 3]],
    // 1, −2, the largest, the smallest there is and the smallest of full precision, the third of 1, and what is no number.
    [
      "HalfStorage",
      Uint16Array.of(0x3c00, 0xc000, 0x7bff, 0x0001, 0x8001, 0x0400, 0x3555, 0x7c00, 0xfc00, 0x7e00),
      [1, -2, 65_504, 2 ** -24, -(2 ** -24), 2 ** -14, 1365 / 4096, Infinity, -Infinity, Number.NaN],
    ],
    [
      "BFloat16Storage",
      Uint16Array.of(0x3f80, 0xc000, 0x4049, 0x0080, 0x7f80, 0xff80),
      [1, -2, 3.140625, 2 ** -126, Infinity, -Infinity],
    ],
  ])("reads the numbers of a %s", (kind, numbers, expected) => {
    const pickle = pickled({ kind, offset: 0, shape: [expected.length], stride: [1] });
    const read = torchTensors(saved(pickle, { numbers: new Uint8Array(numbers.buffer) }), "v.pt");
    expect([...(read.get("tensor")?.data ?? [])]).toEqual(expected);
  });

  it.each([
    ["a row", [2, 3], [3, 1], 0, [1, 2, 3, 4, 5, 6]],
    ["a matrix on its side", [3, 2], [1, 3], 0, [1, 4, 2, 5, 3, 6]],
    ["a column", [2], [3], 1, [2, 5]],
    ["the last number", [1], [1], 5, [6]],
    ["one number many times", [2, 2], [0, 0], 3, [4, 4, 4, 4]],
    ["a number without axes", [], [], 2, [3]],
    ["three axes", [1, 2, 2], [4, 2, 1], 1, [2, 3, 4, 5]],
    ["nothing, from wherever", [0], [1], 9, []],
  ])("follows the steps of %s", (_what, shape, stride, offset, expected) => {
    const read = torchTensors(saved(pickled({ ...row, shape, stride, offset }), { numbers: six }), "v.pt");
    expect(read.get("tensor")).toEqual({ shape, data: Float32Array.from(expected) });
  });

  it("names the tensors of a list by their places, and takes a parameter for the tensor that it is", () => {
    const tensor = pickled({ ...row, shape: [2] });
    const parameter = `ctorch._utils\n_rebuild_parameter\n${tensor}\x85R`;
    const read = torchTensors(saved(`](K\x07${tensor}${parameter}e`, { numbers: six }), "v.pt");
    expect([...read]).toEqual([
      ["1", { shape: [2], data: Float32Array.of(1, 2) }],
      ["2", { shape: [2], data: Float32Array.of(1, 2) }],
    ]);
  });

  const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
  it.each<[string, string, Partial<Contents>, string]>([
    ["a tensor of whole numbers", pickled({ ...row, kind: "LongStorage" }), {}, "asks for torch.LongStorage"],
    ["a kind as a function", "ctorch\nFloatStorage\n)R", {}, "uses a type of numbers as a function"],
    ["numbers of no kind", "K\x01Q", {}, "its numbers are of a kind that is not read"],
    [
      "something other than numbers",
      pickled(row).replace("storage", "picture"),
      {},
      "a kind that is not read",
    ],
    ["numbers that are elsewhere", pickled(row).replace("\x010", "\x011"), {}, "(data/1) that are not in it"],
    ["large ends first", pickled(row), { files: { byteorder: bytesOf("big") } }, "are not little-endian"],
    ["no tensor", "K\x01", {}, "it holds no tensor of floating-point numbers"],
    ["a tensor with too few steps", pickled({ ...row, stride: [] }), {}, "one of its tensors is broken"],
    ["a tensor of negative size", pickled({ ...row, shape: [-1] }), {}, "one of its tensors is broken"],
    ["negative steps", pickled({ ...row, stride: [-1] }), {}, "one of its tensors is broken"],
    [
      "a tensor without a place",
      pickled(row).replace(/J[^]{4}(?=\(J)/, "N"),
      {},
      "one of its tensors is broken",
    ],
    ["a tensor of nothing", pickled(row).replace(/[(].*Q/s, "(N"), {}, "one of its tensors is broken"],
    ["a tensor of a number", pickled(row).replace(/[(].*Q/s, "(K\x01"), {}, "one of its tensors is broken"],
    [
      "a tensor without anything",
      "ctorch._utils\n_rebuild_tensor_v2\n)R",
      {},
      "one of its tensors is broken",
    ],
    ["one number too many", pickled({ ...row, shape: [7] }), {}, "fewer numbers than one of its tensors"],
    [
      "a start before all numbers",
      pickled({ ...row, offset: -1 }),
      {},
      "fewer numbers than one of its tensors",
    ],
    ["a start too late", pickled({ ...row, offset: 1 }), {}, "fewer numbers than one of its tensors"],
    ["steps too long", pickled({ ...row, stride: [2] }), {}, "fewer numbers than one of its tensors"],
    [
      "one number so often that no memory holds them",
      pickled({ ...row, shape: [2 ** 27], stride: [0] }),
      {},
      "larger than the file may be",
    ],
    ["a compressed file", pickled(row), { level: 9 }, "it holds no data.pkl"],
  ])("refuses %s", (_what, pickle, contents, message) => {
    const file = saved(pickle, { numbers: six, ...contents });
    expect(() => torchTensors(file, "v.pt")).toThrow(message);
    expect(() => torchTensors(file, "v.pt")).toThrow(/^v\.pt: /);
  });

  it("refuses what is no archive, and one that is larger than directions are before it looks inside", () => {
    expect(() => torchTensors(bytesOf("P."), "v.pt")).toThrow("not a file of torch.save as PyTorch 1.6");
    expect(() => torchTensors(bytesOf("XK"), "v.pt")).toThrow("not a file of torch.save as PyTorch 1.6");
    const large = new Uint8Array(256 * 2 ** 20 + 1);
    large.set(bytesOf("PK"));
    expect(() => torchTensors(large, "v.pt")).toThrow("it is larger than 256 MiB");
    expect(() => torchTensors(large.subarray(0, 64), "v.pt")).toThrow("its archive cannot be read");
  });

  it("reads a tensor saved alone", () => {
    expect([...torchTensors(vector, "v.pt")]).toEqual([
      ["tensor", { shape: [3], data: Float32Array.of(0.5, -1.25, 3) }],
    ]);
  });

  it("reads the tensors of a dictionary, of any kind of number and with steps, and nothing else of it", () => {
    expect([...torchTensors(dictionary, "d.pt")]).toEqual([
      ["layer.3", { shape: [1, 2], data: Float32Array.of(1.5, -2) }],
      ["bias", { shape: [2], data: Float32Array.of(2, 0.5) }],
    ]);
  });

  it("runs nothing, and says what was asked for", () => {
    expect(() => torchTensors(program, "p.pt")).toThrow(/p\.pt: it asks for posix\.system/);
  });

  it("names whatever is broken, wherever it is cut or changed", () => {
    for (let length = 0; length < vector.length; length += 7) {
      const error = caught(() => torchTensors(vector.slice(0, length), "v.pt"));
      expect(error, `cut at ${length}`).toMatchObject({ code: "data_format", source: "v.pt" });
    }
    for (let at = 40; at < 190; at++) {
      const changed = vector.slice();
      changed[at] = (changed[at] ?? 0) ^ 0x15;
      const error = caught(() => torchTensors(changed, "v.pt"));
      if (error !== undefined)
        expect(error, `changed at ${at}`).toMatchObject({ code: "data_format", source: "v.pt" });
    }
  });

  it("gives directions and no matrices, whose rows would be taken for one vector", async () => {
    const path = join(await mkdtemp(join(tmpdir(), "torch-")), "rows.safetensors");
    await writeFile(
      path,
      writeTensors(new Map([["w", { shape: [2, 2], data: Float32Array.of(1, 2, 3, 4) }]])),
    );
    await expect(loadDirection(path)).rejects.toMatchObject({
      code: "data_format",
      message: expect.stringContaining("w has the shape (2, 2), which is not a vector"),
    });
  });

  it("is what directions are loaded with", async () => {
    const folder = await mkdtemp(join(tmpdir(), "torch-"));
    await writeFile(join(folder, "v.pt"), vector);
    await writeFile(join(folder, "d.pth"), dictionary);
    expect([...(await loadDirection(join(folder, "v.pt"))).values]).toEqual([0.5, -1.25, 3]);
    expect([...(await loadDirection(join(folder, "d.pth"), "bias")).values]).toEqual([2, 0.5]);
    await expect(loadDirection(join(folder, "d.pth"))).rejects.toThrow(/holds layer\.3, bias/);
  });
});

function caught(run: () => unknown): unknown {
  try {
    run();
    return undefined;
  } catch (error) {
    return error;
  }
}
