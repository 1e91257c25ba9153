import { join } from "node:path";
import { expect, it } from "vitest";
import { loadRecipe } from "../../recipe/load-recipe.ts";
import { runRecipe } from "../../run/run-recipe.ts";
import { echoModel } from "../../testing/echo-model.ts";
import { temporaryFolder } from "../../testing/temporary-folder.ts";

const url = process.env["SDIALOG_TEST_MLFLOW"];
if (url === undefined)
  // oxlint-disable-next-line no-console -- what is skipped says so
  console.log("skipped: tracking in a real MLflow server, for want of SDIALOG_TEST_MLFLOW (its address)");

it.skipIf(url === undefined)("a real MLflow server keeps a sweep with all that is told of it", async () => {
  const experiment = `sdialog-${Date.now()}`;
  const personas = [{ name: "Ann" }, { name: "Bo" }];
  const recipe = { kind: "dialogues", count: 2, model: "echo:1", maxTurns: 2, personas };
  const loaded = await loadRecipe(
    { ...recipe, name: "party", evaluate: ["turn-count"], tracking: { mlflow: { url, experiment } } },
    { overrides: ["maxTurns=2,4"], settingsFiles: [] },
  );
  const notices: string[] = [];
  await runRecipe(loaded, {
    out: join(await temporaryFolder(), "run"),
    models: { "echo:1": echoModel() },
    onEvent: (event) => void (event.type === "notice" && notices.push(event.message)),
  });
  expect(notices.filter((notice) => notice.startsWith("tracking"))).toEqual([]);
  const ask = async (path: string, body?: object): Promise<Record<string, never>> =>
    (await (
      await fetch(`${url}/api/2.0/mlflow/${path}`, {
        ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
        headers: { "content-type": "application/json" },
      })
    ).json()) as Record<string, never>;
  const { experiment: found } = (await ask(
    `experiments/get-by-name?experiment_name=${experiment}`,
  )) as unknown as {
    readonly experiment: { readonly experiment_id: string };
  };
  const { runs } = (await ask("runs/search", { experiment_ids: [found.experiment_id] })) as unknown as {
    readonly runs: readonly {
      readonly info: { readonly run_id: string; readonly run_name: string; readonly status: string };
      readonly data: { readonly metrics: readonly { readonly key: string; readonly value: number }[] };
    }[];
  };
  expect(runs.map(({ info }) => `${info.run_name}: ${info.status}`).toSorted()).toEqual([
    "party maxTurns=2: FINISHED",
    "party maxTurns=4: FINISHED",
    "party: FINISHED",
  ]);
  for (const { info, data } of runs.filter(({ info: { run_name: name } }) => name !== "party")) {
    const metrics = Object.fromEntries(data.metrics.map(({ key, value }) => [key, value]));
    expect(metrics).toMatchObject({ results: 2, "score.turn-count": Number(info.run_name.slice(-1)) });
    const { files } = (await ask(`artifacts/list?run_id=${info.run_id}`)) as unknown as {
      readonly files: readonly { readonly path: string }[];
    };
    expect(files.map(({ path }) => path)).toEqual(["dialogues.jsonl"]);
  }
});
