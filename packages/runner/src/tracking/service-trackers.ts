import { trackingField } from "../recipe/common-fields.ts";
import type { Manifest } from "../store/manifest.ts";
import { AimService } from "./aim/aim-service.ts";
import { MlflowService } from "./mlflow/mlflow-service.ts";
import { type OtlpTracker, otlpTracker } from "./otlp-tracker.ts";
import { ServiceTracker } from "./service-tracker.ts";
import type { Tracker } from "./tracker.ts";

/**
 * The services that a run's recipe asks for.
 *
 * @param part whether this is a part of the run: then only its model calls are traced, the rest is for the whole
 * @throws MissingPackageError when what a service needs is not installed
 */
export async function serviceTrackers(
  folder: string,
  manifest: Manifest,
  part: boolean,
): Promise<readonly Tracker[]> {
  const { mlflow, aim } = servicesOf(manifest);
  const calls = await callTracker(manifest);
  return [
    ...(mlflow === undefined || part ? [] : [new ServiceTracker(folder, new MlflowService(mlflow))]),
    ...(aim === undefined || part ? [] : [new ServiceTracker(folder, new AimService(aim))]),
    ...(calls === undefined ? [] : [calls]),
  ];
}

/** What traces the model calls of a run, when its recipe asks for that; workers elsewhere need it too. */
export async function callTracker(manifest: Manifest): Promise<OtlpTracker | undefined> {
  const { otlp } = servicesOf(manifest);
  return otlp === undefined ? undefined : otlpTracker(otlp.url, manifest);
}

function servicesOf({ variants: [variant] }: Manifest) {
  return trackingField.parse(variant?.recipe["tracking"]);
}
