import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { writeTensors } from "@sdialog/local";
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

describe("torchTensors", () => {
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
