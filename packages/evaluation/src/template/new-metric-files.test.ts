import { describe, expect, it } from "vitest";
import { newMetricFiles } from "./new-metric-files.ts";

describe("newMetricFiles", () => {
  it.each(["", "../evil", "3-times", "naïve"])("refuses %j", (name) => {
    expect(() => newMetricFiles(name)).toThrow("cannot be the name of a metric");
  });
});
