import { expect, it } from "vitest";
import { counted } from "./counted.ts";

it.each([
  [0, "0 tasks", "0 replies"],
  [1, "1 task", "1 reply"],
  [2, "2 tasks", "2 replies"],
])("counts %i as people say it", (count, tasks, replies) => {
  expect([counted(count, "task"), counted(count, "reply", "replies")]).toEqual([tasks, replies]);
});
