/** How far a download has come. */
export interface DownloadProgress {
  readonly file: string;
  /** Bytes. */
  readonly loaded: number;
  readonly total: number;
}
