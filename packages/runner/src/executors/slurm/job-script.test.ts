import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";
import { jobScript, type JobScriptOptions } from "./job-script.ts";

const least = { tasks: 4, cpus: 2, options: [] } as unknown as JobScriptOptions["slurm"];
const script = (slurm: object, folder = "/runs/Bob's é 1", name = "my café & co"): string =>
  jobScript({ folder, name, slurm: { ...least, ...slurm } });
const settings = (text: string): string[] =>
  [...text.matchAll(/^#SBATCH (.*)$/gm)].map(([, said]) => said ?? "");

it("asks Slurm for what is needed, and for no more than it is told", () => {
  expect(settings(script({}))).toEqual([
    "--job-name=sdialog-my-caf-co",
    "--array=0-3",
    "--requeue",
    "--open-mode=append",
    `--output="/runs/Bob's é 1/slurm/%A_%a.out"`,
    "--signal=B:TERM@60",
    "--cpus-per-task=2",
  ]);
  const all = {
    throttle: 2,
    partition: "gpu",
    account: "lab",
    time: "1:00:00",
    memory: "4G",
    options: ["--nice=5"],
  };
  expect(settings(script(all)).slice(1)).toEqual([
    "--array=0-3%2",
    "--requeue",
    "--open-mode=append",
    `--output="/runs/Bob's é 1/slurm/%A_%a.out"`,
    "--signal=B:TERM@60",
    "--cpus-per-task=2",
    "--partition=gpu",
    "--account=lab",
    "--time=1:00:00",
    "--mem=4G",
    "--nice=5",
  ]);
});

it("keeps a folder's name in one piece whatever is in it, and lets no sign of it stand for a number", () => {
  const output = (folder: string): string | undefined =>
    settings(script({}, folder)).find((setting) => setting.startsWith("--output="));
  expect(output("/runs/plain")).toBe("--output=/runs/plain/slurm/%A_%a.out");
  expect(output('/runs/50 % "off" #1')).toBe(String.raw`--output="/runs/50 %% \"off\" #1/slurm/%A_%a.out"`);
});

it.skipIf(process.platform === "win32")("is a script that bash reads, with every path in one piece", () => {
  const text = script({});
  expect(text.startsWith("#!/bin/bash\n")).toBe(true);
  execFileSync("bash", ["-n"], { input: text });
  const command = text.split("\n").find((line) => line.includes("SLURM_ARRAY_TASK_ID") && line.endsWith("&"));
  const echoed = execFileSync("bash", ["-c", `set -- ${command?.slice(0, -1)}; printf '%s\\n' "$@"`], {
    env: { SLURM_ARRAY_TASK_ID: "3" },
    encoding: "utf8",
  }).trim();
  const [program, ...values] = echoed.split("\n");
  expect(program).toBe(process.execPath);
  expect(values.slice(-3)).toEqual(["/runs/Bob's é 1", "3", "4"]);
});
