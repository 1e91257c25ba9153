import { describe, expect, it } from "vitest";
import { isPlainFileName, isPlainPath } from "./plain-file-name.ts";

describe("isPlainFileName", () => {
  it.each(["a", "dialogues.jsonl", "model_fp16.onnx", "1_Pooling", "a..b", "x".repeat(100)])(
    "takes %s",
    (name) => {
      expect(isPlainFileName(name)).toBe(true);
    },
  );

  it.each(["", ".", "..", ".hidden", "-rf", "a/b", "a\\b", "C:", "a\n", "a\0", "é", "x".repeat(101)])(
    "refuses %j",
    (name) => {
      expect(isPlainFileName(name)).toBe(false);
    },
  );
});

describe("isPlainPath", () => {
  it.each([
    ["onnx/model.onnx_data", true],
    ["config.json", true],
    ["/etc/passwd", false],
    ["../x", false],
    ["onnx/model.onnx_data/../../x", false],
    ["a//b", false],
    ["a/./b", false],
    ["a/", false],
  ])("%s: %s", (path, is) => {
    expect(isPlainPath(path)).toBe(is);
  });
});
