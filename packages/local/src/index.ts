export { backend, unloadLocalModels } from "./backend.ts";
export { bundledModel } from "./bundled-model.ts";
export type {
  CapturedActivations,
  HookData,
  LensRequest,
  LikelyToken,
  ReadLens,
  SeenToken,
} from "./hooks/hook-data.ts";
export { type CaptureRequest, hookRequest, type HookRequest } from "./hooks/hook-request.ts";
export type { DownloadProgress } from "./download-progress.ts";
export { listModules, type ModuleList } from "./list-modules.ts";
export type { LocalOptions } from "./local-options.ts";
export { type Side, type Site, siteName } from "./sites/site.ts";
export type {
  ActivationChange,
  ChangedPlace,
  DirectionEdit,
  Edit,
  FunctionEdit,
  Operation,
} from "./steering/edit.ts";
export { isSelected, type TokenRange, type TokenSelector } from "./steering/token-selector.ts";
export { type FloatTensor, readTensors, writeTensors } from "./tensors/safetensors.ts";
