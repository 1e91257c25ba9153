import { register } from "@sdialog/core";
import { expect, it } from "vitest";
import { catalog } from "./catalog.ts";

it("puts every metric into a group, and those of somebody else last", () => {
  register("metric", {
    name: "tea-count",
    title: "Teas",
    unit: "teas",
    description: "teas that are ordered",
    create: () => ({ name: "tea-count", score: () => 1 }),
  } as never);
  const { metrics } = catalog("any");
  expect(metrics.filter(({ group }) => group === "Others").map(({ name }) => name)).toEqual(["tea-count"]);
  expect(metrics.at(-1)?.name).toBe("tea-count");
  expect(new Set(metrics.map(({ name }) => name)).size).toBe(metrics.length);
  expect(metrics.find(({ name }) => name === "mtld")?.group).toBe("Variety of words");
  expect(metrics.find(({ name }) => name === "groundedness")?.group).toBe("Judged by a model");
});
