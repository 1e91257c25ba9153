// Runs every lesson, or those whose name contains one of the words, and prints how long each takes, as the table in
// tutorials/README.md has it. Processor time counts what this machine has to do besides less than the clock does.
//
//   node tools/time-lessons.ts [words]
import { execFile } from "node:child_process";
import { globSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, cpus, tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const words = process.argv.slice(2);
const lessons = globSync("tutorials/[0-9][0-9]-*.ts")
  .sort()
  .filter((path) => words.length === 0 || words.some((word) => path.includes(word)));
const mark = "processor time: ";
const told = `data:text/javascript,process.on("exit", () => { const { user, system } = process.cpuUsage(); console.error("${mark}" + (user + system)); });`;

console.log(
  `${cpus()[0]?.model ?? "unknown processor"}, ${availableParallelism()} at once, Node ${process.version}\n`,
);
console.log("| lesson | seconds | of a processor |\n| --- | --: | --: |");
let sum = 0;
for (const lesson of lessons) {
  const folder = await mkdtemp(join(tmpdir(), "lesson-"));
  const start = performance.now();
  const { stderr } = await run(
    process.execPath,
    ["--conditions=@sdialog/source", "--import", told, resolve(lesson)],
    { cwd: folder, maxBuffer: 1e9 },
  );
  await rm(folder, { recursive: true, force: true });
  const seconds = (performance.now() - start) / 1e3;
  const used = Number(stderr.slice(stderr.lastIndexOf(mark) + mark.length).trim()) / 1e6;
  sum += used;
  console.log(`| ${basename(lesson, ".ts")} | ${seconds.toFixed(1)} | ${used.toFixed(1)} |`);
}
console.log(`| all | | ${sum.toFixed(0)} |`);
