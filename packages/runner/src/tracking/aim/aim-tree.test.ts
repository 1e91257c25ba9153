import { expect, it } from "vitest";
import { aimHash } from "./aim-hash.ts";
import { AimArray, AimFloat, AimText, packTree, unpackTree } from "./aim-tree.ts";

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

it("writes trees byte for byte as Aim 3.29.1 does", () => {
  // pack_args(encode_tree(…)) there
  expect(hex(packTree({ name: "meta", sub: "abc", read_only: false, index: false, timeout: null }))).toBe(
    "050000006e616d65fe0005000000046d65746104000000737562fe0004000000046162630a000000726561645f6f6e6c79fe0002000000010006000000696e646578fe000200000001000800000074696d656f7574fe000100000000",
  );
  const value = { a: [1, 2.5, "x", null, true], t: new AimText("hé"), e: {}, n: -5 };
  expect(hex(packTree([["meta", "chunks", "h"], value]))).toBe(
    "000000000001000000060a000000fe0000000000000000fe00010000000614000000fe0000000000000000fefe0000000000000000fe0005000000046d65746114000000fe0000000000000000fefe0000000000000001fe0007000000046368756e6b7314000000fe0000000000000000fefe0000000000000002fe000200000004680c000000fe0000000000000001fe61fe00010000000616000000fe0000000000000001fe61fefe0000000000000000fe000900000002010000000000000016000000fe0000000000000001fe61fefe0000000000000001fe000900000003000000000000044016000000fe0000000000000001fe61fefe0000000000000002fe0002000000047816000000fe0000000000000001fe61fefe0000000000000003fe00010000000016000000fe0000000000000001fe61fefe0000000000000004fe000200000001010c000000fe0000000000000001fe74fe00090000000f61696d2e7465787411000000fe0000000000000001fe74fe64617461fe01040000000468c3a90c000000fe0000000000000001fe65fe0001000000070c000000fe0000000000000001fe6efe000900000002fbffffffffffffff",
  );
});

it("reads what it writes, an empty key and the smallest integer included", () => {
  const tree = new Map<string | bigint, AimArray | Map<bigint, string> | AimFloat>([
    ["places", new AimArray(new Map([[-(2n ** 63n), new AimFloat(2)]]))],
    ["", new AimFloat(1)],
    ["inner", new Map([[7n, "seven"]])],
  ]);
  expect(unpackTree(packTree(tree))).toEqual(
    new Map<string, unknown>([
      ["places", new Map([[-(2n ** 63n), 2]])],
      ["(empty)", 1],
      ["inner", new Map([[7n, "seven"]])],
    ]),
  );
  expect(unpackTree(packTree("all"))).toBe("all");
});

it.each([
  // aim.storage.hashing.hash_auto(…) there
  [{}, -4504863053055089774n],
  [0, 487590686800389010n],
  [1, 6813614137041369426n],
  [1000, -1219901322750360787n],
  [2 ** 40, 1082616900321517753n],
  ["a", -7370611057014097113n],
  [{ a: 1 }, 6547473659173455258n],
  [{ sample_id: "3", turn: 0, persona_hash: "x" }, 2842853681115045207n],
  [{ turn: 0, persona_hash: "x", sample_id: "3" }, 2842853681115045207n],
])("hashes %j as Aim 3.29.1 does", (value, expected) => {
  expect(aimHash(value)).toBe(expected);
});
