import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { scriptedModel } from "@sdialog/llm/testing";
import { expect, it } from "vitest";
import { loadRecipe } from "../../recipe/load-recipe.ts";
import { resumeRun } from "../../run/resume-run.ts";
import { runRecipe } from "../../run/run-recipe.ts";
import type { RunEvent } from "../../runs/run-event.ts";
import { echoModel } from "../../testing/echo-model.ts";
import { temporaryFolder } from "../../testing/temporary-folder.ts";

// pip install aim; aim init --repo FOLDER; aim server --repo FOLDER --port 53800
const url = process.env["SDIALOG_TEST_AIM"];
const repo = process.env["SDIALOG_TEST_AIM_REPO"];
const python = process.env["SDIALOG_TEST_AIM_PYTHON"] ?? "python3";
const missing = url === undefined || repo === undefined;
if (missing)
  // oxlint-disable-next-line no-console -- what is skipped says so
  console.log(
    "skipped: tracking in a real Aim server, for want of SDIALOG_TEST_AIM (its address) and SDIALOG_TEST_AIM_REPO (its folder)",
  );

/** What Aim itself finds of an experiment's runs. */
const reader = `
import json, sys
from aim import Repo, Run
from aim.sdk.index_manager import RepoIndexManager
repo = Repo(sys.argv[1])
# What "aim up" does in the background.
for run_hash in repo.list_all_runs(): RepoIndexManager.get_index_manager(repo).index(run_hash)
repo.container_pool.clear()
found = []
for run in repo.iter_runs():
    run = Run(run.hash, repo=repo, read_only=True)
    if run.experiment != sys.argv[2]: continue
    texts = {}
    for sequence in repo.query_texts(f"run.hash == '{run.hash}'", report_mode=0).iter():
        key = json.dumps([sequence.name, sequence.context.to_dict()], sort_keys=True)
        texts[key] = [text.data for text in sequence.values.sparse_list()[1]]
    metrics = {}
    for metric in repo.query_metrics(f"run.hash == '{run.hash}'", report_mode=0).iter():
        steps, (values, *_) = metric.data.items_list()
        metrics[metric.name] = [list(map(int, steps)), [float(value) for value in values]]
    found.append({"name": run.name, "active": run.active, "params": run[...], "texts": texts, "metrics": metrics})
print(json.dumps(found))
`;

interface Found {
  readonly name: string;
  readonly active: boolean;
  readonly params: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly texts: Readonly<Record<string, readonly string[]>>;
  readonly metrics: Readonly<Record<string, readonly [steps: number[], values: number[]]>>;
}

async function runsIn(experiment: string): Promise<readonly Found[]> {
  const { stdout } = await promisify(execFile)(python, ["-c", reader, repo ?? "", experiment]);
  const found = JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as Found[];
  return found.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

it.skipIf(missing)(
  "a real Aim server keeps a sweep and role plays with all that is told of them, and a resumed run as the same",
  { timeout: 120_000 },
  async () => {
    const notices: string[] = [];
    const options = {
      models: { "echo:1": echoModel() },
      onEvent: (event: RunEvent): void => void (event.type === "notice" && notices.push(event.message)),
    };
    const folder = await temporaryFolder();
    const experiment = `sdialog-${Date.now()}`;
    const tracking = { aim: { url, experiment } };
    const personas = [{ name: "Ann" }, { name: "Bo" }];
    const recipe = { kind: "dialogues", count: 2, model: "echo:1", maxTurns: 2, personas };
    const loaded = await loadRecipe(
      { ...recipe, name: "party", evaluate: ["turn-count"], tracking },
      { overrides: ["maxTurns=2,4"], settingsFiles: [] },
    );
    await runRecipe(loaded, { ...options, out: join(folder, "party") });
    await resumeRun(join(folder, "party"), options);
    const play = {
      kind: "roleplay",
      count: 1,
      model: "echo:2",
      goals: ["Find a name."],
      personas: ["a baker"],
    };
    const asks = scriptedModel(async () => `Ask "What is my name?"`, { id: "echo:2" });
    await runRecipe(
      { ...play, name: "play", maxTurns: 4, tracking },
      { ...options, models: { "echo:2": asks }, out: join(folder, "play") },
    );
    expect(notices.filter((notice) => notice.startsWith("tracking"))).toEqual([]);

    const [party, two, four, roleplay] = await runsIn(experiment);
    expect([party?.name, two?.name, four?.name, roleplay?.name]).toEqual([
      "party",
      "party maxTurns=2",
      "party maxTurns=4",
      "play",
    ]);
    expect([party, two, four, roleplay].map((run) => run?.active)).toEqual([false, false, false, false]);
    expect(party?.metrics["done"]).toEqual([[4], [4]]);
    for (const [run, turns] of [
      [two, 2],
      [four, 4],
    ] as const) {
      expect(run?.params["recipe"]).toMatchObject({ kind: "dialogues", maxTurns: turns, count: 2 });
      expect(run?.params["sdialog"]).toMatchObject({ status: "finished" });
      expect(run?.metrics).toMatchObject({ results: [[4], [2]], "score.turn-count": [[4], [turns]] });
      const said = run?.texts['["result", {}]'] ?? [];
      expect(said).toHaveLength(2);
      expect(said[0]?.split("\n")).toHaveLength(turns + 1);
    }
    expect(Object.values(roleplay?.params["personas"] ?? {})).toEqual(["a baker"]);
    const contexts = Object.keys(roleplay?.texts ?? {}).map(
      (key) => JSON.parse(key) as readonly [name: string, context: { readonly turn?: number }],
    );
    expect(contexts.map(([name, { turn }]) => `${name} ${turn ?? ""}`.trim()).toSorted()).toEqual([
      "inquirer_output_extract 0",
      "inquirer_output_extract 1",
      "responder_output 0",
      "responder_output 1",
      "result",
    ]);
  },
);
