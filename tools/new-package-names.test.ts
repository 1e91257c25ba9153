import { InvalidArgumentError } from "@sdialog/core";
import { newMetricFiles } from "@sdialog/evaluation";
import { newBackendFiles } from "@sdialog/llm/backend-kit";
import { newOrchestratorFiles } from "@sdialog/orchestrators";
import { newPersonaFiles } from "@sdialog/personas";
import { newScenarioFiles } from "@sdialog/testing";
import { describe, expect, it } from "vitest";

/** What `sdialog new` makes of a name, and what its code calls it. */
const kinds = {
  backend: {
    files: newBackendFiles,
    taken: ["openai", "OpenAI", "open_ai"],
    refuses: ["class", "new", "default", "fetch"],
  },
  persona: {
    files: newPersonaFiles,
    taken: ["Customer", "customer"],
    refuses: ["Object", "error", "Number", "Map"],
  },
  orchestrator: {
    files: newOrchestratorFiles,
    taken: ["length", "LengthOrchestrator", "length-orchestrator"],
    refuses: ["base"],
  },
  metric: {
    files: newMetricFiles,
    taken: ["mtld", "MTLD"],
    refuses: ["class", "new", "default", "performance", "index", "speaker"],
  },
  scenario: {
    files: newScenarioFiles,
    taken: [],
    refuses: ["class", "new", "default", "eval", "index", "sound"],
  },
} as const;
const names = Object.entries(kinds).map(([kind, { files, taken, refuses }]) => ({
  kind,
  files,
  taken,
  refuses,
}));

async function hintOf(making: () => unknown): Promise<string> {
  try {
    await making();
  } catch (error) {
    if (error instanceof InvalidArgumentError) return error.hint ?? "";
  }
  throw new Error("was not refused");
}

describe.each(names)("a new $kind", ({ files, taken, refuses }) => {
  it("is not called as something of ours, or by a word of the language, and a name that can be had is proposed", async () => {
    for (const name of [...taken, ...refuses]) {
      const proposed = /for example (\S+)\.$/.exec(await hintOf(() => files(name)))?.[1] ?? "";
      expect(proposed, name).toMatch(/^my-?\w/i);
      expect(Object.keys(await files(proposed)), name).toContain("package.json");
    }
  });

  it("is not called as what its own files import or declare", async () => {
    const own = [...new Set(Object.values(declaredIn(await files("q-zx"))).flat())];
    expect(own).toContain("expect");
    for (const name of own) {
      const made = await Promise.resolve(name)
        .then(files)
        .catch((error: unknown) => {
          if (InvalidArgumentError.isInstance(error)) return {};
          throw error;
        });
      for (const [path, declared] of Object.entries(declaredIn(made)))
        expect(declared, `${name}: ${path}`).toEqual([...new Set(declared)]);
    }
  });
});

/** What each module of a package imports and declares. */
function declaredIn(files: Readonly<Record<string, string>>): Record<string, string[]> {
  const modules = Object.entries(files).filter(([path]) => path.endsWith(".ts"));
  return Object.fromEntries(
    modules.map(([path, text]) => [
      path,
      [
        ...[...text.matchAll(/^import \{([^}]*)\}/gm)].flatMap(([, clause = ""]) =>
          clause
            .split(",")
            .map((each) => each.replace("type ", "").trim())
            .filter((each) => each !== ""),
        ),
        ...[...text.matchAll(/^(?:export )?(?:const|(?:async )?function\*?|class) (\w+)/gm)].map(
          ([, name = ""]) => name,
        ),
      ],
    ]),
  );
}
