import { Random } from "@sdialog/core";
import { expect, it } from "vitest";
import * as z from "zod";
import { choices, drawChoices } from "./alternatives.ts";

const shape = { role: z.string(), hobbies: z.array(z.string()), age: z.number() };

it("takes a list for what is drawn from, unless the attribute itself is a list", () => {
  expect(
    choices(shape, {
      role: ["cook", "nurse"],
      hobbies: ["tea", "chess"],
      age: 30,
      unknown: ["a", "b"],
    }),
  ).toEqual({
    role: { oneOf: ["cook", "nurse"] },
    hobbies: { fixed: ["tea", "chess"] },
    age: { fixed: 30 },
    unknown: { fixed: ["a", "b"] },
  });
  const lists = [["tea"], ["chess", "cars"]];
  expect(choices(shape, { hobbies: lists, role: [], age: null })).toEqual({
    hobbies: { oneOf: lists },
    role: { fixed: [] },
    age: { fixed: null },
  });
});

it("draws each by a stream of its own, so that another attribute changes none", () => {
  const role = { oneOf: Array.from({ length: 1000 }, (_, at) => at) };
  const [alone, together] = [
    drawChoices({ role }, new Random(3)),
    drawChoices({ age: role, role }, new Random(3)),
  ];
  expect(together["role"]).toBe(alone["role"]);
  expect(together["age"]).not.toBe(together["role"]);
  expect(drawChoices({ role }, new Random(4))).not.toEqual(alone);
  expect(drawChoices({ role: { fixed: [1] } }, new Random(3))).toEqual({ role: [1] });
});
