import { describe, expect, it } from "vitest";
import { sociodemographic, SociodemographicPersona } from "./sociodemographic.ts";

describe("sociodemographic", () => {
  it("draws from 300 persons, all of them before any comes again, the same for the same seed", () => {
    const all = sociodemographic({ n: 300, seed: 73 });
    expect(new Set(all.map(String)).size).toBe(300);
    expect(sociodemographic({ n: 5, seed: 73 }).map(String)).toEqual(all.slice(0, 5).map(String));
    expect(sociodemographic({ n: 5, seed: 321 }).map(String)).not.toEqual(all.slice(0, 5).map(String));
    expect(sociodemographic({ seed: 1 })).toHaveLength(20);
    const many = sociodemographic({ n: 700, seed: 73 }).map(String);
    expect(many.slice(0, 300)).toEqual(all.map(String));
    expect(new Set(many.slice(300, 600)).size).toBe(300);
    expect(many.slice(300, 600)).not.toEqual(many.slice(0, 300));
    expect(many).toHaveLength(700);
    for (const n of [0, -1, 1.5]) expect(() => sociodemographic({ n, seed: 1 })).toThrow("whole number");
  });

  it("tells who somebody is, and keeps it as attributes", () => {
    const [person] = sociodemographic({ n: 1, seed: 73 });
    expect(person?.describe()).toContain(`You are ${person?.age} years old`);
    const again = SociodemographicPersona.fromJSON(person?.toJSON());
    expect(again.describe()).toBe(person?.describe());
    const other = new SociodemographicPersona({ native_english: false });
    expect(other.describe()).toContain("another language than English");
    for (const each of sociodemographic({ n: 300, seed: 1 }))
      expect(each.describe()).toMatch(/^You are [^.]+\. You hold [^.]+\. (English|You grew up)[^.]+\.$/);
  });
});
