import { registered } from "@sdialog/core";
import type { Backend } from "./backend.ts";

/** Whether a backend is known by this name, or by another one for it. Our own are as soon as one model was named. */
export function isRegistered(name: string): boolean {
  return (registered("backend") as readonly Backend[]).some(
    (backend) => backend.name === name || backend.aliases?.includes(name) === true,
  );
}
