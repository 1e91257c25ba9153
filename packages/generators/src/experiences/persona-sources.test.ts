import { Random } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import type { Experience } from "./experience.ts";
import { BatchSiblings } from "./batch-siblings.ts";
import { describedPersona, reusedPersonas, sampledPersonas } from "./persona-sources.ts";
import { seedExperience } from "./seed-experience.ts";

const pool = ["Ann", "Bo", "Cy", "Dee"].map((name) => describedPersona(name, `I am ${name}.`));
const unnamed = (count: number) =>
  Array.from({ length: count }, (_, id) => ({ description: `Nobody ${id}.` }));

describe("where people are from", () => {
  it("samples different ones of a pool, all of them in time, the same for the same seed", async () => {
    const draw = sampledPersonas(pool);
    const seen = new Set<string>();
    for (let seed = 0; seed < 30; seed++) {
      const people = draw(new Random(seed), 2, 0);
      expect(new Set(people.map(({ name }) => name)).size).toBe(2);
      for (const { name } of people) seen.add(name);
      expect(draw(new Random(seed), 2, 9)).toEqual(people);
    }
    expect(seen.size).toBe(4);
    expect(draw(new Random(1), 4, 0)).toHaveLength(4);
    expect(() => draw(new Random(1), 5, 0)).toThrow("The pool holds 4 people, but 5 are needed");
  });

  it("reuses groups in turn", () => {
    const [one, two] = [pool.slice(0, 2), pool.slice(2)];
    const groups = reusedPersonas([one, two]);
    expect([0, 1, 2, 3].map((index) => groups(new Random(1), 3, index))).toEqual([one, two, one, two]);
    expect(() => reusedPersonas([])).toThrow("no people to reuse");
  });

  it("refuses what is no person, and says where it stands", () => {
    expect(() => sampledPersonas(["Ann is a nurse"] as never)).toThrow("pool[0] is not a person");
    expect(() => sampledPersonas([{ name: "Ann" }, { name: "Bo", age: 1.5 }])).toThrow(
      "pool[1] is not a person of an experience: age: must be a whole number, not 1.5",
    );
    expect(() => reusedPersonas([[{ name: "Ann" }, 7]] as never)).toThrow("groups[0][1] is not a person");
  });

  it("names who has no name, as nobody else of the group is called", () => {
    for (let seed = 0; seed < 40; seed++) {
      const people = sampledPersonas([...unnamed(12), describedPersona("Sam", "I am Sam.")])(
        new Random(seed),
        13,
        0,
      );
      const names = people.map(({ name }) => name);
      expect(new Set(names).size).toBe(13);
      expect(names.every((name) => /^[A-Z][a-z]+$/.test(name))).toBe(true);
      expect(people.find(({ description }) => description === "I am Sam.")?.name).toBe("Sam");
    }
  });
});

describe("BatchSiblings", () => {
  const about = (topic: string): Experience => ({ ...seedExperience, topic });

  it("waits for those before, counts failures as nothing, and takes what each was given first", async () => {
    const siblings = new BatchSiblings();
    const first = Promise.withResolvers<Experience>();
    const making = siblings.begin(4, () => first.promise);
    const failing = siblings.begin(5, () => Promise.reject(new Error("no")));
    void siblings.begin(6, () => Promise.resolve(about("c")));
    void siblings.begin(4, () => Promise.resolve(about("again")));
    const before = siblings.before(7, 4);
    first.resolve(about("a"));
    expect((await making).topic).toBe("a");
    await expect(failing).rejects.toThrow("no");
    expect((await before).map(({ topic }) => topic)).toEqual(["a", "c"]);
    expect(await siblings.before(4, 4)).toEqual([]);
  });

  it("takes what was made before this process began, without where it is from", async () => {
    const earlier = { ...about("old"), id: "x", parentShot: "y", seed: 1, faults: { near_duplicate: 1 } };
    const found = await new BatchSiblings().before(3, 0, new Map([[1, earlier]]));
    expect(found).toEqual([about("old")]);
  });
});
